from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.shares import shares
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Condition, Decision, DecisionLink
from workbench.model.kinds import ConditionKind, DecisionRelation, Split
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.analysis.shares import Shares

THREE = tuple(AllocationParty(party=each) for each in ("a", "b", "c"))
WHOLE = Allocation(
    id="w",
    title="Three firms",
    decision="import",
    quantity=Quantity.more_than(400_000, "chip"),
    split=Split.JOINT_UNSPECIFIED,
    parties=THREE,
)
IMPORT = Decision(
    id="import",
    title="Import approval",
    links=(DecisionLink(relation=DecisionRelation.GATED_BY, decision="export"),),
)


def export(kind: ConditionKind, most: int) -> Decision:
    condition = Condition(kind=kind, quantity=Quantity.at_most(most, "chip"))
    return Decision(id="export", title="Export rule", conditions=(condition,))


def only(*decisions: Decision, parts: tuple[Allocation, ...] = ()) -> Shares:
    (found,) = shares([WHOLE, *parts], {each.id: each for each in decisions})
    return found


def test_a_joint_quantity_leaves_every_share_open() -> None:
    found = only()
    assert {name: q.sign_text() for name, q in found.held.items()} == dict.fromkeys("abc", "≥ 0")


def test_two_keys_meet_in_what_both_allow() -> None:
    found = only(IMPORT, export(ConditionKind.QUOTA, 450_000))
    assert found.realisable is not None
    assert found.realisable.sign_text() == "400,001 – 450,000"
    assert found.held["a"].sign_text() == "≤ 450,000"


def test_a_cap_that_leaves_a_floor_for_each() -> None:
    found = only(IMPORT, export(ConditionKind.PER_CLIENT_CAP, 150_000))
    assert found.held["a"].sign_text() == "100,001 – 150,000"
    assert found.realisable is not None
    assert found.realisable.sign_text() == "400,001 – 450,000"


def test_two_keys_that_exclude_one_another_are_said_to_leave_nothing() -> None:
    found = only(IMPORT, export(ConditionKind.PER_CLIENT_CAP, 75_000))
    assert found.realisable is None
    assert {each.id for each in found.conflict} == {"allocation:w", "decision:export"}


def test_a_part_is_a_floor_for_its_recipient_who_may_get_more() -> None:
    part = Allocation(
        id="p", title="A part", quantity=Quantity.exact(100, "chip"), part_of="w",
        parties=THREE[:1],
    )  # fmt: skip
    assert only(parts=(part,)).held["a"].sign_text() == "≥ 100"
