"""How wide text is in Calibri, so that row heights come out the same on every machine.

Excel does not fit the rows that a program writes. The widths are those of Calibri (and of Carlito,
which is made to measure the same), in hundredths of the font size; no font of the machine is asked,
or the bytes would differ.
"""

from __future__ import annotations

from math import ceil

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
    try:
        return sum(text.encode("latin-1").translate(_OF_LATIN))
    except UnicodeEncodeError:
        get = _WIDTHS.get
        return sum(
            get(each) or (_IDEOGRAPH if each >= _FIRST_IDEOGRAPH else _OTHER) for each in text
        )


def sure_to_fit(columns: float, size: float = _BODY_SIZE) -> int:
    """How many characters surely fit on one line of a cell, whichever they are."""
    return int(_room(columns, size) // _IDEOGRAPH)


def _room(columns: float, size: float) -> float:
    return max(columns - 2, 1) * DIGIT * _BODY_SIZE / size


def line_count(text: str, columns: float, size: float = _BODY_SIZE) -> int:
    """How many lines `text` takes in a wrapped cell of `columns` digits, at `size` points."""
    room = _room(columns, size)
    if "\n" in text:
        return sum(_wrapped(line, room) for line in text.split("\n"))
    return _wrapped(text, room)


def row_height(lines: int, size: float = _BODY_SIZE, least: float = 18.0) -> float:
    """The height of a row of `lines` lines, in points."""
    return min(max(ceil(lines * size * _LEADING) + 5.0, least), MOST_POINTS)


def _word_widths(line: str) -> list[int]:
    try:
        words = line.encode("latin-1").split(b" ")
    except UnicodeEncodeError:
        return list(map(text_width, line.split(" ")))
    return [sum(word.translate(_OF_LATIN)) for word in words]


def _wrapped(line: str, room: float) -> int:
    space = _WIDTHS[" "]
    widths = _word_widths(line)
    if sum(widths) + space * (len(widths) - 1) <= room:
        return 1
    lines, used = 1, 0.0
    for width in widths:
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        if width > room:
            lines += int(width // room)
            width %= int(room)  # noqa: PLW2901 - what is left of it on the last line
        used += width + (space if used else 0)
    return lines
