"""The sheet Judgements: what the preparer concludes, how likely it is, and on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import NOT_STATED
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet

COLUMNS = (
    Column(8, "Id"),
    Column(52, "Judgement", wrap=True),
    Column(19, "Likelihood", wrap=True),
    Column(12, "Chance", wrap=True),
    Column(13, "Confidence"),
    Column(13, "Since last", wrap=True),
    Column(42, "Basis", wrap=True),
    Column(16, "Evidence"),
)
_SINCE = {"new": "✚ new", "changed": "▲ changed", "unchanged": "= unchanged"}


def judgements(book: Book) -> Sheet:
    """Plans the sheet."""
    scale = book.recipe.scale
    return table_sheet(
        book,
        "judgements",
        lead=f"Likelihood in the words of {scale}; confidence is about the evidence, not the event",
        columns=COLUMNS,
        count=len(book.data.judgements),
        body=lambda: _body(book),
    )


def chance(book: Book, likelihood: str) -> str:
    """The band that a word of likelihood stands for on the recipe's scale."""
    if not likelihood:
        return book.say(NOT_STATED)
    term = book.recipe.scale.term(likelihood)
    return term.band if term else book.say("not on the scale")


def _body(book: Book) -> Iterator[list[Cell | None]]:
    for row in book.data.judgements:
        yield [
            Cell(row.ref, "ref"),
            Cell(row.statement, "strong"),
            Cell(row.likelihood.capitalize() or book.say(NOT_STATED)),
            Cell(chance(book, row.likelihood)),
            Cell(row.confidence.capitalize() or book.say(NOT_STATED), "ref"),
            Cell(book.say(_SINCE.get(row.since, row.since))),
            Cell(row.basis),
            book.evidence_cell(row.cites),
        ]
