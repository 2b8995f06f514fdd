"""The sheet Sources: grade, role, citation and descriptor (ICD 206), number of claims."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.briefing.book import NOT_STATED, is_plain, when_cell
from workbench.briefing.cell import Cell, Formula, safe_address
from workbench.briefing.formulas import exactly
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet

COLUMNS = (
    Column(8, "Id"),
    Column(24, "Title", wrap=True),
    Column(16, "Publisher", wrap=True),
    Column(9, "Genre"),
    Column(12, "Published", right=True),
    Column(16, "Reliability", wrap=True),
    Column(13, "Role", wrap=True),
    Column(9, "Claims", right=True),
    Column(30, "Citation", wrap=True),
    Column(40, "Descriptor", wrap=True),
    Column(16, "Address"),
)


def sources(book: Book) -> Sheet:
    """Plans the sheet; the last column leads to the source on the web."""
    return table_sheet(
        book,
        "sources",
        lead="Where the claims come from, and how far each source can be judged",
        columns=COLUMNS,
        count=len(book.data.sources),
        body=lambda: _body(book),
    )


def _body(book: Book) -> Iterator[list[Cell | None]]:
    claims = Counter(row.source for row in book.data.evidence)
    for row in book.data.sources:
        address = safe_address(row.address)
        yield [
            Cell(row.ref, "ref"),
            Cell(row.title),
            Cell(row.publisher or book.say(NOT_STATED)),
            Cell(book.say(row.genre), "ref"),
            when_cell(book, row.published),
            Cell(f"{row.reliability}: {book.say(row.reliability.words)}"),
            Cell(book.say(row.role)),
            _claims(book, row.ref, claims[row.ref]),
            Cell(book.words.told(row.citation)),
            Cell(book.words.told(row.descriptor)),
            Cell(urlsplit(address).netloc, "link", address) if address else Cell(None),
        ]


def _claims(book: Book, ref: str, count: int) -> Cell:
    if not book.tab("evidence"):
        return Cell(count, "number 0")
    criterion = "Sources[[#This Row],[Id]]" if is_plain(ref) else exactly(ref)
    return Cell(Formula(f"COUNTIFS(Evidence[Source],{criterion})", count), "number 0")
