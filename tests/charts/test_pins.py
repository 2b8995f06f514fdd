from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.charts.crosshair import pinned_card
from workbench.charts.picture import picture
from workbench.charts.pins import Pin, ordered
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from tests.charts.conftest import Shown
    from workbench.analysis.timeline import Mark


def day(text: str) -> int:
    first, _ = days_of(When(text))
    assert first is not None
    return first


def mark(shown: Shown, ref: str) -> Mark:
    return next(each for each in shown[0].marks() if each.ref == ref)


def test_a_pinned_day_is_its_own_turn() -> None:
    assert Pin(float(day("2025-07-31"))).turn == (day("2025-07-31"), day("2025-07-31"))


def test_what_came_on_the_day_of_a_decision_came_after_it(dated: Shown) -> None:
    assert Pin.on(mark(dated, "D-0001")).turn == (day("2025-04-14"), day("2025-04-14"))


def test_a_decision_of_an_unknown_day_turns_somewhere_in_its_month(dated: Shown) -> None:
    assert Pin.on(mark(dated, "D-0002")).turn == (day("2025-06-30"), day("2025-07-30"))


def test_the_earlier_pin_comes_first(dated: Shown) -> None:
    late, early = Pin.on(mark(dated, "D-0003")), Pin.on(mark(dated, "D-0001"))
    assert ordered((late, early)) == (early, late)


def test_the_card_names_both_decisions_and_counts_those_between(dated: Shown) -> None:
    pins = (Pin.on(mark(dated, "D-0001")), Pin.on(mark(dated, "D-0003")))
    assert [row.words for row in pinned_card(picture(*dated), pins)] == [
        "D-0001, 15 Apr 2025 to before D-0003, 17 Sep 2025",
        "from Decision 1",
        "until Decision 3",
        "+ 60,000 – 90,000 Nvidia H200 authorised",
        "1 decision between",
    ]
