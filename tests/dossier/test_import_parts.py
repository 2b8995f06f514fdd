from __future__ import annotations

import pytest

from workbench.dossier.import_parts import level_of
from workbench.model.stance_scale import ScaleLevel, StanceScale

SCALE = StanceScale(
    title="Review",
    levels=(
        ScaleLevel(value=0, words="None"),
        ScaleLevel(value=3, words="By case"),
        ScaleLevel(value=4, words="Presumption of denial, or block"),
        ScaleLevel(value=5, words="Policy of denial, or ban"),
    ),
)


@pytest.mark.parametrize(
    ("words", "value"),
    [("3", 3), ("3.0", 3), ("3 – case", 3), ("by CASE", 3), ("none", 0), ("6", None), ("-3", None)],
)
def test_a_level_is_said_by_its_value_or_by_its_words(words: str, value: int | None) -> None:
    assert level_of(SCALE, words) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [("By-case", 3), ("presumption of denial", 4), ("Ban", 5), ("of denial", None), ("an", None)],
)
def test_words_mean_the_one_level_in_whose_words_they_stand(words: str, value: int | None) -> None:
    assert level_of(SCALE, words) == value
