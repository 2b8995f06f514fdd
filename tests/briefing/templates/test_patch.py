"""What stands in the way of a table is named; what is computed beside it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workbench.briefing.templates.fill import fill
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe

openpyxl = pytest.importorskip("openpyxl")


def table_workbook(*, totals: bool = False) -> Any:
    """A workbook with a table Allocations in A1:C3 and a place for the marking."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "List"
    for row in (["Id", "Lower bound", "Twice"], ["A-1", 5, "=B2*2"], ["A-2", 6, "=B3*2"]):
        sheet.append(row)
    if totals:
        sheet.append(["Total", "=SUBTOTAL(109,Allocations[Lower bound])", None])
    ref = "A1:C4" if totals else "A1:C3"
    table = openpyxl.worksheet.table.Table(displayName="Allocations", ref=ref)
    table.totalsRowCount = 1 if totals else None
    sheet.add_table(table)
    name = openpyxl.workbook.defined_name.DefinedName("Briefing_marking", attr_text="List!$H$1")
    book.defined_names["Briefing_marking"] = name
    return book


def filled(book: Any, data: BriefingData, recipe: Recipe, folder: Path) -> Any:
    book.save(folder / "t.xlsx")
    fill(data, recipe, folder / "t.xlsx", folder / "f.xlsx")
    return openpyxl.load_workbook(folder / "f.xlsx")


def test_a_column_of_relative_formulas_goes_on(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    book = filled(table_workbook(), dated, minister, tmp_path)
    assert [book["List"][f"C{n}"].value for n in range(2, 9)] == [f"=B{n}*2" for n in range(2, 9)]


def test_a_row_of_totals_stays_the_last(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    book = filled(table_workbook(totals=True), dated, minister, tmp_path)
    assert book["List"].tables["Allocations"].ref == "A1:C9"
    assert book["List"]["A9"].value == "Total"
    assert book["List"]["B9"].value == "=SUBTOTAL(109,Allocations[Lower bound])"


def test_a_table_that_shrinks_leaves_nothing_below(
    undated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    book = filled(table_workbook(), undated, minister, tmp_path)
    assert book["List"].tables["Allocations"].ref == "A1:C2"
    assert book["List"]["A3"].value is None


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda sheet: sheet.merge_cells("A6:B6"), "List!A6: What lies here is in the way"),
        (lambda sheet: sheet.__setitem__("H1", "=1+1"), "List!H1: It holds a formula"),
        (lambda sheet: sheet.__setitem__("B5", "note"), "List!B5: It stands below the table"),
    ],
)
def test_what_cannot_be_filled_is_refused_with_the_name_of_the_cell(
    dated: BriefingData, minister: Recipe, tmp_path: Path, spoil: object, words: str
) -> None:
    book = table_workbook()
    assert callable(spoil)
    spoil(book["List"])
    with pytest.raises(TemplateError, match=words):
        filled(book, dated, minister, tmp_path)


def test_a_table_without_a_known_column_is_told_their_names(
    dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    book = table_workbook()
    for cell, words in (("A1", "Nr"), ("B1", "Sum")):
        book["List"][cell] = words
    book["List"].tables["Allocations"]._initialise_columns()  # noqa: SLF001 - reads the headers
    for column, header in zip(
        book["List"].tables["Allocations"].tableColumns, ("Nr", "Sum", "Twice"), strict=True
    ):
        column.name = header
    with pytest.raises(TemplateError, match=r"List!A1: No column .* Name one of them: Id"):
        filled(book, dated, minister, tmp_path)
