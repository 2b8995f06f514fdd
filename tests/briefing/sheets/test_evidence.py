"""The sheet Evidence: a page beside the paragraph, where sources were read from pages."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")
RECIPE = Recipe.parse('[[sheets]]\nblock = "evidence"\n')


def rows(data: BriefingData, path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(write(data, RECIPE, path).path)["Evidence"]
    return [[cell.value for cell in row][4:7] for row in sheet.iter_rows(min_row=5, max_row=7)]


def test_pages_stand_behind_the_paragraph(undated: BriefingData, tmp_path: Path) -> None:
    one, two, *others = undated.evidence
    paged = (dataclasses.replace(one, page="3"), dataclasses.replace(two, page="3-4"), *others)
    found = rows(dataclasses.replace(undated, evidence=paged), tmp_path / "a.xlsx")
    assert found == [["Paragraph", "Page", "Voice"], [1, 3, "author"], [3, "3-4", "attributed"]]


def test_without_pages_there_is_no_column(undated: BriefingData, tmp_path: Path) -> None:
    assert rows(undated, tmp_path / "a.xlsx")[0] == ["Paragraph", "Voice", "Attributed to"]
