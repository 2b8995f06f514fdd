"""A publication keeps the UK Analysis Function's rules for accessible spreadsheets."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openxml_audit import OpenXmlValidator

from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture(params=["undated", "dated"])
def published(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    data: BriefingData = request.getfixturevalue(request.param)
    return write(data, Recipe.shipped("publication"), tmp_path / "p.xlsx").path


def sheets(path: Path) -> list[Any]:
    return list(openpyxl.load_workbook(path).worksheets)


def test_each_table_tells_a_screen_reader_what_it_holds(published: Path) -> None:
    with zipfile.ZipFile(published) as archive:
        tables = [archive.read(n).decode() for n in archive.namelist() if "xl/tables/" in n]
    assert tables
    for each in tables:
        assert 'altText="' in each
        assert 'altTextSummary="' in each


def test_nothing_speaks_of_filters_that_are_not_there(published: Path) -> None:
    for sheet in sheets(published):
        assert "filter" not in str(sheet["A2"].value)
        assert sheet.auto_filter.ref is None


def test_each_sheet_has_its_title_in_the_first_cell_and_one_table(published: Path) -> None:
    for sheet in sheets(published):
        assert sheet["A1"].value
        assert len(sheet.tables) == 1
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A")
        assert table.ref.endswith(str(sheet.max_row))


def test_no_cell_is_merged_no_pane_frozen_nothing_filtered_or_filled(published: Path) -> None:
    for sheet in sheets(published):
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert all(table.autoFilter is None for table in sheet.tables.values())
        fills = {cell.fill.fill_type for row in sheet for cell in row}
        assert fills == {None}


def test_no_cell_of_a_table_is_empty(published: Path) -> None:
    for sheet in sheets(published):
        (table,) = sheet.tables.values()
        assert all(cell.value not in {None, ""} for row in sheet[table.ref] for cell in row)


def test_no_row_is_left_blank(published: Path) -> None:
    for sheet in sheets(published):
        for row in sheet.iter_rows():
            assert any(cell.value not in {None, ""} for cell in row), (sheet.title, row[0].row)


def test_letters_are_arial_of_twelve_points_or_more(published: Path) -> None:
    fonts = {(c.font.name, c.font.size) for s in sheets(published) for row in s for c in row}
    assert {name for name, _ in fonts} == {"Arial"}
    assert min(size for _, size in fonts) >= 12


def test_the_marking_stands_in_a_cell_and_not_in_margins(published: Path) -> None:
    for sheet in sheets(published):
        assert not sheet.oddHeader.right.text
        assert not sheet.oddFooter.right.text
        assert any("TLP:" in str(cell.value) for row in sheet for cell in row)


def test_there_are_no_pictures_and_the_language_is_told(published: Path) -> None:
    with zipfile.ZipFile(published) as archive:
        names = archive.namelist()
        assert not [name for name in names if "drawing" in name or "chart" in name]
        assert b"<dc:language>en-GB</dc:language>" in archive.read("docProps/core.xml")


def test_a_publication_opens_without_a_finding(published: Path) -> None:
    assert not [str(each) for each in OpenXmlValidator().validate(published).errors]


def test_a_stance_is_told_by_its_word_too(published: Path) -> None:
    book = openpyxl.load_workbook(published)
    words = [c.value for row in book["Timeline"].iter_rows(min_row=6, min_col=2) for c in row]
    assert all(len(str(each)) > 1 for each in words)


def test_the_sign_of_a_gap_is_explained_and_no_empty_cell_is_spoken_of(published: Path) -> None:
    notes = {row[1].value: row[2].value for row in openpyxl.load_workbook(published)["Notes"]}
    assert notes["[x]"] == "No source in this dossier states it."
    assert "Empty cells" not in notes
