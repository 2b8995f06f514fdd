"""A template is filled in place, and loses nothing that is no slot."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from workbench.briefing.data import JudgementRow
from workbench.briefing.recipe import Recipe
from workbench.briefing.templates.fill import fill
from workbench.briefing.write import write
from workbench.errors import Cancelled, TemplateError
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData

openpyxl = pytest.importorskip("openpyxl")  # as Any: its readers give Nones that no test can meet
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
FILLED = {
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/tables/table1.xml",
    "xl/charts/chart1.xml", "docProps/core.xml", "docProps/app.xml",
}  # fmt: skip


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def shown(path: Path) -> dict[tuple[str, str], Any]:
    """What stands in each cell: content, result, number format, colour, and where it leads."""
    formulas, results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            results[sheet.title][cell.coordinate].value,
            cell.number_format,
            cell.fill.fgColor.rgb,
            cell.hyperlink and (cell.hyperlink.location or cell.hyperlink.target),
        )
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("recipe", ["minister", "publication", "tables"])
@pytest.mark.parametrize(("old", "new"), [("undated", "dated"), ("dated", "undated")])
def test_a_filled_briefing_is_as_one_written_anew(
    recipe: str, old: str, new: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    last, this = (request.getfixturevalue(name) for name in (old, new))
    followed = Recipe.shipped(recipe)
    write(last, followed, tmp_path / "last.xlsx")
    write(this, followed, tmp_path / "anew.xlsx")
    fill(this, followed, tmp_path / "last.xlsx", tmp_path / "filled.xlsx")
    assert shown(tmp_path / "filled.xlsx") == shown(tmp_path / "anew.xlsx")


def test_what_was_restyled_stays_restyled(
    undated: BriefingData, dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    path = write(undated, minister, tmp_path / "last.xlsx").path
    restyled = tmp_path / "restyled.xlsx"
    with ZipFile(path) as archive, ZipFile(restyled, "w") as out:
        for name in archive.namelist():
            part = (
                archive.read(name)
                .replace(b"FF14213D", b"FF660033")
                .replace(b"0014213D", b"00660033")
            )
            out.writestr(name, part)
    fill(dated, minister, restyled, tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Decisions"]
    assert sheet["A5"].fill.fgColor.rgb == "00660033"
    assert sheet["A6"].font.color.rgb == "00660033"


def test_an_ordinary_workbook_keeps_every_part_that_is_no_slot(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    fill(dated, minister, office, tmp_path / "filled.xlsx")
    before, after = parts(office), parts(tmp_path / "filled.xlsx")
    assert set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} <= FILLED


def test_an_ordinary_table_gets_its_rows_and_its_formulas_follow(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    path = tmp_path / "filled.xlsx"
    fill(dated, minister, office, path)
    sheet = openpyxl.load_workbook(path)["Grants"]
    last = 4 + len(dated.allocations)
    assert sheet.tables["Allocations"].ref == f"B4:G{last}"
    assert [sheet[f"B{n}"].value for n in range(5, last + 1)][:2] == ["ByteDance", "Alibaba"]
    assert sheet[f"F{last}"].value == "=Allocations[[#This Row],[Lower bound]]/2"
    assert sheet["J2"].value == f"=MAX(Grants!$D$5:$D${last})"
    assert str(sheet.data_validations.dataValidation[0].sqref) == f"D5:D{last}"
    chart = parts(path)["xl/charts/chart1.xml"].decode()
    assert f"Grants!$D$5:$D${last}" in chart
    assert f"Grants!D5:D{last}" in parts(path)["xl/worksheets/sheet1.xml"].decode()
    assert "Cache" not in chart


def test_in_a_strange_column_no_bound_and_no_precision_is_lost(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    fill(dated, minister, office, tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Grants"]
    assert sheet["D9"].value == 400_000
    assert sheet["D9"].number_format.startswith('"> "#,##0')
    assert sheet["D9"].fill.fgColor.rgb == "FFDDEEFF"
    assert sheet["E9"].value == "not bounded"
    assert sheet["C6"].value == "Aug 2025"
    assert sheet["C5"].is_date


def test_named_cells_are_filled_and_the_marking_with_them(
    undated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    fill(undated, minister, office, tmp_path / "filled.xlsx")
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    assert book["Front page"]["C3"].value == undated.title
    assert book["Front page"]["C3"].font.size == 30
    assert book["Front page"]["C5"].value == undated.bottom_line
    assert book["Grants"]["B2"].value == "TLP:AMBER"


def test_last_months_words_leave_no_trace(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    fill(dated, minister, office, tmp_path / "filled.xlsx")
    assert not [name for name, part in parts(tmp_path / "filled.xlsx").items() if b"secret" in part]


def test_both_readers_find_the_same(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    path = tmp_path / "filled.xlsx"
    fill(dated, minister, office, path)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Grants").to_python()
    sheet = openpyxl.load_workbook(path, data_only=True)["Grants"]
    first = next(row for row in rows if "Recipients" in row)
    at = rows.index(first)
    for n, row in enumerate(rows[at + 1 : at + 1 + len(dated.allocations)], start=5):
        assert row[first.index("Recipients")] == sheet[f"B{n}"].value
        assert row[first.index("Lower bound")] == sheet[f"D{n}"].value


def test_a_text_below_a_table_that_needs_the_room_is_named(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(office)
    book["Grants"]["C10"] = "Signed: the secretary"
    book.save(office)
    with pytest.raises(TemplateError, match=r"Grants!C10.*needs the room"):
        fill(dated, minister, office, tmp_path / "filled.xlsx")
    assert not (tmp_path / "filled.xlsx").exists()


def test_a_remark_beside_a_row_is_named_before_it_comes_to_stand_beside_another(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(office)
    book["Grants"]["G6"] = "ask again"
    book.save(office)
    with pytest.raises(TemplateError, match=r"Grants!G6.*'Remark'"):
        fill(dated, minister, office, tmp_path / "filled.xlsx")


def test_a_text_of_ones_own_on_the_cover_stays_or_is_named(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    path = write(undated, minister, tmp_path / "last.xlsx").path
    for cell, stays in (("E9", True), ("A80", True)):
        book = openpyxl.load_workbook(path)
        book["Cover"][cell] = "Note of the office"
        book.save(tmp_path / "edited.xlsx")
        fill(undated, minister, tmp_path / "edited.xlsx", tmp_path / "filled.xlsx")
        found = openpyxl.load_workbook(tmp_path / "filled.xlsx")["Cover"][cell].value
        assert (found == "Note of the office") is stays
    told = JudgementRow(ref="J-0001", statement="They will buy")
    longer = dataclasses.replace(undated, judgements=(told,) * 100)
    with pytest.raises(TemplateError, match=r"Cover!A80.*text of your own"):
        fill(longer, minister, tmp_path / "edited.xlsx", tmp_path / "filled.xlsx")


def test_a_template_without_a_place_for_the_marking_is_refused(
    undated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(office)
    del book.defined_names["Briefing_marking"]
    book.save(office)
    with pytest.raises(TemplateError, match=r"no place for the marking TLP:AMBER"):
        fill(undated, minister, office, tmp_path / "filled.xlsx")
    clear = dataclasses.replace(undated, marking=Marking.CLEAR)
    fill(clear, minister, office, tmp_path / "filled.xlsx")


def test_what_is_equal_gives_equal_bytes_also_over_itself(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    fill(dated, minister, office, tmp_path / "a.xlsx")
    fill(dated, minister, office, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    fill(dated, minister, tmp_path / "a.xlsx", tmp_path / "a.xlsx")
    again, once = shown(tmp_path / "a.xlsx"), shown(tmp_path / "b.xlsx")
    assert {at: cell[0] for at, cell in again.items()} == {at: cell[0] for at, cell in once.items()}


class Stopper:
    """Progress of an analyst who loses patience at a step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int, label: str = "") -> None:
        assert 0 <= done <= total, label
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("at", range(4))
def test_a_stopped_filling_leaves_the_old_file(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path, at: int
) -> None:
    path = tmp_path / "filled.xlsx"
    path.write_bytes(b"last month's")
    with pytest.raises(Cancelled):
        fill(dated, minister, office, path, Stopper(at))
    assert path.read_bytes() == b"last month's"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["filled.xlsx", "office.xlsx"]


def test_a_formula_in_a_text_stays_a_text(
    dated: BriefingData, minister: Recipe, office: Path, tmp_path: Path
) -> None:
    first, *rest = dated.allocations
    nasty = dataclasses.replace(first, recipients=("=cmd|'/c calc'!A1",))
    data = dataclasses.replace(dated, allocations=(nasty, *rest), title="=1+1")
    fill(data, minister, office, tmp_path / "filled.xlsx")
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    for cell in (book["Grants"]["B5"], book["Front page"]["C3"]):
        assert cell.data_type == "s"
        assert cell.quotePrefix
