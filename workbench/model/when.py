"""A date with the precision that its source gives, as EDTF text (ISO 8601-2:2019) with derived first and last day.

Read: day, month, year, decade (202X), season and quarter (2026-21 to -24, -33 to -36), the marks ~ ? %, and intervals with open ends.
Nothing is made more precise than it is: "2026-01" stays a month, an unknown date stays empty.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from workbench.errors import WhenSyntaxError
from workbench.model.kinds import Precision

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]?)"
)
_MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.casefold(): n for n, name in enumerate(calendar.month_abbr) if name
}
_MONTH_WORD = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_HINT = r"(?P<hint>early|mid|late|about|around|circa|c\.|roughly|~)?[\s-]*"
_FORMS = (
    re.compile(
        rf"{_HINT}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_WORD},?\s+(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_HINT}{_MONTH_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_HINT}{_MONTH_WORD},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(
        rf"{_HINT}(?:Q(?P<quarter>[1-4])[\s/]*(?P<year>\d{{4}})|(?P<year2>\d{{4}})[\s-]*Q(?P<quarter2>[1-4]))",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_HINT}(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
    re.compile(rf"{_HINT}(?P<year>\d{{4}})", re.IGNORECASE),
)
_QUARTER_CODES = range(33, 37)
_SEASON_CODES = range(21, 25)


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
        """Reads EDTF or plain English: "28 January 2026", "Jan 2026", "Q1 2026", "early March 2026", "2026-01-28~".

        "early", "mid" and "about" become the EDTF mark for approximate; nothing is invented for relative words.

        Raises:
            WhenSyntaxError: no date that stands by itself, such as "in the coming weeks".
        """
        plain = " ".join(words.split())
        if not plain or plain.casefold() in {"unknown", "not known", "undated"}:
            return cls()
        try:
            return cls(
                plain.upper() if re.fullmatch(r"\d{3}x[~?%]?", plain, re.IGNORECASE) else plain
            )
        except WhenSyntaxError:
            for form in _FORMS:
                if found := form.fullmatch(plain):
                    return cls(_edtf(found))
            raise

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

    def __str__(self) -> str:
        if not self.text:
            return "not known"
        if "/" in self.text:
            start, end = self.text.split("/")
            if start in {"", ".."}:
                return f"until {When(end)}"
            if end in {"", ".."}:
                return f"since {When(start)}"
            return f"{When(start)} to {When(end)}"
        return _point_words(self.text)


def _edtf(found: re.Match[str]) -> str:
    parts = found.groupdict()
    year = parts.get("year") or parts.get("year2")
    mark = "~" if parts.get("hint") else ""
    quarter = parts.get("quarter") or parts.get("quarter2")
    if quarter:
        return f"{year}-{32 + int(quarter)}{mark}"
    if parts.get("season"):
        return f"{year}-{_SEASONS[parts['season'].casefold()]}{mark}"
    text = str(year)
    if parts.get("month"):
        text += f"-{_MONTHS[parts['month'].casefold()]:02d}"
    if parts.get("day"):
        text += f"-{int(parts['day']):02d}"
    return text + mark


def _fault(text: str) -> WhenSyntaxError:
    return WhenSyntaxError(
        "date",
        f"{text!r} is no date. Write 2026-01-28, 2026-01, 2026, 'Q1 2026', 2026-01-28~ for about, or leave it empty.",
    )


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
        raise _fault(text) from None


def _interval_extent(text: str) -> tuple[date | None, date | None]:
    ends = text.split("/")
    if len(ends) != 2 or all(end in {"", ".."} for end in ends):  # noqa: PLR2004 - an interval has two ends
        raise _fault(text)
    first = None if ends[0] in {"", ".."} else _extent(ends[0])[0]
    last = None if ends[1] in {"", ".."} else _extent(ends[1])[1]
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
    last_year, last = (year + 1, 2) if first + 2 > 12 else (year, first + 2)  # noqa: PLR2004 - winter runs into the next year
    return date(year, first, 1), _month_end(last_year, last)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _point_words(text: str) -> str:
    found = _POINT.fullmatch(text)
    if found is None:  # pragma: no cover - checked when it was made
        return text
    earliest = _point_extent(found)[0]
    precision = _precision(found)
    words = {
        Precision.DAY: f"{earliest.day} {calendar.month_abbr[earliest.month]} {earliest.year}",
        Precision.MONTH: f"{calendar.month_abbr[earliest.month]} {earliest.year}",
        Precision.YEAR: str(earliest.year),
        Precision.DECADE: f"{earliest.year}s",
        Precision.QUARTER: f"Q{(earliest.month + 2) // 3} {earliest.year}",
        Precision.SEASON: f"{('spring', 'summer', 'autumn', 'winter')[(earliest.month - 3) // 3]} {earliest.year}",
    }[precision]
    about = "about " if found["mark"] in {"~", "%"} else ""
    return about + words + (" (?)" if found["mark"] in {"?", "%"} else "")


def days_of(when: When) -> tuple[int | None, int | None]:
    """First and last day as proleptic Gregorian day numbers (`date.toordinal`), None at an open or unknown end."""
    earliest, latest = when.earliest, when.latest
    return (earliest.toordinal() if earliest else None, latest.toordinal() if latest else None)


def day_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number)


When.UNKNOWN = When()
