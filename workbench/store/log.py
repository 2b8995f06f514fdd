"""The operation log: the chain of hashes, the order of time, what each operation changed."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, or_, select, text

from workbench.model.change import FieldChange, Operation
from workbench.store.batches import CONCERNING, COUNTED
from workbench.store.schema import BATCH_ACTIONS, BATCHES, EVERY_CHANGE, KIND_OF_TABLE, OPERATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Row

HASHED = "tbl, row, record, action, field, before, after"
"""The columns of a change that its hash covers, in their order."""
HEAD = [column.name for column in OPERATION.c if column.name not in {"changes", "hash"}]
_LAST = select(OPERATION).order_by(OPERATION.c.seq.desc()).limit(1)
_ADD = insert(OPERATION)
_CONCERNING = text(CONCERNING).columns(EVERY_CHANGE.c.seq)
_TOLD_OF = f"""
SELECT field, before, after FROM every_change
WHERE seq IN (
  SELECT seq FROM json_each(:records) JOIN change ON record = value
  WHERE action NOT {BATCH_ACTIONS}
  UNION ALL
  SELECT seq FROM change WHERE action {BATCH_ACTIONS} AND tbl = :table AND EXISTS (
    SELECT 1 FROM json_each(:records) WHERE value BETWEEN row AND record
  )
)
AND record IN (SELECT value FROM json_each(:records)) AND tbl = :table AND field IN ('', :field)
"""  # noqa: S608 - our names
_COUNTER_DIGITS = 4
LARGEST = 2**63 - 1
"""No operation has a larger number."""


def operation_from(row: Row[Any]) -> Operation:
    """The operation that a row of the log holds."""
    return Operation(**row._mapping)  # noqa: SLF001 - SQLAlchemy's documented name


def last_operation(connection: Connection) -> Operation | None:
    """The newest operation, or None in a dossier that nobody has written to."""
    row = connection.execute(_LAST).one_or_none()
    return operation_from(row) if row else None


def operations(
    connection: Connection, limit: int, before: int | None = None, words: str = ""
) -> list[Operation]:
    """The newest `limit` operations, newest first; with `before`, those older than that one.

    With `words`, only those whose label, reason or analyst holds each of them.
    """
    query = select(OPERATION).order_by(OPERATION.c.seq.desc()).limit(limit)
    for word in words.split():
        told = (OPERATION.c.label, OPERATION.c.reason, OPERATION.c.analyst)
        query = query.where(or_(*(each.icontains(word, autoescape=True) for each in told)))
    if before is not None:
        query = query.where(OPERATION.c.seq < before)
    return [operation_from(row) for row in connection.execute(query)]


def operations_since(connection: Connection, seq: int) -> list[Operation]:
    """Every operation after `seq`, newest first."""
    later = select(OPERATION).where(OPERATION.c.seq > seq).order_by(OPERATION.c.seq.desc())
    return [operation_from(row) for row in connection.execute(later)]


def operation_at(connection: Connection, seq: int) -> Operation | None:
    """The operation with a number, or None."""
    row = connection.execute(select(OPERATION).where(OPERATION.c.seq == seq)).one_or_none()
    return operation_from(row) if row else None


def last_seq(connection: Connection) -> int:
    """The number of the newest operation, or 0."""
    last = last_operation(connection)
    return last.seq if last else 0


def seq_at(connection: Connection, moment: datetime) -> int:
    """The number of the last operation that was written by a moment with a time zone, or 0."""
    found = select(func.max(OPERATION.c.seq)).where(OPERATION.c.at <= _spelled(moment))
    return connection.execute(found).scalar() or 0


def seq_before(connection: Connection, moment: datetime) -> int:
    """The number of the operation before the first that was written at or after a moment, or 0."""
    first = select(func.min(OPERATION.c.seq)).where(OPERATION.c.at >= _spelled(moment))
    found: int | None = connection.execute(first).scalar()
    if found is None:
        return last_seq(connection)
    return found - 1


def count_changes(connection: Connection, seq: int) -> int:
    """How many changes the log tells of the operations up to `seq`."""
    counted = f"SELECT {COUNTED} FROM change WHERE operation <= ?"  # noqa: S608 - our names
    return int(connection.exec_driver_sql(counted, (seq,)).scalar_one())


def has_changes(connection: Connection, seq: int) -> bool:
    """Whether operation `seq` wrote anything so far."""
    found = "SELECT 1 FROM change WHERE operation = ? LIMIT 1"
    return connection.exec_driver_sql(found, (seq,)).first() is not None


def seal(connection: Connection, operation: Operation) -> Operation:
    """Writes an operation whose changes are written already; gives it with count and hash."""
    changes, digest = hash_operation(connection, operation)
    operation = replace(operation, changes=changes, hash=digest)
    connection.execute(_ADD, {each.name: getattr(operation, each.name) for each in OPERATION.c})
    return operation


def next_clock(last: str, now_ns: int | None = None) -> str:
    """A hybrid logical clock: wall time in ms, then a counter; after `last`, come what may."""
    now = (time.time_ns() if now_ns is None else now_ns) // 1_000_000
    if not last:
        return f"{now:012x}-{0:0{_COUNTER_DIGITS}x}"
    moment, _, counter = last.partition("-")
    if now > int(moment, 16):
        return f"{now:012x}-{0:0{_COUNTER_DIGITS}x}"
    following = int(counter, 16) + 1
    carried, following = divmod(following, 16**_COUNTER_DIGITS)
    return f"{int(moment, 16) + carried:012x}-{following:0{_COUNTER_DIGITS}x}"


def hash_operation(connection: Connection, operation: Operation) -> tuple[int, str]:
    """How many changes an operation made, and the SHA-256 over them and the operation itself."""
    rows = connection.exec_driver_sql(
        f"SELECT {HASHED} FROM change WHERE operation = ? ORDER BY seq",  # noqa: S608 - our names
        (operation.seq,),
    )
    return digest_of(operation, map(tuple, rows))


def digest_of(operation: Operation, changes: Iterable[tuple[Any, ...]]) -> tuple[int, str]:
    """How many changes there are, and the SHA-256 over them and the operation itself.

    Canonical JSON (sorted keys, no spaces), one line for each change (table, row, record, action,
    field, before, after), or batch of changes with the SHA-256 of its bytes, and one for the
    operation. It holds the hash of the operation before it,
    so the hashes make a chain.
    """
    digest = hashlib.sha256()
    count = 0
    for change in changes:
        digest.update(canonical(change) + b"\n")
        _, _, _, action, field, *_ = change
        count += int(field) if action in BATCHES and str(field).isdecimal() else 1
    head = {name: getattr(operation, name) for name in HEAD} | {"changes": count}
    digest.update(canonical(head))
    return count, digest.hexdigest()


def _spelled_bytes(value: Any) -> str:
    return f"sha256:{hashlib.sha256(value).hexdigest()}"


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_spelled_bytes
)


def canonical(value: Any) -> bytes:
    """A value as it is hashed: JSON with sorted keys and without spaces, in UTF-8."""
    return _ENCODER.encode(value).encode()


def row_in(spelled: Any) -> dict[str, Any]:
    """The row that the log spells; an empty one where it was tampered with."""
    try:
        row = json.loads(spelled)
    except (TypeError, ValueError):
        return {}
    return row if isinstance(row, dict) else {}


def now_text() -> str:
    """The present moment in UTC, as ISO 8601 text to the millisecond."""
    return _spelled(datetime.now(UTC))


def _spelled(moment: datetime) -> str:
    in_utc = moment.astimezone(UTC)
    return in_utc.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def touched_since(
    connection: Connection, seq: int, until: int | None = None
) -> dict[str, set[str]]:
    """The ids, by kind, of what the operations after `seq` touched, up to `until` if given."""
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT tbl, record FROM every_change WHERE operation > ? AND operation <= ?",
        (seq, LARGEST if until is None else until),
    )
    return _by_kind(rows)


def touched_singly(connection: Connection, seq: int) -> dict[str, set[str]]:
    """The ids, by kind, of what operation `seq` touched, but for what it wrote in batches."""
    told = f"WHERE operation = ? AND action NOT {BATCH_ACTIONS}"
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT tbl, record FROM change {told}",  # noqa: S608 - our names
        (seq,),
    )
    return _by_kind(rows)


def _by_kind(rows: Iterable[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for table, record in rows:
        found.setdefault(KIND_OF_TABLE[table], set()).add(record)
    return found


def touched_by(connection: Connection) -> dict[int, list[str]]:
    """The ids of the records that each operation touched, by its number."""
    rows = connection.exec_driver_sql("SELECT DISTINCT operation, record FROM every_change")
    found: dict[int, list[str]] = {}
    for operation, record in rows:
        found.setdefault(operation, []).append(record)
    return found


def ever_held(connection: Connection, kind: str, field: str, records: Iterable[str]) -> set[str]:
    """What `field` of some records holds, or held once; of records that were removed too.

    So what an edit has made old can be named on both sides: where a record is, and where it was.
    """
    wanted = list(records)
    rows = connection.exec_driver_sql(
        _TOLD_OF, {"records": json.dumps(wanted), "table": kind, "field": field}
    )
    found: set[str | None] = set()
    for changed, *both in rows:
        found.update(both if changed else (json.loads(each).get(field) for each in both if each))
    return {each for each in found if each}


def history_of(connection: Connection, record: str) -> Iterator[FieldChange]:
    """Everything that ever happened to a record and its parts, newest first.

    The field of a part is named after both: `parties.role`.
    """
    each = EVERY_CHANGE.c
    both = select(OPERATION, EVERY_CHANGE).join(EVERY_CHANGE, each.operation == OPERATION.c.seq)
    found = both.where(each.seq.in_(_CONCERNING), each.record == record).order_by(each.seq.desc())
    for row in connection.execute(found, {"record": record}).mappings():
        kind = KIND_OF_TABLE[row[each.tbl]]
        part = row[each.tbl].removeprefix(kind).lstrip("_")
        yield FieldChange(
            operation=Operation(**{column.name: row[column] for column in OPERATION.c}),
            kind=kind,
            record=record,
            action=row[each.action],
            field=".".join(filter(None, (part, row[each.field]))),
            before=row[each.before],
            after=row[each.after],
        )
