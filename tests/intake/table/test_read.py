"""Tables are read off CSV and Excel files without losing a cell, however they are spelled."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.errors import EmptyTable, FileNotReadable, NoSuchSheet, WorkbenchError
from workbench.intake.table.read import read_table

if TYPE_CHECKING:
    from pathlib import Path

CELLS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=3, max_size=3
)


def table_of(folder: Path, data: bytes, name: str = "t.csv") -> Path:
    """A file that holds some bytes."""
    place = folder / name
    place.write_bytes(data)
    return place


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_mark_between_cells_is_found_out(tmp_path: Path, mark: str) -> None:
    lines = [mark.join(("Title", "Date", "Note")), mark.join(("Rule", "2026-01-13", '"a, b; c"'))]
    table = read_table(table_of(tmp_path, "\n".join(lines).encode()))
    assert table.columns == ("Title", "Date", "Note")
    assert table.rows == (("Rule", "2026-01-13", "a, b; c"),)


def test_the_mark_between_cells_is_found_out_among_cells_of_several_lines(tmp_path: Path) -> None:
    note = '"First line;\nsecond; line ""quoted"", and;\n\nlast"'
    lines = [f"Rule {n},USA; CHN,{note}" for n in range(30)]
    table = read_table(table_of(tmp_path, "\n".join(["Title,Affected,Note", *lines]).encode()))
    assert table.delimiter == ","
    assert table.columns == ("Title", "Affected", "Note")
    assert len(table.rows) == 30


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_arrive_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    data = "Title,Authority\nRègle n° 1,Ministère de l’Économie\n".encode(encoding)
    table = read_table(table_of(tmp_path, data))
    assert table.rows == (("Règle n° 1", "Ministère de l’Économie"),)


def test_headings_are_each_there_once_and_rows_are_filled_up(tmp_path: Path) -> None:
    table = read_table(table_of(tmp_path, b"Name,Name,\na\nb,c,d,e\n"))
    assert table.columns == ("Name", "Name (2)", "Column 3", "Column 4")
    assert table.rows == (("a", "", "", ""), ("b", "c", "d", "e"))
    assert table.numbers == (2, 3)


def test_titles_above_the_table_are_passed_over(tmp_path: Path) -> None:
    data = b"Tracker of controls,,\n,,\nTitle,Date,Where\nRule,2026,USA\n"
    table = read_table(table_of(tmp_path, data))
    assert table.columns == ("Title", "Date", "Where")
    assert table.numbers == (4,)
    assert read_table(table_of(tmp_path, data), heading=1).columns[0] == "Tracker of controls"


def test_huge_cells_nul_and_bidi_marks_are_kept(tmp_path: Path) -> None:
    long = "x" * 300_000
    table = read_table(table_of(tmp_path, f"Title,Note\na\0b,{long}\n\u202eevil,z\n".encode()))
    assert table.rows[0] == ("a␀b", long)
    assert table.rows[1][0] == "\u202eevil"
    assert "NUL" in table.doubts[-1]


@given(
    st.lists(CELLS.filter(lambda row: any(cell.strip() for cell in row)), min_size=1, max_size=5)
)
def test_what_a_csv_writer_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    clean = [[cell.replace("\0", "").replace("\r", "") or "y" for cell in row] for row in rows]
    held = io.StringIO(newline="")
    csv.writer(held).writerows([["A", "B", "C"], *clean])
    place = table_of(tmp_path_factory.mktemp("csv"), b"\xef\xbb\xbf" + held.getvalue().encode())
    table = read_table(place, heading=1, delimiter=",")
    assert [list(row) for row in table.rows] == [r for r in clean if any(c.strip() for c in r)]


def test_a_workbook_gives_dates_and_numbers_as_text(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.create_sheet("Read me", 0)
    sheet = book["Sheet"]
    sheet.append(["Title", "Date", "Units", "Share", "Yes"])
    sheet.append(["Rule", datetime(2026, 1, 13), 400000.0, 0.5, True])  # noqa: DTZ001 - as Excel
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx")
    assert (table.sheet, table.sheets) == ("Sheet", ("Read me", "Sheet"))
    assert table.rows == (("Rule", "2026-01-13", "400000", "0.5", "yes"),)
    with pytest.raises(NoSuchSheet, match="Read me"):
        read_table(tmp_path / "t.xlsx", sheet="2024")


@pytest.mark.parametrize("data", [b"", b"Title,Date\n", b"\n\n,,\n"])
def test_a_table_without_rows_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(EmptyTable):
        read_table(table_of(tmp_path, data))


def test_what_is_no_table_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        read_table(tmp_path / "gone.csv")
    for data in (
        b"PK\x03\x04 not a workbook",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        bytes(range(256)) * 9,
    ):
        with pytest.raises(WorkbenchError):
            read_table(table_of(tmp_path, data))
