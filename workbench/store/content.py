"""Big content, kept once under its SHA-256 hash and never changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.schema import CONTENT

if TYPE_CHECKING:
    from sqlalchemy import Connection

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


def read(connection: Connection, key: str) -> bytes | None:
    """The bytes under `key`, or None."""
    found = connection.execute(_READ, {"key": key}).scalar_one_or_none()
    return None if found is None else bytes(found)
