from __future__ import annotations

import pytest

from workbench.dossier.import_parts import level_of
from workbench.model.stance_scale import ScaleLevel, StanceScale

SCALE = StanceScale(
    title="Review", levels=(ScaleLevel(value=0, words="None"), ScaleLevel(value=3, words="By case"))
)


@pytest.mark.parametrize(
    ("words", "value"),
    [("3", 3), ("3.0", 3), ("3 – case", 3), ("by CASE", 3), ("none", 0), ("4", None), ("-3", None)],
)
def test_a_level_is_said_by_its_value_or_by_its_words(words: str, value: int | None) -> None:
    assert level_of(SCALE, words) == value
