"""The places of a template are found by name, and what is wrong with one is told with its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.briefing.templates.slots import FIELDS, slots_of
from workbench.briefing.write import write
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def test_tables_and_named_cells_are_slots(office: Path) -> None:
    slots = slots_of(office)
    assert set(slots.tables) == {"allocations"}
    assert slots.cells["bottom_line"].name == "Front page!C5"
    cell, words = slots.words[0]
    assert cell == "Grants!B4"
    assert words.startswith("table Allocations")


def test_a_briefing_is_a_template_of_all_its_sheets(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    slots = slots_of(write(dated, minister, tmp_path / "b.xlsx").path)
    followed = slots.recipe(minister)
    assert [plan.block for plan in followed.sheets] == [plan.block for plan in minister.sheets]
    assert slots.profile == "briefing"
    assert slots.charts == ("cumulative", "recipients", "quarters")


@pytest.mark.parametrize(
    ("name", "target", "words"),
    [
        ("Briefing_titel", "Grants!$A$1", "Grants!A1: Nothing is known to fill Briefing_titel"),
        ("Briefing_title", "Grants!$A$1:$A$2", "Grants!A1: .* must name one cell"),
        ("Briefing_title", "SUM(Grants!$A$1)", "no longer names the cells"),
        ("Briefing_title", "Gone!$A$1", "no longer names the cells"),
    ],
)
def test_a_name_that_cannot_be_filled_is_refused_with_its_cell(
    office: Path, name: str, target: str, words: str
) -> None:
    book = openpyxl.load_workbook(office)
    book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(name, attr_text=target)
    book.save(office)
    with pytest.raises(TemplateError, match=words):
        slots_of(office)


def test_a_workbook_with_nothing_to_fill_is_told_what_to_name(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "t.xlsx")
    with pytest.raises(TemplateError, match=r"native table called Decisions.*Briefing_title"):
        slots_of(tmp_path / "t.xlsx")


def test_every_field_can_be_filled(dated: BriefingData, minister: Recipe) -> None:
    from workbench.briefing.book import Book

    book = Book(dated, minister)
    found = {name: make(book).value for name, make in FIELDS.items()}
    assert found["at_least"] == 512_000
    assert found["at_most"] == "not bounded"
    assert found["marking"] == "TLP:GREEN"
    assert found["allocation_count"] == 7
