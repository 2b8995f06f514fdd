"""The sheet Totals: live sums per item; two yellow cells choose the stage and the recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing import formulas
from workbench.briefing.book import is_plain
from workbench.briefing.bounds import grouped, total
from workbench.briefing.cell import Cell
from workbench.briefing.formulas import Cut, TotalCells
from workbench.briefing.look import number_format
from workbench.briefing.sheet import Choice, Column, Format, Row, Sheet, Table, quoted, table_rows
from workbench.briefing.sheets.frame import head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.bounds import Total
    from workbench.briefing.data import AllocationRow

COLUMNS = (
    Column(34, "Item", wrap=True),
    Column(30, "Unit"),
    Column(9, "Rows", right=True),
    Column(9, "Joint", right=True),
    Column(13, "No figure", right=True),
    Column(14, "Not bounded", right=True),
    Column(9, "Above", right=True),
    Column(9, "Below", right=True),
    Column(20, "At least", right=True),
    Column(20, "At most", right=True),
)
ALL_RECIPIENTS = "All recipients"
_ALL_ITEMS = "All items"
_STAGE_ROW, _WHO_ROW, _HEADER = 5, 6, 9
_MOST_GROUPS = 300


def totals(book: Book) -> Sheet:
    """Plans the sheet."""
    plan = book.recipe.plan("totals")
    tab, title = (plan.tab, plan.title) if plan else ("Totals", "Totals")
    groups = _groups(book)
    first, last = _HEADER + 1, _HEADER + max(len(groups), 1)
    lead = "Live sums of the Allocations; change the yellow cells to re-cut them"
    above = [*head(book, title, lead), *_inputs(book)]
    low_area, high_area = f"I{first}:I{last}", f"J{first}:J{last}"
    show = book.decimals
    return Sheet(
        tab=tab,
        title=title,
        columns=COLUMNS,
        rows=lambda: table_rows(above, COLUMNS, _body(book, groups)),
        count=len(groups),
        table=Table("Totals", COLUMNS, _HEADER, max(len(groups), 1)),
        freeze=f"B{first}",
        formats=[
            Format(low_area, f"$G{first}>0", number_format(show, ">")),
            Format(low_area, f"$I{first}<>$J{first}", number_format(show, "≥")),
            Format(high_area, f"$H{first}>0", number_format(show, "<")),
            Format(high_area, f"$I{first}<>$J{first}", number_format(show, "≤")),
        ],
        choices=[
            Choice(f"B{_STAGE_ROW}", "StageChoices", "Choose a stage from the list."),
            Choice(f"B{_WHO_ROW}", "RecipientChoices", "Choose recipients from the list."),
        ],
        names={
            "TotalsStage": f"{quoted(tab)}!$B${_STAGE_ROW}",
            "TotalsRecipients": f"{quoted(tab)}!$B${_WHO_ROW}",
        },
    )


def _inputs(book: Book) -> list[Row]:
    note = "Stages are never added to one another; joint recipients are one choice."
    return [
        Row([Cell("Stage", "caption"), Cell(book.stage, "input")], 20.0),
        Row([Cell("Recipients", "caption"), Cell(ALL_RECIPIENTS, "input")], 20.0),
        Row([Cell(note, "caption")], 18.0),
        Row([], 8.0),
    ]


def _groups(book: Book) -> list[tuple[str, str, list[AllocationRow]]]:
    """Item, unit and rows: per unit all its items together where it has several, then each."""
    groups: list[tuple[str, str, list[AllocationRow]]] = []
    for unit, rows in grouped(book.data.allocations, book.unit).items():
        items = grouped(rows, book.item)
        if len(items) > 1:
            groups.append(("", unit, rows))
        groups += [(item, unit, found) for item, found in items.items()]
    if len(groups) > _MOST_GROUPS:
        book.notes.append(f"Totals shows the first {_MOST_GROUPS} items of {len(groups)}.")
    return groups[:_MOST_GROUPS]


def _body(
    book: Book, groups: list[tuple[str, str, list[AllocationRow]]]
) -> Iterator[list[Cell | None]]:
    for number, (item, unit, rows) in enumerate(groups, start=_HEADER + 1):
        cut = Cut((("Stage", "TotalsStage"), ("Recipients", "TotalsWho"), _criterion("Unit", unit)))
        if item:
            cut = cut.also(*_criterion("Item", item))
        shown = total(row for row in rows if str(row.stage) == book.stage)
        look = "text" if item else "strong"
        yield [
            Cell(item or f"{_ALL_ITEMS} ({unit})", look),
            Cell(unit, look),
            *_figures(cut, shown, number, book.decimals),
        ]


def _criterion(column: str, label: str) -> tuple[str, str]:
    if is_plain(label):
        return column, f"Totals[[#This Row],[{column}]]"
    return column, formulas.exactly(label)


def _figures(cut: Cut, shown: Total, number: int, decimals: int) -> list[Cell]:
    cells = TotalCells(rows=f"$C{number}", bare=f"$E{number}", endless=f"$F{number}")
    counted = [Cell(each, "number 0") for each in formulas.counts(cut, shown).values()]
    look = f"number {decimals}"
    return [
        *counted,
        Cell(formulas.low(cut, shown, cells), look),
        Cell(formulas.high(cut, shown, cells), look),
    ]
