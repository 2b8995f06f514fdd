"""One set of figures in every output: workbook, web page, Markdown, data pack, and on paper."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

import pytest

from workbench.briefing import pack
from workbench.briefing.html import for_paper, html
from workbench.briefing.markdown import markdown
from workbench.briefing.page import paper
from workbench.briefing.recipe import Recipe
from workbench.briefing.shown import words
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.page import Grid, Paper

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture(params=["undated", "dated"])
def given(request: pytest.FixtureRequest) -> BriefingData:
    data: BriefingData = request.getfixturevalue(request.param)
    return data


@pytest.fixture
def pages(given: BriefingData, minister: Recipe) -> Paper:
    return paper(given, minister)


def grids(pages: Paper) -> dict[str, Grid]:
    return {page.grid.name: page.grid for page in pages.pages if page.grid}


def test_the_data_pack_holds_the_very_values_of_the_workbook(
    given: BriefingData, pages: Paper, tmp_path: Path
) -> None:
    path = write(given, Recipe.shipped("minister"), tmp_path / "b.xlsx").path
    book = openpyxl.load_workbook(path, data_only=True)
    tables = pack.data(pages)["tables"]
    assert set(tables) == {table for sheet in book for table in sheet.tables}
    for sheet in book:
        for name, table in sheet.tables.items():  # openpyxl gives the range itself
            head, *rows = sheet[table]
            found = [
                {h.value: plain(c.value) for h, c in zip(head, row, strict=True)} for row in rows
            ]
            if not tables[name]:
                found = []
            assert found == tables[name], name


def plain(value: object) -> object:
    return value.date().isoformat() if isinstance(value, datetime) else value


def test_web_page_paper_and_markdown_show_every_cell(pages: Paper) -> None:
    web, (printed, _, _), marked = html(pages), for_paper(pages), markdown(pages)
    bare = [unescape(re.sub(r"<[^>]+>", " ", text)) for text in (web, printed)]
    bare.append(re.sub(r"\\(.)", r"\1", marked))
    for grid in grids(pages).values():
        for line in grid.rows:
            for cell in line:
                for text in bare:
                    assert words(cell).replace("\n", " ") in text.replace("<br>", " ")


def test_text_cannot_break_out_of_any_output(undated: BriefingData, minister: Recipe) -> None:
    import dataclasses

    nasty = "=cmd|'/C calc'!A0 <script>alert(1)</script> | ` \ud800"
    first, *rest = undated.evidence
    evil = dataclasses.replace(first, statement=nasty)
    pages = paper(dataclasses.replace(undated, evidence=(evil, *rest)), minister)
    assert "<script>alert" not in html(pages)
    assert "<script>alert" not in markdown(pages)
    html(pages).encode()
    line = pack.parts(pages)["tables/evidence.csv"].decode("utf-8-sig").splitlines()[1]
    assert line.split(",", 1)[1].startswith(("'=", "\"'="))


def test_figures_keep_their_signs_in_words(dated: BriefingData, minister: Recipe) -> None:
    grid = grids(paper(dated, minister))["Allocations"]
    shown = [[words(cell) for cell in line][10:12] for line in grid.rows]
    assert shown[2] == ["≥ 12,000.0", "not bounded"]
    assert shown[3] == ["not stated", "< 15,000.0"]
    assert shown[4] == ["> 400,000.0", "not bounded"]
