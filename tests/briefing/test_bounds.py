"""The arithmetic of bounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from workbench.briefing.bounds import headline_stage, read_bounds, total
from workbench.briefing.data import AllocationRow
from workbench.model.kinds import QuantityKind, Reading, Stage
from workbench.model.quantity import Quantity


@pytest.mark.parametrize(
    ("words", "reading", "low", "high"),
    [
        ("more than 400,000", "above", Decimal(400_000), "not bounded"),
        ("at least 12", "at least", Decimal(12), "not bounded"),
        ("up to 15,000", "at most", "not stated", Decimal(15_000)),
        ("less than 15", "below", "not stated", Decimal(15)),
        ("between 17,000 and 35,000", "range", Decimal(17_000), Decimal(35_000)),
        ("2,500", "exactly", Decimal(2_500), Decimal(2_500)),
        ("about 45,000", "no hard bound (estimate)", "not added", "not added"),
        ("hundreds of thousands", "no figure", "no figure stated", "no figure stated"),
        ("", "no figure", "no figure stated", "no figure stated"),
    ],
)
def test_each_way_to_state_a_number_reads_as_it_says(
    words: str, reading: str, low: Decimal | str, high: Decimal | str
) -> None:
    bounds = read_bounds(Quantity.parse(words, "chip"))
    assert (bounds.words, bounds.low, bounds.high) == (reading, low, high)


def test_an_analyst_s_reading_is_named_as_such() -> None:
    quantity = Quantity(
        kind=QuantityKind.VAGUE,
        verbatim="hundreds of thousands",
        low=Decimal(200_000),
        reading=Reading.ANALYST,
    )
    assert read_bounds(quantity).words == "at least, analyst"


def test_one_open_end_leaves_the_sum_open() -> None:
    rows = [
        AllocationRow(ref="A-0001", quantity=Quantity.between(10, 20)),
        AllocationRow(ref="A-0002", quantity=Quantity.more_than(5)),
        AllocationRow(ref="A-0003", quantity=Quantity.exact(100), counted=False),
    ]
    found = total(rows)
    assert (found.low, found.high, found.rows, found.above) == (Decimal(15), "not bounded", 2, 1)


def test_no_rows_and_no_figures_are_told_apart() -> None:
    assert total([]).low == total([]).high == "no rows"
    vague = AllocationRow(ref="A-0001", quantity=Quantity.vague("many"))
    assert total([vague]).low == total([vague]).high == "no figure stated"


@given(
    ends=st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=20)
)
def test_the_sum_of_ranges_is_the_range_of_sums(ends: list[tuple[int, int]]) -> None:
    rows = [
        AllocationRow(ref="A", quantity=Quantity.between(min(pair), max(pair))) for pair in ends
    ]
    found = total(rows)
    assert found.low == sum(min(pair) for pair in ends)
    assert found.high == sum(max(pair) for pair in ends)


def test_the_headline_stage_is_the_most_frequent_unless_chosen() -> None:
    rows = [
        AllocationRow(ref="A", stage=stage)
        for stage in (Stage.ORDERED, Stage.SHIPPED, Stage.SHIPPED)
    ]
    assert headline_stage(rows, None) is Stage.SHIPPED
    assert headline_stage(rows, Stage.LOCATED) is Stage.LOCATED
    assert headline_stage([], None) is Stage.AUTHORISED
