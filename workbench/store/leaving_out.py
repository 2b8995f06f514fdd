"""A copy of a dossier without some of its records, and without all that rests on them alone."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import RECORDS
from workbench.store.schema import RECORD_TABLES
from workbench.store.triggers import gone_rows, unindexing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

_CARRIERS = frozenset({"passage", "claim", "support", "text_version"})
"""Kinds that say nothing without what they belong to."""
_WORDS_OF = frozenset({"claim", "passage"})
"""Kinds whose words a record that links to them repeats."""


def leave_out(connection: Connection, ids: Mapping[str, Collection[str]]) -> None:
    """Takes the records `ids` (by kind) out of a copy, which has no triggers.

    With a source go its passages and claims, with a claim the records that no other claim backs;
    what only names one of them loses the name.
    """
    connection.exec_driver_sql("CREATE TEMP TABLE left_out (id TEXT PRIMARY KEY)")
    wanted = [(kind, key) for kind, keys in ids.items() for key in keys]
    while wanted:
        for kind, key in wanted:
            _take_out(connection, kind, key)
        wanted = [*_dangling(connection), *_unbacked(connection)]
    for kind, record in RECORDS.items():
        if record.SEARCHED:
            for statement in unindexing(kind, gone_rows(kind)):
                connection.exec_driver_sql(statement)
    connection.exec_driver_sql("DROP TABLE left_out")


def _take_out(connection: Connection, kind: str, key: str) -> None:
    connection.exec_driver_sql("INSERT OR IGNORE INTO left_out VALUES (?)", (key,))
    memos = "INSERT OR IGNORE INTO left_out SELECT id FROM memo WHERE about = ?"
    for statement in (memos, "DELETE FROM memo WHERE about = ?"):
        connection.exec_driver_sql(statement, (key,))
    if kind == "support":  # told apart later: what it backed is looked at once it is gone
        backed = (
            "INSERT OR IGNORE INTO left_out SELECT 'backed ' || record FROM support WHERE id = ?"
        )
        connection.exec_driver_sql(backed, (key,))
    connection.exec_driver_sql(f'DELETE FROM "{kind}" WHERE id = ?', (key,))


def _dangling(connection: Connection) -> Iterable[tuple[str, str]]:
    """Mends links that lead nowhere now; gives the records that must go with what they named."""
    found = connection.exec_driver_sql("PRAGMA main.foreign_key_check").all()
    for table, rowid, parent, key in found:
        links = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
        field = next(each[3] for each in links if each[0] == key)
        if table not in RECORD_TABLES:
            connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
        elif table in _CARRIERS or parent in _WORDS_OF:
            row = connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,))
            yield table, str(row.scalar_one())
        else:
            cut = f'UPDATE "{table}" SET "{field}" = NULL WHERE rowid = ?'
            connection.exec_driver_sql(cut, (rowid,))


def _unbacked(connection: Connection) -> Iterable[tuple[str, str]]:
    """The records that lost a claim and have none left."""
    backed = connection.exec_driver_sql(
        "SELECT substr(id, 8) FROM left_out WHERE id LIKE 'backed %'"
        " AND substr(id, 8) NOT IN (SELECT record FROM support WHERE claim IS NOT NULL)"
        " AND substr(id, 8) NOT IN (SELECT id FROM left_out)"
    )
    for key in backed.scalars().all():
        for kind in RECORD_TABLES:
            held = connection.exec_driver_sql(f'SELECT 1 FROM "{kind}" WHERE id = ?', (key,))
            if held.first():
                yield kind, key
