"""A date with the precision that its source gives, as EDTF text (ISO 8601-2:2019).

Read: day, month, year, decade (202X), season and quarter (2026-21 to -24, -33 to -36), the marks
~ ? %, and intervals with open ends. First and last day are derived. Nothing is made more precise
than it is: "2026-01" stays a month, an unknown date stays empty.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import ClassVar

from typing_extensions import override

from workbench.errors import WhenSyntaxError
from workbench.model.kinds import Precision
from workbench.model.when_text import edtf_of, interval_of, short_month

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X)(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<mark>[~?%]?)"
)
_OPEN = frozenset({"", ".."})
_LONGEST = 100
_QUARTER_CODES = range(33, 37)
_SEASON_CODES = range(21, 25)
_SEASON_WORDS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class When:
    """A date as EDTF text; empty when it is not known.

    Raises:
        WhenSyntaxError: the text is no EDTF date, or names a day that the calendar does not have.
    """

    UNKNOWN: ClassVar[When]

    text: str = ""

    def __post_init__(self) -> None:
        _extent(self.text)

    @classmethod
    def parse(cls, words: str) -> When:
        """Reads EDTF or plain English.

        Examples: "28 January 2026", "Jan 2026", "Q1 2026", "early March 2026", "2026-01-28~",
        "since 2025", "Jan 2026 to Mar 2026". "early" and "about" become the mark for approximate.

        Raises:
            WhenSyntaxError: no date that stands by itself, such as "in the coming weeks", or one
                that the calendar does not have.
        """
        plain = " ".join(words.split())
        if plain.casefold() in {"", "unknown", "not known", "undated"}:
            return cls()
        if len(plain) > _LONGEST:
            raise _fault(plain)
        if re.fullmatch(r"[0-9]{3}x[~?%]?", plain):
            return cls(plain.upper())
        if edtf := edtf_of(plain):
            return cls(edtf)
        if re.fullmatch(r"[0-9X~?%./-]+", plain):
            return cls(plain)
        if ends := interval_of(plain):
            return cls("/".join(end if end == ".." else cls.parse(end).text for end in ends))
        raise _fault(plain)

    @classmethod
    def of(cls, day: date) -> When:
        """The date `day`, known to the day."""
        return cls(day.isoformat())

    @property
    def earliest(self) -> date | None:
        """The first day that it may be; None when unknown or open."""
        return _extent(self.text)[0]

    @property
    def latest(self) -> date | None:
        """The last day that it may be; None when unknown or open."""
        return _extent(self.text)[1]

    @property
    def precision(self) -> Precision:
        """How finely it is known."""
        if not self.text:
            return Precision.UNKNOWN
        if "/" in self.text:
            return Precision.INTERVAL
        found = _POINT.fullmatch(self.text)
        return _precision(found) if found else Precision.UNKNOWN

    @property
    def approximate(self) -> bool:
        """Whether the source says about."""
        return "~" in self.text or "%" in self.text

    @property
    def uncertain(self) -> bool:
        """Whether the source doubts it."""
        return "?" in self.text or "%" in self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @override
    def __str__(self) -> str:
        if not self.text:
            return "not known"
        if "/" in self.text:
            start, end = self.text.split("/")
            if start in _OPEN:
                return f"until {When(end)}"
            if end in _OPEN:
                return f"since {When(start)}"
            return f"{When(start)} to {When(end)}"
        return _point_words(self.text)


def _fault(text: str) -> WhenSyntaxError:
    shown = text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - what fits a line
    return WhenSyntaxError(
        "date",
        f"{shown!r} is no date. Write 2026-01-28, 2026-01, 2026, 'Q1 2026', 2026-01-28~ for about, "
        "or leave it empty.",
    )


@lru_cache(maxsize=4096)
def _extent(text: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF text; None at an open or unknown end."""
    if not text:
        return None, None
    if "/" in text:
        return _interval_extent(text)
    found = _POINT.fullmatch(text)
    if found is None:
        raise _fault(text)
    try:
        return _point_extent(found)
    except ValueError:
        raise WhenSyntaxError(
            "date", f"The calendar has no {text!r}. Check its day, month and year."
        ) from None


def _interval_extent(text: str) -> tuple[date | None, date | None]:
    start, _, end = text.partition("/")
    if "/" in end or {start, end} <= _OPEN:
        raise _fault(text)
    first = None if start in _OPEN else _extent(start)[0]
    last = None if end in _OPEN else _extent(end)[1]
    if first and last and first > last:
        raise WhenSyntaxError("date", f"{text!r} ends before it begins. Swap the two dates.")
    return first, last


def _precision(found: re.Match[str]) -> Precision:
    if found["year"].endswith("X"):
        return Precision.DECADE
    if found["day"]:
        return Precision.DAY
    if not found["month"]:
        return Precision.YEAR
    month = int(found["month"])
    if month in _QUARTER_CODES:
        return Precision.QUARTER
    return Precision.SEASON if month in _SEASON_CODES else Precision.MONTH


def _point_extent(found: re.Match[str]) -> tuple[date, date]:
    precision = _precision(found)
    if precision is Precision.DECADE:
        if found["month"]:
            raise ValueError
        start = int(found["year"][:3]) * 10
        return date(start, 1, 1), date(start + 9, 12, 31)
    year = int(found["year"])
    if precision is Precision.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(found["month"])
    if precision is Precision.DAY:
        day = date(year, month, int(found["day"]))
        return day, day
    if precision is Precision.MONTH:
        return date(year, month, 1), _month_end(year, month)
    first = (month - 33) * 3 + 1 if precision is Precision.QUARTER else (month - 21) * 3 + 3
    years, months = divmod(first + 1, 12)  # winter runs into the next year
    return date(year, first, 1), _month_end(year + years, months + 1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _point_words(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:  # pragma: no cover - checked when it was made
        return text
    earliest = _point_extent(found)[0]
    precision = _precision(found)
    words = {
        Precision.DAY: f"{earliest.day} {short_month(earliest.month)} {earliest.year}",
        Precision.MONTH: f"{short_month(earliest.month)} {earliest.year}",
        Precision.YEAR: str(earliest.year),
        Precision.DECADE: f"{earliest.year}s",
        Precision.QUARTER: quarter_words(earliest.year, (earliest.month + 2) // 3),
        Precision.SEASON: f"{_SEASON_WORDS[earliest.month // 3 - 1]} {earliest.year}",
    }[precision]
    about = "about " if found["mark"] in {"~", "%"} else ""
    return about + words + (" (?)" if found["mark"] in {"?", "%"} else "")


def quarter_words(year: int, quarter: int) -> str:
    """A quarter as people write it and type it: "Q1 2026"."""
    return f"Q{quarter} {year}"


def days_of(when: When) -> tuple[int | None, int | None]:
    """First and last day as numbers (`date.toordinal`); None at an open or unknown end."""
    earliest, latest = when.earliest, when.latest
    return (earliest.toordinal() if earliest else None, latest.toordinal() if latest else None)


def day_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number)


When.UNKNOWN = When()
