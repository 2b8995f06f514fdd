from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.errors import DossierReadOnly
from workbench.model import Item
from workbench.model.query import Query
from workbench.store import find
from workbench.store.everywhere import search

if TYPE_CHECKING:
    from workbench.model import Allocation, Decision, Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


def item_titles(store: Store) -> list[str]:
    with store.reading() as connection:
        found = find.page(connection, Item, find.ids(connection, "item", Query()))
    return [item.title for item in found]


def test_the_past_holds_what_was_there_then(store: Store) -> None:
    with store.operation("1") as op:
        kept, gone = op.put(Item(title="kept")), op.put(Item(title="gone"))
    with store.operation("2") as op:
        op.put(replace(kept, title="renamed"))
        op.remove(gone)
    with store.operation("3") as op:
        op.put(replace(kept, title="renamed again", note="x"))
        op.put(Item(title="new"))
    store.undo()
    store.redo()

    expected = [[], ["kept", "gone"], ["renamed"], ["renamed again", "new"], ["renamed"]]
    for seq, titles in enumerate(expected):
        past = store.at(seq)
        assert item_titles(past) == titles
        assert [each.seq for each in past.operations()] == list(range(seq, 0, -1))
        past.close()
    assert item_titles(store) == ["renamed again", "new"]


def test_the_past_is_searched_as_it_was(store: Store, records: Records) -> None:
    with store.operation("Rename") as op:
        op.put(replace(records[2], title="Prohibition"))
    past = store.at(1)

    with past.reading() as connection:
        assert [hit.kind for hit in search(connection, Query(words=("approval",)))] == ["decision"]
        assert search(connection, Query(words=("prohibition",))) == []
    past.close()


def test_the_past_has_a_past_of_its_own(store: Store) -> None:
    for title in ("a", "b", "c"):
        with store.operation(title) as op:
            op.put(Item(title=title))
    past = store.at(2)
    earlier = past.at(1)

    assert (item_titles(past), item_titles(earlier)) == (["a", "b"], ["a"])
    earlier.close()
    past.close()


def test_the_past_cannot_be_written(store: Store) -> None:
    past = store.at(0)

    with pytest.raises(DossierReadOnly), past.operation("Rewrite"):
        pass
    past.close()


def test_the_past_stays_while_the_present_goes_on_and_ends(store: Store) -> None:
    with store.operation("a") as op:
        op.put(Item(title="a"))
    past = store.at(1)
    with store.operation("b") as op:
        op.put(Item(title="b"))
    store.close()

    assert item_titles(past) == ["a"]
    assert [each.label for each in past.operations()] == ["a"]
    past.close()


def test_a_closed_past_leaves_nothing_in_memory_or_on_disk(store: Store) -> None:
    with store.operation("a") as op:
        op.put(Item(title="a", note="x" * 4_000_000))
    before = len(list(store_files(store)))
    resident = memory()
    for _ in range(10):
        store.at(1).close()

    assert memory() - resident < 20_000_000
    assert len(list(store_files(store))) == before


def store_files(store: Store) -> list[str]:
    with store.reading() as connection:
        return [row[2] for row in connection.exec_driver_sql("PRAGMA database_list")]


def memory() -> int:
    """The bytes that this process holds, 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:  # noqa: PTH123 - no file
            return int(status.read().split()[1]) * 4096
    except OSError:
        return 0
