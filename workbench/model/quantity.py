"""A number with bounds, in the words of its source.

Hard bounds (low, high) are kept apart from confidence intervals (kind `estimate_ci`), as HL7 FHIR keeps comparators
apart from ranges. A vague number ("hundreds of thousands") has no bounds until an analyst records a reading of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from workbench.errors import InvalidField, QuantitySyntaxError
from workbench.model.kinds import QuantityKind, Reading

_MEASURED = frozenset(
    {"%", "usd", "eur", "cny", "gbp", "jpy", "w", "kw", "mw", "gw", "t", "kg", "gb/s", "tops"}
)
_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "k": Decimal(1_000),
    "million": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "bn": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
_NUMBER = (
    r"(?P<{0}>\d{{1,3}}(?:[,\u202f\u00a0]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s*(?P<{0}_scale>hundred|thousand|million|billion|trillion|mn|bn|[km])\b)?(?:\s*(?P<{0}_percent>%|per\s?cent\b|percent\b))?"
)
_VAGUE = re.compile(
    r"\b(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions)(?:\s+of\s+(?:hundreds|thousands|millions|billions))*"
    r"|(?:several|a\s+few|many|some)\s+(?:dozen|hundred|thousand|million|billion)s?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:between\s+|from\s+)?{_NUMBER.format('low')}\s*(?:and|to|[-–—])\s*{_NUMBER.format('high')}",
    re.IGNORECASE,
)
_ONE = re.compile(_NUMBER.format("low"), re.IGNORECASE)
_BEFORE: tuple[tuple[re.Pattern[str], QuantityKind, bool], ...] = (
    (
        re.compile(r"(?:no|not)\s+(?:more|greater|higher)\s+than\s*$", re.IGNORECASE),
        QuantityKind.UPPER_BOUND,
        False,
    ),
    (
        re.compile(r"(?:no|not)\s+(?:less|fewer|lower)\s+than\s*$", re.IGNORECASE),
        QuantityKind.LOWER_BOUND,
        False,
    ),
    (
        re.compile(
            r"(?:(?:more|greater|higher)\s+than|over|above|exceeding|exceeds|in\s+excess\s+of|upwards?\s+of|>)\s*$",
            re.IGNORECASE,
        ),
        QuantityKind.LOWER_BOUND,
        True,
    ),
    (
        re.compile(r"(?:at\s+least|a\s+minimum\s+of|minimum|>=|≥)\s*$", re.IGNORECASE),
        QuantityKind.LOWER_BOUND,
        False,
    ),
    (
        re.compile(r"(?:(?:less|fewer|lower)\s+than|under|below|<)\s*$", re.IGNORECASE),
        QuantityKind.UPPER_BOUND,
        True,
    ),
    (
        re.compile(
            r"(?:up\s+to|at\s+most|a\s+maximum\s+of|maximum|as\s+many\s+as|<=|≤)\s*$", re.IGNORECASE
        ),
        QuantityKind.UPPER_BOUND,
        False,
    ),
    (
        re.compile(
            r"(?:about|around|roughly|approximately|approx\.?|some|circa|c\.|nearly|almost|close\s+to|an\s+estimated|estimated|~|≈)\s*$",
            re.IGNORECASE,
        ),
        QuantityKind.ESTIMATE_CI,
        False,
    ),
)
_AFTER = re.compile(r"^\s*(?:\+|or\s+more\b|and\s+(?:more|up)\b|or\s+above\b)", re.IGNORECASE)
_AFTER_UPPER = re.compile(r"^\s*(?:or\s+(?:less|fewer|below)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as a source states it.

    `low` and `high` are hard bounds (or the interval of an estimate, with its `level` in percent); `low_open` means
    strictly more than `low`. `point` is the exact or central figure. `verbatim` is the source's wording. Numbers are
    exact decimals, never binary floats. `reading` says whose reading the numbers are.

    Raises:
        InvalidField: the end points do not fit the kind.
    """

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "kind", "low", "high", "low_open", "high_open", "point", "level", "unit", "verbatim", "reading",
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
        for name in ("low", "high", "point", "level"):
            value = getattr(self, name)
            if value is not None and not value.is_finite():
                raise InvalidField("quantity", "Give a finite number.")
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

        Raises:
            QuantitySyntaxError: `words` hold no number and no number word.
        """
        verbatim = " ".join(words.split())
        if not verbatim:
            return cls(unit=unit)
        vague = _VAGUE.search(verbatim)
        one = _ONE.search(verbatim)
        if vague and (one is None or vague.start() <= one.start()):
            return cls.vague(verbatim, unit)
        if one is None:
            raise QuantitySyntaxError(
                "quantity",
                f"No number in {verbatim!r}. Try 'more than 400,000' or 'between 17,000 and 35,000'.",
            )
        span = _RANGE.search(verbatim)
        if span and span.start() <= one.start():
            return _parsed_range(span, verbatim, unit)
        return _parsed_one(one, verbatim, unit)

    @property
    def is_count(self) -> bool:
        """Whether the unit counts whole things, so that "more than 400,000" means 400,001 or more."""
        return self.unit.casefold() not in _MEASURED

    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The hard bounds as a closed interval; None where the source sets none.

        Open ends of counts move by one: ">400,000" computes as at least 400,001. An estimate and a vague number have
        no hard bounds.
        """
        if self.kind is QuantityKind.EXACT:
            return self.point, self.point
        if self.kind in {QuantityKind.ESTIMATE_CI, QuantityKind.UNKNOWN}:
            return None, None
        whole = self.is_count
        low, high = self.low, self.high
        if low is not None and self.low_open and whole:
            low = low.to_integral_value(rounding="ROUND_FLOOR") + 1
        if high is not None and self.high_open and whole:
            high = high.to_integral_value(rounding="ROUND_CEILING") - 1
        return low, high

    def sign_text(self) -> str:
        """The quantity with its sign: "> 400,000", "17,000 – 35,000", "≈ 5 %", "hundreds of thousands", "not stated"."""
        unit = " %" if self.unit == "%" else ""
        if self.kind is QuantityKind.VAGUE and self.low is None and self.high is None:
            return self.verbatim
        if self.kind is QuantityKind.UNKNOWN:
            return "not stated"
        if self.kind is QuantityKind.EXACT:
            return figure(self.point) + unit
        if self.kind is QuantityKind.ESTIMATE_CI:
            return _estimate_text(self) + unit
        return _interval_text(self) + unit

    def __str__(self) -> str:
        return self.verbatim or self.sign_text()

    def __bool__(self) -> bool:
        return self.kind is not QuantityKind.UNKNOWN


def figure(number: Decimal | None) -> str:
    """A number with thousands separators and no needless zeros; empty for None."""
    if number is None:
        return ""
    plain = format(number.normalize(), "f") if number else "0"
    whole, _, rest = plain.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "") if whole not in {"-0"} else plain


def _interval_text(quantity: Quantity) -> str:
    low, high = figure(quantity.low), figure(quantity.high)
    if quantity.high is None:
        return f"{'>' if quantity.low_open else '≥'} {low}"
    if quantity.low is None:
        return f"{'<' if quantity.high_open else '≤'} {high}"
    left = f"> {low}" if quantity.low_open else low
    right = f"< {high}" if quantity.high_open else high
    return f"{left} – {right}"


def _estimate_text(quantity: Quantity) -> str:
    centre = f"≈ {figure(quantity.point)}" if quantity.point is not None else ""
    if quantity.low is None and quantity.high is None:
        return centre
    level = f", {figure(quantity.level)} % interval" if quantity.level is not None else ""
    span = f"{figure(quantity.low)} – {figure(quantity.high)}{level}"
    return f"{centre} ({span})" if centre else f"≈ {span}"


def _check_ends(q: Quantity) -> None:
    """Refuses end points that the kind cannot have."""
    has = (q.low is not None, q.high is not None, q.point is not None)
    allowed = {
        QuantityKind.EXACT: has == (False, False, True),
        QuantityKind.LOWER_BOUND: has == (True, False, False),
        QuantityKind.UPPER_BOUND: has == (False, True, False),
        QuantityKind.RANGE: has == (True, True, False),
        QuantityKind.ESTIMATE_CI: has[2] or has[:2] == (True, True),
        QuantityKind.VAGUE: not has[2] and (q.reading is Reading.ANALYST or not any(has)),
        QuantityKind.UNKNOWN: not any(has),
    }
    if not allowed[q.kind]:
        raise InvalidField("quantity", _MISFITS[q.kind])
    if q.kind is QuantityKind.VAGUE and not q.verbatim:
        raise InvalidField("quantity", "Keep the source's words for a vague number.")
    if q.low is not None and q.high is not None:
        touching_open = q.low == q.high and (q.low_open or q.high_open)
        if q.low > q.high or touching_open:
            raise InvalidField(
                "quantity",
                f"The lower bound {figure(q.low)} lies above the upper bound {figure(q.high)}. Swap them.",
            )
    if q.level is not None and not 0 < q.level < 100:  # noqa: PLR2004 - percent
        raise InvalidField("quantity", "A confidence level lies between 0 and 100 percent.")


_MISFITS = {
    QuantityKind.EXACT: "An exact figure has one number and no bounds.",
    QuantityKind.LOWER_BOUND: "A lower bound has one number, its lower end.",
    QuantityKind.UPPER_BOUND: "An upper bound has one number, its upper end.",
    QuantityKind.RANGE: "A range has a lower and an upper end.",
    QuantityKind.ESTIMATE_CI: "An estimate has a central figure, an interval, or both.",
    QuantityKind.VAGUE: "A vague number has no bounds until an analyst's reading of it is recorded.",
    QuantityKind.UNKNOWN: "An unstated quantity has no numbers.",
}


def _number(found: re.Match[str], name: str, scale: str | None = None) -> Decimal:
    try:
        value = Decimal(re.sub(r"[,\u202f\u00a0]", "", found[name]))
    except InvalidOperation as fault:  # pragma: no cover - the pattern admits digits only
        raise QuantitySyntaxError("quantity", f"{found[name]!r} is no number.") from fault
    word = (found[f"{name}_scale"] or scale or "").casefold()
    return value * _SCALES.get(word, Decimal(1))


def _parsed_range(found: re.Match[str], verbatim: str, unit: str) -> Quantity:
    low = _number(found, "low", found["high_scale"])
    high = _number(found, "high")
    percent = found["low_percent"] or found["high_percent"]
    if low > high:
        raise QuantitySyntaxError(
            "quantity", f"In {verbatim!r} the first number is larger than the second. Swap them."
        )
    return Quantity(
        kind=QuantityKind.RANGE,
        low=low,
        high=high,
        unit="%" if percent else unit,
        verbatim=verbatim,
    )


def _parsed_one(found: re.Match[str], verbatim: str, unit: str) -> Quantity:
    number = _number(found, "low")
    unit = "%" if found["low_percent"] else unit
    before, after = verbatim[: found.start()], verbatim[found.end() :]
    kind, is_open = QuantityKind.EXACT, False
    for pattern, candidate, opened in _BEFORE:
        if pattern.search(before):
            kind, is_open = candidate, opened
            break
    else:
        if _AFTER.match(after):
            kind = QuantityKind.LOWER_BOUND
        elif _AFTER_UPPER.match(after):
            kind = QuantityKind.UPPER_BOUND
    if kind is QuantityKind.LOWER_BOUND:
        return Quantity(kind=kind, low=number, low_open=is_open, unit=unit, verbatim=verbatim)
    if kind is QuantityKind.UPPER_BOUND:
        return Quantity(kind=kind, high=number, high_open=is_open, unit=unit, verbatim=verbatim)
    return Quantity(kind=kind, point=number, unit=unit, verbatim=verbatim)
