"""Which records people mean who name them: by id, number, name, or another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, or_, select

from workbench.model import RECORDS
from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    Clause = ColumnElement[bool]

REF = re.compile(r"(?P<prefix>[A-Za-z]{1,2})-(?P<number>\d+)")
"""How people name a record: D-0003."""
ID = re.compile(r"[0-9a-z]{26}")
"""What the id of a record looks like."""


def links(column: ColumnElement[Any], kind: str, values: tuple[str, ...]) -> Clause:
    """Whether a link points at a record with one of these ids, numbers, names or other names."""
    table = RECORD_TABLES[kind].alias()
    title = table.c[RECORDS[kind].TITLE]
    ids = [value for value in values if ID.fullmatch(value)]
    if len(ids) == len(values):
        return column.in_(ids)  # by the index: the rows of a table ask for hundreds at once
    matches: list[Clause] = []
    for value in values:
        found = REF.fullmatch(value)
        matches += [table.c.id == value, title.icontains(value, autoescape=True)]
        matches += [table.c.number == int(found["number"][-18:])] if found else []
        if (kind, "aliases") in PART_TABLES:
            alias = PART_TABLES[kind, "aliases"].alias().c
            same = func.lower(alias.name) == value.casefold()
            matches.append(exists().where(alias.record == table.c.id, same))
    return column.in_(select(table.c.id).where(or_(*matches)))
