"""What all sheets share.

Title, subtitle with marking, the way back to the contents, and the frame of a table sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.briefing.cell import Cell
from workbench.briefing.sheet import (
    FIRST_ROW,
    HEADER_ROW,
    Row,
    Sheet,
    Table,
    letter,
    table_rows,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import (
        Column,
    )

_EMPTY = "Nothing in this query; the table is empty."
_ONE_TABLE = "This worksheet contains one table. [x] means not stated."
NOT_THERE = "[x]"
"""What stands in an empty cell of a publication (Government Statistical Service shorthand)."""


class Lead(NamedTuple):
    """The words under a sheet's title: where there are rows, and where there are none.

    `note` stands above its header; in a publication there is no room for one.
    """

    full: str
    empty: str = _EMPTY
    note: str = ""


def head(book: Book, title: str, lead: str, note: str = "") -> list[Row]:
    """The four rows above a sheet's content; its title stands in A1, its marking in A2."""
    back = book.tab("cover")
    link = "Back to the contents" if book.recipe.publication else "← Contents"
    told = _ONE_TABLE if book.recipe.publication else note
    return [
        Row([Cell(title, "title")], 36.0),
        Row([Cell(f"{lead} · {book.marked}", "lead")], 20.0),
        Row([Cell(link, "back", f"{back}!A1")] if back else [], 15.0),
        Row([Cell(told, "caption")], 16.0) if told else Row([], 8.0),
    ]


def table_sheet(
    book: Book,
    block: str,
    *,
    lead: str | Lead,
    columns: tuple[Column, ...],
    count: int,
    body: Callable[[], Iterator[Sequence[Cell | None]]],
) -> Sheet:
    """A sheet that is one native table, named after its block; `body` yields its rows."""
    plan = book.recipe.plan(block)
    tab, title = (plan.tab, plan.title) if plan else (block.capitalize(), block.capitalize())
    full, empty, note = lead if isinstance(lead, Lead) else Lead(lead)
    above = head(book, title, full if count else empty, note)

    def rows() -> Iterator[Sequence[Cell | None]]:
        return without_gaps(body(), len(columns)) if book.recipe.publication else body()

    return Sheet(
        tab=tab,
        title=title,
        columns=columns,
        rows=lambda: table_rows(above, columns, rows()),
        count=count,
        table=Table(block.capitalize(), columns, HEADER_ROW, max(count, 1)),
        freeze=f"B{FIRST_ROW}",
    )


def without_gaps(
    body: Iterator[Sequence[Cell | None]], width: int
) -> Iterator[Sequence[Cell | None]]:
    """`body`, `width` cells wide, with a sign in each empty cell, as publications need it."""
    gap = Cell(NOT_THERE)
    empty = True
    for row in body:
        empty = False
        yield [_filled(each) if each else gap for each in row]
    if empty:
        yield [gap] * width


def _filled(cell: Cell) -> Cell:
    bare = cell.value is None or cell.value == ""
    return Cell(NOT_THERE, cell.look) if bare else cell


def area(column: int, sheet: Sheet) -> str:
    """The cells of a table's `column` (from 1) below its header."""
    last = sheet.table.last_row if sheet.table else FIRST_ROW
    return f"{letter(column)}{FIRST_ROW}:{letter(column)}{last}"
