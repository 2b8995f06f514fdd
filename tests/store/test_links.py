from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, StillInUse
from workbench.model import Allocation, Decision, Item, Party

if TYPE_CHECKING:
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


def test_a_record_in_use_stays_and_its_users_are_named(store: Store, records: Records) -> None:
    with pytest.raises(StillInUse) as fault, store.operation("Remove") as op:
        op.remove(records[0])

    assert str(fault.value) == "Still in use by D-0001. Change or remove that first."


def test_a_user_through_a_part_is_named_once(store: Store, records: Records) -> None:
    with pytest.raises(StillInUse, match=r"by A-0001\."), store.operation("Remove") as op:
        op.remove(records[1])


def test_three_users_are_named_at_most(store: Store) -> None:
    with store.operation("Add") as op:
        party = op.put(Party(title="State Council"))
        op.add_all(Decision(title=f"Act {n}", authority=party.id) for n in range(5))

    with pytest.raises(StillInUse, match=r"by D-0001, D-0002, D-0003\."):  # noqa: SIM117 - reads better
        with store.operation("Remove") as op:
            op.remove(party)


def test_a_link_to_nothing_names_the_field(store: Store) -> None:
    with pytest.raises(InvalidField) as fault, store.operation("Add") as op:
        op.put(Allocation(title="H200", item="nowhere"))

    assert str(fault.value) == "item: There is no item 'nowhere' here. Choose one, or add it first."
    assert store.operations() == []


def test_after_a_refused_operation_the_next_one_works(store: Store, records: Records) -> None:
    with pytest.raises(StillInUse), store.operation("Remove") as op:
        op.remove(records[0])
    with store.operation("Add") as op:
        op.put(Item(title="H200"))

    assert [each.label for each in store.operations()] == ["Add", "Add"]
