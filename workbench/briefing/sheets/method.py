"""The sheet Method: how to read the workbook, and what it was made from."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from workbench.briefing.book import moment_words
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column, Row, Sheet, breaks_between
from workbench.briefing.sheets.frame import NOT_THERE, head, table_sheet
from workbench.briefing.statement import source_summary
from workbench.briefing.widths import line_count, row_height
from workbench.model.kinds import Credibility, Reliability, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book

_LABEL, _TEXT = 46.0, 104.0
_PAGE = 490.0
"""How high a page of it is, in points, with its two columns across A4."""

_READ = (
    (
        "Figures",
        (
            "Each figure leads to the claim it rests on, and each claim back to what it backs. A "
            "figure keeps the sign of its source: > 400,000 says more than 400,000 and is no "
            "estimate. The cell holds the bare number."
        ),
    ),
    (
        "Dates",
        (
            "A date is as fine as its source gives it: a day, a month or a year. Where none is "
            "stated the cell says so; nothing is guessed. ~ marks an approximate date."
        ),
    ),
    (
        "Joint allocations",
        (
            "A quantity granted to several recipients together stays one row. It is never "
            "divided, because no source states the division."
        ),
    ),
    (
        "Yellow cells",
        (
            "The two yellow cells of Totals choose a stage and recipients; all sums there "
            "follow. Filters in the tables do not change the sums."
        ),
    ),
    (
        "Likelihood, confidence",
        (
            "A word of likelihood stands for a band of chances and for no single number. "
            "Confidence says how good the evidence is. They never stand in one sentence."
        ),
    ),
)
_EMPTY = ("Empty cells", "An empty cell means that no source in this dossier states it.")
_GAP = (NOT_THERE, "No source in this dossier states it.")
_WORDS = (
    ("exactly", "The source gives one number."),
    (
        "above, at least",
        "A lower bound, the number itself excluded or included; no upper bound is stated.",
    ),
    (
        "below, at most",
        "An upper bound, the number itself excluded or included; no lower bound is stated.",
    ),
    ("range", "Both ends are stated; in brackets which of them are excluded."),
    (
        "no figure",
        (
            'A number in words such as "hundreds of thousands", or none. It gets no bounds, so a '
            "sum that includes it is not bounded."
        ),
    ),
    (
        "no hard bound (estimate)",
        (
            "An estimate or a confidence interval. Intervals do not add up, so it is shown and "
            "not added."
        ),
    ),
    (
        "…, analyst",
        "The bounds are an analyst's reading of the source's words, not the source's own.",
    ),
)
_SUMS = (
    (
        "At least",
        (
            "The sum of the lower bounds. It is shown with > when any of them is excluded, with "
            "≥ when the sum is not exact."
        ),
    ),
    ("At most", 'The sum of the upper bounds, when every row has one; else "not bounded".'),
    (
        "Stages",
        (
            "Requested, authorised, ordered, shipped, delivered, deployed, located, returned, "
            "diverted. Sums never go across stages, nor across units."
        ),
    ),
    ("Counted", "A row that is superseded, or part of another row, is shown and not counted."),
    ("Charts", "The length of a hatched open end is drawn, not stated; it stands in Workings."),
)


def method(book: Book) -> Sheet:
    """Plans the sheet; its rows are made last, so that they know all notes."""
    plan = book.recipe.plan("method")
    tab, title = (plan.tab, plan.title) if plan else ("Method", "Method")
    if book.recipe.publication:
        return _notes(book)
    above = head(book, title, "How to read this workbook, and what it was made from")
    first, *others = _sections(book)
    return Sheet(
        tab=tab,
        title=title,
        columns=(Column(_LABEL), Column(_TEXT)),
        rows=lambda: [*above, *chain.from_iterable(_sections(book))],
        breaks=breaks_between([[*above, *first], *others], _PAGE),
    )


def _notes(book: Book) -> Sheet:
    """The same for publication: one table, its sections in the first column."""
    topics = list(_topics(book))
    count = sum(len(lines) for _, lines in topics)
    heading = book.words.heading

    def body() -> Iterator[list[Cell | None]]:
        for topic, lines in topics:
            for label, text in lines:
                yield [Cell(heading(topic)), Cell(heading(label)), Cell(text)]

    return table_sheet(
        book,
        "method",
        lead="How to read this workbook, and what it was made from",
        columns=_NOTES,
        count=count,
        body=body,
    )


def _topics(book: Book) -> Iterator[tuple[str, Lines]]:
    """What the sheet says: sections, each of terms and their meaning."""
    live = not book.recipe.publication
    read = (*_READ, _EMPTY) if live else (*(x for x in _READ if x[0] != "Yellow cells"), _GAP)
    yield "How to read it", _said(book, read)
    yield "Words for bounds (column Reading)", _said(book, _WORDS)
    yield "Sums", _said(book, _SUMS if live else _SUMS[:-1])
    scale = book.recipe.scale
    words = tuple((" / ".join(each.words).capitalize(), each.band) for each in scale.terms)
    yield f"Words of likelihood ({scale})", words
    stances = tuple((book.stance(each), _STANCES[each]) for each in Stance)
    yield "Stances", _said(book, stances)
    yield (
        "Grade of a source (NATO, first character)",
        _said(book, tuple((str(each), each.words) for each in Reliability)),
    )
    yield (
        "Grade of a claim (NATO, second character)",
        _said(book, (*((str(each), each.words) for each in Credibility), _NOT_JUDGED)),
    )
    yield "Source summary", (("Sources as a whole", source_summary(book.data, book.words)),)
    yield "State of the dossier", tuple(_state(book))
    heading = book.words.heading
    if book.data.findings:
        found = enumerate(map(heading, book.data.findings), start=1)
        yield "Left open by the preparer", tuple((f"Finding {n}", each) for n, each in found)
    if book.notes:
        notes = map(heading, book.notes[:_MOST_NOTES])
        yield "Notes on this file", tuple(("Note", note) for note in notes)


def _said(book: Book, lines: Lines) -> Lines:
    """Terms, each with its meaning in the language of the recipe."""
    return tuple((label, book.say(text)) for label, text in lines)


def _sections(book: Book) -> Iterator[list[Row]]:
    for title, lines in _topics(book):
        yield [*_section(title, lines), Row([], 12.0)]


Lines = tuple[tuple[str, str], ...]
_NOTES = (
    Column(34, "Topic", wrap=True),
    Column(30, "Term", wrap=True),
    Column(100, "Meaning", wrap=True),
)
_NOT_JUDGED = (
    "F and 6",
    "No judgement was made. They are not the lowest grades and are never averaged.",
)

_MOST_NOTES = 200
_STANCES = {
    Stance.APPROVE: "Purchases or sales are approved.",
    Stance.CONDITIONAL: "They are approved under conditions.",
    Stance.RELAX: "A restriction is relaxed.",
    Stance.PENDING: "A decision is postponed or under way.",
    Stance.RESTRICT: "They are restricted or suspended.",
    Stance.DENY: "They are denied, prohibited or revoked.",
    Stance.UNCLEAR: "No source says which way it goes.",
}


def _state(book: Book) -> Iterator[tuple[str, str]]:
    data = book.data
    yield "As of", moment_words(book)
    yield "Query", data.query or book.say("everything in the dossier")
    yield "Recipe", f"{book.recipe.name}: {book.recipe.title}"
    yield "Last operation", str(data.operation) if data.operation else book.say("not recorded")
    yield "Its hash", data.head or book.say("not recorded")
    yield "Marking", book.marked
    yield "Previous briefing", book.previous or book.say("none of this query")
    open_ = len(data.findings)
    said = book.say("{} left open, listed below", open_) if open_ else book.say("nothing found")
    yield "Checked before export", said


def _section(title: str, lines: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    yield Row([Cell(title, "section"), Cell(None, "section")], 26.0)
    yield Row([], 6.0)
    for label, text in lines:
        yield _line(label, text)


def _line(label: str, text: str) -> Row:
    height = row_height(line_count(text, _TEXT, 11), 11, 16.0)
    return Row([Cell(label, "label"), Cell(text, "value")], height)
