"""The sheet Changes: old and new value, why, and the way to the record."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.data import ChangeRow
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe

openpyxl = pytest.importorskip("openpyxl")


def test_a_change_shows_both_values_and_leads_to_its_record(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    moved = ChangeRow(
        ref="A-0001",
        name="H200 for three firms",
        what="Quantity",
        before="hundreds of thousands",
        after="more than 400,000",
        why="Reuters gave a number",
        day=date(2026, 1, 28),
    )
    data = dataclasses.replace(undated, changes=(moved,), previous="B-0001, 16 January 2026")
    book = openpyxl.load_workbook(write(data, minister, tmp_path / "b.xlsx").path)
    sheet = book["Changes"]
    assert "since B-0001, 16 January 2026" in sheet["A2"].value
    assert [cell.value for cell in sheet[6]] == [
        "A-0001",
        "H200 for three firms",
        "Quantity",
        "hundreds of thousands",
        "more than 400,000",
        "Reuters gave a number",
        datetime(2026, 1, 28),  # noqa: DTZ001 - what openpyxl makes of a day
    ]
    assert sheet["A6"].hyperlink.location == "Allocations!A6"


@pytest.mark.parametrize(
    ("previous", "words"),
    [("", "first briefing of this query"), ("B-0001", "Nothing moved since B-0001")],
)
def test_without_changes_the_sheet_says_why(
    undated: BriefingData, minister: Recipe, tmp_path: Path, previous: str, words: str
) -> None:
    data = dataclasses.replace(undated, previous=previous)
    book = openpyxl.load_workbook(write(data, minister, tmp_path / "b.xlsx").path)
    assert words in book["Changes"]["A2"].value
