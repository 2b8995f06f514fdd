"""Which records point at some others, and how many: by id, exactly, however many there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, literal, select, union

from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

_KEYS = select(func.json_each(bindparam("keys")).table_valued("value").c.value)
_PASSAGE = RECORD_TABLES["passage"].c
_STANDING_AT = select(_PASSAGE.id).where(
    _PASSAGE.source == bindparam("source"),
    _PASSAGE.start == bindparam("begin"),
    _PASSAGE.stop == bindparam("end"),
)


def tally(connection: Connection, kind: str, field: str, wanted: Collection[str]) -> dict[str, int]:
    """For each id in `wanted`, how many records of `kind` hold it in `field`; none is left out."""
    column = RECORD_TABLES[kind].c[field]
    chosen = select(column, func.count()).where(column.in_(_KEYS)).group_by(column)
    found = connection.execute(chosen, {"keys": json.dumps(list(wanted))})
    return dict.fromkeys(wanted, 0) | {str(key): int(count) for key, count in found}


def tally_parts(connection: Connection, kind: str, field: str, link: str) -> dict[str, int]:
    """How many records of `kind` hold each id in the column `link` of their parts `field`."""
    part = PART_TABLES[kind, field].c
    found = connection.execute(
        select(part[link], func.count(part.record.distinct())).group_by(part[link])
    )
    return {str(key): int(count) for key, count in found}


def values_of(connection: Connection, kind: str, field: str) -> set[str]:
    """What the records of `kind` hold in `field`, each once."""
    column = RECORD_TABLES[kind].c[field]
    return set(connection.execute(select(column).distinct()).scalars())


def pointing(connection: Connection, kind: str, field: str, wanted: Collection[str]) -> list[str]:
    """The ids of the records of `kind` that hold one of `wanted` in `field`, oldest first."""
    table = RECORD_TABLES[kind]
    chosen = select(table.c.id).where(table.c[field].in_(_KEYS)).order_by(table.c.id)
    return list(connection.execute(chosen, {"keys": json.dumps(list(wanted))}).scalars())


def standing_at(connection: Connection, source: str, start: int, stop: int) -> list[str]:
    """The ids of the passages that are exactly these characters of a source."""
    place = {"source": source, "begin": start, "end": stop}
    return list(connection.execute(_STANDING_AT, place).scalars())


def touching(connection: Connection, source: str, start: int, stop: int) -> list[str]:
    """The ids of the passages of a source that share characters with a stretch of it."""
    passage = RECORD_TABLES["passage"].c
    chosen = select(passage.id).where(
        passage.source == source, passage.start < stop, passage.stop > start
    )
    return list(connection.execute(chosen).scalars())


def claimed_spans(
    connection: Connection, source: str, start: int, stop: int
) -> list[tuple[int, int, str]]:
    """Where the passages that touch a stretch of a source lie, with the kinds that rest on each.

    A passage without a claim is left out; one with claims stands once for "claim" and once for each
    kind of record that these claims back, or that names one of them as its own.
    """
    passage, claim = RECORD_TABLES["passage"].c, RECORD_TABLES["claim"].c
    support = RECORD_TABLES["support"].c
    chosen = (
        select(passage.start, passage.stop, func.coalesce(support.record_kind, "claim"))
        .distinct()
        .join(RECORD_TABLES["claim"], claim.passage == passage.id)
        .outerjoin(RECORD_TABLES["support"], support.claim == claim.id)
        .where(passage.source == source, passage.start < stop, passage.stop > start)
    )
    named = [
        select(passage.start, passage.stop, literal(kind))
        .join(RECORD_TABLES["claim"], claim.passage == passage.id)
        .join(RECORD_TABLES[kind], RECORD_TABLES[kind].c.claim == claim.id)
        .where(passage.source == source, passage.start < stop, passage.stop > start)
        for kind in ("expectation", "comment_request")
    ]
    found = connection.execute(union(chosen, *named))
    return [(int(row[0]), int(row[1]), str(row[2])) for row in found]


def filled(connection: Connection, kind: str, field: str) -> list[str]:
    """The ids of the records of `kind` whose text `field` is not empty, oldest first."""
    table = RECORD_TABLES[kind]
    chosen = select(table.c.id).where(table.c[field] != "").order_by(table.c.id)
    return list(connection.execute(chosen).scalars())
