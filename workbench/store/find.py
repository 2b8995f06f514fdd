"""From a query to ids, counts and records, for lists, plots and briefings alike."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import bindparam, func, or_, select

from workbench.errors import NoSuchRecord
from workbench.model.record import Record
from workbench.store.chosen import chosen_by
from workbench.store.linked import REF
from workbench.store.orders import first_by_link, order
from workbench.store.rows import part_from, record_from
from workbench.store.schema import PART_TABLES, RECORD_TABLES, specs_of
from workbench.store.search import looked_up
from workbench.store.words import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from workbench.model.query import Query
    from workbench.model.record import Part
    from workbench.store.chosen import Chosen

RecordT = TypeVar("RecordT", bound=Record)

_CHUNK = 5_000
_BETWEEN = "\x1f"
_KEYS = select(func.json_each(bindparam("keys")).table_valued("value").c.value)
_LARGEST_NUMBER = 2**63 - 1
_TRIED = 8
"""How many times as many records are looked at, of which so many should hold the words."""


def ids(connection: Connection, kind: str, query: Query, limit: int | None = None) -> list[str]:
    """The ids of the records of `kind` that `query` shows, in its order; at most `limit`.

    Raises:
        QuerySyntaxError: the query names a field or state that this kind does not have.
    """
    return _shown(connection, kind, query, chosen_by(connection, kind, query), limit)


def first_ids(connection: Connection, kind: str, query: Query, limit: int) -> tuple[list[str], int]:
    """The ids of the first `limit` records that `query` shows, and how many it shows in all.

    Words are looked up once for both.

    Raises:
        QuerySyntaxError: as `ids`.
    """
    chosen = chosen_by(connection, kind, query)
    found = _shown(connection, kind, query, chosen, limit)
    return found, len(found) if len(found) < limit else _count(connection, chosen)


def count(connection: Connection, kind: str, query: Query) -> int:
    """How many records of `kind` the query shows."""
    return _count(connection, chosen_by(connection, kind, query))


def _count(connection: Connection, chosen: Chosen) -> int:
    if chosen.held.words and not chosen.filtered:
        return chosen.held.holding
    counted = select(func.count()).select_from(chosen.source).where(*chosen.clauses)
    return int(connection.execute(counted).scalar_one())


def _shown(
    connection: Connection, kind: str, query: Query, chosen: Chosen, limit: int | None
) -> list[str]:
    """The ids of what is chosen, in the order of the query; at most `limit`."""
    if limit is not None and (found := _first(connection, kind, query, chosen, limit)) is not None:
        return found
    read = select(RECORD_TABLES[kind].c.id).select_from(chosen.source).where(*chosen.clauses)
    read = read.order_by(*order(kind, query)).limit(limit)
    # One row holds all: SQLite then works without Python's lock, and no thread waits for it.
    joined = connection.execute(select(func.group_concat(read.subquery().c.id, _BETWEEN))).scalar()
    return joined.split(_BETWEEN) if joined else []


def _first(
    connection: Connection, kind: str, query: Query, chosen: Chosen, limit: int
) -> list[str] | None:
    """The first `limit` ids, where there is a shorter way to them than through all."""
    if not (chosen.held.words or chosen.filtered):
        return first_by_link(connection, kind, query, limit)
    if not chosen.often:
        return None
    most = _TRIED * limit
    first = ids(connection, kind, replace(query, words=()), most)
    table = RECORD_TABLES[kind]
    held = select(table.c.id).where(table.c.id.in_(_KEYS), looked_up(kind, query.words))
    holding = set(connection.execute(held, {"keys": json.dumps(first)}).scalars())
    found = [each for each in first if each in holding]
    return found[:limit] if len(found) >= limit or len(first) < most else None


def page(connection: Connection, kind: type[RecordT], wanted: Sequence[str]) -> list[RecordT]:
    """The records with the ids `wanted`, in that order; ids that are gone are left out."""
    found = {}
    for some in _chunks(wanted):
        keys = {"keys": json.dumps(some)}
        parts = _parts(connection, kind, keys)
        for row in connection.execute(_BY_ID[kind.KIND], keys).mappings():
            own = {name: tuple(of.get(row["id"], ())) for name, of in parts.items()}
            found[row["id"]] = record_from(kind, row, own)
    return [found[key] for key in wanted if key in found]


def get(connection: Connection, kind: type[RecordT], key: str) -> RecordT:
    """The record with the id or number `key`, such as D-0003 or 3.

    Raises:
        NoSuchRecord: there is none.
    """
    table = RECORD_TABLES[kind.KIND]
    by = or_(table.c.id == storable(key), table.c.number == _number(kind, key))
    found = connection.execute(select(table.c.id).where(by).order_by(table.c.id).limit(1)).scalar()
    if found is None:
        raise NoSuchRecord(kind.KIND, key)
    return page(connection, kind, [found])[0]


def _number(kind: type[Record], key: str) -> int | None:
    ref = REF.fullmatch(key)
    if ref and ref["prefix"].upper() != kind.PREFIX:
        return None
    digits = ref["number"] if ref else key
    number = int(digits) if digits.isascii() and digits.isdigit() else None
    return number if number is None or number <= _LARGEST_NUMBER else None


def _chunks(wanted: Sequence[str]) -> Iterable[Sequence[str]]:
    return (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))


def _parts(
    connection: Connection, kind: type[Record], keys: dict[str, str]
) -> dict[str, dict[str, list[Part]]]:
    """The parts of some records, by field and owner."""
    found: dict[str, dict[str, list[Part]]] = {}
    for spec in specs_of(kind):
        if spec.part:
            of: dict[str, list[Part]] = {}
            chosen = _BY_RECORD[PART_TABLES[kind.KIND, spec.name].name]
            for row in connection.execute(chosen, keys).mappings():
                of.setdefault(row["record"], []).append(part_from(spec.part, row))
            found[spec.name] = of
    return found


_BY_ID = {name: select(table).where(table.c.id.in_(_KEYS)) for name, table in RECORD_TABLES.items()}
_BY_RECORD = {
    table.name: select(table)
    .where(table.c.record.in_(_KEYS))
    .order_by(table.c.record, table.c.position)
    for table in PART_TABLES.values()
}
