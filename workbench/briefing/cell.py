"""What stands in a cell, and what makes a text safe to stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlsplit

MOST_CHARACTERS = 32_767
"""The longest text that Excel keeps in a cell."""

_FIRST_DAY = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = date(1900, 3, 1)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNCLEAN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]|_x[0-9A-Fa-f]{4}_")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SAFE_SCHEMES = frozenset({"http", "https"})
_MOST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its "=", and its result as we computed it, kept beside it in the file."""

    text: str
    result: str | int | Decimal


Value = str | int | Decimal | date | Formula | None


class Cell(NamedTuple):
    """A value, its look, and where it leads ("Evidence!A12", "https://…"), if anywhere.

    `sign` is what stands before a figure (">"). The workbook has it in a number format; outputs
    without such formats write it.
    """

    value: Value
    look: str = "text"
    link: str = ""
    sign: str = ""


def printable(text: str) -> str:
    """`text` with U+FFFD for what XML cannot hold, and line feeds for all line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", plain)


def cleaned(text: str) -> str:
    """`text` as a workbook may hold it.

    Printable, and with what Excel would decode as an escape kept as text.
    """
    if not _UNCLEAN.search(text):
        return text
    return _ESCAPE_LIKE.sub("_x005F_", printable(text))


def safe_address(address: str) -> str:
    """`address` if a reader may follow it: http(s), never mail, file, UNC or script."""
    plain = address.strip()
    if len(plain) > _MOST_ADDRESS or _UNWRITABLE.search(plain) or re.search(r'[\s"<>\\]', plain):
        return ""
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    safe = parts.scheme.casefold() in _SAFE_SCHEMES and bool(parts.netloc)
    return plain if safe else ""


def serial(day: date) -> int:
    """The number that Excel keeps for `day`."""
    return day.toordinal() - _FIRST_DAY


def has_serial(day: date) -> bool:
    """Whether Excel counts `day` right: not before March 1900, for it believes in 29 February."""
    return day >= _FIRST_SAFE_DAY
