"""The sheet Summary: live headline figures, and native charts bound to the Workings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from workbench.briefing.bounds import NOT_BOUNDED, total
from workbench.briefing.cell import Cell, Formula
from workbench.briefing.chart import Chart, Series
from workbench.briefing.look import ACCENT, INK, STANCE_COLOURS, kpi_format
from workbench.briefing.sheet import FIRST_ROW, HEADER_ROW, Column, Format, Row, Sheet, letter
from workbench.briefing.sheets.frame import head
from workbench.briefing.sheets.workings import (
    BAR_COLUMN,
    BAR_HEADERS,
    STANCE_COLUMN,
    STEP_COLUMN,
    STEP_HEADERS,
    TAB,
)
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.briefing.book import Book
    from workbench.briefing.bounds import Total
    from workbench.briefing.chart import Paint
    from workbench.briefing.sheets.workings import Workings

_COLUMNS = (Column(36), Column(36), Column(36), Column(36))
_WIDE, _NARROW = 26.6, 9.9
_PAINTS: dict[str, tuple[Paint, str]] = {
    "Lower bound": ("solid", ACCENT),
    BAR_HEADERS[3]: ("hatch", INK),
    BAR_HEADERS[4]: ("tint", "B9D7E6"),
    BAR_HEADERS[5]: ("hatch", "8A93A3"),
    "Lifted": ("none", "FFFFFF"),
    STEP_HEADERS[2]: ("hatch", INK),
    STEP_HEADERS[3]: ("tint", "B9D7E6"),
}


def summary(book: Book, works: Workings) -> Sheet:
    """Plans the sheet."""
    plan = book.recipe.plan("summary")
    tab, title = (plan.tab, plan.title) if plan else ("Summary", "Summary")
    found = total(works.headline)
    charts = _charts(book, works, found)
    above = head(book, title, "Headline figures recompute from the Decisions and Allocations")
    rows = [*above, *_figures(book, works), Row([], 8.0), *_notes(book, works)]
    show = works.decimals
    return Sheet(
        tab=tab,
        title=title,
        columns=_COLUMNS,
        rows=lambda: rows,
        one_page=True,
        formats=[
            Format("A5", "HeadlineAbove>0", kpi_format(show, ">")),
            Format("A5", "HeadlineLow<>HeadlineHigh", kpi_format(show, "≥")),
            Format("B5", "JointAbove>0", kpi_format(show, ">")),
            Format("B5", "JointLow<>JointHigh", kpi_format(show, "≥")),
        ],
        charts=charts,
    )


def _figures(book: Book, works: Workings) -> list[Row]:
    found = total(works.headline)
    joint = total(row for row in works.headline if row.joint)
    items = list(dict.fromkeys(book.item(row) for row in works.headline))
    what = items[0] if len(items) == 1 else f"{len(items)} items ({works.unit})"
    decisions = book.data.decisions
    undo = sum(bool(row.undoes or row.in_part) for row in decisions)
    look = f"kpi {works.decimals}"
    return [
        Row(
            [
                Cell(Formula(f"{TAB}!$B$14", found.low), look),
                Cell(Formula(f"{TAB}!$C$14", joint.low), look),
                Cell(Formula("COUNTA(Decisions[Id])", len(decisions)), "kpi 0"),
                Cell(Formula('COUNTIFS(Decisions[Undoes],"?*")', undo), "kpi 0"),
            ],
            38.0,
        ),
        Row(
            [
                Cell(f"{what}: {book.stage}, lower bound of the sum", "kpi label"),
                Cell("of it granted jointly; how it is split is not stated", "kpi label"),
                Cell("decisions in this briefing", "kpi label"),
                Cell("of them undo an earlier decision, in whole or part", "kpi label"),
            ],
            28.0,
        ),
        Row(
            [
                Cell(Formula(f"{TAB}!$B$15", found.high), f"kpi most {works.decimals}"),
                Cell(Formula(f"{TAB}!$C$15", joint.high), f"kpi most {works.decimals}"),
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
        notes.append(f"No allocation is {book.stage} in this query, so there is nothing to add up.")
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


def _charts(book: Book, works: Workings, found: Total) -> list[Chart]:
    first = HEADER_ROW + 3 + 1 + len(_notes(book, works)) + 1
    charts = []
    if works.steps:
        charts.append(_steps(book, works, found, first))
        first += 15
    if works.bars:
        charts.append(_bars(book, works, first))
    if works.stances:
        charts.append(_stances(book, works, f"{'C' if works.bars else 'A'}{first}"))
    return charts


def _cells(column: int, count: int, row: int = FIRST_ROW) -> str:
    name = letter(column)
    return f"{TAB}!${name}${row}:${name}${row + count - 1}"


def _series(headers: Sequence[str], start: int, heights: list[tuple[Decimal, ...]]) -> list[Series]:
    """One series a column of `heights`.

    Those that are nothing but zero stay out, or their key would promise too much.
    """
    found = []
    for offset, header in enumerate(headers):
        values = tuple(each[offset] for each in heights)
        if not any(values):
            continue
        paint, colour = _PAINTS[header]
        column = start + offset
        found.append(
            Series(
                name=header,
                name_cell=f"{TAB}!${letter(column)}${HEADER_ROW}",
                cells=_cells(column, len(values)),
                values=values,
                paint=paint,
                colour=colour,
                legend=paint != "none",
            )
        )
    return found


def _steps(book: Book, works: Workings, found: Total, row: int) -> Chart:
    heights = [each for _, each in works.steps]
    count = len(heights)
    series = _series(STEP_HEADERS[1:-1], STEP_COLUMN + 1, heights)
    last = STEP_COLUMN + len(STEP_HEADERS) - 1
    line = Series(
        name="Lower bound",
        name_cell=f"{TAB}!${letter(last)}${HEADER_ROW}",
        cells=_cells(last, count),
        values=tuple(each[-1] for each in heights),
        paint="line",
        colour=ACCENT,
        label_last=True,
        label_format=_last_label(works, found, heights[-1]),
    )
    title = f"{_capital(book.stage)} over time, cumulative: {_in_words(works, heights)}"
    return Chart(
        kind="steps",
        title=title,
        alt=f"{title}. The line is the lower bound; hatching: joint part, open end.",
        anchor=f"A{row}",
        width=_WIDE,
        height=7.2,
        category_cells=_cells(STEP_COLUMN, count),
        categories=tuple(day for day, _ in works.steps),
        series=(*series, line),
    )


def _last_label(works: Workings, found: Total, heights: tuple[Decimal, ...]) -> str:
    """How the last figure reads; a trend may count "more than 5" as 6, and 6 is "at least"."""
    low = heights[-1]
    if found.above and low == found.low_sum:
        return kpi_format(works.decimals, ">")
    exact = low == found.low_sum and found.low == found.high
    return kpi_format(works.decimals, "" if exact else "≥")


def _in_words(works: Workings, heights: list[tuple[Decimal, ...]]) -> str:
    open_end = heights[-1][3] > 0
    joint = heights[-1][1] > 0
    words = ["lower bound", "no upper bound is known" if open_end else "with its range"]
    if joint:
        words.append("the joint part is not split")
    return f"{', '.join(words)} ({works.unit})"


def _bars(book: Book, works: Workings, row: int) -> Chart:
    heights = [each for _, each in works.bars]
    count = len(heights)
    joint = any(each[1] for each in heights)
    title = f"{_capital(book.stage)}, by recipient" + (
        ": joint grants are not split" if joint else ""
    )
    parts = "; ".join(f"{name}: {_bar_words(each)}" for name, each in works.bars)
    return Chart(
        kind="bars",
        title=title,
        alt=f"{title}. {parts}.",
        anchor=f"A{row}",
        width=13.2,
        height=7.0,
        category_cells=_cells(BAR_COLUMN + 1, count),
        categories=tuple(name for name, _ in works.bars),
        series=tuple(_series(BAR_HEADERS[2:], BAR_COLUMN + 2, heights)),
    )


def _bar_words(heights: tuple[Decimal, ...]) -> str:
    single, joint, width, open_end = heights
    low = single + joint
    if open_end:
        return f"{low:,} or more, {NOT_BOUNDED}" if low else "no figure stated"
    return f"{low:,}" if not width else f"{low:,} to {low + width:,}"


def _stances(book: Book, works: Workings, anchor: str) -> Chart:
    count = len(works.stances)
    parts = ", ".join(f"{number} {words}" for _, words, number in works.stances)
    total_count = len(book.data.decisions)
    title = f"{total_count} decision{'s' if total_count != 1 else ''}, by stance"
    column = STANCE_COLUMN + 1
    return Chart(
        kind="bars",
        title=title,
        alt=f"{title}: {parts}.",
        anchor=anchor,
        width=13.2,
        height=7.0,
        category_cells=_cells(STANCE_COLUMN, count),
        categories=tuple(words for _, words, _ in works.stances),
        series=(
            Series(
                name="Decisions",
                name_cell=f"{TAB}!${letter(column)}${HEADER_ROW}",
                cells=_cells(column, count),
                values=tuple(Decimal(number) for _, _, number in works.stances),
                colour=STANCE_COLOURS[Stance.APPROVE],
                legend=False,
                colours={
                    at: STANCE_COLOURS[Stance(stance)]
                    for at, (stance, _, _) in enumerate(works.stances)
                },
            ),
        ),
        number_format="0",
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
