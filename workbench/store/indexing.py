"""The search index brought in step with many records at once: quicker than one by one."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.model import RECORDS
from workbench.store.schema import KIND_OF_TABLE
from workbench.store.triggers import indexing, unindexing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection

_MOVED = "IN (SELECT record FROM moved)"


@contextmanager
def indexed_at_once(connection: Connection, rows: Mapping[str, Collection[str]]) -> Iterator[None]:
    """Rows (by table, their ids) are written inside; then their records are indexed, all at once.

    No trigger must index them meanwhile. With one for each row FTS5 writes down what it has indexed
    after each, ten times the work.
    """
    kinds = [kind for kind in {KIND_OF_TABLE[table] for table in rows} if RECORDS[kind].SEARCHED]
    connection.exec_driver_sql("CREATE TEMP TABLE moved (record TEXT PRIMARY KEY)")
    _note_owners(connection, rows)
    _take_out(connection, kinds)  # a row that is removed and added again has another rowid then
    yield
    _note_owners(connection, rows)
    _take_out(connection, kinds)
    for kind in kinds:
        for statement in indexing(kind, f"r.id {_MOVED}"):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("DROP TABLE moved")


def _take_out(connection: Connection, kinds: Collection[str]) -> None:
    """Takes what is noted out of the search index, as far as it is in it."""
    for kind in kinds:
        rows = f"SELECT rowid AS row FROM {kind} WHERE id {_MOVED}"
        for statement in unindexing(kind, rows):
            connection.exec_driver_sql(statement)


def _note_owners(connection: Connection, rows: Mapping[str, Collection[str]]) -> None:
    """Notes the records that rows are, or belong to, as far as they are there."""
    for table, keys in rows.items():
        if table in RECORDS:
            statement = "INSERT OR IGNORE INTO moved VALUES (?)"
        else:
            owner = f'SELECT record FROM "{table}" WHERE id = ?'
            statement = f"INSERT OR IGNORE INTO moved {owner}"
        if keys:
            connection.exec_driver_sql(statement, [(key,) for key in keys])
