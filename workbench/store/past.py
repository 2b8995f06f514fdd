"""The past: records wound back by the log."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workbench.store.baseline import expect_kept
from workbench.store.batches import are_many, insert_all, insertion, remove_all
from workbench.store.indexing import indexed_at_once
from workbench.store.log import LARGEST, touched_since
from workbench.store.packing import columns_from
from workbench.store.rows import defaults_of
from workbench.store.schema import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.store.operation import RunningOperation

_Fields = dict[str, Any]
_FIRST_LATER = """
SELECT tbl, row, action, field, before, min(seq) AS first FROM {log}every_change
WHERE operation > ? AND operation <= ? GROUP BY tbl, row, field ORDER BY first DESC
"""


def wind_back(connection: Connection, seq: int, until: int, log: str) -> None:
    """Makes a copy that holds the records after operation `until` what they were after `seq`.

    `log` names the schema of the database that the log is in.
    """
    rows = _rows_before(connection, seq, until, f"{log}.")
    with indexed_at_once(connection, rows):
        for table, some in rows.items():
            _restore(connection, table, some)


def put_back(running: RunningOperation, seq: int) -> None:
    """Writes every record as it was after operation `seq`; only what differs is written.

    Raises:
        HistoryDropped: what it was then is no longer told by the log.
    """
    connection = running.connection
    expect_kept(connection, seq)
    for kind, ids in touched_since(connection, seq).items():
        running.together[kind] += ids
    for table, rows in _rows_before(connection, seq, LARGEST).items():
        _restore(connection, table, rows, logged=True)


def _rows_before(
    connection: Connection, seq: int, until: int, log: str = ""
) -> dict[str, dict[str, _Fields | None]]:
    """By table and id: None for a row that was not there, else what differs from the row now.

    Told by the first change of each row and field after operation `seq`, newest first. The rows
    now are those after operation `until`; `log` names the schema where the log is.
    """
    found: dict[str, dict[str, _Fields | None]] = {}
    driver: Any = connection.connection.driver_connection  # rows of SQLAlchemy cost six times that
    later = driver.execute(_FIRST_LATER.format(log=log), (seq, until))
    for table, key, action, field, before, _ in later:
        rows = found.setdefault(table, {})
        if action == "add":
            rows[key] = None
        elif action == "remove":
            rows[key] = json.loads(before)
        elif (fields := rows.get(key)) is not None:
            fields[field] = before
        else:
            rows[key] = {field: before}
    return found


def _restore(
    connection: Connection, table: str, rows: dict[str, _Fields | None], *, logged: bool = False
) -> None:
    """Brings the rows of a table back; where that is `logged`, many are logged in batches."""
    names = [column.name for column in METADATA.tables[table].c]
    whole = {key: fields for key, fields in rows.items() if fields is None or "id" in fields}
    later = defaults_of(table)
    back = [tuple(map({**later, **fields}.get, names)) for fields in whole.values() if fields]
    changed: dict[str, list[tuple[Any, str]]] = {}
    for key in rows.keys() - whole.keys():
        for name, value in (rows[key] or {}).items():
            changed.setdefault(name, []).append((value, key))
    if logged and are_many(whole):
        remove_all(connection, table, list(whole))
        insert_all(connection, table, columns_from(names, back) if back else {})
        whole, back = {}, []
    statements: list[tuple[str, list[tuple[Any, ...]]]] = [
        (f'DELETE FROM "{table}" WHERE id = ?', [(key,) for key in whole]),
        (insertion(table, names), back),
        *((f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', changed[name]) for name in changed),
    ]
    for statement, values in statements:
        if values:
            connection.exec_driver_sql(statement, values)
