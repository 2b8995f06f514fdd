from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import QRectF

from workbench.charts.hatch import lines

SIZES = st.floats(0, 400)


@given(left=SIZES, top=SIZES, wide=SIZES, high=SIZES, rising=st.booleans())
def test_hatching_never_leaves_its_rectangle(
    *, left: float, top: float, wide: float, high: float, rising: bool
) -> None:
    rect = QRectF(left, top, wide, high)
    room = rect.adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
    for line in lines([rect], rising=rising):
        assert room.contains(line.p1())
        assert room.contains(line.p2())


@pytest.mark.parametrize("rising", [True, False])
def test_hatching_runs_on_from_one_rectangle_to_the_next(*, rising: bool) -> None:
    whole = lines([QRectF(3, 5, 100, 50)], rising=rising)
    parts = lines([QRectF(3, 5, 40, 50), QRectF(43, 5, 60, 50)], rising=rising)
    assert sum(line.length() for line in parts) == pytest.approx(
        sum(line.length() for line in whole)
    )


def test_an_empty_rectangle_has_no_lines() -> None:
    assert lines([QRectF(0, 0, 0, 10), QRectF(0, 0, 10, -1)], rising=True) == []
