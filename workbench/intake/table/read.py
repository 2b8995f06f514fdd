"""From a CSV or Excel file to a table of text cells, with nothing lost on the way.

Every cell becomes text: a date as ISO 8601, a number without a needless ".0". A character that no
record can hold (NUL) is replaced by a sign that can be seen, and that is told.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import EmptyTable, FileNotReadable, SourceTooLarge
from workbench.intake.encoding import decoded
from workbench.intake.table.workbook import is_workbook, workbook_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LARGEST = 256 * 1024**2
"""How many bytes a file may have."""
MOST_ROWS = 1_048_576
"""How many rows are read, as many as a worksheet has."""
_FIELD_LIMIT = 2**31 - 1
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE, _LOOKED_AT = 200_000, 20
_HEADING_SHARE = 0.5
_MOST_STRAYS = 0.05
_NUL_SHOWN = "\N{SYMBOL FOR NULL}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as text: `columns` are its headings, each once; every row has as many cells.

    `numbers` are the row numbers in the file, counted from 1. `doubts` are what an analyst should
    know of the reading. `original` are the bytes of the file.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    doubts: tuple[str, ...] = ()
    original: bytes = field(default=b"", repr=False, compare=False)

    def column(self, name: str) -> list[str]:
        """The cells of one column, in order."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


def read_table(
    path: Path | str, *, encoding: str = "", delimiter: str = "", sheet: str = "", heading: int = 0
) -> Table:
    """Reads a table off a file.

    Args:
        path: a CSV or text file, or a workbook (xlsx, xls, xlsb, ods).
        encoding: of a text file; found out when it is not given.
        delimiter: between the cells of a text file; found out when it is not given.
        sheet: of a workbook; the first one with cells when it is not given.
        heading: the row of the headings, counted from 1; found out when 0.

    Raises:
        FileNotReadable: it is not there, or not allowed, or no workbook that can be read.
        SourceTooLarge: it has more bytes or rows than can be read.
        UnknownEncoding, BinarySource: the bytes are no text.
        EmptyTable: it has no row below its headings.
    """
    data = bytes_of_table(path)
    way = Way(encoding=encoding, delimiter=delimiter, sheet=sheet, heading=heading)
    return replace(table_in(data, Path(path).name, way), original=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a file is read as a table; what is empty is found out. See `read_table`."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    heading: int = 0


def table_in(data: bytes, name: str, way: Way = Way()) -> Table:
    """The table that the bytes of a file hold; else like `read_table`."""
    if is_workbook(data):
        held = workbook_rows(data, name, way.sheet)
        lines = [[_words(cell) for cell in row] for row in held.rows]
        return _table(name, lines, way.heading, held.start, sheet=held.sheet, sheets=held.sheets)
    text, used, doubts = _decoded(data, name, way.encoding)
    mark = way.delimiter or _likeliest(text)
    lines = _lines(text, mark, name)
    return _table(name, lines, way.heading, 1, encoding=used, delimiter=mark, doubts=doubts)


def bytes_of_table(place: Path | str) -> bytes:
    """The bytes of a file that may hold a table.

    Raises:
        FileNotReadable: it is not there, or not allowed.
        SourceTooLarge: it has more bytes than can be read.
    """
    path = Path(place)
    try:
        if path.stat().st_size > LARGEST:
            size = f"{path.stat().st_size // 1024**2:,} MB"
            raise SourceTooLarge(path.name, size, f"{LARGEST // 1024**2} MB")
        return path.read_bytes()
    except OSError as fault:
        raise FileNotReadable(path.name, fault.strerror or "it cannot be opened") from fault


def _decoded(data: bytes, name: str, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """The characters of a text; a NUL here and there, which a broken export leaves, is kept."""
    strays = data.count(0)
    if not strays or strays > len(data) * _MOST_STRAYS or encoding:
        return decoded(data, name, encoding or None)
    _, used, doubts = decoded(data.replace(b"\0", b""), name)
    return data.decode(used, "replace"), used, doubts


def _lines(text: str, delimiter: str, name: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    found = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            found.append(row)
            if len(found) > MOST_ROWS:
                raise SourceTooLarge(name, "more rows", f"{MOST_ROWS:,} rows")
    except csv.Error as fault:
        raise FileNotReadable(name, f"its rows cannot be told apart ({fault})") from fault
    return found


def _likeliest(text: str) -> str:
    """The mark that gives the first rows the most cells, and each the same number of them.

    Rows, not lines: a quoted cell may hold several lines.
    """
    sample = text[:_SAMPLE]

    def worth(mark: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
        counts = [len(row) for row in islice(filter(None, rows), _LOOKED_AT)]
        usual = max(set(counts), key=counts.count, default=1)
        return (counts.count(usual) if usual > 1 else 0, usual)

    csv.field_size_limit(_FIELD_LIMIT)
    return max(_DELIMITERS, key=worth)


def _words(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - exact in a float
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _table(  # noqa: PLR0913 - what was found out about the file
    name: str,
    lines: Sequence[Sequence[str]],
    heading: int,
    start: int,
    *,
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    encoding: str = "",
    delimiter: str = "",
    doubts: tuple[str, ...] = (),
) -> Table:
    top = heading - start if heading else _heading(lines)
    below = [
        (number, row)
        for number, row in enumerate(lines[top + 1 :], top + start + 1)
        if any(cell.strip() for cell in row)
    ]
    if not below or top < 0:
        raise EmptyTable(name)
    width = max(len(lines[top]), *(len(row) for _, row in below))
    nul = any("\0" in cell for _, row in below for cell in row)
    told = (f"NUL characters are shown as {_NUL_SHOWN}.",) if nul else ()
    return Table(
        name=name,
        columns=_named(lines[top], width),
        rows=tuple(_row(row, width, clean=nul) for _, row in below),
        numbers=tuple(number for number, _ in below),
        sheet=sheet,
        sheets=sheets,
        encoding=encoding,
        delimiter=delimiter,
        doubts=(*doubts, *told),
    )


def _heading(lines: Sequence[Sequence[str]]) -> int:
    """The first row with most of its cells filled: titles above a table fill one or two."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in lines[:_LOOKED_AT]]
    most = max(filled, default=0)
    return next(
        (n for n, count in enumerate(filled) if count and count >= most * _HEADING_SHARE), 0
    )


def _named(heading: Sequence[str], width: int) -> tuple[str, ...]:
    """The headings, each once: an empty one is called by its place, a second one gets a number."""
    found: dict[str, None] = {}
    for place in range(width):
        words = (
            " ".join(heading[place].replace("\0", _NUL_SHOWN).split())
            if place < len(heading)
            else ""
        )
        name = words or f"Column {place + 1}"
        more = 2
        while name in found:
            name, more = f"{words or f'Column {place + 1}'} ({more})", more + 1
        found[name] = None
    return tuple(found)


def _row(row: Sequence[str], width: int, *, clean: bool) -> tuple[str, ...]:
    cells: Iterable[str] = row
    if clean:
        cells = (cell.replace("\0", _NUL_SHOWN) for cell in row)
    return (*cells, *("" for _ in range(width - len(row))))
