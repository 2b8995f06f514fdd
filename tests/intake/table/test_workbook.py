from __future__ import annotations

import io
import zipfile

import pytest

from workbench.errors import FileNotReadable, SourceTooLarge
from workbench.intake.table import workbook


def test_a_workbook_is_known_by_its_first_bytes() -> None:
    assert workbook.is_workbook(b"PK\x03\x04...")
    assert not workbook.is_workbook(b"Title,Date\n")


def test_an_archive_that_unpacks_too_large_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    monkeypatch.setattr(workbook, "_MOST_UNPACKED", 1_000_000)
    with pytest.raises(SourceTooLarge):
        workbook.workbook_rows(held.getvalue(), "bomb.xlsx")


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(FileNotReadable, match=r"'x\.xlsx'"):
        workbook.workbook_rows(b"PK\x03\x04" + b"\0" * 90, "x.xlsx")
