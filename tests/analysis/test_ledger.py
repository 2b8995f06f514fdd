from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, strategies as st

from workbench.analysis.bounds import span, stated_high, stated_low
from workbench.analysis.ledger import of_records
from workbench.model.allocation import Allocation
from workbench.model.kinds import QuantityKind
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.analysis.ledger import Ledger

UNITS = st.sampled_from(["chip", "GW", ""])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, wide, unit = draw(st.integers(0, 10**7)), draw(st.integers(2, 10**6)), draw(UNITS)
    lower, upper = Decimal(low) / 10, Decimal(low + wide * 10) / 10
    return draw(
        st.sampled_from(
            [
                Quantity.exact(lower, unit),
                Quantity.at_least(lower, unit),
                Quantity.more_than(lower, unit),
                Quantity.at_most(upper, unit),
                Quantity.between(lower, upper, unit),
                Quantity.vague("hundreds", unit),
                Quantity(unit=unit),
                Quantity(kind=QuantityKind.ESTIMATE_CI, point=lower, unit=unit),
                Quantity(kind=QuantityKind.ESTIMATE_CI, low=lower, high=upper, unit=unit),
                Quantity(
                    kind=QuantityKind.RANGE, low=lower, high=upper, low_open=True, high_open=True,
                    unit=unit,
                ),
            ]
        )
    )  # fmt: skip


def made_of(some: list[Quantity]) -> Ledger:
    return of_records([Allocation(title="Some", quantity=each) for each in some])


@given(st.lists(quantities(), min_size=1, max_size=20))
def test_columns_have_the_bounds_that_quantities_have(some: list[Quantity]) -> None:
    found = made_of(some)
    for at, each in enumerate(some):
        ends = span(each)
        assert found.bounded[at] == (ends is not None)
        if ends is not None:
            low, high = ends
            assert found.low[at] == float(low)
            assert found.high[at] == (math.inf if high is None else float(high))
            assert found.stated[at] == float(stated_low(each)[0])
            top = stated_high(each)[0]
            assert found.topmost[at] == (math.inf if top is None else float(top))


def test_rows_keep_their_days_and_open_dates_have_none() -> None:
    some = [Allocation(title="A", as_of=When(when)) for when in ("2025-08", "", "2025/..")]
    assert of_records(some).dated.tolist() == [True, False, False]


def test_quantities_times_a_factor_keep_an_open_end_and_drop_what_has_none() -> None:
    one = Allocation(title="A", item="h20", quantity=Quantity.more_than(10, "chip"))
    other = Allocation(title="B", item="h20", quantity=Quantity.between(2, 4, "chip"))
    none = Allocation(title="C", item="x", quantity=Quantity.exact(5, "chip"))
    found = of_records([one, other, none]).scaled(
        np.array([0.5, np.nan]), np.array([1.0, np.nan]), "H100e"
    )
    assert found.units == ("H100e",)
    assert found.low.tolist() == [5.5, 1.0]
    assert found.high.tolist() == [math.inf, 4.0]
