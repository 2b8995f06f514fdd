"""How wide text is in Calibri, so that row heights come out the same on every machine.

Excel does not fit the rows that a program writes. The widths are those of Calibri (and of Carlito,
which is made to measure the same), in hundredths of the font size; no font of the machine is asked,
or the bytes would differ.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

_BY_WIDTH = {
    22: "'", 23: " il", 24: "j", 25: ",.I", 27: ":;", 29: "`", 30: "()", 31: "-[]f{}", 32: "J",
    33: "!t", 35: "r", 39: "/\\s", 40: '"z', 42: "Lc", 43: "x", 45: "kvy", 46: "?FS|", 47: "Zg",
    48: "a", 49: "ETY", 50: "#*+<=>^_e~–", 51: "$0123456789", 52: "KPX", 53: "Cbdhnopqu",
    54: "BR", 57: "V", 58: "A", 62: "DH", 63: "G", 64: "U", 65: "N", 66: "O", 67: "Q", 68: "&",
    71: "%w", 80: "m", 85: "M", 89: "@W", 91: "—",
}  # fmt: skip
_WIDTHS = {character: width for width, characters in _BY_WIDTH.items() for character in characters}
_OTHER = 56
_IDEOGRAPH = 100
_FIRST_IDEOGRAPH = "\u2e80"
_OF_LATIN = bytes(_WIDTHS.get(chr(code), _OTHER) for code in range(256))
DIGIT = 51
"""The width of a digit; a column's width counts digits of 11 points."""

_BODY_SIZE = 11.0
_LEADING = 1.25
MOST_POINTS = 409.0
"""Excel's highest row."""


def text_width(text: str) -> int:
    """The width of `text` on one line, in hundredths of the font size."""
    return sum(_widths_of(text))


def _widths_of(text: str) -> Iterable[int]:
    try:
        return text.encode("latin-1").translate(_OF_LATIN)
    except UnicodeEncodeError:
        get = _WIDTHS.get
        return [get(each) or (_IDEOGRAPH if each >= _FIRST_IDEOGRAPH else _OTHER) for each in text]


def sure_to_fit(columns: float, size: float = _BODY_SIZE) -> int:
    """How many characters surely fit on one line of a cell, whichever they are."""
    return int(_room(columns, size) // _IDEOGRAPH)


def _room(columns: float, size: float) -> float:
    return max(columns - 2, 1) * DIGIT * _BODY_SIZE / size


def room_for(number: Decimal, decimals: int, least: float, size: float = 10.5) -> float:
    """How wide a column of figures up to `number` must be, signs and all: else Excel shows ###."""
    return max(least, (len(f"> {number:,.{decimals}f}") + 1) * size / _BODY_SIZE + 2)


def line_count(text: str, columns: float, size: float = _BODY_SIZE) -> int:
    """How many lines `text` takes in a wrapped cell of `columns` digits, at `size` points."""
    room = _room(columns, size)
    if "\n" in text:
        return sum(_wrapped(line, room) for line in text.split("\n"))
    return _wrapped(text, room)


def row_height(lines: int, size: float = _BODY_SIZE, least: float = 18.0) -> float:
    """The height of a row of `lines` lines, in points."""
    return min(max(ceil(lines * size * _LEADING) + 5.0, least), MOST_POINTS)


def _wrapped(line: str, room: float) -> int:
    """How many lines `line` takes; a word that is wider than `room` is broken."""
    widths = _widths_of(line)
    if sum(widths) <= room:
        return 1
    ends = list(accumulate(widths, initial=0))
    lines, begun, word = 1, 0, 0
    while ends[-1] - begun > room:
        fits = bisect_right(ends, begun + room, word)
        space = line.rfind(" ", word, fits)
        if space >= 0:
            lines, word = lines + 1, space + 1
            begun = ends[word]
        elif ends[word] > begun:
            lines, begun = lines + 1, ends[word]
        else:
            end = line.find(" ", word)
            end = len(line) if end < 0 else end
            width = ends[end] - begun
            lines += int(width // room)
            begun = ends[end] - width % int(room)
            word = min(end + 1, len(line))
    return lines
