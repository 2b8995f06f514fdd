from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from sqlalchemy import event

from workbench.errors import InvalidField, NoSuchRecord
from workbench.model import Allocation, Decision, Item, Party
from workbench.model.allocation import AllocationParty
from workbench.model.party import Alias
from workbench.model.query import Query
from workbench.model.record import Record
from workbench.store import find, rows
from workbench.store.log import history_of

if TYPE_CHECKING:
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]

RecordT = TypeVar("RecordT", bound=Record)


def kept(store: Store, record: RecordT) -> RecordT:
    """The record as the dossier holds it now."""
    with store.reading() as connection:
        return find.get(connection, type(record), record.id)


def count(store: Store, kind: str) -> int:
    with store.reading() as connection:
        return find.count(connection, kind, Query())


def test_what_was_put_is_read_back_the_same(store: Store, records: Records) -> None:
    for record in records:
        assert kept(store, record) == record


def test_each_kind_counts_its_own_numbers(records: Records) -> None:
    assert [record.ref for record in records] == ["P-0001", "P-0002", "D-0001", "A-0001"]


def test_putting_a_record_again_changes_only_what_differs(store: Store, records: Records) -> None:
    party = records[0]

    with store.operation("Rename") as op:
        op.put(replace(party, title="Chinese government"))

    with store.reading() as connection:
        newest = next(history_of(connection, party.id))
    assert store.operations(limit=1)[0].changes == 1
    assert (newest.field, newest.before, newest.after) == (
        "title",
        "Government of the PRC",
        "Chinese government",
    )


def test_putting_what_is_there_already_leaves_no_trace(store: Store, records: Records) -> None:
    before = store.operations()

    with store.operation("Nothing new") as op:
        for record in records:
            op.put(record)

    assert store.operations() == before


def test_a_changed_record_keeps_its_number(store: Store, records: Records) -> None:
    with store.operation("Rename") as op:
        again = op.put(replace(records[1], number=0, title="ByteDance Ltd"))

    assert again.number == records[1].number


def test_parts_are_added_changed_and_removed_with_their_record(
    store: Store, records: Records
) -> None:
    party = replace(records[0], aliases=(Alias(name="北京"), Alias(name="PRC")))

    with store.operation("Rename") as op:
        op.put(party)

    assert kept(store, party).aliases == party.aliases


def test_order_inside_an_operation_does_not_matter(store: Store) -> None:
    decision = Decision(title="Later")
    allocation = Allocation(title="Earlier", decision=decision.id)

    with store.operation("Log") as op:
        op.put(allocation)
        op.put(decision)

    assert kept(store, allocation).decision == decision.id


def test_a_removed_record_takes_its_parts_with_it(store: Store, records: Records) -> None:
    with store.operation("Remove") as op:
        op.remove(records[3])

    with store.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM allocation_parties").scalar_one()
    assert (count(store, "allocation"), left) == (0, 0)


def test_what_is_not_there_cannot_be_removed(store: Store) -> None:
    with pytest.raises(NoSuchRecord, match="I-0007"), store.operation("Remove") as op:
        op.remove(Item(title="H200", number=7))


def test_many_records_of_several_kinds_are_added_at_once(store: Store) -> None:
    parties = [Party(title=f"Party {n}", aliases=(Alias(name=f"P{n}"),)) for n in range(20)]
    allocations = [
        Allocation(title=party.title, parties=(AllocationParty(party=party.id),))
        for party in parties
    ]

    with store.operation("Import") as op:
        added = op.add_all([*allocations, *parties])

    assert [each.number for each in added] == [*range(1, 21), *range(1, 21)]
    assert [kept(store, each) for each in added] == added


def test_records_written_for_their_numbers_alone_are_those_that_would_be_given_back(
    store: Store,
) -> None:
    parties = [Party(title=f"Party {n}", aliases=(Alias(name=f"P{n}"),)) for n in range(150)]
    both = [each for party in parties for each in (party, Item(title=party.title))]

    with store.operation("Import") as op:
        numbers = op.write_all(both)
        with pytest.raises(InvalidField):
            op.write_all([Item(title=" ")])

    with store.reading() as connection:
        held = find.page(connection, Party, [each.id for each in parties])
    assert held == [replace(each, number=n + 1) for n, each in enumerate(parties)]
    assert numbers == [n + 1 for n in range(150) for _ in ("party", "item")]


def test_many_records_are_written_in_few_statements(store: Store) -> None:
    """Each statement costs a flush of the search index, as long as the longest text is."""
    runs: list[int] = []

    def ran(*told: Any) -> None:
        _, _, statement, values, _, many = told
        if statement.startswith("INSERT") and ' INTO "party" ' in statement:
            runs.append(len(values) if many else 1)

    with store.operation("Import") as op:
        event.listen(op.connection, "before_cursor_execute", ran)
        op.add_all([Party(title=f"Party {n}") for n in range(1_000)])

    assert 0 < sum(runs) < 10
    assert count(store, "party") == 1_000


def test_a_number_that_is_taken_is_not_given_again_in_one_operation(store: Store) -> None:
    with store.operation("Import") as op:
        numbers = [
            op.put(Item(title="first")).number,
            op.put(Item(title="given", number=7)).number,
            op.put(Item(title="next")).number,
        ]

    assert numbers == [1, 7, 8]


def test_one_bad_record_among_many_adds_none(store: Store) -> None:
    with pytest.raises(InvalidField), store.operation("Import") as op:
        op.add_all([Item(title="good"), Item(title=" ")])

    assert count(store, "item") == 0
    assert store.operations() == []


def test_content_kept_in_an_operation_stays_without_records(store: Store) -> None:
    with store.operation("Keep") as op:
        key = op.keep(b"words")

    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT hash FROM content").scalar_one() == key
    assert store.operations() == []


def test_a_number_that_undo_took_back_is_never_given_again(store: Store) -> None:
    with store.operation("Add") as op:
        first = op.put(Party(title="One"))
    store.undo()
    with store.operation("Add") as op:
        second = op.put(Party(title="Two"))
    store.revert(store.operations(limit=2)[1])
    assert (first.ref, second.ref) == ("P-0001", "P-0002")
    assert {kept(store, each).ref for each in (first, second)} == {"P-0001", "P-0002"}


def test_parts_keep_the_ids_that_an_older_version_gave_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.operation("Add") as op:
        party = op.put(Party(title="ByteDance"))
    with monkeypatch.context() as older, store.operation("Add") as op:
        older.setattr(rows, "part_id", lambda *key: "~".join(key))
        made = op.put(Allocation(title="a", parties=(AllocationParty(party=party.id),)))

    with store.operation("Rename") as op:
        op.put(replace(made, title="b"))

    assert store.operations(limit=1)[0].changes == 1
