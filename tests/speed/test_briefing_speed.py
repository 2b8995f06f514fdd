"""How long a briefing takes beside openpyxl's write-only and XlsxWriter's constant-memory mode.

Both references write the same cells without any look, and only what they do themselves counts as
their time. Ratios of process time are printed, not asserted: machines differ. The target, with
`WORKBENCH_SPEED_ROWS=1000000`: a quarter of openpyxl's time, a third of XlsxWriter's, at most
150 MB beyond the data, a cancel heard within half a second.
"""

from __future__ import annotations

import os
import time
import tracemalloc
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.book import Book
from workbench.briefing.data import AllocationRow, BriefingData, Cite, EvidenceRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.sheets.allocations import allocations
from workbench.briefing.sheets.evidence import evidence
from workbench.briefing.write import write
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.briefing.cell import Value
    from workbench.briefing.sheet import Sheet

openpyxl = pytest.importorskip("openpyxl")
xlsxwriter = pytest.importorskip("xlsxwriter")
ROWS = int(os.environ.get("WORKBENCH_SPEED_ROWS", "2000"))
CLAIMS = max(ROWS // 5, 1)


def briefing(count: int, claims: int) -> BriefingData:
    """`count` allocations of many recipients, dates and bounds, citing `claims` claims."""
    whens = [When(f"2025-{month:02d}-{day:02d}") for month in range(1, 13) for day in range(1, 29)]
    rows = tuple(
        AllocationRow(
            ref=f"A-{number:07d}",
            item=f"Item {number % 7}",
            recipients=(f"Company {number % 400}",),
            quantity=Quantity.more_than(number + 1, "chip"),
            when=whens[number % len(whens)],
            cites=(Cite(claim=f"C-{number % claims:06d}", field="quantity"),),
        )
        for number in range(count)
    )
    told = tuple(
        EvidenceRow(
            ref=f"C-{number:06d}",
            statement=f"Company {number % 400} was granted chips, says report {number}",
            quote=f"more than {number + 1:,} of the chips in total were granted",
        )
        for number in range(claims)
    )
    moment = datetime(2026, 2, 13, 17, tzinfo=UTC)
    return BriefingData(title="Many", as_of=moment, allocations=rows, evidence=told)


class Clock:
    """Adds up the processor seconds that pass inside of it."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __enter__(self) -> None:
        self.spent -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.spent += time.process_time()


def values(sheet: Sheet) -> Iterator[list[list[Value]]]:
    """What stands in the cells of a sheet, some thousand rows at a time."""
    rows = iter(sheet.rows())
    while some := list(islice(rows, 10_000)):
        yield [[cell.value if cell else None for cell in row.cells] for row in some]


def by_openpyxl(sheets: list[Sheet], path: Path) -> float:
    """The same cells by openpyxl, write-only and without any look; gives its seconds."""
    clock = Clock()
    workbook = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        page = workbook.create_sheet(sheet.tab)
        for some in values(sheet):
            with clock:
                for row in some:
                    page.append(row)
    with clock:
        workbook.save(path)
    return clock.spent


def by_xlsxwriter(sheets: list[Sheet], path: Path) -> float:
    """The same cells by XlsxWriter, in constant memory, without any look; gives its seconds."""
    clock = Clock()
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    for sheet in sheets:
        page, number = workbook.add_worksheet(sheet.tab), 0
        for some in values(sheet):
            with clock:
                for row in some:
                    for column, value in enumerate(row):
                        if value is not None:
                            page.write(number, column, value)
                    number += 1
    with clock:
        workbook.close()
    return clock.spent


class Ticks:
    """Hears of progress, and keeps the longest time between two words of it."""

    def __init__(self) -> None:
        self.last = time.perf_counter()
        self.longest = 0.0

    def step(self, done: int, total: int, label: str = "") -> None:
        """Hears one word."""
        del done, total, label
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now


@pytest.mark.timeout(1800)
def test_a_briefing_beside_openpyxl_and_xlsxwriter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, recipe = briefing(ROWS, CLAIMS), Recipe.shipped("minister")
    book = Book(data, recipe)
    sheets = [allocations(book), evidence(book)]
    times = [make(sheets, tmp_path / "reference.xlsx") for make in (by_openpyxl, by_xlsxwriter)]
    del sheets, book
    ticks = Ticks()
    clock, begun = Clock(), time.perf_counter()
    with clock:
        write(data, recipe, tmp_path / "ours.xlsx", ticks)
    ours, wall = clock.spent, time.perf_counter() - begun
    tracemalloc.start()
    write(data, recipe, tmp_path / "ours.xlsx")
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    with capsys.disabled():
        print(  # noqa: T201 - this is what a benchmark is for
            f"\nbriefing of {ROWS:,} allocations and {CLAIMS:,} claims: {ours:.2f} s CPU"
            f" ({wall:.2f} s by the clock);"
            f" openpyxl write-only {times[0]:.2f} s, ratio {ours / times[0]:.2f};"
            f" XlsxWriter constant memory {times[1]:.2f} s, ratio {ours / times[1]:.2f};"
            f" {peak:.0f} MB beyond the data; {ticks.longest:.2f} s at most until a cancel is heard"
        )
    assert (tmp_path / "ours.xlsx").stat().st_size > 0
