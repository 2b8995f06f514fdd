"""Sums of quantities that keep their bounds.

Interval addition (R. E. Moore, Interval Analysis, 1966): [a, b] + [c, d] = [a + c, b + d], with an
upper end at infinity as soon as one summand has none. A vague or unstated number is never given
bounds: it is counted beside the sum.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from workbench.errors import InvalidField
from workbench.model.kinds import QuantityKind
from workbench.model.quantity import Quantity, figure

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = Decimal(0)
EQUIVALENT = "H100e"
_PLACES = Decimal("0.0001")
_WHOLE = Decimal(1_000)
_WORDS = (("> ", "more than "), ("≥ ", "at least "), ("< ", "less than "), ("≤ ", "at most "))


def span(quantity: Quantity) -> tuple[Decimal, Decimal | None] | None:
    """Lower and upper bound as a closed interval; None where no number bounds it.

    The lower bound of something that can be counted or weighed is 0 where none is stated; the upper
    bound is None (infinity). The interval of an estimate is taken as stated; an estimate with a
    central figure only bounds nothing.
    """
    if quantity.kind is QuantityKind.ESTIMATE_CI:
        if quantity.low is None or quantity.high is None:
            return None
        return quantity.low, quantity.high
    low, high = quantity.bounds()
    if low is None and high is None:
        return None
    return (low if low is not None else NOTHING), high


def stated_low(quantity: Quantity) -> tuple[Decimal, bool]:
    """The lower figure as printed, and whether the quantity is strictly more."""
    if quantity.kind is QuantityKind.EXACT and quantity.point is not None:
        return quantity.point, False
    if quantity.low is None:
        return NOTHING, False
    return quantity.low, quantity.low_open


def stated_high(quantity: Quantity) -> tuple[Decimal | None, bool]:
    """The upper figure as printed (None: no upper bound), and whether it is strictly less."""
    if quantity.kind is QuantityKind.EXACT:
        return quantity.point, False
    return quantity.high, quantity.high_open


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of quantities of one unit, with bounds.

    "> 400,000" and 162,000 make "> 562,000": the stated figures add up, and the sum is strictly
    more as soon as one summand is. The upper end is the sum of the upper ends, or none. Vague,
    unstated and interval-less estimates are not added: `str()` of the sum counts them ("> 562,000,
    no upper bound; 1 not stated"). Intervals of estimates are added as intervals, which is wider
    than their joint interval, and the words say "outer"; of one alone they say that it is in there.

    Raises:
        InvalidField: the units differ; use `totals`.
    """
    given = list(quantities)
    units = sorted({each.unit for each in given})
    if len(units) > 1:
        raise InvalidField(
            "quantity", f"{units[0] or 'no unit'} and {units[1]} cannot be added. Sum each unit."
        )
    stated = [each for each in given if span(each) is not None]
    missing = len(given) - len(stated)
    if len(given) == 1:
        return given[0]
    if not stated:
        return Quantity(unit=units[0] if units else "", verbatim=missing_words(missing))
    return worded(_summed(stated), missing=missing, estimates=sum(map(_is_estimate, stated)))


def totals(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """One total a unit, in order of appearance; different units are never added."""
    by_unit: dict[str, list[Quantity]] = {}
    for each in quantities:
        by_unit.setdefault(each.unit, []).append(each)
    return tuple(total(group) for group in by_unit.values())


def in_words(quantity: Quantity) -> str:
    """The quantity as a sentence needs it: "more than 400,000", "between 17 and 35"."""
    sign = quantity.sign_text()
    for mark, words in _WORDS:
        if sign.startswith(mark) and " – " not in sign:
            return words + sign.removeprefix(mark)
    if quantity.kind is QuantityKind.RANGE and " – " in sign and not sign.startswith(">"):
        return "between " + sign.replace(" – ", " and ")
    return sign.replace("≈ ", "about ")


def upper_words(quantity: Quantity) -> str:
    """What to say of the upper end: "no upper bound stated" or "at most 9"; empty if exact."""
    if span(quantity) is None or quantity.kind is QuantityKind.EXACT:
        return ""
    high, is_open = stated_high(quantity)
    if high is None:
        return "no upper bound stated"
    return f"{'less than' if is_open else 'at most'} {figure(high)}"


def _is_estimate(quantity: Quantity) -> bool:
    return quantity.kind is QuantityKind.ESTIMATE_CI


def _summed(stated: list[Quantity]) -> Quantity:
    lows = [stated_low(each) for each in stated]
    highs = [stated_high(each) for each in stated]
    low = sum((number for number, _ in lows), NOTHING)
    low_open = any(is_open for _, is_open in lows)
    finite = [number for number, _ in highs if number is not None]
    high = sum(finite, NOTHING) if len(finite) == len(highs) else None
    high_open = high is not None and any(is_open for _, is_open in highs)
    return between(low, high, low_open=low_open, high_open=high_open, unit=stated[0].unit)


def between(
    low: Decimal,
    high: Decimal | None,
    *,
    low_open: bool = False,
    high_open: bool = False,
    unit: str = "",
) -> Quantity:
    """The quantity from `low` to `high` (None: no upper bound), of the plainest kind."""
    if high is None:
        return Quantity(kind=QuantityKind.LOWER_BOUND, low=low, low_open=low_open, unit=unit)
    if low == high:
        return Quantity(kind=QuantityKind.EXACT, point=low, unit=unit)
    if low == NOTHING and not low_open:
        return Quantity(kind=QuantityKind.UPPER_BOUND, high=high, high_open=high_open, unit=unit)
    return Quantity(
        kind=QuantityKind.RANGE,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        unit=unit,
    )


def missing_words(missing: int) -> str:
    """How many are not in a sum, in words; empty for none."""
    return f"{missing} not stated" if missing else ""


def worded(sum_of: Quantity, *, missing: int, estimates: int) -> Quantity:
    """The sum with words that say what it leaves open; the figures stay as they are.

    The interval of one estimate keeps its level in a sum; those of several make an outer one.
    """
    words = sum_of.sign_text()
    if sum_of.kind is QuantityKind.LOWER_BOUND:
        words += ", no upper bound"
    if estimates:
        several = estimates > 1
        words += (
            f" ({'outer: intervals of estimates' if several else 'interval of an estimate'} added)"
        )
    if missing:
        words += f"; {missing_words(missing)}"
    return Quantity(
        kind=sum_of.kind,
        low=sum_of.low,
        high=sum_of.high,
        low_open=sum_of.low_open,
        high_open=sum_of.high_open,
        point=sum_of.point,
        unit=sum_of.unit,
        verbatim=words,
    )


def as_stated(
    low: float, high: float, *, strict: bool = False, high_open: bool = False, unit: str = ""
) -> Quantity:
    """A sum of columns as a quantity, in figures as sources print them; `high` inf: no upper bound.

    `strict` says that the sum is more than `low`, `high_open` that it is less than `high`, since a
    summand is. Equivalents are computed, not stated: they are rounded outwards.
    """
    least, top = _decimal(low), None if math.isinf(high) else _decimal(max(low, high))
    if unit == EQUIVALENT:
        least = rounded(least, ROUND_FLOOR)
        top = None if top is None else rounded(top, ROUND_CEILING)
    return between(least, top, low_open=strict, high_open=high_open, unit=unit)


def rounded(number: Decimal, way: str) -> Decimal:
    """Four places below a thousand, none above: no figure of a chip is known more finely."""
    places = _PLACES if abs(number) < _WHOLE else Decimal(1)
    return number.quantize(places, rounding=way)


def _decimal(number: float) -> Decimal:
    """A sum of floats as people wrote it: 0.3, not 0.30000000000000004."""
    if number == int(number):
        return Decimal(int(number))
    return Decimal(f"{float(number):.15g}")
