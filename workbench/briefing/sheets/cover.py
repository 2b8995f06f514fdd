"""The sheet Cover: title, marking, as-of, bottom line, and links to all other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import moment_words
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column, Row, Sheet, quoted
from workbench.briefing.widths import line_count, row_height
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.briefing.book import Book

_LABEL, _TEXT = 26.0, 112.0
_SHARING = {
    Marking.CLEAR: "No limit on disclosure.",
    Marking.GREEN: "Limited disclosure: recipients may share it within their community.",
    Marking.AMBER: "Limited disclosure: recipients' organisations and clients, need-to-know.",
    Marking.AMBER_STRICT: "Limited disclosure: recipients' organisations only, need-to-know.",
    Marking.RED: "For the eyes and ears of individual recipients only; no further disclosure.",
}
_ABOUT = {
    "summary": "Headline figures and charts",
    "decisions": "Log of policy decisions (filterable table)",
    "allocations": "Quantities as stated, with their bounds",
    "totals": "Live totals: change the yellow cells to re-cut them",
    "evidence": "Every claim with its quote",
    "sources": "Where the claims come from, with grades",
    "gaps": "Expectations, open questions, requests for comment",
    "method": "How to read this workbook, scales, arithmetic, state of the dossier",
    "workings": "What Summary and Totals are computed from",
    "continued": "The rest of texts that are too long for a cell",
}


def cover(book: Book, others: Sequence[tuple[str, Sheet]]) -> Sheet:
    """Plans the sheet; `others` are the blocks and sheets that its contents list."""
    plan = book.recipe.plan("cover")
    tab = plan.tab if plan else "Cover"
    title = (plan.title if plan else "") or book.data.title
    rows = [
        *_top(book, title),
        *_facts(book),
        Row([], 14.0),
        *_section("Bottom line"),
        _bottom_line(book),
        Row([], 14.0),
        *_section("Contents"),
        *(_entry(block, sheet) for block, sheet in others),
    ]
    return Sheet(
        tab=tab,
        title=title,
        columns=(Column(_LABEL), Column(_TEXT)),
        rows=lambda: rows,
        one_page=True,
    )


def _top(book: Book, title: str) -> list[Row]:
    marking = Cell(str(book.marking), f"marking {book.marking}")
    return [
        Row([Cell(title, "title")], 42.0),
        Row([Cell(book.data.subtitle, "lead")], 22.0),
        Row([], 10.0),
        Row([marking, Cell(_SHARING[book.marking], "beside")], 24.0),
        Row([], 10.0),
    ]


def _facts(book: Book) -> list[Row]:
    data = book.data
    facts = (
        ("Briefing", data.number),
        ("Prepared for", data.prepared_for),
        ("Prepared by", data.prepared_by),
        ("Information as of", moment_words(data.moment)),
        ("Query", data.query or "everything in the dossier"),
    )
    return [
        Row([Cell(label, "label"), Cell(value, "value")], _height(value, 11, 16.0))
        for label, value in facts
        if value
    ]


def _section(title: str) -> list[Row]:
    return [
        Row([Cell(title, "section"), Cell(None, "section")], 26.0),
        Row([], 6.0),
    ]


def _bottom_line(book: Book) -> Row:
    text = book.data.bottom_line
    if not text:
        return Row([None, Cell("No bottom line was written for this briefing.", "quiet")], 18.0)
    return Row([None, Cell(text, "statement")], _height(text, 13, 24.0))


def _entry(block: str, sheet: Sheet) -> Row:
    rows = "" if not sheet.table else f", {sheet.count} row{'s' if sheet.count != 1 else ''}"
    link = f"{quoted(sheet.tab)}!A1"
    return Row([Cell(sheet.tab, "value link", link), Cell(_ABOUT[block] + rows, "value")], 16.0)


def _height(text: str, size: float, least: float) -> float:
    return row_height(line_count(text, _TEXT, size), size, least)
