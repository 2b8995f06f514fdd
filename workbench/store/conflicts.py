"""What stands in the way of a revert: where the dossier no longer holds what an operation left."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.model.change import Operation
from workbench.store.between import folded
from workbench.store.log import history_of
from workbench.store.schema import KIND_OF_TABLE, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from workbench.store.between import Held

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One field of a row that an operation left as `left` and that holds `now` by now.

    `field` is empty where the whole row is gone, or there again. A field of a part is named after
    both, such as `parties.role`. `later` is the operation that wrote it last.
    """

    kind: str
    record: str
    field: str
    left: Any
    now: Any
    later: Operation | None


def conflicts(connection: Connection, operation: Operation) -> Iterator[Conflict]:
    """Everything that no longer is as `operation` left it, in the order of its writing."""
    held = folded(connection, operation.seq - 1, operation.seq)
    keys = list(held)
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        now = _rows(connection, some)
        for key in some:
            yield from _of_row(connection, operation, key, held[key], now.get(key))


def _rows(
    connection: Connection, keys: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows that there are now, by table and id."""
    by_table: dict[str, list[str]] = {}
    for name, key in keys:
        by_table.setdefault(name, []).append(key)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, ids in by_table.items():
        table = METADATA.tables[name]
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
            found[name, str(row["id"])] = dict(row)
    return found


def _of_row(
    connection: Connection,
    operation: Operation,
    key: tuple[str, str],
    held: Held,
    now: dict[str, Any] | None,
) -> Iterator[Conflict]:
    kind = KIND_OF_TABLE[key[0]]
    part = key[0].removeprefix(kind).lstrip("_")
    for name, left, holds in _differing(held, now):
        field = ".".join(filter(None, (part, name)))
        later = next(
            (
                each.operation
                for each in history_of(connection, held.record)
                if not name or each.field in {"", field}
            ),
            None,
        )
        yield Conflict(
            kind=kind,
            record=held.record,
            field=field,
            left=left,
            now=holds,
            later=later if later and later.seq > operation.seq else None,
        )


def _differing(held: Held, now: dict[str, Any] | None) -> Iterator[tuple[str, Any, Any]]:
    """Field (empty for the whole row), what was left there, what is there now."""
    if held.after is None:
        if held.before is not None and now is not None:
            yield "", None, json.dumps(now, ensure_ascii=False)
        return
    if now is None:
        yield "", json.dumps(held.after, ensure_ascii=False), None
        return
    for name, left in held.after.items():
        kept = held.before is not None and held.before.get(name) == left
        if name in now and now[name] != left and not kept:
            yield name, left, now[name]
