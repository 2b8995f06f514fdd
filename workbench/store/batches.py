"""Many rows at once: written in few statements, logged in batches, indexed together.

A batch is one row of `change` for up to 500 rows of one table, added or removed together. Its
`action` is `add_all` or `remove_all`; `field` says how many rows there are; `row` and `record` are
the lowest and the highest id of the records concerned; `after`, or `before`, holds the rows as a
JSON array of what single changes hold, packed. Who reads the log reads the view `every_change`,
which unfolds batches, so that nobody else needs to know of them.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
import zlib
from contextlib import contextmanager, suppress
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DataError

from workbench.model import RECORDS
from workbench.store.schema import BATCH_ACTIONS, KIND_OF_TABLE, METADATA, PART_TABLES
from workbench.store.triggers import (
    INDEXED_PARTS,
    entering,
    owner_of,
    reindexing_of,
    row_json,
    unindexing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Sized

    from sqlalchemy import Connection

ROWS = 500
"""So many rows make one batch: few enough to unfold one for the history of one record."""
LEAST = 100
"""Fewer rows are logged one by one."""
_MOST_VALUES = 32_000
"""How many values go into one statement; SQLite takes 32,766."""
_LARGEST = 1 << 30
"""No text in SQLite is longer (bytes); what unpacks to more was not packed here."""
_IN = "IN (SELECT value FROM json_each(?))"
_PARTS = ", ".join(f"'{table.name}'" for table in PART_TABLES.values())

VIEW = f"""
CREATE VIEW every_change AS SELECT
  held.seq, held.operation, held.tbl,
  CASE WHEN one.key IS NULL THEN held.row ELSE one.value ->> 'id' END AS row,
  CASE WHEN one.key IS NULL THEN held.record
    ELSE one.value ->> CASE WHEN held.tbl IN ({_PARTS}) THEN 'record' ELSE 'id' END
  END AS record,
  CASE held.action WHEN 'add_all' THEN 'add' WHEN 'remove_all' THEN 'remove'
    ELSE held.action END AS action,
  CASE WHEN held.action {BATCH_ACTIONS} THEN '' ELSE held.field END AS field,
  CASE held.action WHEN 'remove_all' THEN one.value WHEN 'add_all' THEN NULL
    ELSE held.before END AS before,
  CASE held.action WHEN 'add_all' THEN one.value WHEN 'remove_all' THEN NULL
    ELSE held.after END AS after
FROM change AS held LEFT JOIN json_each(
  CASE WHEN held.action {BATCH_ACTIONS}
    AND json_valid(wb_unpacked(COALESCE(held.after, held.before)))
  THEN wb_unpacked(COALESCE(held.after, held.before)) END
) AS one
"""
"""The log with one row for each change, also for those that are kept in batches."""

CONCERNING = f"""
SELECT seq FROM change WHERE record = :record AND action NOT {BATCH_ACTIONS}
UNION ALL
SELECT seq FROM change WHERE action {BATCH_ACTIONS} AND record >= :record AND row <= :record
"""
"""Where in the log a record can be told of: an index leads there, and few batches are unfolded."""


COUNTED = f"COALESCE(sum(CASE WHEN action {BATCH_ACTIONS} THEN field + 0 ELSE 1 END), 0)"
"""How many changes rows of `change` tell of, as the batches among them say."""


def packed(text: str) -> bytes:
    """A text in few bytes; level 1 of zlib takes a third of the time and gives up a fifth."""
    return zlib.compress(text.encode(), 1)


def unpacked(data: object) -> str | None:
    """The text that `packed` made into `data`; None where it is not what it made."""
    unpacking = zlib.decompressobj()
    try:
        opened = unpacking.decompress(data, _LARGEST).decode()  # type: ignore[arg-type]  # refused
    except (TypeError, ValueError, zlib.error):
        return None
    return opened if unpacking.eof else None


def rows_in(data: object) -> list[dict[str, Any]]:
    """The rows of a batch; none where it is damaged."""
    try:
        rows = json.loads(unpacked(data) or "[]")
    except ValueError:
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def are_many(rows: Sized) -> bool:
    """Whether rows are enough to be written in batches."""
    return len(rows) >= LEAST


def insert_all(
    connection: Connection, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Adds rows to a table of records or parts, given in the order of the columns `names`."""
    if are_many(rows):
        with suppress(DataError), adding(connection, table):  # too long for one value together
            _insert(connection, table, names, rows)
            return
    _insert(connection, table, names, rows)


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    """Inserts many rows a statement, never one each.

    For each statement on a table with triggers SQLite keeps aside the pages that it changes, which
    costs more than the writing of one row. And between two statements FTS5 writes down what it has
    indexed, for which it goes through its whole table of words: that grows with the longest text
    indexed here, and never shrinks.
    """
    step = _MOST_VALUES // len(names)
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        values = tuple(chain.from_iterable(some))
        connection.exec_driver_sql(insertion(table, names, len(some)), values)


def insertion(table: str, names: Sequence[str], count: int = 1) -> str:
    """The statement that inserts `count` rows of the columns `names` into a table."""
    spelled = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join([f"({', '.join('?' * len(names))})"] * count)
    return f'INSERT INTO "{table}" ({spelled}) VALUES {marks}'


@contextmanager
def adding(connection: Connection, table: str) -> Iterator[None]:
    """What is added to `table` meanwhile is logged in batches at the end, and indexed."""
    newest = f'SELECT COALESCE(max(rowid), 0) FROM "{table}"'
    with _together(connection):
        before = connection.exec_driver_sql(newest).scalar_one()
        yield
        last = connection.exec_driver_sql(newest).scalar_one()
        for start in range(before, last, ROWS):
            span = (start + 1, min(start + ROWS, last))
            _log(connection, table, "add_all", "rowid BETWEEN ? AND ?", span)
        _run(connection, _indexing_added(table), (before + 1, last))


def remove_all(connection: Connection, table: str, ids: Sequence[str]) -> None:
    """Removes rows of a table of records or parts by their ids."""
    owner = owner_of(METADATA.tables[table])
    owners = f'SELECT DISTINCT "{owner}" FROM "{table}" WHERE id {_IN}'
    with _together(connection):
        for start in range(0, len(ids), ROWS):
            some = (json.dumps(ids[start : start + ROWS]),)
            _log(connection, table, "remove_all", f"id {_IN}", some)
            concerned = connection.exec_driver_sql(owners, some).scalars().all()
            if table in RECORDS and RECORDS[table].SEARCHED:
                _run(connection, unindexing(table, _IN), some)
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE id {_IN}', some)
            if table in INDEXED_PARTS:
                again = reindexing_of(KIND_OF_TABLE[table], _IN)
                _run(connection, again, (json.dumps(concerned),))


@contextmanager
def _together(connection: Connection) -> Iterator[None]:
    """No row is logged or indexed by itself meanwhile; what fails leaves nothing unlogged."""
    with connection.begin_nested():
        connection.exec_driver_sql("INSERT INTO batched VALUES (wb_operation())")
        yield
        connection.exec_driver_sql("DELETE FROM batched")


def _log(
    connection: Connection, table: str, action: str, which: str, values: tuple[Any, ...]
) -> None:
    """Logs the rows `which` of a table, of which there are at most `ROWS`, as one batch."""
    owner = owner_of(METADATA.tables[table])
    rows = f"wb_packed(json_group_array({row_json(METADATA.tables[table], 'r')}))"
    before, after = ("NULL", rows) if action == "add_all" else (rows, "NULL")
    connection.exec_driver_sql(
        "INSERT INTO change (operation, tbl, row, record, action, field, before, after)"
        f" SELECT wb_operation(), '{table}', min({owner}), max({owner}), '{action}',"
        f" CAST(count(*) AS TEXT), {before}, {after}"
        f' FROM (SELECT * FROM "{table}" WHERE {which}) AS r HAVING count(*) > 0',
        values,
    )


def _indexing_added(table: str) -> tuple[str, ...]:
    """What brings the search index up to date with the rows of a table between two rowids."""
    if table in RECORDS and RECORDS[table].SEARCHED:
        return entering(table, "r.rowid BETWEEN ? AND ?")
    if table in INDEXED_PARTS:
        owners = f"IN (SELECT record FROM {table} WHERE rowid BETWEEN ? AND ?)"
        return reindexing_of(KIND_OF_TABLE[table], owners)
    return ()


def _run(connection: Connection, statements: Sequence[str], values: tuple[Any, ...]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement, values)


def spans_of(connection: Connection, operation: int) -> list[tuple[str, str]]:
    """The stretches of record ids that the batches of an operation concern, none twice.

    Records between that it did not touch lie in them as well.
    """
    found = connection.exec_driver_sql(
        f"SELECT row, record FROM change WHERE operation = ? AND action {BATCH_ACTIONS}"
        " ORDER BY row",
        (operation,),
    )
    spans: list[tuple[str, str]] = []
    for first, last in found:
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
        else:
            spans.append((first, last))
    return spans


def is_whole(connection: Connection, first: int, last: int) -> bool:
    """Whether every batch among some rows of the log holds as many rows as it says."""
    said = f"SELECT {COUNTED} FROM change WHERE seq BETWEEN ? AND ?"
    held = "SELECT count(*) FROM every_change WHERE seq BETWEEN ? AND ?"
    counts = [connection.exec_driver_sql(each, (first, last)).scalar_one() for each in (said, held)]
    return all(one == other for one, other in pairwise(counts))
