"""The sheet Method: how to read the workbook, and what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import moment_words
from workbench.briefing.cell import Cell
from workbench.briefing.sheet import Column, Row, Sheet
from workbench.briefing.sheets.frame import head
from workbench.briefing.widths import line_count, row_height
from workbench.model.kinds import Credibility, Reliability, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book

_LABEL, _TEXT = 30.0, 112.0
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
    ("Empty cells", "An empty cell means that no source in this dossier states it."),
)
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
    return Sheet(
        tab=tab,
        title=title,
        columns=(Column(_LABEL), Column(_TEXT)),
        rows=lambda: [
            *head(book, title, "How to read this workbook, and what it was made from"),
            *_rows(book),
        ],
    )


def _rows(book: Book) -> Iterator[Row]:
    yield from _section("How to read it", _READ)
    yield from _section("Words for bounds (column Reading)", _WORDS)
    yield from _section("Sums", _SUMS)
    yield from _section(
        "Stances", tuple((f"{each.glyph} {each.word}", _STANCES[each]) for each in Stance)
    )
    yield from _section(
        "Grade of a source (NATO, first character)",
        tuple((str(each), each.words) for each in Reliability),
    )
    yield from _section(
        "Grade of a claim (NATO, second character)",
        tuple((str(each), each.words) for each in Credibility),
    )
    yield _line(
        "F and 6", "No judgement was made. They are not the lowest grades and are never averaged."
    )
    yield Row([], 12.0)
    yield from _section("State of the dossier", tuple(_state(book)))
    if book.notes:
        notes = tuple(("Note", note) for note in book.notes[:_MOST_NOTES])
        yield from _section("Notes on this file", notes)


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
    yield "As of", moment_words(data.moment)
    yield "Query", data.query or "everything in the dossier"
    yield "Recipe", f"{book.recipe.name}: {book.recipe.title}"
    yield "Last operation", str(data.operation) if data.operation else "not recorded"
    yield "Its hash", data.head or "not recorded"
    yield "Marking", str(book.marking)


def _section(title: str, lines: tuple[tuple[str, str], ...]) -> Iterator[Row]:
    yield Row([Cell(title, "section"), Cell(None, "section")], 26.0)
    yield Row([], 6.0)
    for label, text in lines:
        yield _line(label, text)
    if not title.startswith("Grade of a claim"):
        yield Row([], 12.0)


def _line(label: str, text: str) -> Row:
    height = row_height(line_count(text, _TEXT, 11), 11, 16.0)
    return Row([Cell(label, "label"), Cell(text, "value")], height)
