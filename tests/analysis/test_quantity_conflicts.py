from __future__ import annotations

from workbench.analysis.quantity_conflicts import infeasible
from workbench.model import Allocation, Decision
from workbench.model.allocation import AllocationParty
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import ConditionKind, ContradictionKind, DecisionRelation, Split
from workbench.model.quantity import Quantity

FIRMS = ("bytedance", "alibaba", "tencent")
CHINA = Decision(id="china", title="Approval", links=(
    DecisionLink(relation=DecisionRelation.GATED_BY, decision="us"),
))  # fmt: skip


def lot(*known: Quantity, id: str = "lot", part_of: str | None = None) -> Allocation:
    given = (*known, *(Quantity() for _ in FIRMS))
    return Allocation(
        id=id,
        title="Joint lot",
        decision="china",
        quantity=Quantity.more_than(400_000, "chip"),
        split=Split.JOINT_SPECIFIED,
        part_of=part_of,
        parties=tuple(
            AllocationParty(party=each, quantity=own)
            for each, own in zip(FIRMS, given, strict=False)
        ),
    )


def cap(number: int, kind: ConditionKind = ConditionKind.PER_CLIENT_CAP) -> Decision:
    amount = Quantity.at_most(number, "chip")
    return Decision(id="us", title="US cap", conditions=(Condition(kind=kind, quantity=amount),))


def test_the_joint_lot_alone_is_feasible() -> None:
    assert not list(infeasible([lot()], {"china": CHINA}))


def test_a_cap_per_client_of_the_gating_decision_makes_the_lot_impossible() -> None:
    (found,) = infeasible([lot()], {"china": CHINA, "us": cap(75_000)})

    assert found.kind is ContradictionKind.QUANTITIES
    assert found.records == (("allocation", "lot"), ("decision", "us"))
    assert "> 400,000" in found.words
    assert "≤ 75,000" in found.words
    assert not list(infeasible([lot()], {"china": CHINA, "us": cap(150_000)}))


def test_a_quota_for_all_together_is_held_against_the_whole() -> None:
    quota = cap(300_000, ConditionKind.QUOTA)

    assert len(list(infeasible([lot()], {"china": CHINA, "us": quota}))) == 1


def test_own_parts_that_leave_too_little_for_the_rest_are_named() -> None:
    few = [Quantity.at_most(100_000, "chip")] * 3

    assert not list(infeasible([lot(*few[:2])], {}))
    assert len(list(infeasible([lot(*few)], {}))) == 1


def test_parts_that_add_up_to_more_than_the_whole_clash_with_it() -> None:
    whole = Allocation(id="whole", title="Whole", quantity=Quantity.at_most(300_000, "chip"))
    part = Allocation(
        id="part", title="Part", part_of="whole", quantity=Quantity.exact(310_000, "chip"),
        parties=(AllocationParty(party="bytedance"),),
    )  # fmt: skip

    (found,) = infeasible([whole, part], {})
    assert set(found.records) == {("allocation", "whole"), ("allocation", "part")}


def test_what_is_superseded_no_longer_clashes() -> None:
    whole = Allocation(id="whole", title="Whole", quantity=Quantity.at_most(300_000, "chip"))
    old = Allocation(
        id="old", title="Old", part_of="whole", quantity=Quantity.exact(310_000, "chip"),
        parties=(AllocationParty(party="bytedance"),),
    )  # fmt: skip
    new = Allocation(
        id="new", title="New", part_of="whole", quantity=Quantity.exact(200_000, "chip"),
        supersedes="old", parties=(AllocationParty(party="bytedance"),),
    )  # fmt: skip

    assert not list(infeasible([whole, old, new], {}))


def test_a_vague_quantity_clashes_with_nothing() -> None:
    vague = Quantity.vague("hundreds of thousands", "chip")
    whole = Allocation(id="whole", title="Whole", quantity=vague)

    assert not list(infeasible([whole], {"china": CHINA, "us": cap(1)}))
