"""The cells of a sheet are read as text and written as text."""

from __future__ import annotations

from io import BytesIO

import pytest

from workbench.briefing.templates.cells import NewRow, SheetCells, forgetful, moved

SHEET = (
    b'<worksheet><sheetData><row r="2" ht="30" customHeight="1" spans="1:2">'
    b'<c r="A2" s="3" t="s"><v>7</v></c><c r="B2"/></row>'
    b'<row r="5"><c r="C5" t="str"><f>A2&amp;"x"</f><v>old</v></c></row>'
    b"</sheetData><tail/></worksheet>"
)


def written(cells: SheetCells, *new: NewRow) -> str:
    out = BytesIO()
    cells.write([iter(new)] if new else [], out)
    return out.getvalue().decode()


def test_what_is_not_touched_is_written_as_it_was() -> None:
    cells = SheetCells(SHEET)
    whole = cells.head + "<sheetData>" + written(cells) + "</sheetData>" + cells.tail
    assert whole.encode() == SHEET


def test_cells_tell_what_they_hold() -> None:
    found = {(row, column): cell for row, column, cell in SheetCells(SHEET).found()}
    assert (found[2, 1].style, found[2, 1].string, found[2, 1].filled) == (3, 7, True)
    assert not found[2, 2].filled
    assert found[5, 3].formula == 'A2&amp;"x"'


def test_new_rows_go_between_and_new_cells_beside_the_old() -> None:
    new = (NewRow(2, {3: '<c r="C2"/>'}), NewRow(3, {1: '<c r="A3"/>'}, 18.0))
    text = written(SheetCells(SHEET), *new)
    assert (
        '<c r="B2"/><c r="C2"/></row><row r="3" ht="18" customHeight="1"><c r="A3"/></row>' in text
    )
    assert text.index('r="3"') < text.index('r="5"')
    assert "spans" not in text


def test_a_result_that_may_not_hold_any_more_is_forgotten() -> None:
    cell = SheetCells(SHEET).at(5, 3)
    assert cell is not None
    assert forgetful(cell).xml == '<c r="C5"><f>A2&amp;"x"</f></c>'
    assert moved(cell, "C9").xml.startswith('<c r="C9"')


def test_a_sheet_without_cells_gets_some() -> None:
    cells = SheetCells(b"<worksheet><sheetData/><tail/></worksheet>")
    assert (cells.head, cells.tail) == ("<worksheet>", "<tail/></worksheet>")
    assert written(cells, NewRow(1, {1: '<c r="A1"/>'})) == '<row r="1"><c r="A1"/></row>'
    with pytest.raises(ValueError, match="sheetData"):
        SheetCells(b"<x:worksheet><x:sheetData/></x:worksheet>")
