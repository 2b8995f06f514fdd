from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.analysis.shares import shares
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.decision import Condition, Decision, DecisionLink
from workbench.model.kinds import ConditionKind, DecisionRelation, Split, Stage
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


def licensed(number: int, quantity: Quantity, *parties: str) -> Allocation:
    """What the export licence allots to some parties, to whomever where none is named."""
    return Allocation(
        id=f"l{number}", title="Licensed", decision="export", quantity=quantity,
        parties=tuple(AllocationParty(party=each) for each in parties),
    )  # fmt: skip


LICENCE = Decision(id="export", title="Export licence")


def keyed(*granted: Allocation) -> Shares:
    (found,) = shares([WHOLE], {"import": IMPORT, "export": LICENCE}, granted)
    return found


def test_what_the_other_key_allots_bounds_what_can_be_realised() -> None:
    found = keyed(licensed(1, Quantity.between(50_000, 450_000, "chip")))
    assert found.realisable is not None
    assert found.realisable.sign_text() == "400,001 – 450,000"
    lots = (licensed(n, Quantity.at_most(250_000, "chip"), "abc"[n]) for n in range(3))
    assert keyed(*lots).held["a"].sign_text() == "≤ 250,000"


def test_two_keys_whose_quantities_do_not_meet_are_named() -> None:
    found = keyed(licensed(1, Quantity.at_most(100_000, "chip")))
    assert found.realisable is None
    assert {each.id for each in found.conflict} == {"allocation:w", "allocation:l1"}


def test_a_key_for_others_of_another_stage_or_without_an_upper_bound_bounds_nothing() -> None:
    small = Quantity.at_most(5, "chip")
    shipped = replace(licensed(2, small), stage=Stage.SHIPPED)
    for granted in (licensed(1, small, "d"), shipped, licensed(3, Quantity.at_least(1, "chip"))):
        found = keyed(granted)
        assert found.realisable is not None
        assert found.realisable.sign_text() == "≥ 400,001"
    some = keyed(licensed(1, small, "a"))  # b and c may have keys that are not recorded
    assert (some.held["a"].sign_text(), some.held["b"].sign_text()) == ("≤ 5", "≥ 0")
