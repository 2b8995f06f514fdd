"""The label of a sum: in few letters where room is short, and never narrower than the truth."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, strategies as st

from workbench.charts.sums import bound_words, compact
from workbench.model.quantity import Quantity

SIZES = {"k": 10**3, "M": 10**6, "B": 10**9}
amounts = st.decimals(Decimal("0.001"), Decimal(10) ** 12, places=3)


def read(words: str) -> Decimal:
    return Decimal(words.rstrip("kMB")) * SIZES.get(words[-1], 1)


@given(ends=st.tuples(amounts, amounts).filter(lambda ends: ends[0] != ends[1]))
def test_a_range_in_few_letters_holds_the_exact_one(ends: tuple[Decimal, Decimal]) -> None:
    low, high = sorted(ends)
    shown = [read(each) for each in compact(Quantity.between(low, high, "chip")).split(" – ")]
    assert shown[0] <= low <= high <= shown[1]
    assert low - shown[0] <= low / 100
    assert shown[1] - high <= high / 100


def test_a_range_of_millions_is_read_at_a_glance() -> None:
    assert compact(Quantity.between(1_563_067, 3_006_123, "chip")) == "1.56M – 3.01M"
    assert compact(Quantity.at_least(400_000, "chip")) == ""


def test_added_estimates_have_outer_bounds() -> None:
    assert bound_words(Quantity.between(1, 2, "chip")) == ("1 – 2", "bounds")
    assert bound_words(Quantity.between(1, 2, "chip"), outer=True) == ("1 – 2", "outer bounds")
