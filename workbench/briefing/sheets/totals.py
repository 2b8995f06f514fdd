"""The sheet Totals: live sums by item, recipients or supplier.

Two yellow cells choose the stage and the recipients (the item, where the sums are by recipients).
In a publication nothing is chosen: the stage is the headline's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.briefing import formulas
from workbench.briefing.book import is_plain
from workbench.briefing.bounds import Total
from workbench.briefing.cell import Cell
from workbench.briefing.formulas import Cut, TotalCells
from workbench.briefing.look import number_format
from workbench.briefing.sheet import (
    HEADER_ROW,
    Choice,
    Column,
    Format,
    Row,
    Sheet,
    Table,
    quoted,
    table_rows,
)
from workbench.briefing.sheets.frame import head
from workbench.briefing.widths import room_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book

COLUMNS = (
    Column(40, "Item", wrap=True),
    Column(26, "Unit"),
    Column(9, "Rows", right=True),
    Column(9, "Joint", right=True),
    Column(13, "No figure", right=True),
    Column(14, "Not bounded", right=True),
    Column(9, "Above", right=True),
    Column(9, "Below", right=True),
    Column(20, "At least", right=True),
    Column(20, "At most", right=True),
)
DIMENSION_HEADERS = {"item": "Item", "recipients": "Recipients", "supplier": "Supplier"}
_ALL = {"item": "All items", "recipients": "All recipients", "supplier": "All suppliers"}
_STAGE_ROW, _WHO_ROW, _HEADER = 5, 6, 9
_MOST_GROUPS = 300


def totals(book: Book) -> Sheet:
    """Plans the sheet."""
    plan = book.recipe.plan("totals")
    tab, title = (plan.tab, plan.title) if plan else ("Totals", "Totals")
    by = plan.by if plan else "item"
    groups = _groups(book, by)
    lead = "Live sums of the Allocations; change the yellow cells to re-cut them"
    live = not book.recipe.publication
    if not live:
        lead = book.say("Sums of what is {}", book.say(book.stage))
    above = [*head(book, title, lead), *(_inputs(book, by) if live else ())]
    ends = [end for _, _, found in groups for end in (found.low_sum, found.high_sum)]
    # Another stage may add up to more, tenfold or less.
    wide = room_for(max([book.largest, *ends]) * 10, book.decimals, COLUMNS[-1].width)
    sums = (replace(each, width=wide) for each in COLUMNS[-2:])
    columns = (replace(COLUMNS[0], header=DIMENSION_HEADERS[by]), *COLUMNS[1:-2], *sums)
    header_row = _HEADER if live else HEADER_ROW
    first, last = header_row + 1, header_row + max(len(groups), 1)
    low_area, high_area = f"I{first}:I{last}", f"J{first}:J{last}"
    show = book.decimals
    return Sheet(
        tab=tab,
        title=title,
        columns=columns,
        rows=lambda: table_rows(above, columns, _body(book, by, groups)),
        count=len(groups),
        table=Table("Totals", columns, header_row, max(len(groups), 1)),
        freeze=f"B{first}",
        formats=[
            Format(low_area, f"$G{first}>0", number_format(show, ">")),
            Format(low_area, f"$I{first}<>$J{first}", number_format(show, "≥")),
            Format(high_area, f"$H{first}>0", number_format(show, "<")),
            Format(high_area, f"$I{first}<>$J{first}", number_format(show, "≤")),
        ],
        choices=_offered(book, by) if live else [],
        names={
            "TotalsStage": f"{quoted(tab)}!$B${_STAGE_ROW}",
            f"Totals{chosen(by)[0]}": f"{quoted(tab)}!$B${_WHO_ROW}",
        }
        if live
        else {},
    )


def chosen(by: str) -> tuple[str, str]:
    """What the second yellow cell chooses: the header of its column, and the dimension."""
    return ("Item", "item") if by == "recipients" else ("Recipients", "recipients")


def everything(book: Book, by: str) -> str:
    """What stands for all names of a dimension: "All recipients"."""
    return book.say(_ALL[by])


def _offered(book: Book, by: str) -> list[Choice]:
    name = chosen(by)[0]
    stage = book.say("Choose a stage from the list.")
    who = book.say(f"Choose {name.lower()} from the list.")
    return [
        Choice(f"B{_STAGE_ROW}", "StageChoices", stage),
        Choice(f"B{_WHO_ROW}", f"{name}Choices", who),
    ]


def _inputs(book: Book, by: str) -> list[Row]:
    name, other = chosen(by)
    note = "Stages are never added to one another; joint recipients are one choice."
    return [
        Row([Cell("Stage", "caption"), Cell(book.say(book.stage), "input")], 20.0),
        Row([Cell(name, "caption"), Cell(everything(book, other), "input")], 20.0),
        Row([Cell(note, "caption")], 18.0),
        Row([], 8.0),
    ]


def _groups(book: Book, by: str) -> list[tuple[str, str, Total]]:
    """Name, unit and sum: per unit of all together where it has several names, then of each."""
    groups: list[tuple[str, str, Total]] = []
    for unit, rows in book.grouped(book.data.allocations, "unit").items():
        sums = book.sums(rows, by, book.stage)
        if len(sums) > 1:
            groups.append(("", unit, sum(sums.values(), Total())))
        groups += [(item, unit, found) for item, found in sums.items()]
    if len(groups) > _MOST_GROUPS:
        book.notes.append(f"Totals shows the first {_MOST_GROUPS} rows of {len(groups)}.")
    return groups[:_MOST_GROUPS]


def _body(book: Book, by: str, groups: list[tuple[str, str, Total]]) -> Iterator[list[Cell | None]]:
    for item, unit, shown in groups:
        cut = _cut(book, by).also(*_criterion("Unit", unit))
        if item:
            cut = cut.also(*_criterion(DIMENSION_HEADERS[by], item))
        look = "text" if item else "strong"
        yield [
            Cell(item or f"{everything(book, by)} ({unit})", look),
            Cell(unit, look),
            *_figures(cut, shown, book.decimals, book.sheet("allocations")),
        ]


def _cut(book: Book, by: str) -> Cut:
    """What the yellow cells choose; in a publication, which has none, the headline's stage."""
    if book.recipe.publication:
        return Cut((("Stage", formulas.exactly(book.say(book.stage))),))
    return Cut((("Stage", "TotalsStage"), (chosen(by)[0], "TotalsSought")))


def _here(column: str) -> str:
    """The cell of `column` in the row of the formula, wherever a template has put the table."""
    return f"Totals[[#This Row],[{column}]]"


def _criterion(column: str, label: str) -> tuple[str, str]:
    if is_plain(label):
        return column, _here(column)
    return column, formulas.exactly(label)


def _figures(cut: Cut, shown: Total, decimals: int, granted: str) -> list[Cell]:
    cells = TotalCells(rows=_here("Rows"), bare=_here("No figure"), endless=_here("Not bounded"))
    counted = [Cell(each, "number 0") for each in formulas.counts(cut, shown).values()]
    look = f"number {decimals} link"
    return [
        *counted,
        Cell(formulas.low(cut, shown, cells), look, granted, shown.low_sign),
        Cell(formulas.high(cut, shown, cells), look, granted, shown.high_sign),
    ]
