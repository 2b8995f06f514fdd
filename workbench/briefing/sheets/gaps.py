"""The sheet Gaps: what is expected, what is not known, and who was asked.

One table, told apart by its second column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import NOT_STATED
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.data import ExpectationRow
    from workbench.briefing.sheet import Sheet

COLUMNS = (
    Column(9, "Id"),
    Column(24, "Kind", wrap=True),
    Column(60, "What", wrap=True),
    Column(34, "When", wrap=True),
    Column(26, "Status", wrap=True),
    Column(18, "Evidence"),
)


def gaps(book: Book) -> Sheet:
    """Plans the sheet."""
    data = book.data
    return table_sheet(
        book,
        "gaps",
        lead="What sources expect, what none of them states, and who was asked",
        columns=COLUMNS,
        count=len(data.expectations) + len(data.questions) + len(data.comments),
        body=lambda: _body(book),
    )


def _body(book: Book) -> Iterator[list[Cell | None]]:
    for expected in book.data.expectations:
        yield [
            Cell(expected.ref, "ref"),
            Cell(book.say("Expectation of a source")),
            Cell(expected.statement),
            Cell(_window(book, expected)),
            Cell(book.say(expected.status)),
            book.evidence_cell(expected.cites),
        ]
    for question in book.data.questions:
        yield [
            Cell(question.ref, "ref"),
            Cell(book.say(question.kind)),
            Cell(question.question),
            Cell(None),
            Cell(book.say(question.status)),
            book.evidence_cell(question.cites),
        ]
    for comment in book.data.comments:
        yield [
            Cell(comment.ref, "ref"),
            Cell(book.say("Asked for comment")),
            Cell(comment.party),
            Cell(None),
            Cell(book.say(comment.outcome)),
            book.evidence_cell(comment.cites),
        ]


def _window(book: Book, row: ExpectationRow) -> str:
    window = book.words.when(str(row.window)) if row.window else ""
    if not row.words:
        return window or book.say(NOT_STATED)
    return f"{row.words} ({window or book.say('no date can be computed')})"
