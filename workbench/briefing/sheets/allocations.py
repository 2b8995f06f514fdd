"""The sheet Allocations: each quantity as stated, with its bounds; a joint one stays one row."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbench.briefing.book import when_cell
from workbench.briefing.bounds import high_sign, low_sign, read_bounds
from workbench.briefing.cell import Cell
from workbench.briefing.look import number_format
from workbench.briefing.sheet import FIRST_ROW, Column, Format
from workbench.briefing.sheets.frame import area, table_sheet
from workbench.briefing.widths import room_for
from workbench.model.kinds import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.briefing.book import Book
    from workbench.briefing.sheet import Sheet

COLUMNS = (
    Column(8, "Id"),
    Column(10, "Decision"),
    Column(15, "Date", right=True, wrap=True),
    Column(11, "Supplier", wrap=True),
    Column(12, "Item", wrap=True),
    Column(25, "Recipients", wrap=True),
    Column(8, "Split"),
    Column(11, "Stage"),
    Column(20, "As stated", wrap=True),
    Column(13, "Reading", wrap=True),
    Column(15, "Lower bound", right=True),
    Column(15, "Upper bound", right=True),
    Column(7, "Unit", wrap=True),
    Column(10, "Counted", wrap=True),
    Column(14, "Evidence"),
)
_FIGURE = ("quantity", "")
"""The fields of a cite that a figure leads to."""
_READING = "J"
_LOW, _HIGH = 11, 12


def allocations(book: Book) -> Sheet:
    """Plans the sheet; the number formats of its bounds follow the column Reading."""
    wide = room_for(book.largest, book.decimals, COLUMNS[_LOW - 1].width)
    columns = [replace(one, width=wide) if one.right and not one.wrap else one for one in COLUMNS]
    sheet = table_sheet(
        book,
        "allocations",
        lead="A figure keeps the source's own sign: > 400,000 is a lower bound, not an estimate",
        columns=tuple(columns),
        count=len(book.data.allocations),
        body=lambda: _body(book),
    )
    reading = f"${_READING}{FIRST_ROW}"
    for column, sign, words in (
        (_LOW, ">", "above"),
        (_LOW, "≥", "at least"),
        (_HIGH, "<", "below"),
        (_HIGH, "≤", "at most"),
    ):
        formula = f'ISNUMBER(SEARCH("{book.say(words)}",{reading}))'
        sheet.formats.append(
            Format(area(column, sheet), formula, number_format(book.decimals, sign))
        )
    return sheet


def _body(book: Book) -> Iterator[list[Cell | None]]:
    splits = {
        joint: Cell(book.say("joint" if joint else "single"), "ref") for joint in (True, False)
    }
    stages = {stage: Cell(book.say(stage.value), "ref") for stage in Stage}
    readings: dict[str, tuple[Cell, str, str]] = {}
    dates: dict[str, Cell] = {}
    counted, undecided = Cell(book.say("yes")), Cell("", "ref")
    looks = {linked: f"number {book.decimals}{linked and ' link'}" for linked in ("", "yes")}
    named, evidence_of, end = book.named, book.evidence_of, cache(book.words.code)
    for row in book.data.allocations:
        quantity, cites = row.quantity, row.cites
        words, low, high = read_bounds(quantity, row.ref)
        cited = book.evidence_cell(cites)
        if len(cites) == 1 and cites[0].field in _FIGURE:
            link = cited.link
        else:
            link = evidence_of(cites, *_FIGURE)
        look = looks[link and "yes"]
        read = readings.get(words)
        if read is None:
            read = readings[words] = (
                Cell(book.words.reading(words)),
                low_sign(words),
                high_sign(words),
            )
        reading, above, below = read
        date = dates.get(row.when.text)
        if date is None:
            date = dates[row.when.text] = when_cell(book, row.when)
        yield [
            Cell(row.ref, "ref"),
            _decision(book, row.decision) if row.decision else undecided,
            date,
            named(" + ".join(row.suppliers)),
            named(row.item),
            named(" + ".join(row.recipients)),
            splits[row.joint],
            stages[row.stage],
            Cell(str(quantity)),
            reading,
            Cell(end(low) if isinstance(low, str) else low, look, link, above),
            Cell(end(high) if isinstance(high, str) else high, look, link, below),
            named(quantity.unit),
            counted if row.counted else Cell(book.words.told(f"no: {row.why_not}")),
            cited,
        ]


def _decision(book: Book, ref: str) -> Cell:
    link = book.place(ref)
    return Cell(ref, "link" if link else "ref", link)
