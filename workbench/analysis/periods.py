"""What came in each month, quarter or year, with bounds.

    low(p)  = sum of low_i  over i that surely fall into p (first and last possible day in p)
    high(p) = sum of high_i over i that may fall into p

So the true amount of every period lies between its bounds; the low bounds of periods do not add up
to the low bound of the whole where a date spans two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.model.plot_choice import PlotPeriod
from workbench.model.when import day_of
from workbench.model.when_text import short_month

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend

_MONTHS = {PlotPeriod.MONTH: 1, PlotPeriod.QUARTER: 3, PlotPeriod.YEAR: 12}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Periods:
    """Bars of a trend: each from day `starts` to before day `ends`, with `low` and `high` (inf)."""

    period: PlotPeriod
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def periods(trend: Trend, period: PlotPeriod) -> Periods:
    """The bars of a trend's dated allocations, from the first period to the last, none left out."""
    if not len(trend.first):
        none = np.empty(0)
        days = np.empty(0, dtype=np.int64)
        return Periods(period=period, starts=days, ends=days, low=none, high=none)
    edges = _edges(int(trend.first.min()), int(trend.last.max()), _MONTHS[period])
    size = len(edges) - 1
    begins = np.searchsorted(edges, trend.first, side="right") - 1
    stops = np.searchsorted(edges, trend.last, side="right") - 1
    surely = begins == stops
    low: NDArray[np.float64] = np.bincount(
        begins[surely], weights=trend.lows[surely], minlength=size
    ).astype(np.float64)
    return Periods(
        period=period,
        starts=edges[:-1],
        ends=edges[1:],
        low=low,
        high=_spread(begins, stops, trend.highs, size),
    )


def name_of(period: PlotPeriod, day: int) -> tuple[str, str]:
    """A period by its first day, in two rows: ("Q1", "2026"), ("Jan", "2026"), ("2026", "")."""
    first = day_of(day)
    if period is PlotPeriod.YEAR:
        return str(first.year), ""
    if period is PlotPeriod.QUARTER:
        return f"Q{(first.month - 1) // 3 + 1}", str(first.year)
    return short_month(first.month), str(first.year)


def _spread(
    begins: NDArray[np.intp], stops: NDArray[np.intp], highs: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Each upper bound in every period that it may fall into."""
    finite = np.isfinite(highs)
    rising = np.zeros(size + 1)
    np.add.at(rising, begins[finite], highs[finite])
    np.subtract.at(rising, stops[finite] + 1, highs[finite])
    endless = np.zeros(size + 1)
    np.add.at(endless, begins[~finite], 1.0)
    np.subtract.at(endless, stops[~finite] + 1, 1.0)
    most = np.cumsum(rising)[:size]
    most[np.cumsum(endless)[:size] > 0] = np.inf
    return most


def _edges(first: int, last: int, months: int) -> NDArray[np.int64]:
    """The first days of all periods from the one of `first` to the one after `last`."""
    start, end = day_of(first), day_of(last)
    at = (start.year * 12 + start.month - 1) // months * months
    stop = (end.year * 12 + end.month - 1) // months * months + months
    return np.array(
        [date(n // 12, n % 12 + 1, 1).toordinal() for n in range(at, stop + 1, months)],
        dtype=np.int64,
    )
