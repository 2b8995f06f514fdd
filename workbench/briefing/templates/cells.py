"""The cells of a sheet as text: what is there, what is cleared, what is put in, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from heapq import merge
from typing import IO, TYPE_CHECKING, NamedTuple

from workbench.briefing.sheet import letter
from workbench.briefing.templates.regions import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REF = re.compile(r'\sr="([A-Z]*)(\d+)"')
_STYLE = re.compile(r'\ss="(\d+)"')
_FORMULA = re.compile(r"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_STRING = re.compile(r'\st="s"')
_VALUE = re.compile(r"<v>[^<]*</v>|<v\s*/>")
_KIND = re.compile(r'\st="(?:str|e|b|n)"')
_SIZE = re.compile(r'\s(?:ht|customHeight|hidden|spans|x14ac:dyDescent)="[^"]*"')
_CHUNK = 1 << 16


class Found(NamedTuple):
    """A cell of a template: the number of its style, and all of it as text."""

    style: int
    xml: str

    @property
    def filled(self) -> bool:
        """Whether something stands in it."""
        return "<v>" in self.xml or "<f" in self.xml or "<is" in self.xml

    @property
    def formula(self) -> str | None:
        """Its formula, if it has one."""
        found = _FORMULA.search(self.xml)
        return (found[1] or "") if found else None

    @property
    def string(self) -> int | None:
        """The number of the shared string that stands in it."""
        start = self.xml.partition(">")[0]
        value = re.search(r"<v>(\d+)</v>", self.xml)
        return int(value[1]) if value and _STRING.search(start) else None


@dataclass(slots=True)
class FoundRow:
    """A row of a template: its attributes but its number, and its cells by column."""

    attributes: str = ""
    cells: dict[int, Found] = field(default_factory=dict)


class NewRow(NamedTuple):
    """What goes into a row: its cells as text by column, and its height (None: as it was)."""

    number: int
    cells: dict[int, str]
    height: float | None = None


class SheetCells:
    """The cells of a sheet; `head` and `tail` are what stands before and after them."""

    def __init__(self, part: bytes) -> None:
        text = part.decode("utf-8-sig")
        start = re.search(r"<sheetData\s*/>|<sheetData\b[^>]*>", text)
        if start is None:
            raise ValueError("sheetData")
        self.head, after = text[: start.start()], text[start.end() :]
        held, _, self.tail = (
            ("", "", after) if start[0].endswith("/>") else after.partition("</sheetData>")
        )
        self.rows = dict(_rows(held))

    def found(self) -> Iterator[tuple[int, int, Found]]:
        """Each cell with its row and column."""
        for number, row in self.rows.items():
            for column, cell in row.cells.items():
                yield number, column, cell

    def at(self, row: int, column: int) -> Found | None:
        """The cell at a place."""
        found = self.rows.get(row)
        return found.cells.get(column) if found else None

    def take(self, row: int, column: int) -> Found | None:
        """Takes a cell out."""
        found = self.rows.get(row)
        return found.cells.pop(column, None) if found else None

    def put(self, row: int, column: int, cell: Found) -> None:
        """Puts a cell in."""
        self.rows.setdefault(row, FoundRow()).cells[column] = cell

    def write(self, new: Iterable[Iterator[NewRow]], out: IO[bytes]) -> None:
        """Writes all rows: what was there, and what `new` puts in, each in the order of rows."""
        pieces: list[str] = []
        size = 0
        own = (NewRow(number, {}) for number in sorted(self.rows))
        for rows in _together(merge(own, *new, key=lambda each: each.number)):
            pieces.append(self._row(rows))
            size += len(pieces[-1])
            if size > _CHUNK:
                out.write("".join(pieces).encode())
                pieces, size = [], 0
        out.write("".join(pieces).encode())

    def _row(self, rows: list[NewRow]) -> str:
        number = rows[0].number
        was = self.rows.get(number) or FoundRow()
        cells = {column: cell.xml for column, cell in was.cells.items()}
        heights = []
        for row in rows:
            cells |= row.cells
            if row.height is not None:
                heights.append(row.height)
        attributes = was.attributes
        if any(row.cells for row in rows):
            attributes = re.sub(r'\s(?:hidden|spans)="[^"]*"', "", attributes)
        if heights:
            attributes = f'{_SIZE.sub("", attributes)} ht="{max(heights):g}" customHeight="1"'
        held = "".join(cells[column] for column in sorted(cells))
        return f'<row r="{number}"{attributes}>{held}</row>'


def bare(cell: Found, place: str) -> Found:
    """`cell` at `place`, with its look and nothing in it."""
    return Found(cell.style, f'<c r="{place}" s="{cell.style}"/>')


def forgetful(cell: Found) -> Found:
    """`cell` without the result beside its formula, which may no longer hold."""
    if cell.formula is None:
        return cell
    start, mark, rest = cell.xml.partition(">")
    return Found(cell.style, _KIND.sub("", start) + mark + _VALUE.sub("", rest))


def computing(cell: Found, change: Callable[[str], str]) -> Found:
    """`cell` with its formula changed."""
    text = cell.formula
    if not text:
        return cell
    new = change(text)
    return cell if new == text else Found(cell.style, cell.xml.replace(f">{text}<", f">{new}<", 1))


def moved(cell: Found, place: str) -> Found:
    """`cell` at another place."""
    return Found(cell.style, _REF.sub(f' r="{place}"', cell.xml, count=1))


def place_of(row: int, column: int) -> str:
    """The name of a cell in its sheet."""
    return f"{letter(column)}{row}"


def _rows(held: str) -> Iterator[tuple[int, FoundRow]]:
    number = 0
    for found in _ROW.finditer(held):
        given = _REF.search(found[1])
        number = int(given[2]) if given else number + 1
        yield number, FoundRow(_REF.sub("", found[1]).rstrip(), dict(_cells(found[2] or "")))


def _cells(held: str) -> Iterator[tuple[int, Found]]:
    column = 0
    for found in _CELL.finditer(held):
        given = _REF.search(found[1])
        column = number_of(given[1]) if given else column + 1
        style = _STYLE.search(found[1])
        yield column, Found(int(style[1]) if style else 0, found[0])


def _together(rows: Iterable[NewRow]) -> Iterator[list[NewRow]]:
    """Rows of one number together."""
    held: list[NewRow] = []
    for row in rows:
        if held and held[0].number != row.number:
            yield held
            held = []
        held.append(row)
    if held:
        yield held
