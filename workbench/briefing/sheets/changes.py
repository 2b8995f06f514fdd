"""The sheet Changes: what moved since the last briefing, from what to what, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import NOT_STATED
from workbench.briefing.cell import Cell, has_serial
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import Lead, table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.data import ChangeRow
    from workbench.briefing.sheet import Sheet

COLUMNS = (
    Column(9, "Record"),
    Column(40, "Name", wrap=True),
    Column(20, "What", wrap=True),
    Column(32, "Before", wrap=True),
    Column(32, "Now", wrap=True),
    Column(28, "Why", wrap=True),
    Column(14, "Recorded", right=True),
)
_FIRST = "This is the first briefing of this query: there is nothing to compare it with"


def changes(book: Book) -> Sheet:
    """Plans the sheet; where no briefing came before, it says so."""
    data = book.data
    return table_sheet(
        book,
        "changes",
        lead=Lead(f"What moved since {book.previous}", f"Nothing moved since {book.previous}")
        if data.previous
        else Lead("", _FIRST),
        columns=COLUMNS,
        count=len(data.changes),
        body=lambda: _body(book),
    )


def _body(book: Book) -> Iterator[list[Cell | None]]:
    for row in book.data.changes:
        place = book.place(row.ref)
        yield [
            Cell(row.ref, "link" if place else "ref", place),
            Cell(row.name),
            Cell(book.say(row.what), "strong"),
            Cell(in_words(book, row, row.before) or None, "text"),
            Cell(in_words(book, row, row.after) or None, "text"),
            Cell(row.why or book.words.act(row.act) or None),
            _day(book, row),
        ]


def in_words(book: Book, row: ChangeRow, value: str) -> str:
    """What a field held: what records say as it is, our own words in the recipe's language."""
    if row.what in {"Date", "When"}:
        return book.words.when(value)
    if row.what in {"Stance", "Stage", "Split", "Jurisdiction"}:
        return book.say(value)
    return book.words.told(value) if row.what in {"Counted", "Status", "Undoes"} else value


def _day(book: Book, row: ChangeRow) -> Cell:
    if row.day is None:
        return Cell(book.say(NOT_STATED), "when")
    return Cell(row.day, "day") if has_serial(row.day) else Cell(row.day.isoformat(), "when")
