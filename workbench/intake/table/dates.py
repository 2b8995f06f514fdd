"""Dates as tables spell them: ISO, American, European, Excel's day numbers; markers for none.

Nothing is guessed in a cell: "03/04/2025" is read only where the format of its column is given, or
where one of its numbers can be no month.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.errors import InvalidField
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLASHED = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?:[ T].*)?")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{1,2}:\d{2}.*")
_PARTLY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-00)+")
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(1, 2_958_466)
_CENTURY = 100
_MOST_MONTHS = 12

NONE_STATED = frozenset(
    {"", "-", "--", "–", "—", ".", "?", "n/a", "na", "n.a.", "#n/a", "none", "null", "nan", "nil"}
)
"""What a cell holds where nothing is stated."""
MARKERS = NONE_STATED | frozenset(
    {
        "tbd",
        "tba",
        "tbc",
        "n.d.",
        "no date",
        "unknown",
        "not known",
        "not stated",
        "undated",
        "unclear",
        "pending",
    }
    | {"incomplete", "ongoing", "open", "in progress", "0000-00-00", "00/00/0000"}
)
"""What a cell of dates holds where there is none; the words beyond `NONE_STATED` are kept."""


class DateFormat(StrEnum):
    """How the dates of a column are spelled."""

    AUTO = "auto"
    US = "us"
    EUROPEAN = "european"
    EXCEL = "excel"

    @property
    def word(self) -> str:
        """What people call it."""
        return {
            "auto": "ISO, or in words",
            "us": "month/day/year",
            "european": "day/month/year",
            "excel": "Excel day numbers",
        }[self.value]


def read_date(words: str, spelled: DateFormat = DateFormat.AUTO) -> When:
    """The date of a cell; unknown where the cell says that there is none.

    Raises:
        InvalidField: no date, or one that can be read in two ways.
    """
    plain = " ".join(words.split())
    if plain.casefold() in MARKERS:
        return When.UNKNOWN
    if spelled is DateFormat.EXCEL and plain.isdigit() and int(plain) in _EXCEL_DAYS:
        return When.of(_EXCEL_EPOCH + timedelta(days=int(plain)))
    if found := _SLASHED.fullmatch(plain):
        return _slashed(found, spelled)
    return _year_first(plain) or When.parse(plain)


def _year_first(plain: str) -> When | None:
    if found := _YEAR_FIRST.fullmatch(plain):
        return When("-".join(part.zfill(2) for part in found.groups() if part))
    if found := _STAMP.fullmatch(plain):
        return When(found[1])
    if found := _PARTLY.fullmatch(plain):
        return When("-".join(part for part in found.groups() if part and part != "00"))
    return None


def _slashed(found: re.Match[str], spelled: DateFormat) -> When:
    first, second = int(found[1]), int(found[2])
    year = int(found[3]) + (2000 if int(found[3]) < _CENTURY else 0)
    monthly = {DateFormat.US: True, DateFormat.EUROPEAN: False}.get(spelled)
    if monthly is None and (first > _MOST_MONTHS) != (second > _MOST_MONTHS):
        monthly = second > _MOST_MONTHS
    if monthly is None and first == second:
        monthly = True
    if monthly is None:
        raise InvalidField(
            "date", f"{found[0]!r} can be read in two ways. Say how this column spells its dates."
        )
    month, day = (first, second) if monthly else (second, first)
    return When(f"{year:04d}-{month:02d}-{day:02d}")


def is_slashed(cell: str) -> bool:
    """Whether a cell is a date whose day and month may be told apart only by their order."""
    return bool(_SLASHED.fullmatch(cell.strip()))


def likeliest(cells: Iterable[str]) -> DateFormat:
    """How a column spells its dates, judged by the dates that can be read in one way only."""
    found = [match for cell in cells if (match := _SLASHED.fullmatch(cell.strip()))]
    american = sum(int(match[2]) > _MOST_MONTHS >= int(match[1]) for match in found)
    european = sum(int(match[1]) > _MOST_MONTHS >= int(match[2]) for match in found)
    if american == european:
        return DateFormat.AUTO
    return DateFormat.US if american > european else DateFormat.EUROPEAN
