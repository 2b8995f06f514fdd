"""Copies of a dossier in memory: of its records as they were, or without some; or of all of it.

Of records only they and their search index are copied. The log, and content, which never changes,
such a copy reads in the database where they are, as far as the log went then: a log of a million
operations is not copied to look at a few thousand records.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from workbench.model.identity import new_id
from workbench.store.batches import VIEW
from workbench.store.connections import Connections
from workbench.store.log import LARGEST
from workbench.store.past import wind_back
from workbench.store.schema import (
    CONTENT,
    COUNTER,
    FINGERPRINT,
    LIKENESS,
    LOGGED,
    PARAGRAPH,
    TEXT,
)
from workbench.store.sqlite import attaching, memory_engine, memory_uri, outside
from workbench.store.triggers import SEARCH_INDEXES, SEARCH_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection

    Bring = Callable[[Connection], None]

_ORIGIN = "origin"
_SOURCE = "source"
_FIXED = (CONTENT, TEXT, PARAGRAPH, FINGERPRINT, LIKENESS)
_COPIED = tuple(table.name for table in (*LOGGED, COUNTER))
_SHADOWS = tuple(f"{x}_{part}" for x in SEARCH_INDEXES for part in ("data", "idx", "docsize"))


def records_at(
    source: Connections, seq: int, until: int, bring: Bring = lambda _copy: None
) -> Connections:
    """The records of `source` as they were after operation `seq`, which `bring` may change.

    `until` is the last operation of which `source` holds the outcome, where it is a copy itself.
    """
    origin = source.of or source
    origin.hold()
    with _in_memory(source.key, _beginning(origin, seq), origin) as (copy, kept):
        if source.of is None:
            _take_over(kept, _ORIGIN)
        else:
            outside(kept, attaching(source.uri, _SOURCE, source.key))
            _take_over(kept, _SOURCE)
        wind_back(kept, seq, until if source.of else LARGEST, _ORIGIN)
        bring(kept)
    return copy


def whole(source: Connections, bring: Bring) -> Connections:
    """All of `source`, which `bring` may change."""
    with _in_memory(source.key) as (copy, kept):
        with source.lend() as connection:
            outside(connection, "VACUUM INTO ?", copy.uri)
        bring(kept)
    return copy


@contextmanager
def _in_memory(
    key: bytes, beginning: Sequence[str] = (), of: Connections | None = None
) -> Iterator[tuple[Connections, Connection]]:
    """A copy to fill, and the connection as long as which its memory lasts."""
    name = new_id()
    engine = memory_engine(name, key=key, beginning=beginning)
    copy = Connections(engine, uri=memory_uri(name), key=key, of=of)
    with ExitStack() as failing:
        failing.callback(copy.end, tidy=False)
        kept = copy.watch()
        outside(kept, "PRAGMA foreign_keys = OFF")  # else each that goes is looked for in all
        yield copy, kept
        kept.commit()
        failing.pop_all()


def _beginning(origin: Connections, seq: int) -> tuple[str, ...]:
    """What each connection of a copy begins with, to read content and the log up to `seq`."""
    newest = f"SELECT seq FROM {_ORIGIN}.change WHERE operation <= {seq}"
    newest = f"({newest} ORDER BY operation DESC, seq DESC LIMIT 1)"
    ends = {each.name: "" for each in _FIXED}
    ends |= {"operation": f" WHERE seq <= {seq}", "change": f" WHERE seq <= {newest}"}
    return (
        attaching(origin.uri, _ORIGIN, origin.key),
        *(
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {_ORIGIN}.{name}{end}"
            for name, end in ends.items()
        ),
        VIEW.replace("CREATE VIEW", "CREATE TEMP VIEW"),
    )


def _take_over(connection: Connection, schema: str) -> None:
    """Fills an empty copy with the records of `schema`, and their search index."""
    made = connection.exec_driver_sql(
        f"SELECT sql FROM {schema}.sqlite_master WHERE type IN ('table', 'index') AND sql NOTNULL"
        " AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY type DESC",
        (json.dumps(_COPIED),),
    )
    for statement in (*made.scalars().all(), *SEARCH_TABLES):
        connection.exec_driver_sql(statement)
    for name in _SHADOWS:
        connection.exec_driver_sql(f"DELETE FROM main.{name}")
    for name in (*_COPIED, *_SHADOWS):  # whole pages at once, as both are made alike
        taken = f'INSERT INTO main."{name}" SELECT * FROM {schema}."{name}"'
        connection.exec_driver_sql(taken)
