"""Many rows at once: written in few statements, logged in batches, indexed together.

A batch is one row of `change` for up to 500 rows of one table, added or removed together. Its
`action` is `add_all` or `remove_all`; `field` says how many rows there are; `row` and `record` are
the lowest and the highest id of the records concerned; `after`, or `before`, holds the rows as
`store.packing` packs them. Who reads the log reads the view `every_change`, which unfolds batches,
so that nobody else needs to know of them.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.errors import DossierDamaged
from workbench.model import RECORDS
from workbench.store.packing import (
    columns_from,
    columns_in,
    columns_of_objects,
    count_of,
    ids_of,
    in_batches,
    listed,
    packed,
)
from workbench.store.rows import defaults_of
from workbench.store.schema import BATCH_ACTIONS, BATCHES, KIND_OF_TABLE, METADATA, PART_TABLES
from workbench.store.triggers import (
    INDEXED_PARTS,
    indexing,
    owner_of,
    reindexing_of,
    take_singly,
    unindexing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized

    from sqlalchemy import Connection

    from workbench.store.packing import Batch, Column, Columns

ROWS = 500
"""So many rows make one batch: few enough to unfold one for the history of one record."""
LEAST = 100
"""Fewer rows are logged one by one."""
_AT_ONCE = 250
"""So many rows go into one statement: more take memory that is given back after each."""
UNTRIGGERED = 5_000
"""So many rows are written without the triggers of single rows: see `_together`."""
_IN = "IN (SELECT value FROM json_each(?))"
_ADDED = "rowid BETWEEN :first AND :last"
_SEARCHED_ELSEWHERE = {"source", *INDEXED_PARTS.values()}
"""The kinds of which more is searched than stands in their own rows."""
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


def are_many(rows: Sized) -> bool:
    """Whether rows are enough to be written in batches."""
    return len(rows) >= LEAST


def insert_all(connection: Connection, table: str, columns: Columns) -> None:
    """Adds rows, given in all columns, to a table of records or parts."""
    if are_many(ids_of(columns)):
        add_batches(connection, table, in_batches(columns, ROWS), count_of(columns))
    elif columns:
        _insert(connection, table, columns)


def add_batches(connection: Connection, table: str, batches: Iterable[Batch], count: int) -> None:
    """Adds the rows of batches, about `count` in all, to a table of records or parts.

    A column that came after a batch was packed gets what its field holds unless given.
    """
    newest = f'SELECT COALESCE(max(rowid), 0) FROM "{table}"'
    names = METADATA.tables[table].c.keys()
    is_ascii = True
    with _together(connection, table, count):
        before = connection.exec_driver_sql(newest).scalar_one()
        for columns, data in batches:
            rows = {name: columns.get(name, defaults_of(table).get(name)) for name in names}
            _insert(connection, table, rows)
            _log(connection, table, "add_all", rows, data if rows == columns else packed(rows))
            is_ascii = is_ascii and _is_ascii(table, rows)
        last = connection.exec_driver_sql(newest).scalar_one()
        given = {"first": before + 1, "last": last}
        _run(connection, _indexing_added(table, is_ascii=is_ascii), given)


def _insert(connection: Connection, table: str, columns: Columns) -> None:
    """Inserts many rows a statement, never one each.

    For each statement on a table with triggers SQLite keeps aside the pages that it changes, which
    costs more than the writing of one row. And between two statements FTS5 writes down what it has
    indexed, for which it goes through its whole table of words: that grows with the longest text
    indexed here, and never shrinks.
    """
    same = {name: held for name, held in columns.items() if not isinstance(held, list)}
    differing = {name: held for name, held in columns.items() if isinstance(held, list)}
    rows = list(zip(*differing.values(), strict=True))
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        statement = _insertion(table, tuple(same), tuple(differing), len(some))
        connection.exec_driver_sql(statement, (*same.values(), *chain.from_iterable(some)))


@lru_cache(maxsize=64)
def _insertion(table: str, same: tuple[str, ...], differing: tuple[str, ...], count: int) -> str:
    """Inserts `count` rows; what is the `same` in all of them is handed over once, before them.

    Where one fails the savepoint around takes back those before it: to do so for each statement,
    SQLite would keep every page aside that the statement changes.
    """
    spelled = ", ".join(f'"{name}"' for name in (*same, *differing))
    shared = (f"?{n + 1}" for n in range(len(same)))
    row = f"({', '.join((*shared, *(['?'] * len(differing))))})"
    return f'INSERT OR FAIL INTO "{table}" ({spelled}) VALUES {", ".join([row] * count)}'


def insertion(table: str, names: Sequence[str]) -> str:
    """The statement that inserts a row of the columns `names` into a table."""
    return _insertion(table, (), tuple(names), 1)


def remove_all(connection: Connection, table: str, ids: Sequence[str]) -> None:
    """Removes rows of a table of records or parts by their ids, as far as they are there."""
    some = (_rows_now(connection, table, ids[at : at + ROWS]) for at in range(0, len(ids), ROWS))
    batches = ((rows, packed(rows)) for rows in some if rows)
    remove_batches(connection, table, batches, len(ids))


def remove_batches(
    connection: Connection, table: str, batches: Iterable[Batch], count: int
) -> bool:
    """Removes the rows of batches, about `count` in all, from a table.

    Tells whether all were there as the batches hold them.
    """
    unindexing_removed = _unindexing_removed(table)
    entered = "rowid" if table in RECORDS else owner_of(METADATA.tables[table])
    told_of = f" RETURNING {entered}" if unindexing_removed else ""
    remove = f'DELETE FROM "{table}" WHERE id {_IN}{told_of}'
    names = set(METADATA.tables[table].c.keys())
    gone: list[int | str] = []
    with _together(connection, table, count):
        for columns, data in batches:
            keys = ids_of(columns)
            if not _are_there(connection, table, columns):
                return False
            if columns.keys() == names:
                _log(connection, table, "remove_all", columns, data)
            else:
                now = _rows_now(connection, table, keys)
                _log(connection, table, "remove_all", now, packed(now))
            removed = connection.exec_driver_sql(remove, (json.dumps(keys),))
            gone += removed.scalars().all() if told_of else ()
        _run(connection, unindexing_removed, (json.dumps(gone),))
    return True


def _rows_now(connection: Connection, table: str, ids: Sequence[str]) -> Columns:
    """The rows of a table with some ids, in their order."""
    names = METADATA.tables[table].c.keys()
    found = _read(connection, table, ids, names)
    return columns_from(names, found) if found else {}


def _are_there(connection: Connection, table: str, then: Columns) -> bool:
    """Whether rows are still what they were; a column that came later does not count.

    What all of them hold is compared where they are, and only the rest is read.
    """
    held = {name: then[name] for name in then if name in METADATA.tables[table].c}
    same = {name: value for name, value in held.items() if not isinstance(value, list)}
    differing = {name: value for name, value in held.items() if isinstance(value, list)}
    found = _read(connection, table, ids_of(then), tuple(differing), same)
    now = zip(*found, strict=True)
    return len(found) == count_of(then) and all(
        list(column) == value for column, value in zip(now, differing.values(), strict=True)
    )


def _read(
    connection: Connection,
    table: str,
    ids: Sequence[str],
    names: Sequence[str],
    same: Mapping[str, Column] = MappingProxyType({}),
) -> Sequence[Sequence[Any]]:
    """The columns `names` of the rows with some ids that hold the `same`, in the order of these."""
    spelled = ", ".join(f'now."{name}"' for name in names)
    alike = "".join(f' AND +now."{name}" IS ?' for name in same)  # + : by no index
    return connection.exec_driver_sql(
        f'SELECT {spelled} FROM json_each(?) AS given JOIN "{table}" AS now ON now.id = given.value'
        f"{alike} ORDER BY given.key",
        (json.dumps(ids), *same.values()),
    ).all()


def batches_told(connection: Connection, seqs: Sequence[int], side: str) -> Iterator[Batch]:
    """The rows that some changes, given by `seqs`, added (`side` "after") or removed ("before").

    Raises:
        DossierDamaged: the log does not hold what it says that it does.
    """
    query = (
        f"SELECT action, field, {side} FROM json_each(?) JOIN change ON seq = value ORDER BY key"
    )
    for start in range(0, len(seqs), ROWS):
        some = json.dumps(seqs[start : start + ROWS])
        found = connection.exec_driver_sql(query, (some,)).all()
        for is_batch, changes in groupby(found, key=_is_batch):
            if is_batch:
                yield from (_told(field, data) for _, field, data in changes)
            else:
                yield _gathered([row for _, _, row in changes])


def _is_batch(change: Any) -> bool:
    return change.action in BATCHES


def _told(count: str, data: bytes) -> Batch:
    columns = columns_in(data)
    if str(count_of(columns)) != count:
        raise DossierDamaged
    return columns, data


def _gathered(rows: list[str]) -> Batch:
    """Rows that were logged one by one, as a batch."""
    try:
        columns = columns_of_objects(list(map(json.loads, rows)))
    except (TypeError, ValueError):
        raise DossierDamaged from None
    if count_of(columns) != len(rows):
        raise DossierDamaged
    return columns, packed(columns)


@contextmanager
def _together(connection: Connection, table: str, count: int) -> Iterator[None]:
    """No row of a table is logged or indexed by itself meanwhile.

    What fails leaves nothing unlogged. A trigger that keeps quiet still costs SQLite as much as
    two indexes: where rows are very many it is taken away until all are written. Each connection
    then reads the schema anew, which for fewer would cost more.
    """
    with connection.begin_nested():
        connection.exec_driver_sql("INSERT INTO batched VALUES (wb_operation())")
        taken = take_singly(connection, table) if count >= UNTRIGGERED else ()
        yield
        _run(connection, taken, ())
        connection.exec_driver_sql("DELETE FROM batched")


def _log(connection: Connection, table: str, action: str, rows: Columns, data: bytes) -> None:
    """Logs rows of a table, which are packed in `data`, as one batch."""
    owners = listed(rows, owner_of(METADATA.tables[table]))
    side = "after" if action == "add_all" else "before"
    connection.exec_driver_sql(
        f"INSERT INTO change (operation, tbl, row, record, action, field, {side})"
        " VALUES (wb_operation(), ?, ?, ?, ?, ?, ?)",
        (table, min(owners), max(owners), action, str(len(owners)), data),
    )


def _is_ascii(table: str, rows: Columns) -> bool:
    """Whether what is searched of rows of a table holds nothing for the second index."""
    if table not in RECORDS or table in _SEARCHED_ELSEWHERE:
        return False
    return all("".join(listed(rows, name)).isascii() for name in RECORDS[table].SEARCHED)


def _indexing_added(table: str, *, is_ascii: bool) -> tuple[str, ...]:
    """What brings the search index up to date with the rows of a table.

    It is given their `first` and `last` rowid.
    """
    if table in RECORDS and RECORDS[table].SEARCHED:
        words, spaced = indexing(table, f"r.{_ADDED}")
        return (words,) if is_ascii else (words, spaced)
    if table in INDEXED_PARTS:
        owners = f"IN (SELECT record FROM {table} WHERE {_ADDED})"
        return reindexing_of(KIND_OF_TABLE[table], owners)
    return ()


def _unindexing_removed(table: str) -> tuple[str, ...]:
    """What brings the search index up to date when rows of a table were removed.

    It is given their rowids, or the ids of the records whose parts they were.
    """
    if table in RECORDS and RECORDS[table].SEARCHED:
        return tuple(unindexing(table, "SELECT value AS row FROM json_each(?)"))
    if table in INDEXED_PARTS:
        return reindexing_of(KIND_OF_TABLE[table], _IN)
    return ()


def _run(
    connection: Connection, statements: Sequence[str], values: tuple[Any, ...] | dict[str, Any]
) -> None:
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
