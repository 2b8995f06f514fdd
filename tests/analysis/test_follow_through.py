from __future__ import annotations

import pytest

from workbench.analysis.follow_through import (
    Days,
    follow_through,
    lateness,
    overdue,
    time_to_effect,
    track_record,
)
from workbench.model.kinds import BorneOut, ExpectationStatus
from workbench.model.when import When, days_of


def test_what_was_met_and_what_lapsed_make_a_share_with_an_interval() -> None:
    status = ExpectationStatus
    found = follow_through([status.MET, status.MET, status.LAPSED, status.PARTLY_MET, status.OPEN])

    assert (found.yes, found.no, found.partly, found.open) == (2, 1, 1, 1)
    assert found.share == pytest.approx(3 / 5)
    assert found.interval.low < 3 / 5 < found.interval.high


def test_a_source_without_verdicts_is_not_known_to_be_bad() -> None:
    found = track_record([BorneOut.OPEN])

    assert found.share == 0.5
    assert found.interval == pytest.approx((0.05, 0.95))


def test_a_measure_may_take_effect_before_it_is_announced() -> None:
    announced, effective = When("2024-07-04"), When("2024-07-01")

    found = time_to_effect(days_of(announced), days_of(effective))

    assert found == Days(low=-3, high=-3)
    assert found.words() == "-3 days"


def test_imprecise_dates_give_a_span() -> None:
    found = time_to_effect(days_of(When("2026-01")), days_of(When("2026-02-10")))

    assert found == Days(low=10, high=40)
    assert found.words() == "10 to 40 days"


def test_an_open_end_is_said() -> None:
    later = time_to_effect(days_of(When("2026-01-01")), days_of(When("2026-01-05/..")))

    assert later is not None
    assert later.words() == "at least 4 days"
    assert time_to_effect((None, None), (5, 5)) is None
    assert Days(low=None, high=None).words() == "not known"
    assert Days(low=1, high=1).words() == "1 day"


def test_lateness_counts_from_the_end_of_the_window() -> None:
    assert lateness((10, 20), (25, 25)) == Days(low=5, high=5)
    assert lateness((10, 20), (12, 12)) == Days(low=-8, high=-8)


def test_a_window_that_is_not_known_is_never_overdue() -> None:
    assert overdue((10, 20), 21)
    assert not overdue((10, 20), 20)
    assert not overdue((None, None), 999)
