"""The search index: whether it is what it would be if it were made now, and making it anew.

It is derived from records and texts, so it is not logged, and no record is concerned.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import DossierDamaged
from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.orphans import let_go
from workbench.store.schema import ENTRIES
from workbench.store.triggers import SEARCH_INDEXES, SEARCH_TABLES, indexing, reindexing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_NAMED = 5
_ANEW = "anew_"


def make_anew(connection: Connection) -> None:
    """Indexes all records anew, and lets go of what is left over of texts."""
    for statement in reindexing():
        connection.exec_driver_sql(statement)
    let_go(connection)


def wrong_with_search(connection: Connection) -> Iterator[str]:
    """What in the search index is not as it would be if all records were indexed now."""
    searched = {kind: record for kind, record in RECORDS.items() if record.SEARCHED}
    for kind, record in searched.items():
        entry = f"SELECT 1 FROM search_docsize WHERE id = {ENTRIES[kind][0]} + r.rowid"
        missing = f"FROM {kind} r WHERE NOT EXISTS ({entry})"
        if count := _count(connection, f"SELECT count(*) {missing}"):
            some = f"SELECT number {missing} ORDER BY number LIMIT {_NAMED}"
            numbers = connection.exec_driver_sql(some).scalars()
            refs = ", ".join(ref_of(record, number) for number in numbers)
            yield f"{count:,} records are not in it: {refs}{' …' if count > _NAMED else ''}"
    entries = (f"SELECT {ENTRIES[kind][0]} + rowid FROM {kind}" for kind in searched)
    held = f"search_docsize WHERE id NOT IN ({' UNION ALL '.join(entries)})"
    if count := _count(connection, f"SELECT count(*) FROM {held}"):
        yield f"{count:,} of its entries are of records that are not there"
    try:
        yield from _compared(connection)
    except DossierDamaged:
        yield "it cannot be read"
    finally:
        if not connection.invalidated:  # as it is where this was stopped
            _drop(connection)


def _compared(connection: Connection) -> Iterator[str]:
    """What differs from an index that is made beside it, in memory."""
    _drop(connection)
    for statement in SEARCH_TABLES:
        connection.exec_driver_sql(statement.replace("TABLE ", f"TABLE temp.{_ANEW}", 1))
    for kind in (kind for kind, record in RECORDS.items() if record.SEARCHED):
        for statement in indexing(kind, "true"):
            connection.exec_driver_sql(statement.replace("INTO ", f"INTO temp.{_ANEW}", 1))
    for index in SEARCH_INDEXES:
        for name, of in (("kept", f"main, {index}"), ("made", f"temp, {_ANEW}{index}")):
            words = f"CREATE VIRTUAL TABLE temp.{_ANEW}{name} USING fts5vocab({of}, col)"
            connection.exec_driver_sql(words)
        differing = max(
            _differing(connection, "term, col, doc, cnt", f"{_ANEW}kept", f"{_ANEW}made"),
            _differing(connection, "id, sz", f"{index}_docsize", f"{_ANEW}{index}_docsize"),
        )
        _drop(connection, "kept", "made")
        if differing:
            yield f"{differing:,} of its words or records stand otherwise in it than they are"


def _differing(connection: Connection, columns: str, one: str, other: str) -> int:
    """How many rows of two tables are not in the other one, at most."""
    rows = [f"SELECT {columns} FROM {each}" for each in (one, other)]
    both = (" EXCEPT ".join(rows), " EXCEPT ".join(reversed(rows)))
    return max(_count(connection, f"SELECT count(*) FROM ({each})") for each in both)


def _drop(connection: Connection, *names: str) -> None:
    for name in names or ("kept", "made", *SEARCH_INDEXES):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{_ANEW}{name}")


def _count(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
