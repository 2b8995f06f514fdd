from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.model import Allocation, Decision, Party
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.store import find
from workbench.store.check import WHOLE, check
from workbench.store.everywhere import search

if TYPE_CHECKING:
    from workbench.store.store import Store


def test_a_copy_without_a_record_loses_what_names_it_and_the_dossier_stays(
    store: Store, records: tuple[Party, Party, Decision, Allocation]
) -> None:
    _, buyer, decision, allocation = records
    without = store.without({"party": [buyer.id]})
    with without.reading() as connection:
        assert find.page(connection, Party, [buyer.id]) == []
        left = find.page(connection, Allocation, [allocation.id])[0]
        assert left.parties == ()
        assert find.page(connection, Decision, [decision.id]) == [decision]
    without.close()

    with store.reading() as connection:
        assert find.page(connection, Allocation, [allocation.id]) == [allocation]
        assert check(connection, Silent()) == []


def test_what_it_links_to_by_a_field_becomes_empty(
    store: Store, records: tuple[Party, Party, Decision, Allocation]
) -> None:
    government, _, decision, _ = records
    without = store.without({"party": [government.id]})
    with without.reading() as connection:
        assert find.page(connection, Decision, [decision.id])[0].authority is None
    without.close()


def test_what_was_left_out_is_not_found_nor_there_in_the_past_of_the_copy(
    store: Store, records: tuple[Party, Party, Decision, Allocation]
) -> None:
    _, buyer, decision, _ = records
    with store.operation("Rename") as op:
        op.put(replace(buyer, title="Renamed"))
        op.put(replace(decision, title="Another title"))
    without = store.without({"party": [buyer.id]})
    before = without.at(1)
    for copy, title in ((without, "Another title"), (before, decision.title)):
        with copy.reading() as connection:
            assert find.page(connection, Party, [buyer.id]) == []
            assert find.page(connection, Decision, [decision.id])[0].title == title
            for words in (buyer.title.split()[0], "Renamed"):
                found = search(connection, Query(words=(words,)))
                assert buyer.id not in {hit.record for hit in found}
            assert check(connection, Silent(), looks=WHOLE) == []
    before.close()
    without.close()
