from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.bounds import as_stated, in_words, span, total, totals, upper_words
from workbench.errors import InvalidField
from workbench.model.kinds import QuantityKind
from workbench.model.quantity import Quantity

NUMBERS = st.integers(0, 10**9)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low, more = draw(NUMBERS), draw(st.integers(1, 10**6))
    estimate = Quantity(
        kind=QuantityKind.ESTIMATE_CI, low=Decimal(low), high=Decimal(low + more), unit="chip"
    )
    return draw(
        st.sampled_from(
            [
                Quantity.exact(low, "chip"),
                Quantity.more_than(low, "chip"),
                Quantity.at_least(low, "chip"),
                Quantity.at_most(low, "chip"),
                Quantity.between(low, low + more, "chip"),
                Quantity.vague("hundreds of thousands", "chip"),
                Quantity(unit="chip"),
                estimate,
            ]
        )
    )


def test_an_open_bound_keeps_its_sign_when_it_is_added() -> None:
    sum_of = total([Quantity.more_than(400_000, "chip"), Quantity.exact(162_000, "chip")])
    assert sum_of.sign_text() == "> 562,000"
    assert str(sum_of) == "> 562,000, no upper bound"


def test_a_sum_of_ranges_adds_both_ends() -> None:
    sum_of = total([Quantity.between(1, 3, "chip"), Quantity.exact(10, "chip")])
    assert sum_of.sign_text() == "11 – 13"


def test_a_vague_number_is_counted_beside_the_sum_and_never_added() -> None:
    vague = Quantity.vague("hundreds of thousands", "chip")
    sum_of = total([Quantity.exact(5, "chip"), vague])
    assert sum_of.kind is QuantityKind.EXACT
    assert sum_of.point == 5
    assert str(sum_of) == "5; 1 not stated"


def test_nothing_but_vague_numbers_makes_no_number() -> None:
    sum_of = total([Quantity.vague("thousands"), Quantity()])
    assert sum_of.kind is QuantityKind.UNKNOWN
    assert str(sum_of) == "2 not stated"


def test_one_quantity_is_its_own_total_in_the_words_of_its_source() -> None:
    stated = Quantity.parse("more than 400,000", "chip")
    assert total([stated]) is stated


def test_estimates_added_up_say_that_their_interval_is_an_outer_one() -> None:
    one = Quantity(kind=QuantityKind.ESTIMATE_CI, low=Decimal(10), high=Decimal(20))
    assert "outer" in str(total([one, one]))
    mixed = str(total([one, Quantity.exact(5), Quantity.vague("some")]))
    assert "outer" not in mixed
    assert "(interval of an estimate added); 1 not stated" in mixed
    assert "estimate" not in str(total([Quantity.exact(2), Quantity.exact(5)]))


def test_an_estimate_without_an_interval_bounds_nothing() -> None:
    assert span(Quantity.parse("about 75,000")) is None


def test_different_units_are_refused_in_one_total_and_kept_apart_in_totals() -> None:
    mixed = [Quantity.exact(1, "chip"), Quantity.exact(2, "USD"), Quantity.exact(3, "chip")]
    with pytest.raises(InvalidField):
        total(mixed)
    assert [(each.point, each.unit) for each in totals(mixed)] == [
        (Decimal(4), "chip"),
        (Decimal(2), "USD"),
    ]


@pytest.mark.parametrize(
    ("quantity", "words", "upper"),
    [
        (Quantity.more_than(400_000), "more than 400,000", "no upper bound stated"),
        (Quantity.at_least(5), "at least 5", "no upper bound stated"),
        (Quantity.at_most(5), "at most 5", "at most 5"),
        (Quantity.between(17_000, 35_000), "between 17,000 and 35,000", "at most 35,000"),
        (Quantity.exact(7), "7", ""),
        (Quantity.parse("about 5 %"), "about 5 %", ""),
    ],
)
def test_a_quantity_is_put_in_words(quantity: Quantity, words: str, upper: str) -> None:
    assert in_words(quantity) == words
    assert upper_words(quantity) == upper


@given(st.lists(quantities(), max_size=8))
def test_a_total_bounds_the_sum_of_its_parts(parts: list[Quantity]) -> None:
    ends = [end for each in parts if (end := span(each)) is not None]
    whole = span(total(parts))
    if not ends or whole is None:
        assert not ends
        assert whole is None
        return
    assert whole[0] <= sum(low for low, _ in ends)
    if any(high is None for _, high in ends):
        assert whole[1] is None
    else:
        assert whole[1] == sum(high for _, high in ends if high is not None)


@given(st.lists(quantities(), max_size=8), st.randoms())
def test_the_order_of_the_parts_does_not_change_a_total(
    parts: list[Quantity], chance: object
) -> None:
    shuffled = sorted(parts, key=lambda _: chance.random())  # type: ignore[attr-defined]  # random.Random
    assert total(shuffled) == total(parts)


def test_what_is_computed_is_rounded_outwards_and_what_is_stated_is_not() -> None:
    assert as_stated(7478.524507, 11965.6392, unit="H100e").sign_text() == "7,478 – 11,966"
    assert as_stated(7478.5, inf, strict=True, unit="GW").sign_text() == "> 7,478.5"
