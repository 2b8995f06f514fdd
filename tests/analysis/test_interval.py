from __future__ import annotations

from workbench.analysis.interval import Interval, hull, mean


def test_a_hull_holds_all_parts_and_a_mean_is_taken_end_by_end() -> None:
    parts = [Interval(20, 40), Interval(60, 60)]

    assert hull(parts) == (20, 60)
    assert mean(parts) == (40, 50)


def test_equal_ends_read_as_one_figure() -> None:
    assert Interval(60, 60).words() == "60"
    assert Interval(0.04, 0.2025).words(2) == "0.04 to 0.20"
    assert Interval(60, 60).exact
    assert not Interval(0, 60).exact
