"""The cells of a workbook, read by calamine: values only, no formula is run, no link followed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from workbench.errors import FileNotReadable, NoSuchSheet, SourceTooLarge

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 2 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The rows of one sheet as Python values; `start` is the number of the first of them."""

    sheet: str
    sheets: tuple[str, ...]
    start: int
    rows: list[list[Any]]


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin as a workbook does (a zip archive, or the old compound file)."""
    return data.startswith((_ZIP, _OLE))


def workbook_rows(data: bytes, name: str, sheet: str = "") -> Cells:
    """The rows of a sheet, of the first one with cells where none is named.

    Raises:
        FileNotReadable: no workbook, or one that is damaged or needs a password.
        NoSuchSheet: it has no sheet of that name.
        SourceTooLarge: it unpacks to more than can be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = tuple(book.sheet_names)
        if sheet and sheet not in sheets:
            raise NoSuchSheet(name, sheet, sheets)
        for each in (sheet,) if sheet else sheets:
            held = book.get_sheet_by_name(each)
            rows = held.to_python(skip_empty_area=True)
            if rows or sheet:
                start = (held.start or (0, 0))[0] + 1
                return Cells(sheet=each, sheets=sheets, start=start, rows=rows)
    except (CalamineError, OSError, ValueError) as fault:
        raise FileNotReadable(name, f"no workbook that can be read ({fault})") from fault
    return Cells(sheet="", sheets=sheets, start=1, rows=[])


def _refuse_bomb(data: bytes, name: str) -> None:
    """Refuses an archive that unpacks to more than the memory can take."""
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile as fault:
        raise FileNotReadable(name, "the archive is damaged") from fault
    if size > _MOST_UNPACKED:
        unpacked = f"{size // 1024**2:,} MB unpacked"
        raise SourceTooLarge(name, unpacked, f"{_MOST_UNPACKED // 1024**2:,} MB")
