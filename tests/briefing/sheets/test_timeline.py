"""The sheet Timeline: stances by quarter, nothing placed that no source dates."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.book import Book
from workbench.briefing.data import DecisionRow
from workbench.briefing.plan import plan
from workbench.briefing.recipe import Recipe
from workbench.briefing.widths import DIGIT, text_width
from workbench.briefing.write import write
from workbench.model.kinds import Stance
from workbench.model.when import When

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")


def grid(data: BriefingData, recipe: Recipe, path: Path) -> dict[tuple[str, str], object]:
    sheet = openpyxl.load_workbook(write(data, recipe, path).path)["Timeline"]
    headers = [cell.value for cell in sheet[5]]
    return {
        (row[0].value, header): cell.value
        for row in sheet.iter_rows(min_row=6)
        for header, cell in zip(headers[1:], row[1:], strict=True)
        if cell.value is not None
    }


def test_the_signs_are_told_above_the_grid_where_no_word_stands_beside_them(
    undated: BriefingData,
) -> None:
    above = {
        name: [
            row.cells[0].value if row.cells and row.cells[0] else ""
            for row in list(dict(plan(Book(undated, recipe), with_rest=False))["timeline"].rows())
        ]
        for name, recipe in ((n, Recipe.shipped(n)) for n in ("minister", "publication"))
    }
    told = "The latest stance in each quarter, with how many decisions · TLP:AMBER"
    assert above["minister"][1] == above["publication"][1] == told
    assert above["minister"][3] == "◐ with conditions  ◇ relax  ▲ restrict"
    assert above["publication"][3] == "This worksheet contains one table. [x] means not stated."


def decision(number: int, when: str, stance: Stance, where: str = "China") -> DecisionRow:
    return DecisionRow(
        ref=f"D-{number:04d}", title="t", when=When(when), stance=stance, jurisdiction=where
    )


def test_a_quarter_shows_its_latest_stance_and_how_many(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    data = dataclasses.replace(
        undated,
        decisions=(
            decision(1, "2025-10-03", Stance.DENY),
            decision(2, "2026-01-09", Stance.PENDING),
            decision(3, "2026-02", Stance.APPROVE),
            decision(4, "2025", Stance.RESTRICT, "United States"),
        ),
    )
    assert grid(data, minister, tmp_path / "b.xlsx") == {
        ("China", "2025 Q4"): "■",
        ("China", "2026 Q1"): "● 2",
        ("United States", "No quarter"): "▲",
    }


def test_a_glyph_leads_to_its_decision(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(write(dated, minister, tmp_path / "b.xlsx").path)["Timeline"]
    links = {cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink}
    assert {"Decisions!A6", "Decisions!A7"} <= links


def test_what_is_long_ago_is_gathered(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    old = decision(1, "2019-05-15", Stance.RESTRICT)
    data = dataclasses.replace(undated, decisions=(old, decision(2, "2026-01-02", Stance.RELAX)))
    shown = grid(data, minister, tmp_path / "b.xlsx")
    assert shown == {("China", "Earlier"): "▲", ("China", "2026 Q1"): "◇"}


def test_the_words_of_a_publication_fit_beside_their_signs(dated: BriefingData) -> None:
    sheet = dict(plan(Book(dated, Recipe.shipped("publication")), with_rest=False))["timeline"]
    texts = [cell.value for row in list(sheet.rows())[5:] for cell in row.cells[1:] if cell]
    longest = max(text_width(text) for text in texts if isinstance(text, str))
    assert all(column.width > longest / DIGIT for column in sheet.columns[1:])
