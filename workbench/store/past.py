"""The past: a copy of a dossier in memory, wound back by its log."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.store.batches import insertion
from workbench.store.rows import defaults_of
from workbench.store.schema import EVERY_CHANGE, METADATA
from workbench.store.triggers import LOG_PREFIX

if TYPE_CHECKING:
    from sqlalchemy import Connection

_Fields = dict[str, Any]


def wind_back(connection: Connection, seq: int) -> None:
    """Makes a copy what it was after operation `seq`; its log ends there, nothing is logged."""
    end_logging(connection)
    put_back(connection, seq)
    connection.exec_driver_sql("DELETE FROM change WHERE operation > ?", (seq,))
    connection.exec_driver_sql("DELETE FROM operation WHERE seq > ?", (seq,))


def put_back(connection: Connection, seq: int) -> None:
    """Writes every record as it was after operation `seq`; only what differs is written."""
    for table, rows in _rows_before(connection, seq).items():
        _restore(connection, table, rows)


def end_logging(connection: Connection) -> None:
    """Nothing that is done to this copy is logged from now on."""
    triggers = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, ?) = ?",
        (len(LOG_PREFIX), LOG_PREFIX),
    )
    for name in triggers.scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _rows_before(connection: Connection, seq: int) -> dict[str, dict[str, _Fields | None]]:
    """By table and id: None for a row that was not there, else what differs from the row now."""
    found: dict[str, dict[str, _Fields | None]] = {}
    later = (
        select(EVERY_CHANGE)
        .where(EVERY_CHANGE.c.operation > seq)
        .order_by(EVERY_CHANGE.c.seq.desc())
    )
    for change in connection.execute(later.execution_options(yield_per=1_000)):
        rows = found.setdefault(change.tbl, {})
        if change.action == "add":
            rows[change.row] = None
        elif change.action == "remove":
            rows[change.row] = json.loads(change.before)
        else:
            rows[change.row] = {**(rows.get(change.row) or {}), change.field: change.before}
    return found


def _restore(connection: Connection, table: str, rows: dict[str, _Fields | None]) -> None:
    names = [column.name for column in METADATA.tables[table].c]
    whole = {key: fields for key, fields in rows.items() if fields is None or "id" in fields}
    later = defaults_of(table)
    back = [tuple(map({**later, **fields}.get, names)) for fields in whole.values() if fields]
    changed: dict[str, list[tuple[Any, str]]] = {}
    for key in rows.keys() - whole.keys():
        for name, value in (rows[key] or {}).items():
            changed.setdefault(name, []).append((value, key))
    statements: list[tuple[str, list[tuple[Any, ...]]]] = [
        (f'DELETE FROM "{table}" WHERE id = ?', [(key,) for key in whole]),
        (insertion(table, names), back),
        *((f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', changed[name]) for name in changed),
    ]
    for statement, values in statements:
        if values:
            connection.exec_driver_sql(statement, values)
