from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField
from workbench.model import Allocation, Decision, Party
from workbench.model.allocation import AllocationParty
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import ConditionKind, DecisionRelation, Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


@pytest.fixture
def gated(dossier: Dossier) -> Allocation:
    """More than 400,000 for three firms, gated by a cap of 75,000 for each."""
    cap = Condition(kind=ConditionKind.PER_CLIENT_CAP, quantity=Quantity.at_most(75_000, "chip"))
    export = dossier.decisions.add(Decision(title="Export rule", conditions=(cap,)))
    gate = DecisionLink(relation=DecisionRelation.GATED_BY, decision=export.id)
    granted = dossier.decisions.add(Decision(title="Import approval", links=(gate,)))
    names = ("ByteDance", "Alibaba", "Tencent")
    parties = [dossier.parties.add(Party(title=name)) for name in names]
    item = dossier.items.add_shipped("H20 SXM")
    return dossier.allocations.add(
        Allocation(
            title="H20",
            item=item.id,
            decision=granted.id,
            quantity=Quantity.more_than(400_000, "chip"),
            split=Split.JOINT_UNSPECIFIED,
            parties=tuple(AllocationParty(party=each.id) for each in parties),
        )
    )


def test_two_keys_that_exclude_one_another_are_named(dossier: Dossier, gated: Allocation) -> None:
    told = {each.label: each for each in dossier.allocations.computed(gated)}
    assert told["Realisable"].words == "nothing: what is said cannot all hold"
    assert told["Realisable"].warns
    assert {kind for kind, _ in told["Realisable"].inputs} == {"allocation", "decision"}
    assert told["H100e, TPP"].words == "> 59,828; 4,000 GB/s of memory bandwidth each"


def test_words_without_bounds_are_no_equivalents(dossier: Dossier, gated: Allocation) -> None:
    dossier.allocations.change(gated, quantity=Quantity.vague("hundreds of thousands", "chip"))
    told = {
        each.label: each for each in dossier.allocations.computed(dossier.allocations.get(gated.id))
    }
    assert told["H100e, TPP"].words == "not computed"
    assert "no bounds" in told["H100e, TPP"].how


def test_each_recipient_has_its_bounds_where_the_keys_meet(
    dossier: Dossier, gated: Allocation
) -> None:
    cap = Condition(kind=ConditionKind.PER_CLIENT_CAP, quantity=Quantity.at_most(150_000, "chip"))
    (export,) = dossier.decisions.find("export")
    dossier.decisions.change(export, conditions=(cap,))
    figures = dossier.allocations.computed(gated.ref)
    told = {each.label: each.words for each in figures}
    assert told["ByteDance holds"] == "100,001 – 150,000"
    assert set(figures[0].inputs) == {("allocation", gated.id), ("decision", export.id)}
    assert told["Realisable"] == "400,001 – 450,000 chips"


def test_the_pipeline_says_how_far_it_came_and_what_is_not_seen(dossier: Dossier) -> None:
    for stage, amount in ((Stage.DELIVERED, 100), (Stage.LOCATED, 25)):
        dossier.allocations.add(
            Allocation(
                title="A",
                quantity=Quantity.exact(amount, "chip"),
                stage=stage,
                as_of=When("2025-06-01"),
            )
        )
    (made,) = dossier.allocations.pipeline()
    assert [step.share_words for step in made.steps] == ["", "25 %"]
    assert made.visibility is not None
    assert made.visibility.gap_words == "75 %"
    assert made.days_since is not None
    assert made.days_since[0] > 0


def test_equivalents_are_counted_by_stage_and_name_what_they_leave_out(
    dossier: Dossier, gated: Allocation
) -> None:
    assert gated.item is not None
    totals, left_out = dossier.allocations.equivalents()
    assert [(stage, q.unit) for stage, q in totals] == [(Stage.AUTHORISED, "H100e")]
    assert left_out == ()
    other = dossier.items.add_shipped("MI308")
    dossier.allocations.change(gated, item=other.id)
    totals, left_out = dossier.allocations.equivalents()
    assert totals == ()
    assert "unverified" in left_out[0]
    assert dossier.allocations.equivalents(unverified=True)[0]


@pytest.mark.parametrize("basis", ["units", "share", "tops"])
def test_what_is_no_basis_of_equivalents_is_refused(dossier: Dossier, basis: str) -> None:
    with pytest.raises(InvalidField, match="tpp"):
        dossier.allocations.equivalents(basis=basis)
