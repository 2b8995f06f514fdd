"""The operation log: the chain of hashes, the order of time, and what each operation changed."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from workbench.model.change import FieldChange, Operation
from workbench.store.schema import CHANGE, KIND_OF_TABLE, OPERATION

_OF_OPERATION = select(CHANGE).where(CHANGE.c.operation == bindparam("seq")).order_by(CHANGE.c.seq)
_LAST = select(OPERATION).order_by(OPERATION.c.seq.desc()).limit(1)
_COUNTER_DIGITS = 4


def operation_from(row: Row[Any]) -> Operation:
    """The operation that a row of the log holds."""
    return Operation(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def last_operation(connection: Connection) -> Operation | None:
    """The newest operation, or None in a dossier that nobody has written to."""
    row = connection.execute(_LAST).one_or_none()
    return operation_from(row) if row else None


def changes_of(connection: Connection, seq: int) -> list[Row[Any]]:
    """The rows of the log that operation `seq` wrote, in order."""
    return list(connection.execute(_OF_OPERATION, {"seq": seq}))


def next_clock(last: str, now_ns: int | None = None) -> str:
    """A hybrid logical clock: wall time in ms, then a counter, always after `last`, however wrong the wall clock is."""
    now = (time.time_ns() if now_ns is None else now_ns) // 1_000_000
    if not last:
        return f"{now:012x}-{0:0{_COUNTER_DIGITS}x}"
    moment, _, counter = last.partition("-")
    if now > int(moment, 16):
        return f"{now:012x}-{0:0{_COUNTER_DIGITS}x}"
    following = int(counter, 16) + 1
    carried, following = divmod(following, 16**_COUNTER_DIGITS)
    return f"{int(moment, 16) + carried:012x}-{following:0{_COUNTER_DIGITS}x}"


def hash_operation(operation: Operation, changes: Iterable[Row[Any]]) -> str:
    """SHA-256 over an operation, its changes and the hash of the operation before it.

    Canonical JSON (sorted keys, no spaces), one line for the operation and one per change.
    """
    head = {
        name: getattr(operation, name)
        for name in (
            "seq",
            "id",
            "clock",
            "at",
            "replica",
            "analyst",
            "label",
            "reason",
            "role",
            "reverts",
            "previous",
        )
    }
    digest = hashlib.sha256(_canonical(head))
    for change in changes:
        digest.update(b"\n")
        digest.update(_canonical(list(change[2:])))
    return digest.hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def now_text() -> str:
    """The present moment in UTC, as ISO 8601 text to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def touched_since(connection: Connection, seq: int) -> frozenset[tuple[str, str]]:
    """Every (kind, record id) that the operations after `seq` touched."""
    rows = connection.execute(
        select(CHANGE.c.tbl, CHANGE.c.record).where(CHANGE.c.operation > seq).distinct()
    )
    return frozenset((KIND_OF_TABLE[table], record) for table, record in rows)


def history_of(connection: Connection, record: str) -> Iterator[FieldChange]:
    """Everything that ever happened to a record and its parts, newest first."""
    joined = select(
        OPERATION,
        CHANGE.c.tbl,
        CHANGE.c.row,
        CHANGE.c.action,
        CHANGE.c.field,
        CHANGE.c.before,
        CHANGE.c.after,
    )
    joined = joined.join(CHANGE, CHANGE.c.operation == OPERATION.c.seq).where(
        CHANGE.c.record == record
    )
    for row in connection.execute(joined.order_by(CHANGE.c.seq.desc())):
        operation = Operation(**{name: row._mapping[name] for name in OPERATION.c.keys()})  # noqa: SLF001, SIM118
        table = row.tbl
        field = row.field or table.removeprefix(KIND_OF_TABLE[table]).lstrip("_")
        yield FieldChange(
            operation=operation,
            kind=KIND_OF_TABLE[table],
            record=record,
            action=row.action,
            field=field,
            before=row.before,
            after=row.after,
        )
