"""What all sheets have in common."""

from __future__ import annotations

import pytest

from workbench.briefing.sheet import Row, breaks_between


@pytest.mark.parametrize(
    ("heights", "breaks"),
    [
        ((40, 50), ()),
        ((40, 70), (4,)),
        ((40, 50, 20), (9,)),
        ((40, 230, 60), (4,)),
        ((40, 230, 80), (4, 27)),
    ],
)
def test_a_part_that_does_not_fit_below_the_one_before_begins_a_page(
    heights: tuple[int, ...], breaks: tuple[int, ...]
) -> None:
    parts = [[Row([], 10.0)] * (height // 10) for height in heights]
    assert breaks_between(parts, 100.0) == breaks
