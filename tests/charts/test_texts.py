from __future__ import annotations

from workbench.charts.texts import apart


def test_labels_that_would_overlap_are_moved_apart_and_stay_within() -> None:
    assert apart([0, 50, 55], [30, 30, 30], (0, 200)) == [0, 50, 80]
    assert apart([0, 160, 165, 190], [30, 30, 30, 30], (0, 200)) == [0, 110, 140, 170]
