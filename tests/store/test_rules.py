from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest

from workbench.errors import InvalidField
from workbench.model import Allocation, Claim, Decision, Party, Support
from workbench.model.allocation import AllocationParty
from workbench.model.decision import DecisionLink
from workbench.model.kinds import DecisionRelation, Split, SupportOrigin
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.store.store import Store


def allocations(store: Store, count: int) -> list[Allocation]:
    with store.operation("Add") as op:
        return op.add_all(Allocation(title=f"a{n}") for n in range(count))


@pytest.mark.parametrize(
    ("field", "words"), [("part_of", "part of itself"), ("supersedes", "superseded by itself")]
)
def test_allocations_make_no_ring(
    store: Store, field: Literal["part_of", "supersedes"], words: str
) -> None:
    first, second, third = allocations(store, 3)
    with store.operation("Link") as op:
        op.put(under(field, first, second))
        op.put(under(field, second, third))

    with pytest.raises(InvalidField, match=words), store.operation("Close the ring") as op:
        op.put(under(field, third, first))


def under(
    field: Literal["part_of", "supersedes"], lower: Allocation, upper: Allocation
) -> Allocation:
    if field == "part_of":
        return replace(lower, part_of=upper.id)
    return replace(lower, supersedes=upper.id)


def test_a_chain_of_allocations_is_no_ring(store: Store) -> None:
    chain = allocations(store, 30)
    with store.operation("Link") as op:
        for lower, upper in zip(chain[1:], chain, strict=False):
            op.put(replace(lower, part_of=upper.id))

    assert len(store.operations()) == 2


def joint(store: Store) -> Allocation:
    with store.operation("Add parties") as op:
        parties = op.add_all(Party(title=f"Buyer {n}") for n in range(2))
    return Allocation(
        title="Joint",
        split=Split.JOINT_UNSPECIFIED,
        parties=tuple(
            AllocationParty(party=party.id, quantity=Quantity.parse("200")) for party in parties
        ),
    )


def test_a_split_that_no_source_states_is_refused(store: Store) -> None:
    allocation = joint(store)

    with pytest.raises(InvalidField, match="No source states this split"):  # noqa: SIM117 - reads better
        with store.operation("Add") as op:
            op.put(allocation)


def test_a_split_with_its_claim_is_kept_and_needs_it_for_ever(store: Store) -> None:
    allocation = joint(store)
    with store.operation("Add") as op:
        op.put(allocation)
        claim = op.put(Claim(statement="Each gets 200"))
        support = op.put(
            Support(
                record=allocation.id,
                record_kind="allocation",
                field="parties",
                claim=claim.id,
                origin=SupportOrigin.SOURCE,
            )
        )

    with pytest.raises(InvalidField, match="No source"), store.operation("Remove") as op:
        op.remove(support)
    with pytest.raises(InvalidField, match="No source"), store.operation("Change") as op:
        op.put(replace(support, field="title"))
    store.undo()
    assert store.redo().label == "Undo: Add"


def test_a_decision_is_not_linked_to_itself(store: Store) -> None:
    decision = Decision(title="Reversal")
    link = DecisionLink(relation=DecisionRelation.REVERSES, decision=decision.id)

    with pytest.raises(InvalidField, match=r"linked to itself|points at itself"):  # noqa: SIM117 - reads better
        with store.operation("Add") as op:
            op.put(replace(decision, links=(link,)))
