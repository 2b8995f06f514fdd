"""A sheet as we plan it: columns, rows, a table, links, charts.

Plain values; `design` and `stream` make XML of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from workbench.briefing.cell import Cell
from workbench.briefing.chart import Chart
from workbench.briefing.widths import line_count, row_height, sure_to_fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.model.plot_picture import PlotPicture

HEADER_ROW = 5
"""The row of a table's header, below title, subtitle, way back and a gap."""

FIRST_ROW = HEADER_ROW + 1
"""The first row of a table's data."""

LAST_ROW = 1_048_576
"""The last row that Excel has."""


SLOT = "Briefing_"
"""How the names begin under which a briefing finds its places in a template."""

_MOST_LINES = 64
_MOST_KEPT = 1 << 12
_TOGETHER = 512
"""Of so many rows the heights are told together: what all of them say is looked at once."""

MOST_ABOVE = 5_000
"""More rows than a sheet without a table has."""


class Row(NamedTuple):
    """The cells of a row from column A on, and its height in points; None leaves it to Excel."""

    cells: Sequence[Cell | None]
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its width in digits, and, in a table, its header.

    `wrap` says that its texts may set the height of a row, `right` and `middle` where its header
    stands; `least` is the least height of its rows in points.
    """

    width: float
    header: str = ""
    wrap: bool = False
    right: bool = False
    middle: bool = False
    least: float = 18.0


@dataclass(frozen=True, slots=True)
class Table:
    """A native table: its name, columns, header row, and number of data rows (at least one)."""

    name: str
    columns: tuple[Column, ...]
    header_row: int
    count: int

    @property
    def last_row(self) -> int:
        """The last row of its data."""
        return self.header_row + self.count


@dataclass(frozen=True, slots=True)
class Format:
    """That the cells of `area` take `number_format` where `formula` holds."""

    area: str
    formula: str
    number_format: str


@dataclass(frozen=True, slots=True)
class Choice:
    """That the cell `cell` takes only what stands in `source`; `prompt` tells the reader so."""

    cell: str
    source: str
    prompt: str


class Placed(NamedTuple):
    """A picture, and the row in whose first cell its upper left corner lies."""

    picture: PlotPicture
    row: int

    @property
    def anchor(self) -> str:
        """The cell as a reference."""
        return f"A{self.row}"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet.

    `rows` is called once, when the sheet is written: long tables never lie in memory as cells.
    `block` is what it is in the recipe. It prints one page wide, or, where it is too wide for that,
    with a new page after each column of `turns`. After each row of `breaks` a new page begins too.
    """

    tab: str
    title: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]
    count: int = 0
    block: str = ""
    table: Table | None = None
    freeze: str = ""
    one_page: bool = False
    turns: tuple[int, ...] = ()
    breaks: tuple[int, ...] = ()
    formats: list[Format] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    pictures: list[Placed] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def above(self) -> int:
        """How many of its rows stand above its table; where it is all ours, more than it has."""
        return self.table.header_row - 1 if self.table and not self.whole else MOST_ABOVE

    @property
    def whole(self) -> bool:
        """Whether all of it is ours: it has no table, or one whose place or columns change."""
        return self.table is None or self.block in {"cover", "timeline"}


def slot_of(block: str) -> str:
    """What follows `SLOT` in the name of a block's cells: names hold letters and digits only."""
    return re.sub(r"\W", "_", block)


def letter(column: int) -> str:
    """The letters of column `column` (1 is A)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted(tab: str) -> str:
    """`tab` as it stands in a reference."""
    if tab.isascii() and tab.isalpha():
        return tab
    return "'" + tab.replace("'", "''") + "'"


class _Lines(dict[str, int]):
    """How many lines a text takes in a wrapped column; those met last are remembered."""

    def __init__(self, width: float, size: float) -> None:
        super().__init__()
        self._width, self._size = width, size

    def __missing__(self, text: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        lines = self[text] = line_count(text, self._width, self._size)
        return lines


def fitting(
    columns: Sequence[Column], size: float = 10.5
) -> Callable[[Sequence[Sequence[Cell | None]]], list[float]]:
    """How high each of some rows of a table must be for its longest wrapped text."""
    wrapped = [
        (at, sure_to_fit(one.width, size), _Lines(one.width, size))
        for at, one in enumerate(columns)
        if one.wrap
    ]
    heights = [row_height(lines, size, columns[0].least) for lines in range(_MOST_LINES)]

    def heights_of(rows: Sequence[Sequence[Cell | None]]) -> list[float]:
        lines = [1] * len(rows)
        for at, sure, lines_of in wrapped:
            column = [cells[at] for cells in rows]
            alike = column.count(column[0]) == len(column)
            texts = [cell[0] if cell else None for cell in (column[:1] if alike else column)]
            found = [
                lines_of[text] if type(text) is str and (len(text) > sure or "\n" in text) else 1
                for text in texts
            ]
            if max(found) > 1:
                lines = list(map(max, lines, found * len(rows) if alike else found))
        return [heights[min(each, _MOST_LINES - 1)] for each in lines]

    return heights_of


def breaks_between(parts: Sequence[Sequence[Row]], page: float) -> tuple[int, ...]:
    """After which rows a page of `page` points ends, so that no heading of `parts` stands alone.

    A part that does not fit below the one before it begins a page.
    """
    found: list[int] = []
    row, used = 0, 0.0
    for part in parts:
        height = sum(each.height or 0.0 for each in part)
        if row and used + height > page:
            found.append(row)
            used = 0.0
        row += len(part)
        used = (used + height) % page
    return tuple(found)


def header(column: Column) -> Cell:
    """The header of a table's column."""
    if column.middle:
        return Cell(column.header, "header middle")
    return Cell(column.header, "header number" if column.right else "header")


def spread(
    cells: dict[tuple[int, int], Cell], heights: dict[int, float] | None = None
) -> list[Row]:
    """Rows from cells given by (row, column), both counted from 1."""
    heights = heights or {}
    found: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in cells.items():
        found.setdefault(row, {})[column] = cell
    rows = []
    for number in range(1, max(found) + 1):
        here = found.get(number, {})
        width = max(here, default=0)
        rows.append(Row([here.get(c) for c in range(1, width + 1)], heights.get(number)))
    return rows


def table_rows(
    head: Iterable[Row], columns: tuple[Column, ...], body: Iterable[Sequence[Cell | None]]
) -> Iterator[Row]:
    """The head of the sheet, the header of its table, and `body`.

    One empty row where `body` is empty.
    """
    yield from head
    yield Row([header(column) for column in columns], 30.0)
    heights_of = fitting(columns)
    cells = iter(body)
    some = list(islice(cells, _TOGETHER))
    if not some:
        yield Row([Cell(None, "text") for _ in columns], 18.0)
    while some:
        yield from map(Row, some, heights_of(some))
        some = list(islice(cells, _TOGETHER))
