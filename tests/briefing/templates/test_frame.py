"""What frames the cells of a template is kept, but for what names the past or a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

from workbench.briefing.templates.fill import fill
from workbench.briefing.templates.frame import refreshing, table_part, without_part
from workbench.briefing.templates.regions import Area
from workbench.briefing.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_a_filter_of_old_rows_is_gone_from_the_table() -> None:
    part = (
        f'<table xmlns="{_MAIN}" ref="A1:B3"><autoFilter ref="A1:B3"><filterColumn colId="0"/>'
        '</autoFilter><sortState ref="A2:B3"/><tableColumns count="1"/></table>'
    ).encode()
    text = table_part(part, Area("x", 1, 1, 2, 9), 1).decode()
    assert 'ref="A1:B10"><autoFilter ref="A1:B9"/>' in text
    assert "sortState" not in text


def test_a_pivot_is_read_anew_on_opening() -> None:
    part = f'<pivotCacheDefinition xmlns="{_MAIN}"/>'.encode()
    assert b'refreshOnLoad="1"' in refreshing(part)


def test_the_chain_of_old_formulas_is_left_out() -> None:
    part = (
        b'<Types><Override PartName="/xl/calcChain.xml"/><Override PartName="/xl/a.xml"/></Types>'
    )
    assert b"calcChain" not in without_part(part, "xl/calcChain.xml")


def test_the_pages_carry_this_briefings_marking_and_no_path_of_a_machine(
    undated: BriefingData, dated: BriefingData, minister: Recipe, tmp_path: Path
) -> None:
    write(undated, minister, tmp_path / "last.xlsx")
    edited = tmp_path / "edited.xlsx"
    space = b"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"
    path = b'<absPath xmlns="' + space + b'" url="C:\\me"/>'
    with ZipFile(tmp_path / "last.xlsx") as archive, ZipFile(edited, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"<bookViews>", path + b"<bookViews>")
            if name == "docProps/core.xml":
                part = part.replace(b"</dc:creator>", b" at home</dc:creator>")
            out.writestr(name, part)
    fill(dated, minister, edited, tmp_path / "filled.xlsx")
    with ZipFile(tmp_path / "filled.xlsx") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"TLP:AMBER" not in whole.replace(b"TLP:AMBER", b"", whole.count(b"Briefing marking"))
    assert b"B-0001" not in whole
    assert b"at home" not in whole
    assert b"C:\\me" not in whole
    assert b'fullCalcOnLoad="1"' in whole
