"""A table on its way from the reading process to the program: what it is, and its cells as JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from workbench.intake.table.read import Table

_CELLS = ("rows", "numbers")
_LISTS = ("columns", "sheets", "doubts")
_LEFT = "original"
"""The bytes of the file are left out, since the other side sent them."""


def packed(table: Table) -> tuple[dict[str, Any], list[bytes]]:
    """Return a table as a message and one blob: its rows and their numbers."""
    told = {each.name: getattr(table, each.name) for each in fields(Table)}
    del told[_LEFT]
    cells = {name: told.pop(name) for name in _CELLS}
    return told, [json.dumps(cells).encode()]


def unpacked(told: dict[str, Any], blobs: list[bytes], original: bytes) -> Table:
    """Return the table of the file `original` that a message and its blob hold."""
    cells = json.loads(blobs[0])
    given = told | {name: tuple(told[name]) for name in _LISTS}
    one: dict[str, str] = {}  # most cells say what others do: they are kept once
    rows = tuple([tuple(map(one.setdefault, row, row)) for row in cells["rows"]])
    return Table(**given, rows=rows, numbers=tuple(cells["numbers"]), original=original)
