from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook  # noqa: TID253 - a test pays no start-up

from workbench.errors import DamagedSource
from workbench.intake.tables import read_csv, read_sheets


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_becomes_a_line(sign: str) -> None:
    rows = ["item;count", '"H200, new";"400000"', '"two\r\nlines";7']
    data = "\r\n".join(rows).replace(";", sign).encode()
    text = read_csv(data, "a.csv").text
    assert text.split("\n") == ["item\tcount", "H200, new\t400000", "two lines\t7"]


def test_a_cell_beyond_all_use_is_refused() -> None:
    with pytest.raises(DamagedSource, match="table is broken"):
        read_csv(b'a,"' + b"x" * 1_100_000, "a.csv")


def test_a_workbook_gives_the_rows_of_each_sheet() -> None:
    book = Workbook()
    sheet = book.create_sheet("Chips", 0)
    sheet.append(["item", "count", "day", "at"])
    sheet.append(["H200", 400_000, date(2026, 1, 28), datetime(2026, 1, 28, 9, 30)])  # noqa: DTZ001 - as in a cell
    book["Sheet"].title = "More"
    book["More"].append([0.5, None, "last"])
    held = BytesIO()
    book.save(held)
    assert read_sheets(held.getvalue(), "a.xlsx").text.split("\n") == [
        "Chips",
        "item\tcount\tday\tat",
        "H200\t400000\t2026-01-28\t2026-01-28 09:30:00",
        "More",
        "0.5\t\tlast",
    ]


def test_a_broken_workbook_is_refused() -> None:
    with pytest.raises(DamagedSource):
        read_sheets(b"PK\x03\x04rest", "a.xlsx")
