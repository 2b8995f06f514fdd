"""Each fault of what is derived is found by a check, and gone when it is made anew."""

# ruff: noqa: S608 - damage made of our own words

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.errors import DossierDamaged
from workbench.model import Item, Party, Source
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.store import find, reindex
from workbench.store.check import REBUILD, check
from workbench.store.content import hash_of
from workbench.store.everywhere import search
from workbench.store.schema import ENTRIES

if TYPE_CHECKING:
    from workbench.store.store import Store

MISSPELLED = "CAST(replace(CAST(block AS TEXT), 'opper', 'oppen') AS BLOB)"
KEY = hash_of(b"\0")
FOUND = {"Hopper": "item", "字节": "party", "license": "source"}

ITEMS = "BETWEEN {} AND {}".format(*ENTRIES["item"])
FIRST = f"(SELECT min(id) FROM search_docsize WHERE id {ITEMS})"
SWAPPED = "; ".join(
    f"UPDATE item SET rowid = {to} WHERE rowid = {at}" for at, to in ((9, 0), (10, 9), (0, 10))
)
"""Two chips; each stands for the other in the index then."""


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with records that were added, renamed and removed, in two indexes."""
    with store.operation("Add") as op:
        chip, gone = op.put(Item(title="H200")), op.put(Item(title="H20"))
        op.put(Party(title="ByteDance", aliases=(Alias(name="字节跳动"),)))
        op.put(Source(title="Article", text=op.keep("A license, 许可.".encode())))
        op.add_all(Item(title=f"Chip {n}") for n in range(120))
    with store.operation("Change") as op:
        op.put(replace(chip, title="Hopper"))
        op.remove(gone)
        op.connection.exec_driver_sql("INSERT INTO text VALUES (7, (SELECT hash FROM content), 1)")
    return store


def findings(store: Store) -> set[str]:
    """Return what a check finds; all of it must be mended by making the indexes anew."""
    with store.reading() as connection:
        found = check(connection, Silent())
        assert connection.exec_driver_sql("SELECT count(*) FROM temp.sqlite_master").scalar() == 0
    assert {each.remedy for each in found} <= {REBUILD}
    return {f"{each.where}: {each.message}" for each in found}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (f"DELETE FROM search WHERE rowid {ITEMS}", "search index: 121 records are not in it"),
        ("INSERT INTO search (rowid, body) VALUES (99, 'gone')", "1 of its entries are"),
        (
            f"DELETE FROM search_docsize WHERE id = {FIRST}",
            "search index: 1 of its words or records",
        ),
        (
            f"DELETE FROM search WHERE rowid = {FIRST}",
            "words or records stand otherwise",
        ),
        (
            "UPDATE item SET rowid = 9999 WHERE title = 'Hopper'",
            "1 of its entries are of records that are not there",
        ),
        (SWAPPED, "2 of its words or records stand otherwise"),
        ("DELETE FROM search_cjk", "words or records stand otherwise"),
        ("DELETE FROM search_data WHERE id > 10", "it cannot be read"),
        ("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10", "cannot be read"),
        ("UPDATE search_data SET block = x'00' WHERE id = 10", "search index"),
        (f"UPDATE search_data SET block = {MISSPELLED} WHERE id > 10", "1 of its words"),
        ("INSERT INTO text VALUES (9, 'gone', 1)", "index of repeats: 1 of its rows (text)"),
        ("INSERT INTO likeness VALUES (7, 8, 0.5)", "index of repeats: 1 of its rows (likeness)"),
        (f"INSERT INTO content VALUES ('{KEY}', 3, x'00')", "3 bytes that no record names"),
    ],
)
def test_what_is_wrong_with_an_index_is_found_and_mended(
    filled: Store, damage: str, words: str
) -> None:
    assert findings(filled) == set()
    with filled._connections.lend(immediate=True) as connection:  # noqa: SLF001 - damage
        connection.begin()
        for each in damage.split("; "):
            assert connection.exec_driver_sql(each).rowcount != 0
        connection.commit()
    told = findings(filled)
    assert [each for each in told if words in each], told

    with filled.operation("Rebuild") as op:
        reindex.make_anew(op.connection)

    assert findings(filled) == set()
    with filled.reading() as connection:
        for word, kind in FOUND.items():
            assert {hit.kind for hit in search(connection, Query(words=(word,)))} == {kind}
    with filled.operation("Goes on") as op:
        op.put(Item(title="Rubin"))
    assert filled.last_seq == 3, "nothing of it is logged"


def test_content_that_only_the_history_names_stays(filled: Store) -> None:
    with filled.operation("Remove") as op:
        keys = find.ids(op.connection, "source", Query())
        op.remove(find.page(op.connection, Source, keys)[0])
    with filled.operation("Rebuild") as op:
        reindex.make_anew(op.connection)
    filled.undo()
    assert findings(filled) == set()


def test_an_index_that_cannot_be_read_is_told_as_damage_to_who_writes(filled: Store) -> None:
    with filled._connections.lend(immediate=True) as connection:  # noqa: SLF001 - damage
        connection.begin()
        connection.exec_driver_sql("DELETE FROM search_data WHERE id > 10")
        connection.commit()
    with filled.reading() as connection:
        assert "it cannot be read" in list(reindex.wrong_with_search(connection))
        with pytest.raises(DossierDamaged):
            search(connection, Query(words=("Hopper",)))
