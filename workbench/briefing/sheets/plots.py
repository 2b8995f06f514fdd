"""The sheet Plots: pictures as the window draws them, and below each the numbers behind it."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing.book import most_decimals
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column, Placed, Row, Sheet, fitting
from workbench.briefing.sheets.frame import head
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.briefing.book import Book
    from workbench.model.plot_picture import PlotPicture

COLUMNS = (Column(34, wrap=True), *(Column(19, wrap=True) for _ in range(6)))
MOST_ROWS = 200
"""How many rows of numbers stand below one plot; the rest is in the tables of the briefing."""

_LINE = 15.0
_POINTS = 0.75
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def plots(book: Book) -> Sheet:
    """Plans the sheet."""
    plan = book.recipe.plan("plots")
    tab, title = (plan.tab, plan.title) if plan else ("Plots", "Plots")
    lead = "As the window draws them; below each the numbers behind it"
    rows = list(head(book, title, lead))
    pictures: list[Placed] = []
    for number, picture in enumerate(book.data.plots, start=1):
        rows.append(Row([Cell(f"Plot {number}", "section"), *[Cell(None, "section")] * 6], 30.0))
        rows.append(Row([], 8.0))
        pictures.append(Placed(picture, len(rows) + 1))
        lines = math.ceil(picture.height * _POINTS / _LINE) + 1
        rows += [Row([], _LINE)] * lines
        rows += _numbers(book, picture)
        rows.append(Row([], _LINE))
    return Sheet(
        tab=tab,
        title=title,
        columns=COLUMNS,
        rows=lambda: rows,
        pictures=pictures,
        breaks=tuple(each.row - 3 for each in pictures[1:]),  # a heading begins its page
    )


def _numbers(book: Book, picture: PlotPicture) -> list[Row]:
    """The numbers behind a picture, and the way to what they come from."""
    heights_of = fitting(COLUMNS)
    found: list[Row] = []
    heads = True
    for words in picture.rows[:MOST_ROWS]:
        if heads and words:
            found.append(Row([Cell(each, "header") for each in words], 30.0))
        elif words:
            cells = _cells(words)
            padded = [*cells, *[None] * (len(COLUMNS) - len(cells))]
            found.append(Row(cells, *heights_of([padded])))
        else:
            found.append(Row([], _LINE))
        heads = not words
    left_out = len(picture.rows) - len(found)
    if left_out > 0:
        more = f"and {many(left_out, 'row')} more, to be found in the tables"
        found.append(Row([Cell(more, "caption")], 18.0))
    leading = [
        Cell(f"→ {words}", "back", book.sheet(block))
        for block, words in (("allocations", "Allocations"), ("decisions", "Decisions"))
        if book.sheet(block)
    ]
    return [*found, Row(leading, 18.0)]


def _cells(words: Sequence[str]) -> list[Cell | None]:
    return [_cell(each) for each in words[: len(COLUMNS)]]


def _cell(text: str) -> Cell:
    if not _NUMBER.fullmatch(text):
        return Cell(text)
    number = Decimal(text)
    return Cell(number, f"number {most_decimals([number])}")
