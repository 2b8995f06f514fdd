"""Quantities keep the source's words, and their numbers never change on the way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from workbench.errors import InvalidField, QuantitySyntaxError
from workbench.model.kinds import QuantityKind, Reading
from workbench.model.quantity import Quantity, figure
from workbench.model.quantity_text import find_quantities

numbers = st.decimals(
    min_value=0, max_value=10**12, allow_nan=False, allow_infinity=False, places=3
) | st.integers(0, 10**15).map(Decimal)
units = st.sampled_from(["", "chip", "%", "USD", "GW"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A quantity of any kind whose words are its sign text."""
    unit = draw(units)
    low, high = sorted((draw(numbers), draw(numbers)))
    return draw(
        st.sampled_from(
            [
                Quantity.exact(low, unit),
                Quantity.more_than(low, unit),
                Quantity.at_least(low, unit),
                Quantity.at_most(high, unit),
                Quantity(
                    kind=QuantityKind.UPPER_BOUND, high=high + 1, high_open=True, unit=unit
                ),
                Quantity.between(low, high, unit),
                Quantity(
                    kind=QuantityKind.RANGE, low=low, high=high + 2, low_open=True, high_open=True,
                    unit=unit,
                ),
                Quantity(kind=QuantityKind.ESTIMATE_CI, point=low, unit=unit),
                Quantity(kind=QuantityKind.ESTIMATE_CI, low=low, high=high, unit=unit),
                Quantity(
                    kind=QuantityKind.ESTIMATE_CI, point=low, low=low, high=high, level=Decimal(90),
                    unit=unit,
                ),
                Quantity.vague("hundreds of thousands", unit),
                Quantity(unit=unit),
            ]
        )
    )  # fmt: skip


@given(quantities())
def test_reading_what_was_printed_gives_the_same_quantity(quantity: Quantity) -> None:
    again = Quantity.parse(quantity.sign_text(), quantity.unit)
    assert replace(again, verbatim=quantity.verbatim) == quantity
    assert again.bounds() == quantity.bounds()


@given(numbers)
def test_printing_a_number_never_changes_it(number: Decimal) -> None:
    assert Decimal(figure(number).replace(",", "")) == number


@given(quantities())
def test_bounds_are_closed_and_in_order(quantity: Quantity) -> None:
    low, high = quantity.bounds()
    assert low is None or high is None or low <= high


@given(st.text(max_size=200))
def test_any_text_gives_a_quantity_in_its_own_words_or_a_clear_refusal(words: str) -> None:
    try:
        quantity = Quantity.parse(words)
    except QuantitySyntaxError:
        return
    assert quantity.verbatim.split() == words.split() or not quantity


@given(st.text(alphabet="0123456789,. –-$%kmbn<>toa", max_size=60))
def test_quantities_in_text_come_in_order_and_never_overlap(text: str) -> None:
    reached = 0
    for stated in find_quantities(text):
        assert reached <= stated.start < stated.stop <= len(text)
        reached = stated.stop


@pytest.mark.parametrize(
    ("words", "sign", "unit"),
    [
        ("more than 400,000 of the chips in total", "> 400,000", ""),
        ("hundreds of thousands", "hundreds of thousands", ""),
        ("between 17,000 and 35,000", "17,000 – 35,000", ""),
        ("from 17,000 to 35,000", "17,000 – 35,000", ""),
        ("17,000-35,000", "17,000 – 35,000", ""),
        ("5 to 10 million", "5,000,000 – 10,000,000", ""),
        ("400,000 to 1 million", "400,000 – 1,000,000", ""),
        ("about 5 %", "≈ 5 %", "%"),
        ("roughly 17,000 to 35,000", "≈ 17,000 – 35,000", ""),
        ("at least 3", "≥ 3", ""),
        ("400,000 or more", "≥ 400,000", ""),
        ("400,000+", "≥ 400,000", ""),
        ("no more than 75,000 per client", "≤ 75,000", ""),
        ("no fewer than 12", "≥ 12", ""),
        ("up to 1.2 million", "≤ 1,200,000", ""),
        ("fewer than 300", "< 300", ""),
        ("more than a total of 400,000", "> 400,000", ""),
        ("$10 billion", "10,000,000,000", "USD"),
        ("more than US$10bn", "> 10,000,000,000", "USD"),
        ("$10-20 billion", "10,000,000,000 – 20,000,000,000", "USD"),
        ("10 billion yuan", "10,000,000,000", "CNY"),
        ("15 percentage points", "15 pp", "pp"),
        ("1.2m GPUs", "1,200,000", ""),
        ("400,000 H200", "400,000", ""),
        ("400,000-chip order", "400,000", ""),
        ("two dozen", "24", ""),
        ("half a million", "500,000", ""),
        ("two hundred thousand", "200,000", ""),
        ("400\u202f000", "400,000", ""),
        ("400\u2009000 chips", "400,000", ""),
        ("-5 %", "-5 %", "%"),
        ("5 €", "5", "EUR"),
        ("10 or 12 licences", "10 – 12", ""),
        ("one million a year", "1,000,000", ""),
        ("10 max", "≤ 10", ""),
        ("revenue exceeded $10 billion", "> 10,000,000,000", "USD"),
        ("capped at 75,000 per client", "≤ 75,000", ""),
        ("a cap of 50 %", "≤ 50 %", "%"),
        ("not stated", "not stated", ""),
    ],
)
def test_the_words_of_sources_are_read(words: str, sign: str, unit: str) -> None:
    quantity = Quantity.parse(words)
    assert (quantity.sign_text(), quantity.unit) == (sign, unit)
    assert not quantity or str(quantity) == words


@pytest.mark.parametrize(
    "words",
    ["not exceeding 50 %", "may not exceed 50 %", "mustn't exceed 50 %", "cannot be more than 50 %",
     "never more than 50 %", "not to be greater than 50 %", "without exceeding 50 %",
     "not over 50 %", "nor above 50 %", "does not exceed a total of 50 %"],
)  # fmt: skip
def test_a_bound_that_is_denied_is_the_opposite_bound(words: str) -> None:
    assert Quantity.parse(words).sign_text() == "≤ 50 %"
    assert Quantity.parse(words).full_text() == "≤ 50 %"


@pytest.mark.parametrize(
    "words", ["not below 50 %", "may not fall below 50 %", "never less than 50 %", "not under 50 %"]
)
def test_a_floor_that_is_denied_is_a_lower_bound(words: str) -> None:
    assert Quantity.parse(words).sign_text() == "≥ 50 %"


def test_not_only_does_not_turn_a_bound_around() -> None:
    assert Quantity.parse("not only more than 50 %").sign_text() == "> 50 %"


@pytest.mark.parametrize(
    "words",
    ["H200", "RTX 6000D", "3A090", "28th", "1990s", "twice", "2026-01-28", "1,2 million",
     "two hundred and fifty", "twenty-five thousand", "5:30", "chips",
     "more than one hundred and fifty thousand", "one million two hundred thousand", "1'000",
     "1’000", "100 thousand million", "5 ± 1", "5 +/- 1", "1 000 ± 5",
     "between two hundred and four hundred"],
)  # fmt: skip
def test_a_number_that_may_be_misread_is_not_read(words: str) -> None:
    with pytest.raises(QuantitySyntaxError, match="No number in"):
        Quantity.parse(words)


def test_more_than_400_000_chips_computes_as_at_least_400_001() -> None:
    assert Quantity.parse("more than 400,000", "chip").bounds() == (Decimal(400_001), None)


def test_more_than_5_percent_stays_open_because_percent_is_no_count() -> None:
    assert Quantity.parse("more than 5 %").bounds() == (Decimal(5), None)


def test_a_vague_number_gets_no_bounds() -> None:
    quantity = Quantity.parse("hundreds of thousands of chips")
    assert quantity.kind is QuantityKind.VAGUE
    assert quantity.bounds() == (None, None)
    with pytest.raises(InvalidField, match="no bounds until an analyst's reading"):
        replace(quantity, low=Decimal(200_000))


def test_an_analyst_may_record_a_reading_of_a_vague_number() -> None:
    quantity = replace(
        Quantity.vague("hundreds of thousands", "chip"),
        low=Decimal(200_000),
        high=Decimal(999_999),
        reading=Reading.ANALYST,
    )
    assert quantity.bounds() == (Decimal(200_000), Decimal(999_999))
    assert str(quantity) == "hundreds of thousands"
    assert quantity.sign_text() == "200,000 – 999,999"


def test_words_such_as_in_total_say_that_it_is_a_sum() -> None:
    assert Quantity.parse("more than 400,000 of the chips in total").total
    assert not Quantity.parse("more than 400,000 of the chips").total


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("between 35,000 and 17,000", "Swap them"),
        ("> 5 – < 6", "No number lies in"),
        ("9" * 39, "too large or too long"),
        ("1" * 12 + "." + "1" * 20, "too large or too long"),
    ],
)
def test_an_impossible_quantity_is_refused(words: str, message: str) -> None:
    with pytest.raises(QuantitySyntaxError, match=message):
        Quantity.parse(words)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+300000", "1E-300000"])
def test_a_number_beyond_all_use_is_refused(number: str) -> None:
    with pytest.raises(InvalidField, match=r"finite number|too large"):
        Quantity.exact(number)


def test_end_points_must_fit_the_kind() -> None:
    with pytest.raises(InvalidField, match="exact figure has one number"):
        Quantity(kind=QuantityKind.EXACT, low=Decimal(1))
    with pytest.raises(InvalidField, match="unstated quantity has no numbers"):
        Quantity(low=Decimal(1))
    with pytest.raises(InvalidField, match="open end"):
        Quantity(kind=QuantityKind.EXACT, point=Decimal(1), low_open=True)
    with pytest.raises(InvalidField, match="between 0 and 100"):
        Quantity(kind=QuantityKind.ESTIMATE_CI, point=Decimal(1), level=Decimal(100))
    with pytest.raises(InvalidField, match="source's words"):
        Quantity(kind=QuantityKind.VAGUE)


@pytest.mark.parametrize("words", ["=1+1", "=SUM(A1:A3)", "1+1", "3 * 400"])
def test_a_calculation_is_no_quantity(words: str) -> None:
    with pytest.raises(QuantitySyntaxError, match="No number in"):
        Quantity.parse(words)


@pytest.mark.parametrize(
    ("words", "full"),
    [
        ("more than 400,000", "> 400,000 chips"),
        ("1", "1 chip"),
        ("hundreds of thousands", "hundreds of thousands (chips)"),
        ("hundreds of thousands of chips", "hundreds of thousands of chips"),
        ("", ""),
    ],
)
def test_a_quantity_is_told_with_what_it_counts(words: str, full: str) -> None:
    assert Quantity.parse(words, "chip").full_text() == full


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("about 145,000 (90% CI 120,000-170,000)", "≈ 145,000 (120,000 – 170,000, 90 % interval)"),
        ("145,000 (90% CI: 120,000 to 170,000)", "≈ 145,000 (120,000 – 170,000, 90 % interval)"),
        ("145,000 (120,000–170,000, 95 % CI)", "≈ 145,000 (120,000 – 170,000, 95 % interval)"),
        (
            "1.4 million, 80% CI 1.1 to 1.7 million",
            "≈ 1,400,000 (1,100,000 – 1,700,000, 80 % interval)",
        ),
        ("120,000–170,000 (90% confidence)", "≈ 120,000 – 170,000, 90 % interval"),
        ("a 90 % confidence interval of 120,000 to 170,000", "≈ 120,000 – 170,000, 90 % interval"),
        ("90% CI: [120,000 to 170,000]", "≈ 120,000 – 170,000, 90 % interval"),
        ("145,000 (120,000 to 170,000)", "145,000"),
        ("120,000 to 170,000 (90 % of all)", "120,000 – 170,000"),
        ("500,000 (90% CI 120,000-170,000)", "500,000"),
    ],
)
def test_a_confidence_interval_is_never_read_as_hard_bounds(words: str, sign: str) -> None:
    read = Quantity.parse(words)
    assert read.sign_text() == sign
    if "interval" in sign:
        assert read.bounds() == (None, None)
        assert Quantity.parse(sign).sign_text() == sign
