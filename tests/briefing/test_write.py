"""The workbook as its readers find it.

Tables, sums, results beside formulas, links both ways, the same bytes.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from workbench.briefing.data import BriefingData
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import contents, write
from workbench.errors import Cancelled, InvalidField
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from datetime import datetime


openpyxl = pytest.importorskip("openpyxl")  # as Any: its readers give Nones that no test can meet


def written(data: BriefingData, path: Path, recipe: str = "minister") -> Path:
    return write(data, Recipe.shipped(recipe), path).path


def coordinates(cell: str) -> tuple[int, int]:
    row, column = openpyxl.utils.cell.coordinate_to_tuple(cell)
    return row, column


def cells(path: Path, *, computed: bool = False) -> dict[str, Any]:
    workbook = openpyxl.load_workbook(path, data_only=computed)
    return {
        f"{sheet.title}!{cell.coordinate}": cell
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@pytest.fixture(params=["undated", "dated", "empty"])
def any_data(request: pytest.FixtureRequest) -> BriefingData:
    data: BriefingData = request.getfixturevalue(request.param)
    return data


@pytest.fixture
def empty(undated: BriefingData) -> BriefingData:
    return BriefingData(title="Nothing yet", as_of=undated.as_of)


def test_a_briefing_opens_without_a_finding(any_data: BriefingData, tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(written(any_data, tmp_path / "b.xlsx"))
    assert not [str(each) for each in result.errors]


def test_every_formula_has_a_result_beside_it(any_data: BriefingData, tmp_path: Path) -> None:
    path = written(any_data, tmp_path / "b.xlsx")
    shown = cells(path, computed=True)
    formulas = [place for place, cell in cells(path).items() if cell.data_type == "f"]
    assert formulas
    assert not [place for place in formulas if place not in shown]
    rows = {
        s: CalamineWorkbook.from_path(path).get_sheet_by_name(s).to_python(skip_empty_area=False)
        for s in CalamineWorkbook.from_path(path).sheet_names
    }
    for place in formulas:
        tab, cell = place.split("!")
        found = coordinates(cell)
        assert rows[tab][found[0] - 1][found[1] - 1] == shown[place].value


def test_a_joint_grant_stays_one_row_with_the_bare_number(
    undated: BriefingData, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(written(undated, tmp_path / "b.xlsx"))["Allocations"]
    header = {cell.value: cell.column for cell in sheet[5]}
    assert sheet.max_row == 6
    row = {name: sheet.cell(6, column).value for name, column in header.items()}
    assert row["Recipients"] == "ByteDance + Alibaba + Tencent"
    assert row["Split"] == "joint"
    assert row["As stated"] == "more than 400,000 of the chips in total"
    assert (row["Lower bound"], row["Upper bound"]) == (400_000, "not bounded")
    assert row["Date"] == "not stated"
    rules = sheet.conditional_formatting["K6"]
    assert rules[0].dxf.numFmt.formatCode.startswith('"> "')


def test_totals_say_where_they_are_not_bounded(dated: BriefingData, tmp_path: Path) -> None:
    shown = cells(written(dated, tmp_path / "b.xlsx"), computed=True)
    totals = {
        shown[f"Totals!A{n}"].value: (shown[f"Totals!I{n}"].value, shown[f"Totals!J{n}"].value)
        for n in range(10, 13)
    }
    assert totals == {
        "All items (chip)": (512_000, "not bounded"),
        "H20": (100_000, 130_000),
        "H200": (412_000, "not bounded"),
    }


def test_a_vague_number_has_no_figure_in_the_totals(undated: BriefingData, tmp_path: Path) -> None:
    from workbench.model.quantity import Quantity

    vague = dataclasses.replace(
        undated.allocations[0], quantity=Quantity.vague("hundreds of thousands", "chip")
    )
    data = dataclasses.replace(undated, allocations=(vague,))
    shown = cells(written(data, tmp_path / "b.xlsx"), computed=True)
    assert shown["Totals!I10"].value == "no figure stated"
    assert shown["Summary!A5"].value == "no figure stated"
    assert shown["Allocations!K6"].value == "no figure stated"


def test_figures_lead_to_evidence_and_evidence_leads_back(
    undated: BriefingData, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(written(undated, tmp_path / "b.xlsx"))
    figure = workbook["Allocations"]["K6"]
    assert figure.hyperlink.location == "Evidence!A7"
    assert workbook["Evidence"]["A7"].value == "C-0002"
    assert workbook["Evidence"]["C7"].value == undated.evidence[1].quote
    assert workbook["Evidence"]["J7"].hyperlink.location == "Allocations!A6"
    assert workbook["Evidence"]["D7"].hyperlink.location == "Sources!A6"


def test_every_link_leads_to_a_cell_that_is_there(any_data: BriefingData, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(any_data, tmp_path / "b.xlsx"))
    links = [
        cell.hyperlink
        for sheet in workbook
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    for link in links:
        if link.target:
            assert link.target.startswith("https://")
        else:
            tab, cell = link.location.split("!")
            assert workbook[tab.strip("'")][cell].value is not None


def test_tables_are_native_and_sums_name_their_columns(dated: BriefingData, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(written(dated, tmp_path / "b.xlsx"))
    assert workbook["Allocations"].tables["Allocations"].ref == "A5:O12"
    sums = 'SUMIFS(Allocations[Lower bound],Allocations[Counted],"yes"'
    assert sums in workbook["Totals"]["I10"].value
    choices = workbook["Totals"].data_validations.dataValidation
    assert {str(each.sqref): each.formula1 for each in choices} == {
        "B5": "StageChoices",
        "B6": "RecipientsChoices",
    }


def test_the_marking_stands_in_a_cell_and_on_every_page(
    any_data: BriefingData, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(written(any_data, tmp_path / "b.xlsx"))
    for sheet in workbook:
        texts = [
            str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value
        ]
        assert any(str(any_data.marking) in text for text in texts)
        assert sheet.oddHeader.right.text == sheet.oddFooter.right.text == str(any_data.marking)
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges
        assert not sheet.sheet_view.showGridLines


def test_a_recipe_may_raise_the_marking_but_not_lower_it(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    for wanted, found in ((Marking.RED, "TLP:RED"), (Marking.CLEAR, "TLP:AMBER")):
        recipe = dataclasses.replace(minister, marking=wanted)
        path = write(undated, recipe, tmp_path / "b.xlsx").path
        assert openpyxl.load_workbook(path)["Cover"]["A4"].value == found


def test_an_undated_briefing_says_so_and_draws_the_stated_bound(
    undated: BriefingData, tmp_path: Path
) -> None:
    path = written(undated, tmp_path / "b.xlsx")
    shown = cells(path, computed=True)
    assert "No date is stated" in shown["Summary!A9"].value
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/")]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 2
    assert re.search(r'descr="[^"]*ByteDance \+ Alibaba \+ Tencent[^"]*400,000 or more', drawing)


def test_a_dated_briefing_draws_its_steps_with_the_joint_part(
    dated: BriefingData, tmp_path: Path
) -> None:
    with zipfile.ZipFile(written(dated, tmp_path / "b.xlsx")) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert "Joint part (split not stated)" in chart
    assert "No upper bound stated" in chart
    assert "<c:dateAx" in chart or "<dateAx" in chart


@pytest.mark.parametrize(("low", "sign"), [(512_000, "&gt;"), (512_001, "≥")])
def test_the_last_step_is_labelled_with_the_sign_that_holds(
    dated: BriefingData, tmp_path: Path, low: int, sign: str
) -> None:
    last = dataclasses.replace(dated.steps[-1], low=Decimal(low))
    data = dataclasses.replace(dated, steps=(*dated.steps[:-1], last))
    with zipfile.ZipFile(written(data, tmp_path / "b.xlsx")) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert f'formatCode="&quot;{sign} &quot;#,##0;' in chart


def test_equal_data_give_equal_bytes(any_data: BriefingData, tmp_path: Path) -> None:
    first = written(any_data, tmp_path / "a.xlsx").read_bytes()
    assert first == written(any_data, tmp_path / "b.xlsx").read_bytes()


_ELSEWHERE = """
import datetime, pathlib, sys
from workbench.briefing.data import AllocationRow, BriefingData
from workbench.briefing.recipe import Recipe
from workbench.briefing.write import write
moment = datetime.datetime(2026, 2, 13, 17, tzinfo=datetime.timezone.utc)
rows = tuple(AllocationRow(ref=str(n), item=str(n % 9)) for n in range(600))
data = BriefingData(title="Same", as_of=moment, allocations=rows)
write(data, Recipe.shipped("minister"), pathlib.Path(sys.argv[1]))
"""


def test_neither_time_zone_nor_hash_seed_changes_a_byte(tmp_path: Path) -> None:
    for name, zone, seed in (("a", "Asia/Tokyo", "7"), ("b", "America/Lima", "0")):
        subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _ELSEWHERE, str(tmp_path / f"{name}.xlsx")],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            check=True,
        )
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def other_python() -> str | None:
    """Another version of Python that has what writes a briefing, if this machine has one."""
    for minor in range(11, 16):
        found = shutil.which(f"python3.{minor}")
        needs = "import openpyxl, lxml, platformdirs, typing_extensions, tomllib"
        same = sys.version_info[:2] == (3, minor)
        if found and not same:
            run = subprocess.run([found, "-c", needs], check=False, capture_output=True)  # noqa: S603
            if run.returncode == 0:
                return found
    return None


def test_another_version_of_python_writes_the_same_parts(tmp_path: Path) -> None:
    other = other_python()
    if other is None:
        pytest.skip("no other Python here has openpyxl, lxml and platformdirs")
    held = []
    for name, program in (("a", sys.executable), ("b", other)):
        path = tmp_path / f"{name}.xlsx"
        subprocess.run(  # noqa: S603 - our own program
            [program, "-c", _ELSEWHERE, str(path)],
            env={**os.environ, "PYTHONPATH": ""},
            cwd=Path(__file__).parents[2],
            check=True,
        )
        with zipfile.ZipFile(path) as archive:
            held.append({each: archive.read(each) for each in archive.namelist()})
    assert held[0] == held[1]


def test_the_properties_hold_the_moment_and_no_machine(
    undated: BriefingData, tmp_path: Path
) -> None:
    properties = openpyxl.load_workbook(written(undated, tmp_path / "b.xlsx")).properties
    expected: datetime = undated.as_of.replace(tzinfo=None)
    assert (properties.created, properties.modified) == (expected, expected)
    assert properties.creator == "Export Control Analysis Unit"
    assert properties.lastModifiedBy is None


def test_an_empty_dossier_gives_an_honest_workbook(empty: BriefingData, tmp_path: Path) -> None:
    path = written(empty, tmp_path / "b.xlsx")
    shown = cells(path, computed=True)
    assert shown["Summary!A5"].value == "no rows"
    assert shown["Summary!C5"].value == 0
    assert "Nothing in this query" in shown["Decisions!A2"].value
    assert "Decisions!A6" not in shown


def test_contents_tell_what_write_will_put_in(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    told = contents(dated, minister)
    assert told == write(dated, minister, tmp_path / "b.xlsx").sheets
    assert {line.tab: line.rows for line in told}["Allocations"] == 7
    assert [line.tab for line in told][:2] == ["Cover", "Summary"]


def test_the_tables_recipe_leaves_out_what_it_does_not_name(
    dated: BriefingData, tmp_path: Path
) -> None:
    workbook = openpyxl.load_workbook(written(dated, tmp_path / "b.xlsx", "tables"))
    assert workbook.sheetnames == ["Decisions", "Allocations", "Evidence", "Sources", "Gaps"]


class Stopper:
    """Progress of an analyst who loses patience at a step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total, what
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("at", range(12))
def test_a_stopped_briefing_leaves_the_old_file_and_nothing_else(
    undated: BriefingData, minister: Recipe, tmp_path: Path, at: int
) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"last month's")
    with pytest.raises(Cancelled):
        write(undated, minister, path, Stopper(at))
    assert [each.name for each in tmp_path.iterdir()] == ["b.xlsx"]
    assert path.read_bytes() == b"last month's"


def test_a_moment_without_time_zone_is_refused(undated: BriefingData) -> None:
    with pytest.raises(InvalidField, match="time zone"):
        dataclasses.replace(undated, as_of=undated.as_of.replace(tzinfo=None))


def test_an_interval_is_told_in_few_words(undated: BriefingData, tmp_path: Path) -> None:
    from workbench.model.when import When

    first, *rest = undated.decisions
    decided = dataclasses.replace(first, when=When("2025-12-08/2025-12-09"))
    data = dataclasses.replace(undated, decisions=(decided, *rest))
    shown = cells(written(data, tmp_path / "b.xlsx"))
    assert shown["Decisions!B6"].value == "8 to 9 Dec 2025"
