"""Undo, redo and revert: an operation is taken back by a new one, read off the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from workbench.errors import NothingToRedo, NothingToUndo, RevertConflict
from workbench.model.change import Operation
from workbench.store.log import operation_from
from workbench.store.schema import KIND_OF_TABLE, METADATA, OPERATION

_NEWEST_FIRST = select(OPERATION).order_by(OPERATION.c.seq.desc()).execution_options(yield_per=100)


def next_undo(connection: Connection) -> Operation:
    """The operation that undo would take back.

    Raises:
        NothingToUndo: there is none.
    """
    taken_back: set[int] = set()
    for row in connection.execute(_NEWEST_FIRST):
        if row.seq in taken_back:
            continue
        if row.role == "undo":
            taken_back.add(row.reverts)
            continue
        return operation_from(row)
    raise NothingToUndo


def next_redo(connection: Connection) -> Operation:
    """The undo that redo would take back.

    Raises:
        NothingToRedo: something else was done since, or nothing was undone.
    """
    taken_back: set[int] = set()
    for row in connection.execute(_NEWEST_FIRST):
        if row.seq in taken_back:
            continue
        if row.role == "undo":
            return operation_from(row)
        if row.role != "redo":
            break
        taken_back.add(row.reverts)
    raise NothingToRedo


def take_back(connection: Connection, label: str, changes: Sequence[Row[Any]]) -> None:
    """Writes the opposite of `changes`, last one first.

    Raises:
        RevertConflict: a field no longer holds what the operation left in it; then nothing is written.
    """
    for (table, action), some in groupby(
        reversed(changes), key=lambda change: (change.tbl, change.action)
    ):
        rows = list(some)
        if action == "add":
            _remove_rows(connection, label, table, rows)
        elif action == "remove":
            _add_rows(connection, label, table, rows)
        else:
            _change_back(connection, label, table, rows)


def _conflict(label: str, rows: Iterable[Row[Any]]) -> RevertConflict:
    fields = sorted(
        {f"{KIND_OF_TABLE[row.tbl]} {row.field or 'record'}".replace("_", " ") for row in rows}
    )
    return RevertConflict(label, ", ".join(fields))


def _remove_rows(connection: Connection, label: str, table: str, rows: list[Row[Any]]) -> None:
    for row in rows:
        after = json.loads(row.after)
        _expect(connection, label, row, after)
    connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id = ?', [(row.row,) for row in rows])  # noqa: S608


def _expect(connection: Connection, label: str, row: Row[Any], after: dict[str, Any]) -> None:
    now = connection.exec_driver_sql(
        f'SELECT * FROM "{row.tbl}" WHERE id = ?', (row.row,)
    ).one_or_none()  # noqa: S608
    if now is None or dict(now._mapping) != after:  # noqa: SLF001
        raise _conflict(label, [row])


def _add_rows(connection: Connection, label: str, table: str, rows: list[Row[Any]]) -> None:
    columns = [column.name for column in METADATA.tables[table].c]
    marks = ", ".join("?" * len(columns))
    spelled = ", ".join(f'"{name}"' for name in columns)
    taken = f'SELECT 1 FROM "{table}" WHERE id = ?'  # noqa: S608
    values = []
    for row in rows:
        if connection.exec_driver_sql(taken, (row.row,)).first():
            raise _conflict(label, [row])
        before = json.loads(row.before)
        values.append(tuple(before.get(name) for name in columns))
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({spelled}) VALUES ({marks})', values)  # noqa: S608


def _change_back(connection: Connection, label: str, table: str, rows: list[Row[Any]]) -> None:
    for row in rows:
        statement = f'UPDATE "{table}" SET "{row.field}" = ? WHERE id = ? AND "{row.field}" IS ?'  # noqa: S608
        done = connection.exec_driver_sql(statement, (row.before, row.row, row.after))
        if not done.rowcount:
            raise _conflict(label, [row])
