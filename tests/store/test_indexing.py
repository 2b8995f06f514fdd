"""Many records that are written at once are found as if each had been indexed by itself."""

from __future__ import annotations

import secrets
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.model import Item, Party
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.store.baseline import drop_history
from workbench.store.everywhere import search
from workbench.store.rewrite import rewrite
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


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


def the_past(store: Store, _path: Path) -> Store:
    return store.at(store.last_seq)


def without_one(store: Store, _path: Path) -> Store:
    with store.reading() as connection:
        [hit] = search(connection, Query(words=("Turing",)))
    return store.without({"item": [hit.record]})


def a_backup(store: Store, path: Path) -> Store:
    to = path.with_name("backup.dossier")
    store.back_up(to)
    return Store.open(to, analyst="me", replica="here")


def after_history_was_dropped(store: Store, path: Path) -> Store:
    drop_history(store, store.last_seq, "Drop", "Law says so.")
    store.close()
    return Store.open(path, analyst="me", replica="here")


def under_a_key(store: Store, path: Path) -> Store:
    to, key = path.with_name("sealed.dossier"), secrets.token_bytes(48)
    store.close()
    rewrite(path, to, key=b"", new=key, progress=Silent())
    return Store.open(to, analyst="me", replica="here", key=key)


@pytest.mark.parametrize(
    "written", [the_past, without_one, a_backup, after_history_was_dropped, under_a_key]
)
def test_what_writes_all_rows_anew_leaves_each_record_found_by_its_own_words(
    store: Store, path: Path, written: Callable[[Store, Path], Store]
) -> None:
    names = ("Tesla", "Fermi", "Kepler", "Maxwell", "Pascal", "Turing", "Volta 伏特")
    with store.operation("Add") as op:
        first, second, *_ = [op.put(Item(title=name)) for name in names]
    with store.operation("Remove") as op:  # so that other rows would be given other numbers
        op.remove(first)
        op.remove(second)

    with closing(written(store, path)) as anew, anew.reading() as connection:
        for name in ("Kepler", "Maxwell", "Pascal", "Volta", "伏特"):
            titles = [hit.title for hit in search(connection, Query(words=(name,)))]
            assert [name in title for title in titles] == [True]
