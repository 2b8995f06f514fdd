"""The sheet Judgements: a word keeps its band, of the scale that the recipe names."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.data import Cite, JudgementRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")
LIKELY = JudgementRow(
    ref="J-0001",
    statement="More approvals follow within the quarter",
    likelihood="likely",
    confidence="low",
    since="new",
    cites=(Cite(claim="C-0001"),),
)


@pytest.mark.parametrize(("scale", "band"), [("ICD 203", "55–80 %"), ("PHIA", "55–75 %")])
def test_a_word_stands_beside_its_band(
    undated: BriefingData, tmp_path: Path, scale: str, band: str
) -> None:
    recipe = Recipe.parse(
        f'scale = "{scale}"\n[[sheets]]\nblock = "judgements"\n[[sheets]]\nblock = "evidence"\n'
    )
    data = dataclasses.replace(undated, judgements=(LIKELY,))
    book = openpyxl.load_workbook(write(data, recipe, tmp_path / "b.xlsx").path)
    row = [cell.value for cell in book["Judgements"][6]]
    assert row[2:6] == ["Likely", band, "Low", "✚ new"]
    assert book["Judgements"]["H6"].hyperlink.location == "Evidence!A6"
    assert book["Evidence"]["K6"].value == "J-0001"


def test_the_cover_gives_judgement_and_confidence_apart(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    data = dataclasses.replace(undated, judgements=(LIKELY,))
    cover = openpyxl.load_workbook(write(data, minister, tmp_path / "b.xlsx").path)["Cover"]
    (row,) = (r for r in cover.iter_rows(values_only=True) if r[1] == LIKELY.statement)
    assert row == ("J-0001 · Likely", LIKELY.statement, "Low confidence")


def test_a_word_off_the_scale_has_no_band(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    odd = dataclasses.replace(LIKELY, likelihood="realistic possibility")
    data = dataclasses.replace(undated, judgements=(odd,))
    book = openpyxl.load_workbook(write(data, minister, tmp_path / "b.xlsx").path)
    assert book["Judgements"]["D6"].value == "not on the scale"
