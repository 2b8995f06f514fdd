"""Finds quantities in English text: numbers, with the words around them that set bounds.

Model names ("H200"), ordinals, decades and numbers written the continental way ("1,2 million") are
not read at all: a number that is left out is seen and mended, a wrong one is believed.
"""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import TYPE_CHECKING

from workbench.model.kinds import QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_FLAGS = re.IGNORECASE | re.VERBOSE
_EXACTLY = Context(prec=200)  # so that a scale never rounds
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000,
    "m": 1_000_000, "mn": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_WORDS = {
    "half a": "0.5", "a": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
_MONEY = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "jpy": "JPY", "yen": "JPY",
    "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
}  # fmt: skip
_MEASURES = {each.casefold(): each for each in ("kW", "MW", "GW", "GB/s", "TB/s", "TOPS", "kg")}

_SCALE = "dozen|hundred|thousand|million|billion|trillion"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True)).replace(" ", r"\s")
_COUNT = "|".join(word for word in _WORDS if not word.endswith("a"))
_AFTER_SCALE = "".join(rf"(?<!{each}\s)(?<!{each}\sand\s)" for each in _SCALE.split("|"))
_NUMBER = rf"""
    (?:(?P<money>US\$|[$€£]|(?:USD|EUR|GBP|JPY|CNY|RMB)\s)\s?)?
    (?: (?P<sign>(?<![\w)])[-−])?
        (?P<figure> (?> [0-9]{{1,3}} (?:[,\u00a0\u2009\u202f ][0-9]{{3}})+ (?:\.[0-9]{{1,20}})?
                      | [0-9]{{1,40}} (?:\.[0-9]{{1,20}})? ) )
        (?! \d | [.,:/'’]\d | -\d+-\d )
        (?: (?:\s?(?P<scale>{_SCALE}|mn|bn|tn) | (?P<letter>[km])) \b )?
        (?! \s?(?:{_SCALE})\b | \s?(?:±|\+/-) )
      | {_AFTER_SCALE} (?P<word>{_WORD}) (?P<word_scales>(?:[\s-](?:{_SCALE})){{1,2}}) \b
        (?! \s(?:and\s)?(?:{_COUNT})\b )
    )
    (?: \s?(?:(?P<percent>%|per\s?cent\b) | (?P<euro>€) | (?P<measure>{"|".join(_MEASURES)})\b)
      | \s(?P<points>percentage\spoints?\b)
      | [\s-](?:US\s|U\.S\.\s)?(?P<currency>dollar|euro|pound|yen|yuan|USD|EUR|GBP|JPY|CNY|RMB)s?\b
    )?
    (?!\w)
"""
_NEXT = re.compile(_NUMBER, _FLAGS)
_INSIDE = r"(?<![\w.,:/#&$€£-])(?<!\d['’])(?<!±)(?<!±\s)(?<!\+/-\s)"
_FIRST = re.compile(_INSIDE + _NUMBER, _FLAGS)
_JOIN = re.compile(r"(?:\s(?P<word>to|and|or)\s|\s?[-–—]\s?)(?P<open><\s?)?", re.IGNORECASE)
_VAGUE = re.compile(
    r"""(?<![\w-])
    (?: (?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)
        (?:\s+of\s+(?:hundreds|thousands|millions|billions|trillions))*
      | (?:several|a\s+few|many|some)\s+(?:dozen|hundred|thousand|million|billion)s? )\b""",
    _FLAGS,
)
_INTERVAL = re.compile(
    r"\s\((?P<low>[0-9.,]+)\s–\s(?P<high>[0-9.,]+)(?:,\s(?P<level>[0-9.]+)\s%\sinterval)?\)"
)
_LEVEL = r"""(?P<level>[0-9]{1,2}(?:\.[0-9]{1,3})?)\s?%[\s-](?:CI
    | confidence(?:\s(?:interval|level))? | (?:(?:credible|prediction)\s)?interval)(?!\w)"""
_LEVEL_AFTER = re.compile(rf",?\s?[(\[]?{_LEVEL}[)\]]?", _FLAGS)
_SPREAD = re.compile(rf"(?: ,?\s?[(\[]?{_LEVEL}(?:[:,]|\sof|\sfrom)?\s?[(\[]? | \s?[(\[] )", _FLAGS)


def _leading(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})\s*(?:a\s+total\s+of\s+)?$", re.IGNORECASE)


_NOT = r"(?:no|not|nor|never|cannot|without|\w+n['’]t)\s+(?:(?:be|ever|fall|drop|go|rise|to)\s+)*"
_MORE = (
    r"(?:(?:more|greater|higher|larger)\s+than|over|above|exceed(?:s|ed|ing)?|in\s+excess\s+of"
    r"|upwards?\s+of)"
)
_LESS = r"(?:(?:less|fewer|lower|smaller)\s+than|under|below)"
_LEADS = (
    (_leading(_NOT + _MORE), QuantityKind.UPPER_BOUND, False),
    (_leading(_NOT + _LESS), QuantityKind.LOWER_BOUND, False),
    (_leading(_MORE + "|>"), QuantityKind.LOWER_BOUND, True),
    (_leading(r"at\s+least|(?:a\s+)?minimum(?:\s+of)?|>=|≥"), QuantityKind.LOWER_BOUND, False),
    (_leading(_LESS + "|<"), QuantityKind.UPPER_BOUND, True),
    (
        _leading(
            r"up\s+to|at\s+(?:the\s+)?most|(?:a\s+)?maximum(?:\s+of)?|as\s+(?:many|much)\s+as"
            r"|capped\s+at|limited\s+to|(?:a\s+)?(?:cap|ceiling|limit)\s+of|<=|≤"
        ),
        QuantityKind.UPPER_BOUND,
        False,
    ),
    (
        _leading(
            r"about|around|roughly|approximately|approx\.?|some|circa|c\.|nearly|almost|close\s+to"
            r"|(?:an\s+)?estimated|~|≈"
        ),
        QuantityKind.ESTIMATE_CI,
        False,
    ),
)
_POINTS = (QuantityKind.EXACT, QuantityKind.ESTIMATE_CI)
_LEAD_LENGTH = 40
_TRAILS = (
    (
        re.compile(r"\+|-plus\b|\s(?:or|and)\s(?:more|above|up)\b|\sat\sleast\b", re.IGNORECASE),
        QuantityKind.LOWER_BOUND,
    ),
    (
        re.compile(
            r"\sor\s(?:less|fewer|below)\b|\sat\s(?:the\s)?most\b|\smaximum\b|\smax\b(?!\s\w)",
            re.IGNORECASE,
        ),
        QuantityKind.UPPER_BOUND,
    ),
)
_BETWEEN = re.compile(r"(?<!\w)between\s+$", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)from\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A quantity as text states it, at the characters `start` to `stop` (half-open)."""

    kind: QuantityKind
    start: int
    stop: int
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    point: Decimal | None = None
    level: Decimal | None = None
    unit: str = ""


def find_quantities(text: str) -> Iterator[Stated]:
    """Yield every quantity in `text`, in order, without overlaps; ends may still be crossed."""
    reached = 0
    for stated in heapq.merge(_vague(text), _numbers(text), key=lambda each: each.start):
        if stated.start >= reached:
            yield stated
            reached = stated.stop


def _vague(text: str) -> Iterator[Stated]:
    for found in _VAGUE.finditer(text):
        yield Stated(kind=QuantityKind.VAGUE, start=found.start(), stop=found.end())


def _numbers(text: str) -> Iterator[Stated]:
    found = _FIRST.search(text)
    while found:
        spread = _spread(text, found.start()) if found["percent"] else None
        stated = spread or _range(text, found) or _one(text, found)
        yield stated
        found = _FIRST.search(text, stated.stop)


def _range(text: str, first: re.Match[str]) -> Stated | None:
    joined = _JOIN.match(text, first.end())
    second = _NEXT.match(text, joined.end()) if joined else None
    if joined is None or second is None:
        return None
    before = text[max(0, first.start() - _LEAD_LENGTH) : first.start()]
    between = _BETWEEN.search(before)
    if (joined["word"] or "").casefold() == "and" and not between:
        return None
    opening = between or _FROM.search(before)
    lead, kind, is_open = _lead(before)
    start = first.start() - (len(opening[0]) if opening else lead)
    high = _value(second)
    low = _value(first)
    shared = _scale(second)
    if _scale(first) == 1 and low < shared and low * shared <= high:
        low *= shared  # "5 to 10 million"
    sure = _LEVEL_AFTER.match(text, second.end())
    estimated = kind is QuantityKind.ESTIMATE_CI or sure
    return Stated(
        kind=QuantityKind.ESTIMATE_CI if estimated else QuantityKind.RANGE,
        start=start,
        stop=(sure or second).end(),
        level=_plain(sure["level"]) if sure else None,
        low=low,
        high=high,
        low_open=kind is QuantityKind.LOWER_BOUND and is_open,
        high_open=bool(joined["open"]),
        unit=_unit(second) or _unit(first),
    )


def _spread(text: str, at: int) -> Stated | None:
    """The interval with its level, before or after it, that begins at `at`: never hard bounds."""
    led = _SPREAD.match(text, at)
    first = _NEXT.match(text, led.end()) if led else None
    found = _range(text, first) if first else None
    level = _plain(led["level"]) if led else None
    if found is None or (level or found.level) is None:
        return None
    stop = found.stop + (text[found.stop : found.stop + 1] in {")", "]"})
    return replace(
        found, kind=QuantityKind.ESTIMATE_CI, start=at, stop=stop, level=level or found.level
    )


def _one(text: str, number: re.Match[str]) -> Stated:
    before = text[max(0, number.start() - _LEAD_LENGTH) : number.start()]
    lead, kind, is_open = _lead(before)
    stop = number.end()
    interval = _INTERVAL.match(text, stop) if kind is QuantityKind.ESTIMATE_CI else None
    if kind is QuantityKind.EXACT:
        kind, stop = _trail(text, stop)
    value, start, unit = _value(number), number.start() - lead, _unit(number)
    spread = _spread(text, stop) if kind in _POINTS and not interval else None
    if spread and (spread.low or 0) <= value <= (spread.high or 0):
        return replace(spread, start=start, point=value, unit=unit or spread.unit)
    if kind is QuantityKind.LOWER_BOUND:
        return Stated(kind=kind, start=start, stop=stop, low=value, low_open=is_open, unit=unit)
    if kind is QuantityKind.UPPER_BOUND:
        return Stated(kind=kind, start=start, stop=stop, high=value, high_open=is_open, unit=unit)
    low, high, level = (
        (_plain(interval[name]) for name in ("low", "high", "level")) if interval else (None,) * 3
    )
    stop = interval.end() if interval else stop
    return Stated(
        kind=kind, start=start, stop=stop, point=value, low=low, high=high, level=level, unit=unit
    )


def _lead(before: str) -> tuple[int, QuantityKind, bool]:
    """The length of the words that set a bound, at the end of `before`, and what they say."""
    for pattern, kind, is_open in _LEADS:
        if found := pattern.search(before):
            return len(found[0]), kind, is_open
    return 0, QuantityKind.EXACT, False


def _trail(text: str, stop: int) -> tuple[QuantityKind, int]:
    for pattern, kind in _TRAILS:
        if found := pattern.match(text, stop):
            return kind, found.end()
    return QuantityKind.EXACT, stop


def _plain(figure: str | None) -> Decimal | None:
    return Decimal(re.sub(r"[^0-9.]", "", figure)) if figure else None


def _value(number: re.Match[str]) -> Decimal:
    digits = _plain(number["figure"]) or Decimal(_WORDS.get((number["word"] or "").casefold(), 0))
    value = _EXACTLY.multiply(digits, Decimal(_scale(number)))
    return -value if number["sign"] else value


def _scale(number: re.Match[str]) -> int:
    spelled = (number["scale"] or number["letter"] or number["word_scales"] or "").casefold()
    scale = 1
    for each in re.split(r"[\s-]", spelled):
        scale *= _SCALES.get(each, 1)
    return scale


def _unit(number: re.Match[str]) -> str:
    if number["percent"]:
        return "%"
    if number["points"]:
        return "pp"
    money = number["money"] or number["currency"] or number["euro"] or ""
    return _MONEY.get(money.strip().casefold(), "") or _MEASURES.get(
        (number["measure"] or "").casefold(), ""
    )
