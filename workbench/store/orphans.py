"""What is left over: rows that belong to something which is not there, content that nothing names.

Links that the tables declare are checked by SQLite itself; these are the others.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.log import row_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_RECORDS = " UNION ALL ".join(f"SELECT id FROM {kind}" for kind in RECORDS)
_TEXTS = (
    "SELECT text FROM source WHERE id = passage.source"
    " UNION ALL SELECT text FROM text_version AS version WHERE version.source = passage.source"
)
_ORPHANS = (
    (
        "memo",
        f"about != '' AND about NOT IN ({_RECORDS})",
        "it is about a record that is not there",
    ),
    ("support", f"record NOT IN ({_RECORDS})", "it backs a record that is not there"),
    (
        "passage",
        f"text != '' AND text NOT IN ({_TEXTS})",
        "it stands in a text that is no version of its source",
    ),
)
_OF_NO_TEXT = {
    "text": "hash NOT IN (SELECT hash FROM content)",
    "paragraph": "text NOT IN (SELECT id FROM text)",
    "fingerprint": "text NOT IN (SELECT id FROM text)",
    "likeness": "text NOT IN (SELECT id FROM text) OR other NOT IN (SELECT id FROM text)",
}
CONTENT = {
    kind: [each.name for each in fields(record) if "content" in each.metadata]
    for kind, record in RECORDS.items()
}
"""By kind of record: the fields that hold the hash of content."""


def orphans(connection: Connection) -> Iterator[tuple[str, str]]:
    """The records that belong to something that is not there, by name, with words."""
    for kind, which, words in _ORPHANS:
        found = connection.exec_driver_sql(f"SELECT number FROM {kind} WHERE {which}")
        for number in found.scalars():
            yield ref_of(RECORDS[kind], number), words


def named_by_nothing(connection: Connection) -> dict[str, int]:
    """The content that no record names, nor the history of any: its hash and its bytes.

    None of it is told of in a copy that reads content where it is: later records name that too.
    """
    own = "SELECT EXISTS (SELECT 1 FROM main.sqlite_master WHERE name = 'content')"
    if not connection.exec_driver_sql(own).scalar_one():
        return {}
    now = ["SELECT text FROM passage"]
    now += [f"SELECT {name} FROM {kind}" for kind, names in CONTENT.items() for name in names]
    found = connection.exec_driver_sql(
        f"SELECT hash, size FROM content WHERE hash NOT IN ({' UNION ALL '.join(now)})"
    )
    left = {row.hash: row.size for row in found}
    if left:
        for key in _ever_named(connection):
            left.pop(key, None)
    return left


def dangling(connection: Connection) -> Iterator[str]:
    """What the index of repeats says of texts that are not there."""
    for table, which in _OF_NO_TEXT.items():
        found = connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {which}")
        if count := found.scalar_one():
            yield f"{count:,} of its rows ({table}) are of texts that are not there"


def let_go(connection: Connection) -> None:
    """Removes content that nothing names, and what the index of repeats says of such texts."""
    for key in named_by_nothing(connection):
        connection.exec_driver_sql("DELETE FROM content WHERE hash = ?", (key,))
    for table, which in _OF_NO_TEXT.items():
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {which}")


def _ever_named(connection: Connection) -> Iterator[str]:
    """The hashes of content that the log tells of."""
    holders = [kind for kind, names in CONTENT.items() if names]
    changes = connection.exec_driver_sql(
        "SELECT tbl, field, before, after FROM every_change"
        " WHERE tbl IN (SELECT value FROM json_each(?))",
        (json.dumps(holders),),
    )
    for kind, field, *values in changes:
        if field in CONTENT[kind]:
            yield from filter(None, values)
        elif not field:
            rows = map(row_in, filter(None, values))
            yield from (str(row.get(name)) for row in rows for name in CONTENT[kind])
