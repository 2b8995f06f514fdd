"""A dossier with a log of any length, made in seconds: what a team has after years of editing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from tests.store.steps import end_logging
from workbench.model import About, Item
from workbench.model.change import Operation
from workbench.model.identity import new_id
from workbench.store.batches import insertion
from workbench.store.log import digest_of
from workbench.store.rows import row_of
from workbench.store.schema import CHANGE, METADATA, OPERATION
from workbench.store.store import Store
from workbench.store.triggers import log_triggers, row_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

MAKERS = ("NVIDIA", "AMD", "Huawei", "Cambricon", "Moore Threads")
_AT_ONCE = 50_000


def make(path: Path, operations: int, items: int = 10_000) -> None:
    """Makes a dossier at `path` whose log has `operations` operations.

    Each of the first ones adds one of `items` items, each other changes one field of one.
    """
    store = Store.create(path, analyst="me", replica="here")
    with store.operation("New dossier") as op:
        op.put(About(title="Long"))
    with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - a generator
        connection.begin()
        end_logging(connection)
        _fill(connection, operations, min(items, operations // 2))
        for statement in log_triggers():
            connection.exec_driver_sql(statement)
        connection.commit()
    store.close()


def _fill(connection: Connection, count: int, items: int) -> None:
    rows = [row_of(Item(title=f"Chip {n}", number=n + 1)) for n in range(items)]
    previous = connection.exec_driver_sql("SELECT hash FROM operation").scalar_one()
    spelled = row_json(METADATA.tables["item"], "item")
    names = list(METADATA.tables["item"].c.keys())
    connection.exec_driver_sql(
        insertion("item", names), [tuple(map(row.get, names)) for row in rows]
    )
    found = connection.exec_driver_sql(f"SELECT id, {spelled} FROM item")  # noqa: S608
    texts: dict[str, str] = {str(row[0]): str(row[1]) for row in found}
    made = _entries(rows, texts, count, previous)
    first = connection.exec_driver_sql("SELECT max(seq) FROM change").scalar_one()
    while some := list(islice(made, _AT_ONCE)):
        heads = [tuple(getattr(o, c.name) for c in OPERATION.c) for o, _ in some]
        changes = [(first + n, o.seq, *c) for n, (o, c) in enumerate(some, 1)]
        first += len(some)
        connection.exec_driver_sql(insertion("operation", OPERATION.c.keys()), heads)
        connection.exec_driver_sql(insertion("change", CHANGE.c.keys()), changes)
    connection.exec_driver_sql(
        "UPDATE item SET title = ?, note = ? WHERE id = ?",
        [(row["title"], row["note"], row["id"]) for row in rows],
    )


def _entries(
    rows: list[dict[str, Any]], texts: dict[str, str], count: int, previous: str
) -> Iterator[tuple[Operation, tuple[Any, ...]]]:
    """Each operation with its one change; the rows end as the log leaves them."""
    for n in range(count - 1):
        row = rows[n % len(rows)]
        if n < len(rows):
            change = ("item", row["id"], row["id"], "add", "", None, texts[row["id"]])
        else:
            field = "note" if n % 3 else "title"
            new = f"{MAKERS[n % 5]} {n}"
            change = ("item", row["id"], row["id"], "change", field, row[field], new)
            row[field] = new
        operation = Operation(
            seq=n + 2,
            id=new_id(),
            clock=f"{1_700_000_000_000 + n:012x}-0000",
            at=f"2026-{1 + n * 11 // count:02d}-01T{n * 24 // count:02d}:00:00.000Z",
            replica="here",
            analyst="me",
            label="Change item" if n >= len(rows) else "Add item",
            changes=1,
            previous=previous,
        )
        _, previous = digest_of(operation, [change])
        yield _with_hash(operation, previous), change


def _with_hash(operation: Operation, digest: str) -> Operation:
    object.__setattr__(operation, "hash", digest)  # a million times: `replace` takes ten times that
    return operation
