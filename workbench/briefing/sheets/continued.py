"""The sheet Continued: the rest of texts that are too long for their cell.

It is there only when it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.cell import Cell
from workbench.briefing.sheet import FIRST_ROW, Column, Row, Sheet
from workbench.briefing.sheets.frame import head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book

TAB = "Continued"
_COLUMNS = (Column(40, "Of", wrap=True), Column(8, "Part"), Column(110, "Text", wrap=True))


def continued(book: Book) -> Sheet:
    """Plans the sheet; its rows are made last, when all rests are known."""
    return Sheet(
        tab=TAB,
        title=TAB,
        columns=_COLUMNS,
        rows=lambda: _rows(book),
        freeze=f"B{FIRST_ROW}",
    )


def _rows(book: Book) -> Iterator[Row]:
    yield from head(book, TAB, "The rest of texts that are too long for a cell")
    yield Row([Cell(column.header, "header") for column in _COLUMNS], 30.0)
    for of, part, text in book.continued:
        yield Row([Cell(of), Cell(part, "number 0"), Cell(text)], 60.0)
