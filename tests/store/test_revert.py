from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.errors import NothingToRedo, NothingToUndo, RevertConflict, StillInUse
from workbench.model import Decision, Item, Party
from workbench.model.party import Alias
from workbench.model.query import Query
from workbench.store import find

if TYPE_CHECKING:
    from workbench.model import Allocation
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


def items(store: Store) -> list[Item]:
    with store.reading() as connection:
        return find.page(connection, Item, find.ids(connection, "item", Query()))


def put(store: Store, *titles: str) -> list[Item]:
    with store.operation(f"Add {titles[0]}") as op:
        return [op.put(Item(title=title)) for title in titles]


def change(store: Store, item: Item, *, title: str = "", note: str = "") -> Item:
    changed = replace(item, title=title or item.title, note=note or item.note)
    with store.operation("Change") as op:
        return op.put(changed)


def test_undo_goes_back_step_by_step_and_redo_forward(store: Store) -> None:
    for title in ("a", "b", "c"):
        put(store, title)

    undone = [store.undo().label for _ in range(3)]
    assert items(store) == []
    redone = [store.redo().label for _ in range(3)]

    assert undone == ["Add c", "Add b", "Add a"]
    assert redone == ["Undo: Add a", "Undo: Add b", "Undo: Add c"]
    assert [item.title for item in items(store)] == ["a", "b", "c"]
    assert [each.label for each in store.operations(limit=3)] == ["Add c", "Add b", "Add a"]


def test_undo_and_redo_can_be_repeated_for_ever(store: Store) -> None:
    put(store, "a")
    for _ in range(5):
        assert store.undo().seq == store.operations(limit=1)[0].reverts
        assert items(store) == []
        store.redo()
        assert len(items(store)) == 1


def test_there_is_nothing_to_undo_or_redo_at_the_ends(store: Store) -> None:
    with pytest.raises(NothingToUndo):
        store.undo()
    put(store, "a")
    with pytest.raises(NothingToRedo):
        store.redo()
    store.undo()
    assert store.peek_undo() is None
    with pytest.raises(NothingToUndo):
        store.undo()


def test_what_comes_next_is_known_before_it_is_done(store: Store) -> None:
    put(store, "a")
    coming = store.peek_undo()
    assert coming is not None
    assert (coming, store.peek_redo()) == (store.undo(), None)
    assert store.peek_redo() == store.redo()


def test_a_new_write_ends_what_could_be_redone(store: Store) -> None:
    put(store, "a")
    store.undo()
    put(store, "b")

    with pytest.raises(NothingToRedo):
        store.redo()
    assert store.undo().label == "Add b"
    with pytest.raises(NothingToUndo):
        store.undo()


def test_undo_brings_back_a_removed_record_with_its_parts(store: Store, records: Records) -> None:
    with store.operation("Remove") as op:
        for record in reversed(records):
            op.remove(record)
    store.undo()

    with store.reading() as connection:
        for record in records:
            assert find.get(connection, type(record), record.id) == record


def test_any_operation_can_be_reverted(store: Store) -> None:
    [first] = put(store, "a")
    put(store, "b")
    target = store.operations()[1]

    assert store.revert(target) == target

    assert [item.title for item in items(store)] == ["b"]
    newest = store.operations(limit=1)[0]
    assert (newest.label, newest.role, newest.reverts) == ("Revert: Add a", "revert", 1)
    assert store.undo() == newest
    assert items(store)[0] == first


def test_a_field_that_changed_since_stands_in_the_way(store: Store) -> None:
    [item] = put(store, "a")
    renamed = change(store, item, title="b")
    target = store.operations(limit=1)[0]
    change(store, renamed, title="c")

    with pytest.raises(RevertConflict, match="item title changed since"):
        store.revert(target)
    assert items(store)[0].title == "c"
    assert len(store.operations()) == 3


def test_another_field_that_changed_since_does_not(store: Store) -> None:
    [item] = put(store, "a")
    renamed = change(store, item, title="b")
    target = store.operations(limit=1)[0]
    change(store, renamed, note="seen")
    store.revert(target)

    [now] = items(store)
    assert (now.title, now.note) == ("a", "seen")


def test_a_record_that_changed_since_it_was_added_stays(store: Store) -> None:
    _, second = put(store, "a", "b")
    target = store.operations(limit=1)[0]
    change(store, second, note="seen")

    with pytest.raises(RevertConflict, match="item changed since"):
        store.revert(target)
    assert len(items(store)) == 2


def test_a_record_that_was_removed_since_cannot_be_removed_again(store: Store) -> None:
    [item] = put(store, "a")
    target = store.operations(limit=1)[0]
    with store.operation("Remove") as op:
        op.remove(item)
    with pytest.raises(RevertConflict):
        store.revert(target)


def test_a_record_that_came_back_cannot_come_back_twice(store: Store) -> None:
    [item] = put(store, "a")
    with store.operation("Remove") as op:
        op.remove(item)
    removal = store.operations(limit=1)[0]
    store.undo()

    with pytest.raises(RevertConflict):
        store.revert(removal)


def test_a_record_that_others_point_at_cannot_be_undone_away(store: Store) -> None:
    with store.operation("Add party") as op:
        party = op.put(Party(title="ByteDance"))
    target = store.operations(limit=1)[0]
    with store.operation("Add decision") as op:
        op.put(Decision(title="Approval", authority=party.id))

    with pytest.raises(StillInUse, match="D-0001"):
        store.revert(target)
    assert len(store.operations()) == 2


def test_a_record_put_changed_and_removed_in_one_operation_can_be_undone(store: Store) -> None:
    [old] = put(store, "old")
    with store.operation("Much") as op:
        op.put(replace(old, title="one"))
        op.put(replace(old, title="two", note="x"))
        gone = op.put(Item(title="gone"))
        op.put(replace(gone, note="y"))
        op.remove(gone)
        op.remove(old)
        op.put(replace(old, title="three"))
    store.undo()
    assert items(store) == [old]
    store.redo()
    assert [item.title for item in items(store)] == ["three"]


def test_many_records_with_parts_are_undone_at_once(store: Store) -> None:
    parties = [Party(title=f"P{n}", aliases=(Alias(name=f"a{n}"),)) for n in range(500)]
    with store.operation("Import") as op:
        added = op.add_all(parties)
    store.undo()
    with store.reading() as connection:
        assert find.count(connection, "party", Query()) == 0
        assert connection.exec_driver_sql("SELECT count(*) FROM search_docsize").scalar_one() == 0
    store.redo()
    with store.reading() as connection:
        found = find.page(connection, Party, find.ids(connection, "party", Query()))
    assert found == added


def test_one_changed_record_among_many_is_a_conflict_that_changes_nothing(store: Store) -> None:
    with store.operation("Import") as op:
        added = op.add_all(Item(title=f"i{n}") for n in range(100))
    target = store.operations(limit=1)[0]
    change(store, added[57], note="seen")

    with pytest.raises(RevertConflict):
        store.revert(target)
    assert len(items(store)) == 100


def test_an_undo_by_another_process_can_be_redone_here(store: Store, other: Store) -> None:
    put(store, "a")
    other.undo()
    store.redo()

    assert [item.title for item in items(other)] == ["a"]
