from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import (
    ConditionKind,
    ContradictionKind,
    DecisionRelation,
)
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_joint_lot_and_a_cap_per_client_of_the_other_government_cannot_both_hold(
    sample: Dossier,
) -> None:
    amount = Quantity.at_most(75_000, "chip")
    cap = sample.decisions.log(
        title="Cap per client",
        jurisdiction="USA",
        conditions=(Condition(kind=ConditionKind.PER_CLIENT_CAP, quantity=amount),),
    )
    gate = DecisionLink(relation=DecisionRelation.GATED_BY, decision=cap.id)
    sample.decisions.change("D-0001", links=(gate,))

    (found,) = sample.contradictions.read()
    assert found.contradiction.kind is ContradictionKind.QUANTITIES
    refs = [sample.records(kind).get(key).ref for kind, key in found.contradiction.records]
    assert refs == ["A-0001", "D-0004"]


def test_what_the_other_government_allots_is_a_key_and_is_seen_when_it_is_logged(
    sample: Dossier,
) -> None:
    licence = sample.decisions.log(title="Export licence", jurisdiction="USA")
    gate = DecisionLink(relation=DecisionRelation.GATED_BY, decision=licence.id)
    sample.decisions.change("D-0001", links=(gate,))
    assert not sample.contradictions.read()
    lot = sample.allocations.log(
        title="Licensed",
        decision=licence.id,
        item=sample.allocations.get("A-0001").item,
        quantity=Quantity.at_most(100_000, "chip"),
    )
    (found,) = sample.contradictions.read()
    assert {key for _, key in found.contradiction.records} >= {lot.id}
    sample.allocations.change(lot.id, quantity=Quantity.at_most(500_000, "chip"))
    assert not sample.contradictions.read()
