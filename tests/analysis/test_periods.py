from __future__ import annotations

import math
from datetime import date

import numpy as np
from hypothesis import given, strategies as st

from workbench.analysis.periods import name_of, periods
from workbench.analysis.trend import trend
from workbench.model.allocation import Allocation
from workbench.model.plot_choice import PlotPeriod
from workbench.model.quantity import Quantity
from workbench.model.when import When


def some(amount: str, when: str) -> Allocation:
    return Allocation(title="A", quantity=Quantity.parse(amount, "chip"), as_of=When(when))


def test_each_quarter_has_what_surely_and_what_may_have_come() -> None:
    made = periods(
        trend([some("10", "2025-02-03"), some("5", "2025-03-20/2025-04-10"), some("7", "2025-08")]),
        PlotPeriod.QUARTER,
    )
    assert [name_of(PlotPeriod.QUARTER, int(day)) for day in made.starts] == [
        ("Q1", "2025"), ("Q2", "2025"), ("Q3", "2025"),
    ]  # fmt: skip
    assert made.low.tolist() == [10, 0, 7]
    assert made.high.tolist() == [15, 5, 7]


def test_a_quantity_without_upper_bound_leaves_its_period_open_only() -> None:
    made = periods(trend([some("more than 10", "2025-02"), some("5", "2026-01")]), PlotPeriod.YEAR)
    assert made.low.tolist() == [11, 5]
    assert made.high.tolist() == [math.inf, 5]
    assert name_of(PlotPeriod.YEAR, int(made.starts[0])) == ("2025", "")


def test_nothing_dated_has_no_periods() -> None:
    assert len(periods(trend([some("5", "")]), PlotPeriod.MONTH).starts) == 0


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90), st.integers(1, 50)), min_size=1))
def test_every_period_agrees_with_what_came_between_its_ends(
    rows: list[tuple[int, int, int]],
) -> None:
    start = 738_000
    made = trend(
        Allocation(
            title="A",
            quantity=Quantity.between(n, n + 3, "chip"),
            as_of=When(f"{_day(start + at)}/{_day(start + at + wide)}"),
        )
        for at, wide, n in rows
    )
    found = periods(made, PlotPeriod.MONTH)
    for first, end, low, high in zip(
        found.starts.tolist(), found.ends.tolist(), found.low, found.high, strict=True
    ):
        assert np.allclose((low, high), made.span_of(first - 1, end - 1))


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat()
