"""The chain of operations: whether each is as it was written, and follows the one before it.

SQLite spells each operation and its changes as they were hashed, so that a million are verified in
a few seconds. Where its spelling differs (a number with a fraction), the log's own decides.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
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
_FEW = 8
"""Up to so many changes, the operation itself is spelled beside each of them; else once, by us."""

_CHANGE = ", ".join(f"c.{name.strip()}" for name in log.HASHED.split(","))
_HEAD = ", ".join(f"'{name}', o.{name}" for name in sorted((*log.HEAD, "changes")))
_LINES = f"""
SELECT o.seq, o.previous, o.hash,
  CASE WHEN c.seq IS NULL OR o.changes > {_FEW} OR 'blob' IN (typeof(c.before), typeof(c.after))
    THEN '' ELSE json_array({_CHANGE}) || char(10) END,
  CASE WHEN o.changes <= {_FEW} THEN json_object({_HEAD}) END
FROM operation AS o LEFT JOIN change AS c ON c.operation = o.seq
WHERE o.seq > ? ORDER BY o.seq, c.seq
"""
_LINKS = "SELECT seq, previous, hash FROM operation WHERE seq <= ? ORDER BY seq"


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
    start = log.operation_at(connection, since) if since else None
    at = _Place(start.hash, since + 1) if start else _Place("", 1)
    if kept is not None and at.expected <= kept.seq:
        yield from _dropped(connection, kept, at)
    driver: Any = connection.connection.driver_connection
    newest = log.last_operation(connection)
    total = (newest.seq if newest else 0) - since
    lines = driver.execute(_LINES, (at.expected - 1,))
    for done, (seq, some) in enumerate(groupby(lines, key=itemgetter(0))):
        if done % _STEP == 0:
            progress.step(done, total, "Following the chain of operations")
        _, previous, digest, text, head = next(some)
        if head is None:
            altered = True  # with so many changes, it is hashed row by row
        else:
            spelled = "".join((text, *(each[3] for each in some), head))
            altered = sha256(spelled.encode()).hexdigest() != digest
        if altered and (found := _altered(connection, seq)):
            yield found
        if not at.follows(seq, previous, digest):
            yield Break(_at(connection, seq), CUT)


@dataclass(slots=True)
class _Place:
    """How far the chain was followed: the hash that comes next must name, and its number."""

    previous: str
    expected: int

    def follows(self, seq: int, previous: str, digest: str) -> bool:
        """Whether an operation follows; goes on after it."""
        well = (seq, previous) == (self.expected, self.previous)
        self.previous, self.expected = digest, seq + 1
        return well


def _dropped(connection: Connection, kept: Baseline, at: _Place) -> Iterator[Break]:
    for row in connection.exec_driver_sql(_LINKS, (kept.seq,)):
        if row.seq >= at.expected and not at.follows(*row):
            yield Break(_at(connection, row.seq), CUT)
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
