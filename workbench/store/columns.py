"""Columns instead of records, for what is computed over a whole dossier.

Making 100,000 records takes seconds; reading six columns of them takes a tenth of one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, func, select

from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Select, Table

_KEYS = select(func.json_each(bindparam("keys")).table_valued("value").c.value)


def columns(
    connection: Connection,
    kind: str,
    *names: str,
    only: Collection[str] | None = None,
    where: Mapping[str, object] | None = None,
) -> list[tuple[Any, ...]]:
    """These columns of every record of `kind`, in no order.

    Args:
        connection: reads.
        kind: the kind of record.
        names: the columns.
        only: the ids to read; None for all.
        where: what columns must hold, one value or a set of them.
    """
    return _read(connection, RECORD_TABLES[kind], "id", names, only, where)


def part_columns(
    connection: Connection,
    kind: str,
    field: str,
    *names: str,
    only: Collection[str] | None = None,
    where: Mapping[str, object] | None = None,
) -> list[tuple[Any, ...]]:
    """These columns of every part in `field` of records of `kind`, in no order.

    "record" is the id of the owner, by which `only` chooses; "position" is the place in its tuple.
    """
    return _read(connection, PART_TABLES[kind, field], "record", names, only, where)


def column_lists(
    connection: Connection,
    kind: str,
    *names: str,
    field: str = "",
    only: Collection[str] | None = None,
    where: Mapping[str, object] | None = None,
) -> list[list[Any]]:
    """The same columns, each as one list: half the time where there are 100,000 rows and more.

    With `field` those of its parts. The lists are in one order. Numbers and texts only, no bytes.
    """
    table = PART_TABLES[kind, field] if field else RECORD_TABLES[kind]
    asked = [func.json_group_array(table.c[name]) for name in names]
    key = "record" if field else "id"
    (found,) = _asked(connection, select(*asked), table.c[key], only, _held(table, where))
    return [json.loads(each) for each in found]


def different(
    connection: Connection,
    kind: str,
    name: str,
    *,
    field: str = "",
    only: Collection[str] | None = None,
    where: Mapping[str, object] | None = None,
) -> set[str]:
    """What the column `name` holds in these records or parts, each value once and never none."""
    (found,) = column_lists(connection, kind, name, field=field, only=only, where=where)
    return {each for each in found if each}


def _read(
    connection: Connection,
    table: Table,
    key: str,
    names: Sequence[str],
    only: Collection[str] | None,
    where: Mapping[str, object] | None,
) -> list[tuple[Any, ...]]:
    chosen = select(*(table.c[name] for name in names))
    return _asked(connection, chosen, table.c[key], only, _held(table, where))


def _held(
    table: Table, where: Mapping[str, object] | None
) -> list[tuple[ColumnElement[Any], object]]:
    return [(table.c[name], held) for name, held in (where or {}).items()]


def _asked(
    connection: Connection,
    chosen: Select[Any],
    key: ColumnElement[Any],
    only: Collection[str] | None,
    where: Sequence[tuple[ColumnElement[Any], object]],
) -> list[tuple[Any, ...]]:
    given: list[object] = []
    for column, held in where:
        if isinstance(held, (set, frozenset)):
            chosen = chosen.where(column.in_(_KEYS))
            given.append(json.dumps(sorted(held)))
        else:
            chosen = chosen.where(column == bindparam("one"))
            given.append(held)
    if only is not None:
        chosen = chosen.where(key.in_(_KEYS))
        given.append(json.dumps(list(only)))
    spelled = str(chosen.compile(connection))
    cursor = connection.connection.cursor()  # its rows are tuples already: half the time is saved
    try:
        return cast("list[tuple[Any, ...]]", cursor.execute(spelled, given).fetchall())
    finally:
        cursor.close()
