"""What all sheets share.

Title, subtitle with marking, the way back to the contents, and the frame of a table sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def head(book: Book, title: str, lead: str) -> list[Row]:
    """The four rows above a sheet's content; its title stands in A1, its marking in A2."""
    back = book.tab("cover")
    return [
        Row([Cell(title, "title")], 36.0),
        Row([Cell(f"{lead} · {book.marking}", "lead")], 20.0),
        Row([Cell("← Contents", "back", f"{back}!A1")] if back else [], 15.0),
        Row([], 8.0),
    ]


def table_sheet(
    book: Book,
    block: str,
    *,
    lead: str,
    columns: tuple[Column, ...],
    count: int,
    body: Callable[[], Iterator[Sequence[Cell | None]]],
) -> Sheet:
    """A sheet that is one native table, named after its block; `body` yields its rows."""
    plan = book.recipe.plan(block)
    tab, title = (plan.tab, plan.title) if plan else (block.capitalize(), block.capitalize())
    above = head(book, title, lead if count else _EMPTY)
    return Sheet(
        tab=tab,
        title=title,
        columns=columns,
        rows=lambda: table_rows(above, columns, body()),
        count=count,
        table=Table(block.capitalize(), columns, HEADER_ROW, max(count, 1)),
        freeze=f"B{FIRST_ROW}",
    )


def area(column: int, sheet: Sheet) -> str:
    """The cells of a table's `column` (from 1) below its header."""
    last = sheet.table.last_row if sheet.table else FIRST_ROW
    return f"{letter(column)}{FIRST_ROW}:{letter(column)}{last}"
