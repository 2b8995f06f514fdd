"""Reads tables as sources: a row a line, its cells between tabs."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from workbench.errors import DamagedSource, SourceTooLarge
from workbench.intake.archive import Archive
from workbench.intake.document import Document
from workbench.intake.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_CELLS = 5_000_000
"""How many cells a table that is read as text may have."""

_LONGEST_CELL = 1_000_000
_SAMPLE = 16_000
_DELIMITERS = ",;\t|"


def read_csv(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read comma-separated values; the sign between the cells is found out.

    Raises:
        DamagedSource: a cell is never closed, or is longer than a million characters.
        UnknownEncoding: `encoding` does not exist or does not fit.
        BinarySource: it holds no text.
    """
    text, found, doubts = decoded(data, name, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [_row(cells) for cells in csv.reader(StringIO(text), delimiter=_delimiter(text))]
    except csv.Error as fault:
        raise DamagedSource(name, f"its table is broken ({fault})") from fault
    return Document(text="\n".join(rows), encoding=found, warnings=doubts)


def read_sheets(data: bytes, name: str) -> Document:
    """Read the sheets of a workbook (.xlsx, .xlsm, .ods): the name of each, then its rows.

    Values are those that the workbook shows last computed, formulas are not; dates are ISO 8601.

    Raises:
        DamagedSource: it is no workbook, or a broken one.
        SourceTooLarge: it unpacks to more than any workbook would.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
    )

    Archive(data, name)
    lines: list[str] = []
    cells = 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for sheet in book.sheet_names:
            lines.append(sheet)
            for row in book.get_sheet_by_name(sheet).iter_rows():
                cells += len(row)
                if cells > MOST_CELLS:
                    raise SourceTooLarge(name, "very many cells", f"{MOST_CELLS:,}")
                lines.append(_row(map(_shown, row)))
    except PasswordError as fault:
        raise DamagedSource(name, "it is protected by a password") from fault
    except CalamineError as fault:
        raise DamagedSource(name, f"its table is broken ({fault})") from fault
    return Document(text="\n".join(lines))


def _delimiter(text: str) -> str:
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:
        return ","


def _row(cells: Iterable[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip()


def _shown(value: Any) -> str:
    """A cell as people read it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date | time) else str(value)
