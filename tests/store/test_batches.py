"""Many rows at once: what the log says of them, one by one, and what undo makes of them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from workbench.errors import DossierDamaged, InvalidField, RevertConflict, StillInUse
from workbench.model import Allocation, Decision, Item, Party, StanceScale
from workbench.model.allocation import AllocationParty
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Split
from workbench.model.party import Alias
from workbench.model.progress import Silent
from workbench.model.quantity import Quantity
from workbench.model.query import Query
from workbench.model.stance_scale import ScaleLevel
from workbench.model.when import When
from workbench.store import batches, find, log
from workbench.store.batches import remove_all, remove_batches
from workbench.store.check import check
from workbench.store.everywhere import search
from workbench.store.packing import columns_in
from workbench.store.pages import Pages
from workbench.store.salvage import salvage
from workbench.store.store import Store
from workbench.store.upgrade import has_own_triggers

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

MANY = batches.ROWS + batches.LEAST


def allocations(count: int, party: Party) -> list[Allocation]:
    return [
        Allocation(
            title=f"Batch {n} é中" if n % 7 == 0 else f"Batch {n}",
            quantity=Quantity.parse(f"more than {n + 1}"),
            note='a "quoted" \\ note\n',
            parties=(AllocationParty(party=party.id),),
        )
        for n in range(count)
    ]


@pytest.fixture(params=["quiet triggers", "no triggers"])
def how_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has a bulk written as one of thousands of rows, and as one of very many."""
    if request.param == "no triggers":
        monkeypatch.setattr(batches, "UNTRIGGERED", batches.LEAST)


@pytest.fixture
def added(store: Store) -> list[Allocation]:
    """Many allocations that came in one operation, the second of the dossier."""
    with store.operation("Add") as op:
        party = op.put(Party(title="ByteDance"))
    with store.operation("Import") as op:
        return op.add_all(allocations(MANY, party))


def held(store: Store) -> list[Allocation]:
    with store.reading() as connection:
        found = find.ids(connection, "allocation", Query(order="number"))
        return find.page(connection, Allocation, found)


def is_whole(store: Store) -> bool:
    with store.reading() as connection:
        return check(connection, Silent()) == [] and has_own_triggers(connection)


def test_a_bulk_is_logged_in_few_rows_that_tell_of_each_record(
    store: Store, added: list[Allocation]
) -> None:
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM change WHERE operation = 2")
        told = connection.exec_driver_sql(
            "SELECT row FROM every_change WHERE operation = 2 AND tbl = 'allocation' ORDER BY seq"
        )
        assert rows.scalar_one() == 4
        assert sorted(told.scalars()) == sorted(each.id for each in added)
    assert store.operations(limit=1)[0].changes == 2 * MANY
    assert held(store) == added
    assert is_whole(store)


def test_the_history_of_one_record_of_many_shows_its_addition_and_its_changes(
    store: Store, added: list[Allocation]
) -> None:
    one = added[MANY // 2]
    with store.operation("Rename") as op:
        op.put(replace(one, title="Renamed"))

    with store.reading() as connection:
        told = list(log.history_of(connection, one.id))
        assert log.ever_held(connection, "allocation", "title", [one.id]) == {"Renamed", one.title}
    assert [(each.action, each.field) for each in told] == [
        ("change", "title"),
        ("add", "parties"),
        ("add", ""),
    ]
    assert json.loads(told[-1].after)["title"] == one.title


@pytest.mark.usefixtures("how_many")
def test_undo_and_redo_of_many_are_what_was_and_the_past_can_be_seen(
    store: Store, added: list[Allocation]
) -> None:
    store.undo()
    assert held(store) == []
    with store.reading() as connection:
        assert search(connection, Query(words=("batch",))) == []
        rows = connection.exec_driver_sql("SELECT count(*) FROM change WHERE operation = 3")
        assert rows.scalar_one() == 4
    past = store.at(2)
    assert held(past) == added
    past.close()

    store.redo()
    assert held(store) == added
    with store.reading() as connection:
        assert search(connection, Query(words=("中",)))
    assert is_whole(store)


def test_listeners_hear_of_each_record_of_a_bulk_and_of_its_undo(store: Store) -> None:
    heard: list[Mapping[str, Collection[str]]] = []
    store.listen(lambda changes: heard.append(changes.touched))

    with store.operation("Import") as op:
        added = op.add_all(Item(title=f"i{n}") for n in range(MANY))
    store.undo()

    assert heard == [{"item": {each.id for each in added}}] * 2


def test_going_back_before_a_bulk_and_forth_again_is_logged_in_batches(
    store: Store, added: list[Allocation]
) -> None:
    heard: list[Mapping[str, Collection[str]]] = []
    store.listen(lambda changes: heard.append(changes.touched))

    store.return_to(1)
    assert held(store) == []
    store.return_to(2)
    assert held(store) == added

    assert heard == [{"allocation": {each.id for each in added}}] * 2
    with store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM change WHERE operation > 2")
        assert rows.scalar_one() == 8
        assert search(connection, Query(words=("中",)))
    assert is_whole(store)


@pytest.mark.parametrize(
    "change", [{"title": "Renamed"}, {"note": ""}, {"as_of": When("2025")}], ids=str
)
def test_a_bulk_of_which_one_record_was_changed_since_is_not_taken_back(
    store: Store, added: list[Allocation], change: dict[str, Any]
) -> None:
    bulk = store.operations(limit=1)[0]
    with store.operation("Change") as op:
        op.put(replace(added[7], **change))

    with pytest.raises(RevertConflict, match="allocation"):
        store.revert(bulk)
    assert len(held(store)) == MANY


def test_what_a_column_that_came_later_holds_goes_with_a_bulk_and_comes_again(
    store: Store, added: list[Allocation]
) -> None:
    with store.reading() as connection:
        told = "SELECT after FROM change WHERE tbl = 'allocation' AND action = 'add_all'"
        packs = connection.exec_driver_sql(told).scalars().all()
    older = [(columns_in(data), data) for data in packs]
    for columns, _ in older:
        del columns["note"]

    with store.operation("Remove") as op:
        parts = op.connection.exec_driver_sql("SELECT id FROM allocation_parties").scalars().all()
        remove_all(op.connection, "allocation_parties", parts)
        assert remove_batches(op.connection, "allocation", older, MANY)
    assert held(store) == []
    store.undo()
    assert held(store) == added
    assert is_whole(store)


def test_records_that_others_use_stay(store: Store) -> None:
    with store.operation("Import") as op:
        parties = op.add_all(Party(title=f"p{n}") for n in range(MANY))
    bulk = store.operations(limit=1)[0]
    with store.operation("Use") as op:
        op.put(Allocation(title="a", parties=(AllocationParty(party=parties[3].id),)))

    with pytest.raises(StillInUse, match="A-0001"):
        store.revert(bulk)


def test_many_decisions_with_coded_stances_are_taken_back_and_come_again(store: Store) -> None:
    """The table of coded stances has a column that is called as one of SQLite's is."""
    levels = (ScaleLevel(value=0), ScaleLevel(value=1))
    with store.operation("Add") as op:
        scale = op.put(StanceScale(title="Review", levels=levels))
    coded = (StanceCoding(scale=scale.id, value=1),)
    with store.operation("Import") as op:
        made = op.add_all(Decision(title=f"d{n}", stances=coded) for n in range(MANY))
    store.undo()
    with store.reading() as connection:
        assert not find.ids(connection, "decision", Query())
    store.redo()
    with store.reading() as connection:
        assert find.page(connection, Decision, [each.id for each in made]) == made
    assert is_whole(store)


def test_other_names_are_found_after_a_bulk_and_after_its_undo_and_redo(store: Store) -> None:
    def found() -> int:
        with store.reading() as connection:
            return len(search(connection, Query(words=("Nickname",)), limit=MANY * 2))

    with store.operation("Import") as op:
        op.add_all(Party(title=f"p{n}", aliases=(Alias(name="Nickname"),)) for n in range(MANY))
    assert found() == MANY
    store.undo()
    assert found() == 0
    store.redo()
    assert found() == MANY


def test_rules_among_records_hold_for_a_bulk(store: Store) -> None:
    with store.operation("Add") as op:
        party = op.put(Party(title="ByteDance"))
    some = allocations(MANY, party)
    loop = [replace(some[0], part_of=some[1].id), replace(some[1], part_of=some[0].id), *some[2:]]
    part = AllocationParty(party=party.id, quantity=Quantity.exact(3))
    split = [*some[1:], replace(some[0], split=Split.JOINT_UNSPECIFIED, parties=(part,))]

    for broken, field in ((loop, "part_of"), (split, "parties")):
        with pytest.raises(InvalidField) as refused, store.operation("Import") as op:
            op.add_all(broken)
        assert refused.value.field == field
    assert held(store) == []


@pytest.mark.usefixtures("how_many")
@pytest.mark.parametrize("count", [batches.LEAST // 2, MANY])
def test_a_bulk_that_fails_leaves_nothing_unlogged_in_an_operation_that_goes_on(
    store: Store, count: int
) -> None:
    items = [Item(title=f"i{n}") for n in range(count)]

    with store.operation("Import") as op:
        with pytest.raises(Exception, match="UNIQUE"):
            op.add_all([*items, items[0]])
        op.put(Item(title="kept"))

    assert [each.title for each in items_of(store)] == ["kept"]
    assert is_whole(store)


@pytest.mark.usefixtures("how_many")
def test_what_follows_a_bulk_in_its_operation_is_logged_by_itself(store: Store) -> None:
    with store.operation("Import") as op:
        first = op.add_all(Item(title=f"i{n}") for n in range(MANY))[0]
        op.put(replace(first, title="renamed"))
        op.put(Item(title="one more"))

    assert store.operations(limit=1)[0].changes == MANY + 2
    assert is_whole(store)


def items_of(store: Store) -> list[Item]:
    with store.reading() as connection:
        return find.page(connection, Item, find.ids(connection, "item", Query()))


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET after = x'00' WHERE action = 'add_all'",
        "UPDATE change SET after = substr(after, 1, 500) WHERE seq = 2",
        "UPDATE change SET field = '3' WHERE action = 'add_all'",
        "UPDATE change SET field = 'x', row = 'y' WHERE action = 'add_all'",
        "UPDATE change SET action = 'remove_all' WHERE action = 'add_all'",
    ],
)
def test_a_batch_that_was_tampered_with_is_found_out_and_not_taken_back(
    store: Store, path: Path, statement: str
) -> None:
    store.close()
    foreign = sqlite3.connect(path, isolation_level=None)
    for (name,) in foreign.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        foreign.execute("PRAGMA writable_schema = ON")
        foreign.execute("DELETE FROM sqlite_master WHERE name = ?", (name,))
    foreign.execute("PRAGMA writable_schema = RESET")
    foreign.execute(statement)
    foreign.close()

    opened = Store.open(path, analyst="me", replica="here")
    with opened.reading() as connection:
        found = [each.where for each in check(connection, Silent())]
    assert found[0].startswith("operation 2, ")
    with pytest.raises((DossierDamaged, RevertConflict)):
        opened.undo()
    opened.close()


def test_salvage_gets_the_records_of_a_bulk_back_from_the_log_alone(
    store: Store, path: Path, added: list[Allocation]
) -> None:
    store.close()
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)  # the tables cannot be told any more

    saved = salvage(Pages(bytes(data)), Silent())

    kept = {each.id: each for each in saved.records}
    assert [kept[each.id] for each in added] == added
    assert saved.verified >= {each.id for each in added}
