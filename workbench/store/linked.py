"""Which records people mean who name them: by id, number, name, or another name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, literal, not_, or_, select

from workbench.model import RECORDS
from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    Clause = ColumnElement[bool]

REF = re.compile(r"(?P<prefix>[A-Za-z]{1,2})-(?P<number>\d+)")
"""How people name a record: D-0003."""
_BETWEEN = "/-,()"
ID = re.compile(r"[0-9a-z]{26}")
"""What the id of a record looks like."""


def links(column: ColumnElement[Any], kind: str, values: tuple[str, ...]) -> Clause:
    """Whether a link points at a record with one of these ids, numbers, names or other names.

    A name is looked for by whole words, so that "H20" is no H200; by a part of a word only where no
    record has it otherwise.
    """
    table = RECORD_TABLES[kind].alias()
    ids = [value for value in values if ID.fullmatch(value)]
    if len(ids) == len(values):
        return column.in_(ids)  # by the index: the rows of a table ask for hundreds at once
    matches: list[Clause] = []
    for value in values:
        other = RECORD_TABLES[kind].alias()
        named = exists(select(other.c.id).where(_is_called(other, kind, value)))
        part = table.c[RECORDS[kind].TITLE].icontains(value, autoescape=True)
        matches += [_is_called(table, kind, value), and_(not_(named), part)]
    return column.in_(select(table.c.id).where(or_(*matches)))


def _is_called(table: Any, kind: str, value: str) -> Clause:
    """Whether a record has this id or number, or a name that holds these whole words."""
    title = _apart(func.lower(table.c[RECORDS[kind].TITLE]))
    asked = _apart(func.lower(literal(value)))
    matches = [table.c.id == value, func.instr(title, asked) > 0]
    if found := REF.fullmatch(value):
        matches.append(table.c.number == int(found["number"][-18:]))
    if (kind, "aliases") in PART_TABLES:
        alias = PART_TABLES[kind, "aliases"].alias().c
        same = func.lower(alias.name) == value.casefold()
        matches.append(exists().where(alias.record == table.c.id, same))
    return or_(*matches)


def _apart(words: ColumnElement[str]) -> ColumnElement[str]:
    """Words with a space around each, whatever stands between them."""
    for each in _BETWEEN:
        words = func.replace(words, each, " ")
    return " " + words + " "
