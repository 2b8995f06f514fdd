"""Areas of cells, and references that follow a table when it grows or shrinks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from workbench.briefing.sheet import letter, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAB = r"(?:(?P<tab>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
_RANGE = re.compile(
    rf"(?<![\w.\]]){_TAB}\$?(?P<c1>[A-Z]{{1,3}})\$?(?P<r1>\d{{1,7}})"
    r"(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d{1,7}))?(?![\w(.!\[])"
)
_WHOLE = re.compile(rf"{_RANGE.pattern}\Z")


class Area(NamedTuple):
    """Cells of a sheet, both ends included; columns and rows count from 1."""

    tab: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def one(self) -> bool:
        """Whether it is a single cell."""
        return (self.left, self.top) == (self.right, self.bottom)

    @property
    def name(self) -> str:
        """Its first cell, as a reader would name it: "Cover!B7"."""
        return f"{self.tab}!{letter(self.left)}{self.top}"

    @property
    def ref(self) -> str:
        """Its reference within the sheet: "A5:C9"."""
        start = f"{letter(self.left)}{self.top}"
        return start if self.one else f"{start}:{letter(self.right)}{self.bottom}"

    @property
    def formula(self) -> str:
        """Its absolute reference in a formula."""
        start = f"{quoted(self.tab)}!${letter(self.left)}${self.top}"
        return start if self.one else f"{start}:${letter(self.right)}${self.bottom}"

    def holds(self, column: int, row: int) -> bool:
        """Whether a cell lies in it."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom

    def meets(self, other: Area) -> bool:
        """Whether they share a cell; both must be of one sheet."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


class Move(NamedTuple):
    """That a table's data rows now end elsewhere.

    `table` is the area that it had, header and data; `bottom` its new last row.
    """

    table: Area
    bottom: int


def number_of(letters: str) -> int:
    """The number of a column: A is 1."""
    number = 0
    for each in letters:
        number = number * 26 + ord(each) - 64
    return number


def area_of(text: str, tab: str = "") -> Area | None:
    """The area that a reference names; None where it is anything else. `tab` is where it stands."""
    found = _WHOLE.match(text)
    if not found:
        return None
    return _area(found, tab)


def followed(formula: str, tab: str, moves: Sequence[Move], *, single: bool = False) -> str:
    """`formula` of the sheet `tab`, in which what ended with a table ends with it again.

    `single` says that a single cell, too, may stand for the only row of a table.
    """
    if not moves or not _RANGE.search(formula):
        return formula
    parts = formula.split('"')  # every second part is a text in quotes
    for n in range(0, len(parts), 2):
        parts[n] = _RANGE.sub(lambda found: _moved(found, tab, moves, single=single), parts[n])
    return '"'.join(parts)


def followed_areas(sqref: str, tab: str, moves: Sequence[Move]) -> str:
    """The areas of a rule, each ending with its table."""
    return " ".join(followed(each, tab, moves, single=True) for each in sqref.split())


def _area(found: re.Match[str], tab: str) -> Area:
    named = found["tab"] or ""
    tab = named[1:-1].replace("''", "'") if named.startswith("'") else named or tab
    left, top = number_of(found["c1"]), int(found["r1"])
    if not found["c2"]:
        return Area(tab, left, top, left, top)
    return Area(tab, left, top, number_of(found["c2"]), int(found["r2"]))


def _moved(found: re.Match[str], tab: str, moves: Iterable[Move], *, single: bool) -> str:
    area = _area(found, tab)
    for table, bottom in moves:
        ends = area.tab.casefold() == table.tab.casefold() and area.bottom == table.bottom
        inside = table.left <= area.left <= area.right <= table.right and area.top >= table.top
        if not ends or not inside or bottom == table.bottom:
            continue
        if found["c2"]:
            return found[0][: -len(found["r2"])] + str(max(bottom, area.top))
        if single and table.bottom == table.top + 1:
            start, sign = found[0].rpartition("!")[2], "$" if "$" in found[0] else ""
            column = start.strip("$").rstrip("0123456789").rstrip("$")
            return f"{found[0]}:{sign}{column}{sign}{bottom}"
    return found[0]
