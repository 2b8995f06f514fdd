"""An ordinary workbook as an office keeps it: letterhead, picture, text box, chart, pivot."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
ROWS = 3
_HALF = "=Allocations[[#This Row],[Lower bound]]/2"
_EXTRA = {
    "xl/slicers/slicer1.xml": b"<slicers><slicer name='Stage' caption='last month'/></slicers>",
    "xl/slicerCaches/slicerCache1.xml": b"<slicerCacheDefinition name='Slicer_Stage'/>",
    "xl/printerSettings/printerSettings1.bin": b"\x00\x01\x02",
    "customXml/item1.xml": b"<label>Official</label>",
}


def office_workbook(path: Path, *, strange: bool = True) -> Path:
    """Writes the workbook: a table Allocations in B4, with columns of its own, and named cells.

    `strange` adds parts that no library here knows.
    """
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Grants")
    plain = book.add_format({"bg_color": "#DDEEFF", "num_format": "#,##0"})
    sheet.write("A1", "Ministry of Trade")
    sheet.write("B2", "(marking)", book.add_format({"bold": True}))
    book.define_name("Briefing_marking", "=Grants!$B$2")
    sheet.add_table(
        3, 1, 3 + ROWS, 6,
        {
            "name": "Allocations",
            "columns": [
                {"header": "Recipients"},
                {"header": "Date"},
                {"header": "Lower bound", "format": plain},
                {"header": "Upper bound", "format": plain},
                {"header": "Half", "formula": _HALF, "format": plain},
                {"header": "Remark"},
            ],
        },
    )  # fmt: skip
    for row in range(4, 4 + ROWS):
        sheet.write_row(row, 1, [f"last month's secret {row}", 45_000, 1, 2], plain)
    area = f"D5:D{4 + ROWS}"
    sheet.conditional_format(area, {"type": "data_bar"})
    sheet.data_validation(area, {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.write_formula("J1", "=SUM(Allocations[Lower bound])", None, 3)
    sheet.write_formula("J2", f"=MAX(Grants!$D$5:$D${4 + ROWS})", None, 1)
    sheet.insert_image("L1", "seal.png", {"image_data": BytesIO(_PNG), "description": "The seal"})
    sheet.insert_textbox("L8", "Handle with care")
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "categories": f"=Grants!$B$5:$B${4 + ROWS}",
            "values": f"=Grants!$D$5:$D${4 + ROWS}",
            "trendline": {"type": "linear"},
        }
    )
    sheet.insert_chart("L14", chart)
    sheet.add_sparkline("J4", {"range": f"Grants!D5:D{4 + ROWS}"})
    cover = book.add_worksheet("Front page")
    cover.write("C3", "(title)", book.add_format({"font_size": 30}))
    cover.write_comment("C3", "The title of the briefing")
    cover.merge_range("C5:F5", "(bottom line)")
    book.define_name("Briefing_title", "='Front page'!$C$3")
    book.define_name("Briefing_bottom_line", "='Front page'!$C$5:$F$5")
    book.close()
    with ZipFile(path, "a") as archive:
        for name, part in _EXTRA.items() if strange else ():
            archive.writestr(name, part)
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return office_workbook(tmp_path / "office.xlsx")
