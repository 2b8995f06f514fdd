"""The sheet Summary: live headline figures, and native charts bound to the Workings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.cell import Cell, Formula
from workbench.briefing.look import kpi_format
from workbench.briefing.sheet import HEADER_ROW, Column, Format, Row, Sheet
from workbench.briefing.sheets.frame import head
from workbench.briefing.sheets.summary_charts import charts
from workbench.briefing.widths import room_for

if TYPE_CHECKING:
    from workbench.briefing.book import Book
    from workbench.briefing.sheets.workings import Workings

_SUM = "{}: {}, lower bound of the sum"
_NOTHING = "No allocation is {} in this query, so there is nothing to add up."


def summary(book: Book, works: Workings) -> Sheet:
    """Plans the sheet."""
    plan = book.recipe.plan("summary")
    tab, title = (plan.tab, plan.title) if plan else ("Summary", "Summary")
    shown = plan.charts if plan else ()
    first = HEADER_ROW + 3 + 1 + len(_notes(book, works)) + 1
    above = head(book, title, "Headline figures recompute from the Decisions and Allocations")
    rows = [*above, *_figures(book, works), Row([], 8.0), *_notes(book, works)]
    show = works.decimals
    return Sheet(
        tab=tab,
        title=title,
        columns=tuple(Column(room_for(works.found.low_sum, show, 36, 24)) for _ in range(4)),
        rows=lambda: rows,
        one_page=True,
        formats=[
            Format("A5", "HeadlineAbove>0", kpi_format(show, ">")),
            Format("A5", "HeadlineLow<>HeadlineHigh", kpi_format(show, "≥")),
            Format("B5", "JointAbove>0", kpi_format(show, ">")),
            Format("B5", "JointLow<>JointHigh", kpi_format(show, "≥")),
        ],
        charts=charts(book, works, works.found, shown=shown, first=first),
    )


def _figures(book: Book, works: Workings) -> list[Row]:
    found, joint = works.found, works.joint
    items = book.names(works.headline, "item")
    what = items[0] if len(items) == 1 else book.say("{} items ({})", len(items), works.unit)
    decisions = book.data.decisions
    undo = sum(bool(row.undoes or row.in_part) for row in decisions)
    look, most = f"kpi {works.decimals}", f"kpi most {works.decimals}"
    granted, decided = book.sheet("allocations"), book.sheet("decisions")
    return [
        Row(
            [
                Cell(Formula("HeadlineLow", found.low), look, granted, found.low_sign),
                Cell(Formula("JointLow", joint.low), look, granted, joint.low_sign),
                Cell(Formula("COUNTA(Decisions[Id])", len(decisions)), "kpi 0", decided),
                Cell(Formula('COUNTIFS(Decisions[Undoes],"?*")', undo), "kpi 0", decided),
            ],
            38.0,
        ),
        Row(
            [
                Cell(_SUM.format(what, book.say(book.stage)), "kpi label"),
                Cell("of it granted jointly; how it is split is not stated", "kpi label"),
                Cell("decisions in this briefing", "kpi label"),
                Cell("of them undo an earlier decision, in whole or part", "kpi label"),
            ],
            28.0,
        ),
        Row(
            [
                Cell(Formula("HeadlineHigh", found.high), most, sign="at most"),
                Cell(Formula("JointHigh", joint.high), most, sign="at most"),
                Cell(None, "band"),
                Cell(None, "band"),
            ],
            18.0,
        ),
    ]


def _notes(book: Book, works: Workings) -> list[Row]:
    dated = [row for row in works.headline if row.when]
    notes = []
    if not works.headline:
        notes.append(_NOTHING.format(book.say(book.stage)))
    elif not works.steps:
        notes.append("No date is stated for these allocations: nothing can be drawn over time.")
    elif len(dated) < len(works.headline):
        missing = len(works.headline) - len(dated)
        of_all = f"{missing} of {len(works.headline)} allocations"
        notes.append(f"{of_all} have no date and are not drawn over time.")
    if works.hidden_bars:
        notes.append(f"{works.hidden_bars} smaller recipients are not drawn.")
    notes.append("Titles of charts give the figures at the time of writing; the cells are live.")
    return [Row([Cell(note, "caption")], 16.0) for note in notes]
