"""Two strangers, openpyxl and calamine, read back every cell that was planned."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from workbench.briefing.book import Book
from workbench.briefing.cell import serial
from workbench.briefing.plan import plan
from workbench.briefing.recipe import Recipe
from workbench.briefing.shown import plain
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")


def told(value: object) -> object:
    """A value as both readers could give it: numbers as such, days by their serial number."""
    if isinstance(value, date):
        day = value.date() if hasattr(value, "date") else value
        return float(serial(day))
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    return value or None


@pytest.mark.parametrize("name", ["undated", "dated"])
@pytest.mark.parametrize("recipe", ["minister", "publication", "tables"])
def test_both_read_every_cell_as_it_was_planned(
    name: str, recipe: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    data: BriefingData = request.getfixturevalue(name)
    followed = Recipe.shipped(recipe)
    path = write(data, followed, tmp_path / "b.xlsx").path
    first, second = openpyxl.load_workbook(path, data_only=True), CalamineWorkbook.from_path(path)
    seen = 0
    for _, sheet in plan(Book(data, followed), with_rest=False):
        theirs = second.get_sheet_by_name(sheet.tab).to_python(skip_empty_area=False)
        for number, row in enumerate(sheet.rows(), start=1):
            for column, cell in enumerate(row.cells, start=1):
                wanted = told(plain(cell))
                at = (sheet.tab, number, column)
                assert told(first[sheet.tab].cell(number, column).value) == wanted, at
                if wanted is not None:
                    assert told(theirs[number - 1][column - 1]) == wanted, at
                    seen += 1
    assert seen > 100
