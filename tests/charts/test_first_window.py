"""The days that a picture shows at first: those with records, not the quiet time after them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.charts.conftest import decided
from workbench.analysis.timeline import timeline
from workbench.charts.picture import Caption, extent, first_window

if TYPE_CHECKING:
    from workbench.charts.linked import LinkedChart

SHOWN = timeline([decided(1, "2025-04-09"), decided(2, "2026-01-15")])
SOON, LATE = date(2026, 1, 20), date(2026, 11, 25)


def test_months_without_records_before_the_as_of_day_are_not_shown_at_first() -> None:
    start, end = first_window(SHOWN, (), LATE)
    last = date(2026, 1, 15).toordinal()
    assert start == extent(SHOWN, ())[0]
    assert last < end < last + (last - start) / 3
    assert extent(SHOWN, (), LATE)[1] > LATE.toordinal()


def test_an_as_of_day_that_comes_soon_after_the_records_is_shown() -> None:
    assert first_window(SHOWN, (), SOON) == extent(SHOWN, (), SOON)


def test_all_days_are_there_when_they_are_asked_for(chart: LinkedChart) -> None:
    chart.present(SHOWN, (), Caption(as_of=LATE))
    assert chart.picture.window[1] < LATE.toordinal()
    chart.present(SHOWN, (), Caption(as_of=LATE))
    assert chart.picture.window[1] < LATE.toordinal()
    chart.show_all()
    assert chart.picture.window[1] > LATE.toordinal()
