"""Many records that are written at once are found as if each had been indexed by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model import Item, Party
from workbench.model.party import Alias
from workbench.model.query import Query
from workbench.store.everywhere import search

if TYPE_CHECKING:
    from workbench.store.store import Store


def found(store: Store, word: str) -> set[str]:
    """The kinds that a word finds."""
    with store.reading() as connection:
        return {hit.kind for hit in search(connection, Query(words=(word,)))}


def test_the_past_finds_what_was_there_then_and_nothing_else(store: Store) -> None:
    with store.operation("Add") as op:
        item = op.put(Item(title="Hopper"))
        party = op.put(Party(title="ByteDance", aliases=(Alias(name="字节跳动"),)))
        gone = op.put(Item(title="Ampere"))
        op.put(Item(title="Volta"))
    with store.operation("Change") as op:
        op.put(replace(item, title="Blackwell"))
        op.put(replace(party, aliases=(Alias(name="Douyin"),)))
        op.remove(gone)
        op.put(Item(title="Rubin"))

    past = store.at(1)

    for word, kinds in {
        "hopper": {"item"}, "ampere": {"item"}, "volta": {"item"}, "字节跳动": {"party"},
        "blackwell": set(), "rubin": set(), "douyin": set(),
    }.items():  # fmt: skip
        assert found(past, word) == kinds, word
    past.close()
    assert found(store, "blackwell") == {"item"}
    assert found(store, "hopper") == set()
