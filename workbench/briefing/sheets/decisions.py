"""The sheet Decisions: one row a decision, its stance as glyph, word and tint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import NOT_STATED, quarter_of, quarter_words, when_cell
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column
from workbench.briefing.sheets.frame import table_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.data import DecisionRow
    from workbench.briefing.sheet import Sheet
    from workbench.model.when import When

_LEAD = "What governments decided"
_FILTER = "filter with the arrows in the header row"
COLUMNS = (
    Column(8, "Id"),
    Column(15, "Date", right=True, wrap=True),
    Column(10, "Quarter"),
    Column(13, "Jurisdiction", wrap=True),
    Column(19, "Body", wrap=True),
    Column(18, "Stance"),
    Column(30, "Decision", wrap=True),
    Column(20, "Policy line", wrap=True),
    Column(17, "Conditions", wrap=True),
    Column(13, "Undoes", wrap=True),
    Column(8, "Grade"),
    Column(16, "Evidence"),
)


def decisions(book: Book) -> Sheet:
    """Plans the sheet."""
    return table_sheet(
        book,
        "decisions",
        lead=_LEAD if book.recipe.publication else f"{_LEAD}; {_FILTER}",
        columns=COLUMNS,
        count=len(book.data.decisions),
        body=lambda: _body(book),
    )


def _body(book: Book) -> Iterator[list[Cell | None]]:
    for row in book.data.decisions:
        when_link = book.evidence_of(row.cites, "announced", "published", "effective", "when")
        stance_link = book.evidence_of(row.cites, "action", "direction", "stance")
        yield [
            Cell(row.ref, "ref"),
            when_cell(book, row.when, when_link),
            Cell(_quarter(book, row.when), "ref"),
            Cell(book.say(row.jurisdiction or NOT_STATED)),
            Cell(row.body or book.say(NOT_STATED)),
            Cell(book.stance(row.stance), f"stance {row.stance}", stance_link),
            Cell(row.title),
            Cell(row.policy_line),
            Cell("; ".join(row.conditions)),
            _undoes(book, row),
            Cell(row.grade, "ref"),
            book.evidence_cell(row.cites),
        ]


def _quarter(book: Book, when: When) -> str:
    quarter = quarter_of(when)
    return quarter_words(quarter) if quarter else book.say(NOT_STATED)


def _undoes(book: Book, row: DecisionRow) -> Cell:
    known = (*row.undoes, *row.in_part)
    if not known:
        return Cell(None)
    words = [*row.undoes, *(book.say("{} in part", ref) for ref in row.in_part)]
    link = next(filter(None, map(book.place, known)), "")
    return Cell(", ".join(words), "link text" if link else "text", link)
