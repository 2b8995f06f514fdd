"""The chain of operations: whether each is as it was written, and follows the one before it.

SQLite spells each operation and its changes as they were hashed, so that a million are verified in
a few seconds. Where its spelling differs (a number with a fraction), the log's own decides.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from math import inf
from typing import TYPE_CHECKING, Any

from workbench.model.change import Operation
from workbench.store import log
from workbench.store.baseline import baseline_of, digest_of_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from workbench.model.progress import Progress
    from workbench.store.baseline import Baseline

ALTERED = "it was altered after it was written"
CUT = "the one before it was altered or taken out"
KEPT_ALTERED = "what was kept when the history before it was dropped, was altered since"
_STEP = 5_000

_HEAD = ", ".join(f"'{name}', {name}" for name in sorted((*log.HEAD, "changes")))
_CHANGES = f"""
SELECT operation, CASE WHEN 'blob' IN (typeof(before), typeof(after)) THEN ''
  ELSE json_array({log.HASHED}) || char(10) END
FROM change WHERE seq > COALESCE((
  SELECT seq FROM change WHERE operation <= ? ORDER BY operation DESC, seq DESC LIMIT 1
), -{log.LARGEST}) ORDER BY seq
"""
_OPERATIONS = (
    f"SELECT seq, previous, hash, json_object({_HEAD}) FROM operation WHERE seq > ? ORDER BY seq"
)
_NO_MORE = (inf, "")
_LINKS = "SELECT seq, previous, hash FROM operation WHERE seq BETWEEN ? AND ? ORDER BY seq"


@dataclass(frozen=True, slots=True)
class Break:
    """An operation at which the chain does not hold, and in which words."""

    operation: Operation
    message: str

    @property
    def words(self) -> str:
        """The operation, and what is wrong with it."""
        return f"{named(self.operation)}: {self.message}"


def named(operation: Operation) -> str:
    """An operation as a finding names it: number, label, when, and who."""
    at = operation.at[:16].replace("T", " ")
    return f"operation {operation.seq}, “{operation.label}”, {at} UTC, {operation.analyst}"


def breaks(connection: Connection, progress: Progress, since: int = 0) -> Iterator[Break]:
    """Every operation after `since` that does not hold; `since` itself is taken as it stands.

    Of operations whose changes were dropped only the links are left to follow, and what was kept
    in their place.

    Raises:
        Cancelled: `progress` was told to stop.
    """
    kept = baseline_of(connection)
    if kept is not None and since < kept.seq:
        yield from _dropped(connection, kept, since)
    expected, last = _after(connection, max(since, kept.seq if kept else 0))
    driver: Any = connection.connection.driver_connection
    total = log.last_seq(connection) - since
    changes = driver.execute(_CHANGES, (expected - 1,))
    owner, spelled = next(changes, _NO_MORE)
    operations = driver.execute(_OPERATIONS, (expected - 1,))
    for done, (seq, previous, digest, head) in enumerate(operations):
        if done % _STEP == 0:
            progress.step(done, total, "Following the chain of operations")
        hashed = sha256()
        while owner <= seq:
            if owner == seq:
                hashed.update(spelled.encode())
            owner, spelled = next(changes, _NO_MORE)
        hashed.update(head.encode())
        if hashed.hexdigest() != digest and (found := _altered(connection, seq)):
            yield found
        if seq != expected or previous != last:
            yield Break(_at(connection, seq), CUT)
        expected, last = seq + 1, digest


def _after(connection: Connection, seq: int) -> tuple[int, str]:
    """The number of the operation that follows operation `seq`, and the hash that it names."""
    start = log.operation_at(connection, seq)
    return seq + 1, start.hash if start else ""


def _dropped(connection: Connection, kept: Baseline, since: int) -> Iterator[Break]:
    expected, last = _after(connection, since)
    for seq, previous, digest in connection.exec_driver_sql(_LINKS, (expected, kept.seq)):
        if seq != expected or previous != last:
            yield Break(_at(connection, seq), CUT)
        expected, last = seq + 1, digest
    if digest_of_kept(connection, kept.seq) != kept.digest:
        yield Break(kept.operation, KEPT_ALTERED)


def _altered(connection: Connection, seq: int) -> Break | None:
    operation = _at(connection, seq)
    if log.hash_operation(connection, operation) == (operation.changes, operation.hash):
        return None
    return Break(operation, ALTERED)


def _at(connection: Connection, seq: int) -> Operation:
    found = log.operation_at(connection, seq)
    assert found is not None  # noqa: S101 - it was read a moment ago, in the same transaction
    return found
