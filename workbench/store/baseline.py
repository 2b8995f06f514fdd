"""History that was dropped: what was kept in its place, and where the log begins to tell again.

An analyst may drop what the operations up to one of them changed. The operations themselves stay,
who, when, what and their hashes, so the chain still starts with the first. In place of their
changes stand all rows as they were after the last of them, as if that one had added them; their
hash is the end of the reason of the operation that dropped, which stands in the chain.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.errors import DossierFault, HistoryDropped
from workbench.model.change import Operation
from workbench.store import log
from workbench.store.batches import insertion
from workbench.store.orphans import let_go
from workbench.store.schema import COUNTER, LOGGED
from workbench.store.sqlite import outside
from workbench.store.triggers import SEARCH_INDEXES, log_guards, row_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from workbench.model.change import FieldChange
    from workbench.store.store import Store

ROLE = "drop"
"""The role of the operation that drops history; `reverts` names the last one it covers."""
_HASH = 64
_COUNTED = "history dropped"
_NAMES = ("seq", "operation", "tbl", "row", "record", "action", "field", "before", "after")
Kept = tuple[str, str, str, str]
"""A row as it was then: table, id, record, and the row as the log spells it."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The newest dropping of history: `operation` did it, `seq` is the last it covers."""

    operation: Operation
    seq: int
    digest: str


def told_by(operation: Operation) -> Baseline | None:
    """What an operation that dropped history tells of it; None for any other."""
    if operation.role != ROLE or operation.reverts is None:
        return None
    return Baseline(operation, operation.reverts, operation.reason[-_HASH:])


def baseline_of(connection: Connection) -> Baseline | None:
    """The newest dropping of history in a dossier, or None where all of it is there."""
    last = select(COUNTER.c.last).where(COUNTER.c.kind == _COUNTED)
    seq = connection.execute(last).scalar()
    operation = log.operation_at(connection, seq) if seq else None
    return told_by(operation) if operation else None


def expect_kept(connection: Connection, seq: int) -> None:
    """Refuses to go back to a state of the dossier that was dropped.

    Raises:
        HistoryDropped: the state after operation `seq` is no longer told by the log.
    """
    kept = baseline_of(connection)
    if kept is not None and seq < kept.seq:
        raise HistoryDropped(kept.seq, kept.operation.seq, kept.operation.analyst)


def told_of(connection: Connection, record: str) -> Iterator[FieldChange]:
    """Everything that the log tells of a record and its parts, newest first.

    What was kept when history was dropped is told as of that: who wrote it first is not known.
    """
    kept = baseline_of(connection)
    for each in log.history_of(connection, record):
        is_kept = kept is not None and each.operation.seq <= kept.seq
        yield replace(each, operation=kept.operation) if kept and is_kept else each


def rows_of(connection: Connection) -> Iterator[Kept]:
    """Every row of a dossier as it is there, in the order of tables and ids."""
    for table in LOGGED:
        owner = "record" if "record" in table.c and "position" in table.c else "id"
        found = connection.exec_driver_sql(
            f"SELECT '{table.name}', id, \"{owner}\", {row_json(table, 'kept')}"
            f' FROM "{table.name}" AS kept ORDER BY id'
        )
        yield from map(tuple, found)


def drop(connection: Connection, seq: int, kept: Iterable[Kept]) -> str:
    """Puts `kept` in place of what the operations up to `seq` changed; gives the hash of that.

    The triggers that keep the log from being rewritten are taken away for this one act, in its
    transaction, and put back.
    """
    for name, _ in log_guards():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    dropped = "FROM change WHERE operation <= ?"
    last = connection.exec_driver_sql(f"SELECT coalesce(max(seq), 0) {dropped}", (seq,))
    first = int(last.scalar_one()) + 1
    connection.exec_driver_sql(f"DELETE {dropped}", (seq,))
    rows = list(kept)
    values: list[tuple[Any, ...]] = [
        (first - len(rows) + n, seq, table, key, record, "add", "", None, spelled)
        for n, (table, key, record, spelled) in enumerate(rows)
    ]
    if values:
        connection.exec_driver_sql(insertion("change", _NAMES), values)
    for index in SEARCH_INDEXES:  # else words of old values stay in it
        connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    for _, statement in log_guards():
        connection.exec_driver_sql(statement)
    return digest_of_kept(connection, seq)


def drop_history(store: Store, seq: int, label: str, reason: str = "") -> None:
    """Drops what the operations up to `seq` changed, by an operation of its own.

    Texts and files that only they named go as well. Then the file is written anew, so that nothing
    of it is left in free pages, where no other program is reading it.

    Raises:
        DossierReadOnly: the dossier is open for reading only.
        DossierBusy: another program is writing.
        HistoryDropped: it was dropped already.
    """
    store.expect_idle()
    past = store.at(seq)
    with ExitStack() as ending:
        ending.callback(past.close)
        with past.reading() as then:
            kept = list(rows_of(then))
    words = f"{reason.strip()} What was kept in its place has the SHA-256".strip()
    with store.operation(label, role=ROLE, reverts=seq) as running:
        running.reason = f"{words} {drop(running.connection, seq, kept)}"
        note(running.connection, running.seq)
        let_go(running.connection)
    with suppress(DossierFault), store.reading() as connection:
        outside(connection, "VACUUM")
        outside(connection, "PRAGMA wal_checkpoint(TRUNCATE)")


def note(connection: Connection, seq: int) -> None:
    """Remembers the number of the operation that dropped history, so that it is found at once."""
    connection.exec_driver_sql(
        "INSERT INTO counter (kind, last) VALUES (?, ?)"
        " ON CONFLICT (kind) DO UPDATE SET last = excluded.last",
        (_COUNTED, seq),
    )


def digest_of_kept(connection: Connection, seq: int) -> str:
    """The SHA-256 over what stands in the log as the changes of operation `seq`."""
    rows = connection.exec_driver_sql(
        f"SELECT {log.HASHED} FROM change WHERE operation = ? ORDER BY seq", (seq,)
    )
    return digest_of_rows(map(tuple, rows))


def digest_of_rows(rows: Iterable[tuple[Any, ...]]) -> str:
    """The SHA-256 over changes (table, row, record, action, field, before, after), a line each."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(log.canonical(row) + b"\n")
    return digest.hexdigest()
