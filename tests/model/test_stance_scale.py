from __future__ import annotations

import pytest

from workbench.errors import InvalidField
from workbench.model.rules import check
from workbench.model.stance_scale import ScaleLevel, StanceScale


def scale(*values: int) -> StanceScale:
    """A scale with these level values."""
    levels = tuple(ScaleLevel(value=each, words=f"level {each}") for each in values)
    return StanceScale(title="Review", levels=levels)


def test_a_scale_knows_its_highest_level_and_what_each_means() -> None:
    assert scale(0, 1, 2).highest == 2
    assert scale(0, 1, 2).words_of(1) == "level 1"
    assert scale(0, 1, 2).words_of(7) == ""


@pytest.mark.parametrize("values", [(0, 2), (1, 2), (0,)])
def test_levels_count_from_zero_without_a_gap(values: tuple[int, ...]) -> None:
    with pytest.raises(InvalidField, match="levels"):
        check(scale(*values))
