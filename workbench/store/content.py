"""Big content, kept once under its SHA-256 hash and never changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.schema import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

_ADD_MANY = "INSERT OR IGNORE INTO content (hash, size, bytes) VALUES (?, ?, ?)"
_ADD = insert(CONTENT).on_conflict_do_nothing()
_READ = select(CONTENT.c.bytes).where(CONTENT.c.hash == bindparam("key"))


def hash_of(data: bytes) -> str:
    """The name under which `data` is kept: its SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(connection: Connection, data: bytes) -> str:
    """Keeps `data` and gives its hash; the same bytes are kept once."""
    key = hash_of(data)
    connection.execute(_ADD, {"hash": key, "size": len(data), "bytes": data})
    return key


def keep_all(connection: Connection, blobs: Mapping[str, bytes]) -> None:
    """Keeps many bytes under their hashes, in one statement."""
    if blobs:
        rows = [(key, len(data), data) for key, data in blobs.items()]
        connection.exec_driver_sql(_ADD_MANY, rows)


def read(connection: Connection, key: str) -> bytes | None:
    """The bytes under `key`, or None."""
    found = connection.execute(_READ, {"key": key}).scalar_one_or_none()
    return None if found is None else bytes(found)


def read_all(connection: Connection, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes under each of `keys` that is kept, in their order."""
    rows = connection.exec_driver_sql(
        "SELECT c.hash, c.bytes FROM json_each(?) AS j JOIN content AS c ON c.hash = j.value"
        " ORDER BY j.key",
        (json.dumps(list(keys)),),
    )
    for key, data in rows:
        yield key, bytes(data)


def sizes(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """How many bytes are kept under each of `keys`."""
    rows = connection.exec_driver_sql(
        "SELECT hash, size FROM content WHERE hash IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return {row.hash: row.size for row in rows}
