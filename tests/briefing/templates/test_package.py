"""A workbook is read as its parts; what cannot be a template is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from workbench.briefing.templates.package import Template
from workbench.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path


def test_sheets_tables_and_names_are_found(office: Path) -> None:
    template = Template.read(office)
    assert [sheet.tab for sheet in template.sheets] == ["Grants", "Front page"]
    (table,) = template.sheets[0].tables
    assert (table.name, table.area.ref, table.first) == ("Allocations", "B4:G7", 5)
    assert table.columns[4:] == ("Half", "Remark")
    assert template.names["Briefing_title"] == "'Front page'!$C$3"


@pytest.mark.parametrize("content", [b"", b"no archive", b"\xd0\xcf\x11\xe0 locked", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(content)
    with pytest.raises(TemplateError, match=r"Template t\.xlsx: .*(damaged|password)"):
        Template.read(tmp_path / "t.xlsx")
    with pytest.raises(TemplateError, match="does not exist"):
        Template.read(tmp_path / "none.xlsx")


def test_an_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "t.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(TemplateError, match="no Excel workbook"):
        Template.read(tmp_path / "t.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml", "macros"),
        (b"<workbook ", b"<workbook <", "damaged"),
        (b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml", "damaged"),
    ],
)
def test_a_workbook_that_would_break_is_refused(
    office: Path, tmp_path: Path, old: bytes, new: bytes, words: str
) -> None:
    path = tmp_path / "t.xlsx"
    with ZipFile(office) as archive, ZipFile(path, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            target = old.replace(b"xl/", b"") if b"sheet1" in old else old
            if name.startswith(("[", "xl/workbook.xml", "xl/_rels")):
                part = part.replace(target, new)
            out.writestr(name, part)
    with pytest.raises(TemplateError, match=words):
        Template.read(path)
