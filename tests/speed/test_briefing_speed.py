"""How long a briefing takes beside openpyxl's write-only mode on the same rows, unstyled.

The ratio is printed, not asserted: machines differ. `WORKBENCH_SPEED_ROWS=1000000` measures the
size of the target, which is a quarter of openpyxl's time.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.book import Book
from workbench.briefing.data import AllocationRow, BriefingData, Cite, EvidenceRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.sheets.allocations import allocations
from workbench.briefing.write import write
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.sheet import Row

openpyxl = pytest.importorskip("openpyxl")
ROWS = int(os.environ.get("WORKBENCH_SPEED_ROWS", "2000"))


def briefing(count: int) -> BriefingData:
    """`count` allocations of many recipients, dates and bounds, each citing a claim."""
    whens = [When(f"2025-{month:02d}-{day:02d}") for month in range(1, 13) for day in range(1, 29)]
    rows = tuple(
        AllocationRow(
            ref=f"A-{number:07d}",
            item=f"Item {number % 7}",
            recipients=(f"Company {number % 400}",),
            quantity=Quantity.more_than(number + 1, "chip"),
            when=whens[number % len(whens)],
            cites=(Cite(claim="C-0001", field="quantity"),),
        )
        for number in range(count)
    )
    evidence = (EvidenceRow(ref="C-0001", statement="As reported", quote="as reported"),)
    moment = datetime(2026, 2, 13, 17, tzinfo=UTC)
    return BriefingData(title="Many", as_of=moment, allocations=rows, evidence=evidence)


def reference(rows: list[Row], path: Path) -> None:
    """The same cells by openpyxl, write-only and without any look."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("Allocations")
    for row in rows:
        values = [cell.value if cell else None for cell in row.cells]
        sheet.append(values)
    workbook.save(path)


def test_a_briefing_beside_openpyxl_write_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, recipe = briefing(ROWS), Recipe.shipped("minister")
    rows = list(allocations(Book(data, recipe)).rows())
    start = time.perf_counter()
    reference(rows, tmp_path / "reference.xlsx")
    middle = time.perf_counter()
    write(data, recipe, tmp_path / "ours.xlsx")
    end = time.perf_counter()
    ours, theirs = end - middle, middle - start
    with capsys.disabled():
        print(  # noqa: T201 - this is what a benchmark is for
            f"\nbriefing of {ROWS:,} allocations: {ours:.2f} s, openpyxl write-only {theirs:.2f} s,"
            f" ratio {ours / theirs:.2f}"
        )
    assert (tmp_path / "ours.xlsx").stat().st_size > 0
