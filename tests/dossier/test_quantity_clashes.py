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
