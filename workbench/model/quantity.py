"""A number with bounds, in the words of its source.

Hard bounds (low, high) are kept apart from confidence intervals (kind `estimate_ci`), as HL7 FHIR
keeps comparators apart from ranges. A vague number ("hundreds of thousands") has no bounds until an
analyst records a reading of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar

from typing_extensions import override

from workbench.errors import InvalidField, QuantitySyntaxError
from workbench.model.kinds import QuantityKind, Reading
from workbench.model.many import several
from workbench.model.quantity_text import find_quantities

_MEASURED = frozenset(
    {
        *("%", "pp", "usd", "eur", "cny", "gbp", "jpy", "w", "kw", "mw", "gw", "t", "kg"),
        *("gb", "tb", "gb/s", "tb/s", "tops", "tflops", "tpp", "tpp/mm²", "mm²", "h100e"),
    }
)
_MOST_DIGITS = 28
_LARGEST_POWER = 24
_TOTAL = re.compile(
    r"\b(?:in\s+(?:total|all)|altogether|combined|(?:a\s+)?total\s+of|jointly|between\s+them)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"\d\s*[+*]\s*\d")
_NOT_STATED = frozenset({"", "not stated", "unknown", "not known"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as a source states it.

    `low` and `high` are hard bounds (or the interval of an estimate, with its `level` in percent);
    `low_open` means strictly more than `low`. `point` is the exact or central figure. `verbatim` is
    the source's wording. Numbers are exact decimals, never binary floats. `reading` says whose
    reading the numbers are.

    Raises:
        InvalidField: the end points do not fit the kind, or a number is beyond all use.
    """

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "kind", "low", "high", "low_open", "high_open", "point", "level", "unit", "verbatim",
        "reading",
    )  # fmt: skip

    kind: QuantityKind = QuantityKind.UNKNOWN
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    point: Decimal | None = None
    level: Decimal | None = None
    unit: str = ""
    verbatim: str = ""
    reading: Reading = Reading.SOURCE

    def __post_init__(self) -> None:
        for number in (self.low, self.high, self.point, self.level):
            _check_number(number)
        _check_kind(self)
        _check_ends(self)

    @classmethod
    def exact(cls, number: int | str | Decimal, unit: str = "") -> Quantity:
        """Exactly `number`."""
        return cls(kind=QuantityKind.EXACT, point=Decimal(number), unit=unit)

    @classmethod
    def more_than(cls, number: int | str | Decimal, unit: str = "") -> Quantity:
        """Strictly more than `number`, with no upper bound stated."""
        return cls(kind=QuantityKind.LOWER_BOUND, low=Decimal(number), low_open=True, unit=unit)

    @classmethod
    def at_least(cls, number: int | str | Decimal, unit: str = "") -> Quantity:
        """`number` or more."""
        return cls(kind=QuantityKind.LOWER_BOUND, low=Decimal(number), unit=unit)

    @classmethod
    def at_most(cls, number: int | str | Decimal, unit: str = "") -> Quantity:
        """`number` or less."""
        return cls(kind=QuantityKind.UPPER_BOUND, high=Decimal(number), unit=unit)

    @classmethod
    def between(
        cls, low: int | str | Decimal, high: int | str | Decimal, unit: str = ""
    ) -> Quantity:
        """From `low` to `high`, both included."""
        return cls(kind=QuantityKind.RANGE, low=Decimal(low), high=Decimal(high), unit=unit)

    @classmethod
    def vague(cls, verbatim: str, unit: str = "") -> Quantity:
        """A number in words that give no bounds, such as "hundreds of thousands"."""
        return cls(kind=QuantityKind.VAGUE, verbatim=verbatim, unit=unit)

    @classmethod
    def parse(cls, words: str, unit: str = "") -> Quantity:
        """Reads the first quantity in `words`, such as "more than 400,000" or "about 5 %".

        A unit that the words give (%, a currency, GW) stands before `unit`; all words are kept as
        the verbatim text. Empty words, and "not stated", give an unstated quantity.

        Raises:
            QuantitySyntaxError: `words` hold no number and no number word, or no possible one.
        """
        verbatim = re.sub(r"[ \t\r\n\f\v]+", " ", words).strip()
        if verbatim.casefold() in _NOT_STATED:
            return cls(unit=unit)
        calculated = verbatim.startswith("=") or _SUM.search(verbatim)
        stated = None if calculated else next(find_quantities(verbatim), None)
        if stated is None:
            raise QuantitySyntaxError(
                "quantity",
                f"No number in {_shortened(verbatim)!r}. Try 'more than 400,000' or "
                "'between 17,000 and 35,000'.",
            )
        try:
            return cls(
                kind=stated.kind,
                low=stated.low,
                high=stated.high,
                low_open=stated.low_open,
                high_open=stated.high_open,
                point=stated.point,
                level=stated.level,
                unit=stated.unit or unit,
                verbatim=verbatim,
            )
        except InvalidField as fault:
            raise QuantitySyntaxError(fault.field, fault.message) from fault

    @property
    def is_count(self) -> bool:
        """Whether the unit counts whole things, so that "more than 400,000" means 400,001."""
        return self.unit.casefold() not in _MEASURED

    @property
    def total(self) -> bool:
        """Whether the source's words say that it is a sum, such as "in total"."""
        return bool(_TOTAL.search(self.verbatim))

    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The hard bounds as a closed interval; None where the source sets none.

        Open ends of counts move to the next whole number: ">400,000" computes as at least 400,001.
        An estimate has no hard bounds, and a vague number only those of an analyst's reading.
        """
        if self.kind is QuantityKind.EXACT:
            return self.point, self.point
        if self.kind in {QuantityKind.ESTIMATE_CI, QuantityKind.UNKNOWN}:
            return None, None
        low, high = self.low, self.high
        if low is not None and self.low_open and self.is_count:
            low = low.to_integral_value(ROUND_FLOOR) + 1
        if high is not None and self.high_open and self.is_count:
            high = high.to_integral_value(ROUND_CEILING) - 1
        return low, high

    def sign_text(self) -> str:
        """The quantity with its sign: "> 400,000", "17,000 – 35,000", "≈ 5 %", "not stated"."""
        unit = f" {self.unit}" if self.unit in {"%", "pp"} else ""
        if self.kind is QuantityKind.VAGUE and self.low is None and self.high is None:
            return self.verbatim
        if self.kind is QuantityKind.UNKNOWN:
            return "not stated"
        if self.kind is QuantityKind.EXACT:
            return figure(self.point) + unit
        if self.kind is QuantityKind.ESTIMATE_CI:
            return _estimate_text(self, unit)
        return _interval_text(self) + unit

    def full_text(self) -> str:
        """As `sign_text`, with its unit: "> 400,000 chips", "≤ 50 %"; empty where not stated.

        Words that give no bounds stay the source's: a unit that they do not name is in brackets.
        """
        if not self:
            return ""
        said = self.sign_text()
        unit = "" if self.unit in {"%", "pp"} else several(self.unit)
        if said == self.verbatim and self.kind is QuantityKind.VAGUE:
            return said if self.unit.casefold() in said.casefold() else f"{said} ({unit})"
        return f"{said} {self.unit if self.point == 1 else unit}".strip()

    def total_text(self) -> str:
        """A sum with what it leaves open: "> 562,000, no upper bound; 1 not stated".

        One quantity alone is told with its sign, not in the words of its source.
        """
        sign = self.sign_text()
        return self.verbatim if self.verbatim.startswith(sign) else sign

    @override
    def __str__(self) -> str:
        return self.verbatim or self.sign_text()

    def __bool__(self) -> bool:
        return self.kind is not QuantityKind.UNKNOWN


def figure(number: Decimal | None) -> str:
    """A number with thousands separators and no needless zeros; empty for None."""
    if number is None:
        return ""
    plain = format(number, ",f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _interval_text(quantity: Quantity) -> str:
    low, high = figure(quantity.low), figure(quantity.high)
    if quantity.high is None:
        return f"{'>' if quantity.low_open else '≥'} {low}"
    if quantity.low is None:
        return f"{'<' if quantity.high_open else '≤'} {high}"
    left = f"> {low}" if quantity.low_open else low
    right = f"< {high}" if quantity.high_open else high
    return f"{left} – {right}"


def _estimate_text(quantity: Quantity, unit: str) -> str:
    centre = f"≈ {figure(quantity.point)}{unit}" if quantity.point is not None else ""
    if quantity.low is None or quantity.high is None:
        return centre
    level = f", {figure(quantity.level)} % interval" if quantity.level is not None else ""
    span = f"{figure(quantity.low)} – {figure(quantity.high)}"
    return f"{centre} ({span}{level})" if centre else f"≈ {span}{unit}{level}"


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"  # noqa: PLR2004 - what fits a line


def _check_number(number: Decimal | None) -> None:
    if number is None:
        return
    if not number.is_finite():
        raise InvalidField("quantity", "Give a finite number.")
    said = str(number)
    if len(said) <= _LARGEST_POWER and "E" not in said:
        return  # most are: what they are made of need not be taken apart
    _, digits, exponent = number.as_tuple()
    powers = range(-_LARGEST_POWER, _LARGEST_POWER + 1)
    if len(digits) > _MOST_DIGITS or number.adjusted() not in powers or exponent not in powers:
        raise InvalidField(
            "quantity", "The number is too large or too long. Write it with fewer digits."
        )


def _check_kind(q: Quantity) -> None:
    """Refuse end points that the kind cannot have."""
    has = (q.low is not None, q.high is not None, q.point is not None)
    is_vague = q.kind is QuantityKind.VAGUE
    if has not in _NUMBERS[q.kind] or (is_vague and any(has) and q.reading is not Reading.ANALYST):
        raise InvalidField("quantity", _MISFITS[q.kind])
    if is_vague and not q.verbatim.strip():
        raise InvalidField("quantity", "Keep the source's words for a vague number.")


def _check_ends(q: Quantity) -> None:
    if (q.low_open and q.low is None) or (q.high_open and q.high is None):
        raise InvalidField("quantity", "An open end needs its number.")
    if q.low is not None and q.high is not None and q.low > q.high:
        raise InvalidField(
            "quantity",
            f"The lower bound {figure(q.low)} lies above the upper bound {figure(q.high)}. "
            "Swap them.",
        )
    low, high = q.bounds()
    if low is not None and high is not None and _empty(q, low, high):
        raise InvalidField("quantity", f"No number lies in {q.sign_text()}. Check both ends.")
    if q.level is not None and not 0 < q.level < 100:  # noqa: PLR2004 - percent
        raise InvalidField("quantity", "A confidence level lies between 0 and 100 percent.")


def _empty(q: Quantity, low: Decimal, high: Decimal) -> bool:
    return low > high or (low == high and not q.is_count and (q.low_open or q.high_open))


_NUMBERS = {
    QuantityKind.EXACT: {(False, False, True)},
    QuantityKind.LOWER_BOUND: {(True, False, False)},
    QuantityKind.UPPER_BOUND: {(False, True, False)},
    QuantityKind.RANGE: {(True, True, False)},
    QuantityKind.ESTIMATE_CI: {(False, False, True), (True, True, False), (True, True, True)},
    QuantityKind.VAGUE: {(low, high, False) for low in (False, True) for high in (False, True)},
    QuantityKind.UNKNOWN: {(False, False, False)},
}
"""Whether each kind has a lower end, an upper end and a point."""
_MISFITS = {
    QuantityKind.EXACT: "An exact figure has one number and no bounds.",
    QuantityKind.LOWER_BOUND: "A lower bound has one number, its lower end.",
    QuantityKind.UPPER_BOUND: "An upper bound has one number, its upper end.",
    QuantityKind.RANGE: "A range has a lower and an upper end.",
    QuantityKind.ESTIMATE_CI: "An estimate has a central figure, an interval, or both.",
    QuantityKind.VAGUE: (
        "A vague number has no bounds until an analyst's reading of it is recorded."
    ),
    QuantityKind.UNKNOWN: "An unstated quantity has no numbers.",
}
