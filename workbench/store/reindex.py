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
_WORDS = (
    "SELECT term, count(*), sum(doc >> 40), sum(doc & 0xFFFFFFFF), sum(offset), sum(col = 'title')"
    " FROM temp.{} GROUP BY term"
)
"""Where each word stands, as sums: where two records change places, some differ."""
_SIZES = "SELECT id, sz FROM {}_docsize"


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
            words = f"CREATE VIRTUAL TABLE temp.{_ANEW}{name} USING fts5vocab({of}, instance)"
            connection.exec_driver_sql(words)
        differing = max(
            _differing(connection, *(_WORDS.format(f"{_ANEW}{each}") for each in ("kept", "made"))),
            _differing(connection, *(_SIZES.format(f"{each}{index}") for each in ("", _ANEW))),
        )
        _drop(connection, "kept", "made")
        if differing:
            yield f"{differing:,} of its words or records stand otherwise in it than they are"


def _differing(connection: Connection, one: str, other: str) -> int:
    """How many rows that one of two statements selects the other does not, at most."""
    both = f"WITH one AS MATERIALIZED ({one}), other AS MATERIALIZED ({other})"
    lacks = "(SELECT count(*) FROM (SELECT * FROM {} EXCEPT SELECT * FROM {}))"
    lacking = lacks.format("one", "other"), lacks.format("other", "one")
    return _count(connection, f"{both} SELECT max({', '.join(lacking)})")


def _drop(connection: Connection, *names: str) -> None:
    for name in names or ("kept", "made", *SEARCH_INDEXES):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{_ANEW}{name}")


def _count(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar_one())
