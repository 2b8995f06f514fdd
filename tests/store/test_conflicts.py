"""What stands in the way of a revert is named before it is done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model import Item
from workbench.store.conflicts import conflicts

if TYPE_CHECKING:
    from workbench.store.store import Store


def found(store: Store, seq: int) -> list[tuple[str, object, object, int]]:
    """What stands in the way of an operation: field, left, now, and the later operation."""
    target = next(each for each in store.operations() if each.seq == seq)
    with store.reading() as connection:
        return [
            (each.field, each.left, each.now, each.later.seq if each.later else 0)
            for each in conflicts(connection, target)
        ]


def test_a_field_that_was_changed_since_is_named_with_who_did_it(store: Store) -> None:
    with store.operation("Add") as op:
        item = op.put(Item(title="a"))
    with store.operation("Rename") as op:
        item = op.put(replace(item, title="b"))
    assert found(store, 1) == [("title", "a", "b", 2)]
    assert found(store, 2) == []
    with store.operation("Rename again") as op:
        op.put(replace(item, title="c", note="x"))
    assert found(store, 2) == [("title", "b", "c", 3)]


def test_a_record_that_is_gone_or_there_again_is_named_as_a_whole(store: Store) -> None:
    with store.operation("Add") as op:
        item = op.put(Item(title="a"))
    with store.operation("Remove") as op:
        op.remove(item)
    (gone,) = found(store, 1)
    assert (gone[0], gone[2], gone[3]) == ("", None, 2)
    assert found(store, 2) == []
    store.undo()
    (again,) = found(store, 2)
    assert (again[0], again[1], again[3]) == ("", None, 3)
