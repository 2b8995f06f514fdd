"""The sheet Evidence: one row a claim, with its quote and source.

It leads back to what it backs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet
    from workbench.briefing.standing import Backed

_PAGE = Column(8, "Page", right=True)
COLUMNS = (
    Column(8, "Id"),
    Column(31, "Claim", wrap=True),
    Column(38, "Quote", wrap=True),
    Column(9, "Source"),
    Column(12, "Paragraph", right=True),
    Column(16, "Voice", wrap=True),
    Column(16, "Attributed to", wrap=True),
    Column(10, "Hedge", wrap=True),
    Column(8, "Grade"),
    Column(18, "Backs", wrap=True),
    Column(19, "Also backs", wrap=True),
)
_BEHIND = 5
"""Before which of these the page stands: behind the paragraph."""


def evidence(book: Book) -> Sheet:
    """Plans the sheet; it names pages where any source was read from pages."""
    paged = any(row.page for row in book.data.evidence)
    return table_sheet(
        book,
        "evidence",
        lead="Each claim in its source's words; Backs leads to the row that rests on it",
        columns=(*COLUMNS[:_BEHIND], *([_PAGE] if paged else []), *COLUMNS[_BEHIND:]),
        count=len(book.data.evidence),
        body=lambda: _body(book, paged=paged),
    )


def _body(book: Book, *, paged: bool) -> Iterator[list[Cell | None]]:
    for number, row in enumerate(book.data.evidence):
        source = book.place(row.source)
        backed, count = book.standing.backed(number)
        yield [
            Cell(row.ref, "ref"),
            Cell(row.statement),
            Cell(row.quote, "quote"),
            Cell(row.source, "link" if source else "ref", source),
            Cell(row.paragraph, "number 0"),
            *([_page(row.page)] if paged else []),
            Cell(book.say(row.voice.replace("_", " "))),
            Cell(row.attribution),
            Cell(row.hedge),
            Cell(f"{row.reliability}{row.credibility}", "ref"),
            _back(book, backed[:1]),
            _back(book, backed[1:2], more=count - 2),
        ]


def _page(numbers: str) -> Cell:
    """One page as a number, several as words."""
    return Cell(int(numbers), "number 0") if numbers.isdecimal() else Cell(numbers or None)


def _back(book: Book, backed: Sequence[Backed], more: int = 0) -> Cell:
    """What a claim backs, leading there; `more` is how much else it backs."""
    if not backed:
        return Cell(None)
    ref, field, link = backed[0]
    words = f"{ref} {book.say(field.replace('_', ' '))}".strip() + (f" +{more}" if more > 0 else "")
    return Cell(words, "link text" if link else "text", link)
