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
AT_ONCE = 10_000
"""So many rows go into one blob: each is read by itself, so that never all stand there twice."""


def packed(table: Table) -> tuple[dict[str, Any], list[bytes]]:
    """Return a table as a message and blobs: its rows and their numbers."""
    told = {each.name: getattr(table, each.name) for each in fields(Table)}
    del told[_LEFT]
    cells = {name: told.pop(name) for name in _CELLS}
    some = [slice(at, at + AT_ONCE) for at in range(0, len(table.rows), AT_ONCE)]
    return told, [
        json.dumps({name: held[each] for name, held in cells.items()}).encode() for each in some
    ]


def unpacked(told: dict[str, Any], blobs: list[bytes], original: bytes) -> Table:
    """Return the table of the file `original` that a message and its blobs hold."""
    given = told | {name: tuple(told[name]) for name in _LISTS}
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    one: dict[str, str] = {}  # most cells say what others do: they are kept once
    for cells in map(json.loads, blobs):
        rows += [tuple(map(one.setdefault, row, row)) for row in cells["rows"]]
        numbers += cells["numbers"]
    return Table(**given, rows=tuple(rows), numbers=tuple(numbers), original=original)
