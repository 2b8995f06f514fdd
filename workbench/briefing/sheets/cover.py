"""The sheet Cover: title, marking, as-of, what matters most, and links to all other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import moment_words
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column, Row, Sheet, Table, quoted
from workbench.briefing.sheets.changes import in_words
from workbench.briefing.statement import source_summary
from workbench.briefing.widths import line_count, row_height
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.briefing.book import Book

_LABEL, _TEXT, _SIDE = 26.0, 100.0, 24.0
_MOST_CHANGES = 5
_SHARING = {
    Marking.CLEAR: "No limit on disclosure.",
    Marking.GREEN: "Limited disclosure: recipients may share it within their community.",
    Marking.AMBER: "Limited disclosure: recipients' organisations and clients, need-to-know.",
    Marking.AMBER_STRICT: "Limited disclosure: recipients' organisations only, need-to-know.",
    Marking.RED: "For the eyes and ears of individual recipients only; no further disclosure.",
}
_ABOUT = {
    "summary": "Headline figures and charts",
    "plots": "The plots, as the window draws them",
    "judgements": "What we conclude, how likely it is, and on what it rests",
    "changes": "What moved since the last briefing, and why",
    "decisions": "Log of policy decisions (filterable table)",
    "allocations": "Quantities as stated, with their bounds",
    "totals": "Live totals: change the yellow cells to re-cut them",
    "timeline": "The latest stance of each jurisdiction, quarter by quarter",
    "evidence": "Every claim with its quote",
    "sources": "Where the claims come from, with grades",
    "gaps": "Expectations, open questions, requests for comment",
    "method": "How to read this workbook, scales, arithmetic, state of the dossier",
    "workings": "What Summary and Totals are computed from",
    "continued": "The rest of texts that are too long for a cell",
}
_PUBLISHED = {
    "decisions": "Log of policy decisions",
    "totals": "Sums of the allocations, with their bounds",
}
_CONTENTS = (Column(_LABEL, "Worksheet"), Column(_TEXT, "What it holds"))


def cover(book: Book, others: Sequence[tuple[str, Sheet]]) -> Sheet:
    """Plans the sheet; `others` are the blocks and sheets that its contents list."""
    plan = book.recipe.plan("cover")
    tab = plan.tab if plan else "Cover"
    title = (plan.title if plan else "") or book.data.title
    parts = plan.parts if plan else ()
    rows = [*_top(book, title), *_facts(book)]
    for part in parts:
        if part != "contents":
            rows += _part(book, *_PARTS[part])
    if "contents" in parts:
        rows += _contents(book, others)
    table = None
    if book.recipe.publication:
        rows = [row for row in rows if row.cells]
        table = _contents_table(rows, len(others)) if "contents" in parts and others else None
    return Sheet(
        tab=tab,
        title=title,
        columns=(*_CONTENTS, Column(_SIDE)),
        rows=lambda: rows,
        count=table.count if table else 0,
        table=table,
        one_page=True,
    )


def _top(book: Book, title: str) -> list[Row]:
    marking = Cell(book.marked, f"marking {book.marking}")
    return [
        Row([Cell(title, "title")], 42.0),
        Row([Cell(book.data.subtitle, "lead")] if book.data.subtitle else [], 22.0),
        Row([], 10.0),
        Row([marking, Cell(book.say(_SHARING[book.marking]), "beside")], 24.0),
        Row([], 10.0),
    ]


def _facts(book: Book) -> list[Row]:
    data = book.data
    facts = (
        ("Briefing", data.number),
        ("Prepared for", data.prepared_for),
        ("Prepared by", data.prepared_by),
        ("Information as of", moment_words(book)),
        ("Previous briefing", book.previous),
        ("Query", data.query or book.say("everything in the dossier")),
    )
    return [
        Row([Cell(label, "label"), Cell(value, "value")], _height(value, 11, 16.0))
        for label, value in facts
        if value
    ]


def _part(book: Book, title: str, make: Callable[[Book], Iterator[Row]]) -> list[Row]:
    rows = list(make(book))
    return [Row([], 14.0), *_section(title), *rows] if rows else []


def _section(title: str) -> list[Row]:
    ruled = [Cell(title, "section"), Cell(None, "section"), Cell(None, "section")]
    return [Row(ruled, 26.0), Row([], 6.0)]


def _bottom_line(book: Book) -> Iterator[Row]:
    text = book.data.bottom_line
    if text:
        yield Row([None, Cell(text, "statement")], _height(text, 13, 24.0))
    else:
        none = book.say("No bottom line was written for this briefing.")
        yield Row([None, Cell(none, "quiet")], 18.0)


def _judgements(book: Book) -> Iterator[Row]:
    for row in book.data.judgements:
        place = book.place(row.ref)
        label = " · ".join(filter(None, (row.ref, row.likelihood.capitalize())))
        sure = book.say(f"{row.confidence.capitalize()} confidence") if row.confidence else ""
        yield Row(
            [
                Cell(label, "value link" if place else "label", place),
                Cell(row.statement, "value"),
                Cell(sure or None, "quiet"),
            ],
            _height(row.statement, 11, 18.0),
        )


def _changes(book: Book) -> Iterator[Row]:
    rows = book.data.changes
    for row in rows[:_MOST_CHANGES]:
        place = book.place(row.ref)
        nothing, what = book.say("nothing"), book.say(row.what)
        before, after = (in_words(book, row, each) for each in (row.before, row.after))
        moved = f"{before or nothing} → {after or nothing}"
        told = f"{row.name.rstrip('.')}: {book.inside(what)}, {moved}"
        words = told if before or after else row.name
        shown = words if len(words) <= 300 else f"{words[:297]}…"  # noqa: PLR2004 - three lines
        label = f"{row.ref} · {book.inside(what)}" if not (row.before or row.after) else row.ref
        yield Row(
            [Cell(label, "value link" if place else "label", place), Cell(shown, "value")],
            _height(shown, 11, 16.0),
        )
    if len(rows) > _MOST_CHANGES:
        yield Row([None, Cell(book.say("and {} more", len(rows) - _MOST_CHANGES), "quiet")], 16.0)


def _source_summary(book: Book) -> Iterator[Row]:
    text = source_summary(book.data, book.words)
    yield Row([None, Cell(text, "value")], _height(text, 11, 18.0))


_PARTS: dict[str, tuple[str, Callable[[Book], Iterator[Row]]]] = {
    "bottom line": ("Bottom line", _bottom_line),
    "key judgements": ("Key judgements", _judgements),
    "changes": ("Changes since the last briefing", _changes),
    "source summary": ("Source summary", _source_summary),
}


def _contents(book: Book, others: Sequence[tuple[str, Sheet]]) -> list[Row]:
    if book.recipe.publication:
        head = [Row([Cell(column.header, "header") for column in _CONTENTS], 30.0)]
    else:
        head = [Row([], 14.0), *_section("Contents")]
    about = _ABOUT | _PUBLISHED if book.recipe.publication else _ABOUT
    return [*head, *(_entry(book, sheet, about.get(block, sheet.title)) for block, sheet in others)]


def _entry(book: Book, sheet: Sheet, about: str) -> Row:
    words = book.say(about)
    if sheet.table:
        words = book.say("{}, 1 row" if sheet.count == 1 else "{}, {} rows", words, sheet.count)
    link = f"{quoted(sheet.tab)}!A1"
    return Row([Cell(sheet.tab, "value link", link), Cell(words, "value")], 17.0)


def _contents_table(rows: Sequence[Row], count: int) -> Table:
    return Table("Contents", _CONTENTS, len(rows) - count, count)


def _height(text: str, size: float, least: float) -> float:
    return row_height(line_count(text, _TEXT, size), size, least)
