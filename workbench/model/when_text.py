"""Reads dates in plain English (and Chinese 年月日 numerals), keeping the precision that they have.

"early", "mid" and "about" become the EDTF mark for approximate. Words that count from another date,
such as "in the coming weeks", are not dates and give nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""English month names; `calendar` would give those of the user's locale once Qt has set it."""
_MONTHS = {name[:size].casefold(): n for n, name in enumerate(MONTHS, 1) for size in (3, len(name))}
_MONTHS["sept"] = 9
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_HINT = r"(?:(?P<hint>early|mid|late|about|around|circa|c\.|roughly|~)[\s-]*)?"
_FORMS: Final = tuple(
    re.compile(_HINT + form, re.IGNORECASE)
    for form in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"(?:in\s+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        rf"Q(?P<quarter>[1-4])[\s/]*(?:of\s+)?{_YEAR}",
        rf"{_YEAR}[\s-]*Q(?P<quarter>[1-4])",
        rf"(?:the\s+)?(?P<ordinal>first|second|third|fourth)\s+quarter\s+of\s+{_YEAR}",
        rf"(?:the\s+)?(?P<half>first|second)\s+half\s+of\s+{_YEAR}",
        rf"H(?P<half>[12])\s+{_YEAR}",
        rf"(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>[0-9]{{1,2}})[-/.](?P<day>[0-9]{{1,2}})",
        rf"{_YEAR}\s*年(?:\s*(?P<month>[0-9]{{1,2}})\s*月(?:\s*(?P<day>[0-9]{{1,2}})\s*日)?)?",
        r"(?:the\s+)?(?P<decade>[0-9]{3})0s",
    )
)
_BARE_YEAR = re.compile(rf"{_HINT}{_YEAR}", re.IGNORECASE)
_YEAR_IN_TEXT = re.compile(
    r"\b(?:in|since|by|until|during|of|from|before|after|throughout)\s+"
    r"(?P<whole>(?:(?P<hint>early|mid|late|about|around)[\s-])?(?P<year>(?:19|20)[0-9]{2}))",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*(\(\?\)|[~?%])$")
_EDGE = re.compile(r"\w")
_DIGITS = re.compile(r"[0-9]{3,}")
_BEFORE_YEAR = 40
_AFTER_YEAR = 20
_ORDINALS = ("first", "second", "third", "fourth")
_SPANS: Final = (
    (re.compile(r"(?:since|from|after)\s+(?P<first>.+)", re.IGNORECASE), "{0}/.."),
    (re.compile(r"(?:until|till|up to|by)\s+(?P<last>.+)", re.IGNORECASE), "../{0}"),
)
_FROM_TO = re.compile(
    r"(?:(?:from|between)\s+)?(?P<first>.+?)\s+(?:to|and|until|[-–—])\s+(?P<last>.+)", re.IGNORECASE
)


def edtf_of(words: str) -> str | None:
    """Return the EDTF text of a date in words; None when it is none that stands by itself.

    The result may still name a day that the calendar does not have.
    """
    marked = _MARK.search(words)
    mark = marked[1] if marked else ""
    plain = words[: marked.start()] if marked else words
    if mark in {"~", "%"}:
        plain = f"~{plain}"  # "Q1 2026~" is "about Q1 2026"
    for form in (*_FORMS, _BARE_YEAR):
        if found := form.fullmatch(plain):
            text = _edtf(found)
            return text if mark in {"", "~"} else _doubted(text)
    return None


def interval_of(words: str) -> tuple[str, str] | None:
    """Return the words of both ends of a span, ".." for an open one; None when it is no span."""
    for pattern, spelled in _SPANS:
        if found := pattern.fullmatch(words):
            end = found[1].strip()
            return (end, "..") if spelled.endswith("..") else ("..", end)
    found = _FROM_TO.fullmatch(words)
    return (found["first"].strip(), found["last"].strip()) if found else None


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, stop (half-open) and EDTF text of the dates in `text`, in order, not nested.

    A bare year counts only after a word such as "in" or "since". A yielded text may still name a
    day that the calendar does not have.
    """
    found = []
    for start, stop in _near_years(text):
        for form in _FORMS:
            found += [(*each.span(), each) for each in form.finditer(text, start, stop)]
        years = _YEAR_IN_TEXT.finditer(text, start, stop)
        found += [(*each.span("whole"), each) for each in years]
    reached = 0
    for start, stop, words in sorted(found, key=lambda each: (each[0], -each[1])):
        if start >= reached and _stands_alone(text, start, stop):
            yield start, stop, _edtf(words)
            reached = stop


def _near_years(text: str) -> Iterator[tuple[int, int]]:
    """The stretches in which a date may stand: around three digits or more."""
    reached = begin = 0
    for year in _DIGITS.finditer(text):
        start = year.start() - _BEFORE_YEAR
        if start > reached:
            if reached:
                yield begin, reached
            begin = start
        reached = year.end() + _AFTER_YEAR
    if reached:
        yield begin, reached


def _stands_alone(text: str, start: int, stop: int) -> bool:
    before = text[start - 1 : start] if start else ""
    cjk = not text[start:stop].isascii()
    return cjk or not (_EDGE.match(before) or _EDGE.match(text[stop : stop + 1]))


def _edtf(found: re.Match[str]) -> str:
    parts = {name: value for name, value in found.groupdict().items() if value}
    mark = "~" if "hint" in parts else ""
    year = parts.get("year", "")
    if "decade" in parts:
        return f"{parts['decade']}X{mark}"
    if "half" in parts:
        second = parts["half"].casefold() in {"second", "2"}
        return f"{year}-07{mark}/{year}-12{mark}" if second else f"{year}-01{mark}/{year}-06{mark}"
    if code := _season_code(parts):
        return f"{year}-{code}{mark}"
    month = parts.get("month", "")
    text = year + (f"-{_MONTHS.get(month.casefold()) or int(month):02d}" if month else "")
    return text + (f"-{int(parts['day']):02d}" if "day" in parts else "") + mark


def _season_code(parts: dict[str, str]) -> int:
    """The EDTF code (ISO 8601-2) of a quarter or season; 0 for neither."""
    if "quarter" in parts:
        return 32 + int(parts["quarter"])
    if "ordinal" in parts:
        return 33 + _ORDINALS.index(parts["ordinal"].casefold())
    return _SEASONS.get(parts.get("season", "").casefold(), 0)


def _doubted(edtf: str) -> str:
    return edtf[:-1] + "%" if edtf.endswith("~") else edtf + "?"


def short_month(number: int) -> str:
    """The first three letters of a month's English name, 1 to 12."""
    return MONTHS[number - 1][:3]
