"""A data pack: the tables of a briefing as CSV and JSON with a JSON schema, in one archive."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from workbench.briefing.cell import printable
from workbench.briefing.finish import entry
from workbench.briefing.shown import plain
from workbench.model.inert import inert

if TYPE_CHECKING:
    from workbench.briefing.cell import Cell
    from workbench.briefing.page import Grid, Paper

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_BOM = "\ufeff"
_VALUE = {"type": ["string", "number", "null"]}


def write_pack(paper: Paper, out: IO[bytes]) -> None:
    """Writes the archive: data.json, schema.json, and tables/<name>.csv for each table."""
    with ZipFile(out, "w") as archive:
        for name, part in parts(paper).items():
            archive.writestr(entry(name), part)


def parts(paper: Paper) -> dict[str, bytes]:
    """The files of the pack by name."""
    grids = [page.grid for page in paper.pages if page.grid]
    files = {"data.json": _json(data(paper)), "schema.json": _json(schema(paper))}
    return files | {f"tables/{grid.name.lower()}.csv": _csv(grid) for grid in grids}


def data(paper: Paper) -> dict[str, Any]:
    """What data.json holds: bare numbers, ISO dates, text as it is, null where nothing stands."""
    given = paper.book.data
    return {
        "title": given.title,
        "marking": paper.marking,
        "as_of": f"{given.moment:%Y-%m-%dT%H:%M:%SZ}",
        "query": given.query,
        "operation": given.operation,
        "hash": given.head,
        "tables": {
            page.grid.name: [_record(page.grid, line) for line in page.grid.rows]
            for page in paper.pages
            if page.grid
        },
    }


def schema(paper: Paper) -> dict[str, Any]:
    """The JSON schema that data.json keeps."""
    texts = ("title", "marking", "as_of", "query", "hash")
    tables = {
        page.grid.name: {
            "type": "array",
            "items": _closed({column.header: _VALUE for column in page.grid.columns}),
        }
        for page in paper.pages
        if page.grid
    }
    fields: dict[str, Any] = {name: {"type": "string"} for name in texts}
    fields |= {"operation": {"type": "integer"}, "tables": _closed(tables)}
    return {"$schema": SCHEMA, "title": "Policy Workbench data pack", **_closed(fields)}


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _record(grid: Grid, line: tuple[Cell | None, ...]) -> dict[str, Any]:
    return {column.header: _value(cell) for column, cell in zip(grid.columns, line, strict=True)}


def _value(cell: Cell | None) -> str | int | float | None:
    value = plain(cell)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return printable(value) if isinstance(value, str) else value


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(grid: Grid) -> bytes:
    """UTF-8 with a mark, as Excel needs it; a text that looks like a formula gets an apostrophe."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.header for column in grid.columns])
    for line in grid.rows:
        writer.writerow([_field(cell) for cell in line])
    return (_BOM + out.getvalue()).encode()


def _field(cell: Cell | None) -> str | int | float:
    value = _value(cell)
    if value is None:
        return ""
    return inert(value) if isinstance(value, str) else value
