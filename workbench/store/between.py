"""What differs between two states of a dossier, folded out of the log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.model.change import FieldChange
from workbench.store.baseline import expect_kept
from workbench.store.log import operation_from
from workbench.store.schema import EVERY_CHANGE, KIND_OF_TABLE, OPERATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Row

_Fields = dict[str, Any]


@dataclass(slots=True)
class Held:
    """A row before and after: None where it was not there, else what was written of it."""

    record: str
    operation: int
    before: _Fields | None
    after: _Fields | None


def differences(connection: Connection, since: int, until: int) -> Iterator[FieldChange]:
    """What differs after operation `until` from what was after `since`, in the order of writing.

    A value that was changed and changed back is no difference. Each names the last operation that
    touched its row. Whole rows stand as JSON in `before` or `after`.
    """
    held = folded(connection, since, until)
    wanted = select(OPERATION).where(OPERATION.c.seq > since, OPERATION.c.seq <= until)
    operations = {row.seq: operation_from(row) for row in connection.execute(wanted)}
    for (table, _), row in held.items():
        kind = KIND_OF_TABLE[table]
        part = table.removeprefix(kind).lstrip("_")
        for action, name, before, after in _told(row):
            yield FieldChange(
                operation=operations[row.operation],
                kind=kind,
                record=row.record,
                action=action,
                field=".".join(filter(None, (part, name))),
                before=before,
                after=after,
            )


def folded(connection: Connection, since: int, until: int) -> dict[tuple[str, str], Held]:
    """What the operations after `since`, to `until`, did to each row, by table and id.

    Raises:
        HistoryDropped: what they changed is no longer told by the log.
    """
    expect_kept(connection, since)
    found: dict[tuple[str, str], Held] = {}
    between = select(EVERY_CHANGE).where(
        EVERY_CHANGE.c.operation > since, EVERY_CHANGE.c.operation <= until
    )
    rows = connection.execute(
        between.order_by(EVERY_CHANGE.c.seq).execution_options(yield_per=1_000)
    )
    for change in rows:
        held = found.get((change.tbl, change.row))
        if held is None:
            was: _Fields | None = None if change.action == "add" else {}
            held = found[change.tbl, change.row] = Held(change.record, 0, was, {})
        held.operation = change.operation
        _take(held, change)
    return found


def _take(held: Held, change: Row[Any]) -> None:
    if change.action == "add":
        held.after = json.loads(change.after)
        return
    old = json.loads(change.before) if change.action == "remove" else {change.field: change.before}
    if held.before is not None:
        held.before = {**old, **held.before}
    if change.action == "remove":
        held.after = None
    else:
        held.after = {**(held.after or {}), change.field: change.after}


def _told(row: Held) -> Iterator[tuple[str, str, Any, Any]]:
    if row.before is None:
        if row.after is not None:
            yield "add", "", None, json.dumps(row.after, ensure_ascii=False)
    elif row.after is None:
        yield "remove", "", json.dumps(row.before, ensure_ascii=False), None
    else:
        for name, after in row.after.items():
            if row.before.get(name) != after:
                yield "change", name, row.before.get(name), after
