"""Undo, redo and revert: an operation is taken back by a new one, read off the log.

Changes are taken back in runs of the same table, action and field, each run in a few statements,
so that an import of many records is undone about as fast as it was made.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from workbench.errors import NothingToRedo, NothingToUndo, RevertConflict
from workbench.store.baseline import ROLE as DROP, baseline_of, expect_kept
from workbench.store.batches import ROWS, add_batches, are_many, batches_told, remove_batches
from workbench.store.log import operation_from
from workbench.store.packing import listed
from workbench.store.rows import defaults_of
from workbench.store.schema import BATCHES, CHANGE, KIND_OF_TABLE, METADATA, OPERATION
from workbench.store.triggers import owner_of, row_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from workbench.model.change import Operation
    from workbench.store.operation import RunningOperation
    from workbench.store.packing import Batch

MAKING = "New dossier"
"""The label of the operation that makes a dossier."""
_NEWEST_FIRST = select(OPERATION).order_by(OPERATION.c.seq.desc()).execution_options(yield_per=100)
_STEPS = (
    select(CHANGE.c.seq, CHANGE.c.tbl, CHANGE.c.action, CHANGE.c.field)
    .where(CHANGE.c.operation == bindparam("operation"))
    .order_by(CHANGE.c.seq.desc())
)


def next_undo(connection: Connection) -> Operation:
    """The operation that undo would take back.

    The operation that made the dossier is not taken back: that would leave one without a title. Nor
    is the dropping of history, or what it covers.

    Raises:
        NothingToUndo: there is none.
    """
    taken_back: set[int] = set()
    kept = baseline_of(connection)
    for row in connection.execute(_NEWEST_FIRST):
        if kept is not None and row.seq <= kept.seq:
            break
        if row.seq in taken_back or row.role == DROP:
            continue
        if row.role == "undo":
            taken_back.add(row.reverts)
            continue
        if row.seq == 1 and row.label == MAKING:
            break
        return operation_from(row)
    raise NothingToUndo


def next_redo(connection: Connection) -> Operation:
    """The undo that redo would take back.

    Raises:
        NothingToRedo: something else was done since, or nothing was undone.
    """
    taken_back: set[int] = set()
    for row in connection.execute(_NEWEST_FIRST):
        if row.seq in taken_back:
            continue
        if row.role == "undo":
            return operation_from(row)
        if row.role != "redo":
            break
        taken_back.add(row.reverts)
    raise NothingToRedo


def label_of(role: str, target: Operation) -> str:
    """What the operation that takes `target` back is called, by its role."""
    if role == "undo":
        return f"Undo: {target.label}"
    return target.label.removeprefix("Undo: ") if role == "redo" else f"Revert: {target.label}"


def take_back(running: RunningOperation, operation: Operation) -> None:
    """Writes the opposite of what `operation` changed, last change first.

    Raises:
        RevertConflict: a field no longer holds what it left there.
        DossierDamaged: the log does not hold what it changed.
        HistoryDropped: what it changed is no longer told by the log.
        NothingToUndo: it is the dropping of history itself.
    """
    expect_kept(running.connection, operation.seq - 1)
    if operation.role == DROP:
        raise NothingToUndo
    for run in _runs(running.connection, operation):
        conflict = _TAKE_BACK[run.action](running, run)
        if conflict:
            words = f"{KIND_OF_TABLE[run.table]} {run.field}".strip().replace("_", " ")
            raise RevertConflict(operation.label, words)


@dataclass(frozen=True, slots=True)
class _Run:
    """Changes of one operation in a row, the last one first: of one table, action, and field."""

    table: str
    action: str
    field: str
    seqs: list[int]
    is_many: bool

    @property
    def changes(self) -> str:
        """The clause that finds them."""
        return f"FROM change WHERE seq BETWEEN {self.seqs[-1]} AND {self.seqs[0]}"


def _runs(connection: Connection, operation: Operation) -> Iterator[_Run]:
    steps = connection.execute(_STEPS, {"operation": operation.seq}).all()
    for (table, action, field), some in groupby(steps, key=_same_run):
        run = list(some)
        is_many = are_many(run) or any(step.action in BATCHES for step in run)
        yield _Run(table, action, field, [step.seq for step in run], is_many)


def _same_run(step: Any) -> tuple[str, str, str]:
    """What changes of one run share; those in a batch run on with those of the same action."""
    return step.tbl, step.action.removesuffix("_all"), step.field if step.action == "change" else ""


def _remove_again(running: RunningOperation, run: _Run) -> bool:
    """Removes the rows that were added; whether one of them is no longer what it was."""
    connection = running.connection
    if run.is_many:
        added = _noted(running, run, batches_told(connection, run.seqs, "after"))
        return not remove_batches(connection, run.table, added, len(run.seqs) * ROWS)
    spelled = row_json(METADATA.tables[run.table], "now")
    differing = connection.exec_driver_sql(
        f'SELECT after, {spelled} FROM change LEFT JOIN "{run.table}" AS now'
        f" ON now.id = change.row WHERE seq BETWEEN {run.seqs[-1]} AND {run.seqs[0]}"
        f" AND (now.id IS NULL OR {spelled} IS NOT after)"
    )
    if any(_differ(after, now) for after, now in differing):
        return True
    gone = f'DELETE FROM "{run.table}" WHERE id IN (SELECT row {run.changes})'
    connection.exec_driver_sql(gone)
    return False


def _noted(running: RunningOperation, run: _Run, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Batches; the operation that runs touches the records that their rows are."""
    kind, owner = KIND_OF_TABLE[run.table], owner_of(METADATA.tables[run.table])
    for columns, data in batches:
        running.together[kind] += listed(columns, owner)
        yield columns, data


def _differ(after: str, now: str) -> bool:
    """Whether a row is no longer what it was; a column that came later does not count."""
    held = json.loads(now)
    return any(held[name] != value for name, value in json.loads(after).items() if name in held)


def _add_again(running: RunningOperation, run: _Run) -> bool:
    """Adds the rows that were removed; whether one of them is there again already."""
    connection = running.connection
    if run.is_many:
        removed = _noted(running, run, batches_told(connection, run.seqs, "before"))
        try:
            add_batches(connection, run.table, removed, len(run.seqs) * ROWS)
        except IntegrityError:
            return True
        return False
    taken = f'SELECT 1 FROM "{run.table}" WHERE id IN (SELECT row {run.changes}) LIMIT 1'
    if connection.exec_driver_sql(taken).first():
        return True
    names = [column.name for column in METADATA.tables[run.table].c]
    later = defaults_of(run.table)
    spelled = ", ".join(f'"{name}"' for name in names)
    read = ", ".join(f"coalesce(json_extract(before, '$.{name}'), ?)" for name in names)
    connection.exec_driver_sql(
        f'INSERT INTO "{run.table}" ({spelled}) SELECT {read} {run.changes} ORDER BY seq DESC',
        tuple(map(later.get, names)),
    )
    return False


def _change_back(running: RunningOperation, run: _Run) -> bool:
    """Gives a field its value from before; whether one holds another value than it was given."""
    connection = running.connection
    changes = connection.exec_driver_sql(
        f"SELECT before, row, after {run.changes} ORDER BY seq DESC"
    ).all()
    done = connection.exec_driver_sql(
        f'UPDATE "{run.table}" SET "{run.field}" = ? WHERE id = ? AND "{run.field}" IS ?',
        [tuple(change) for change in changes],
    )
    return done.rowcount != len(changes)


_TAKE_BACK = {"add": _remove_again, "remove": _add_again, "change": _change_back}
