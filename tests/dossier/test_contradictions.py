from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, NoSuchRecord
from workbench.model import PolicyLine, Source
from workbench.model.claim import ClaimLink
from workbench.model.decision import Condition, DecisionLink
from workbench.model.kinds import (
    Action,
    ClaimRelation,
    ConditionKind,
    ContradictionKind,
    DecisionRelation,
    SourceRelation,
    SupportRole,
)
from workbench.model.quantity import Quantity
from workbench.model.source import SourceLink
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def kinds(dossier: Dossier) -> list[ContradictionKind]:
    return [each.contradiction.kind for each in dossier.contradictions.read()]


def test_the_article_contradicts_itself_nowhere(sample: Dossier) -> None:
    assert not sample.contradictions.read()


def test_two_stances_of_one_line_in_force_at_once_are_found_and_a_link_explains_them(
    dossier: Dossier,
) -> None:
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    ban = dossier.decisions.log(
        title="Ban",
        line=line.id,
        action=Action.PROHIBIT,
        effective=When("2025-01-01"),
        ended=When("2025-12-31"),
    )
    sale = dossier.decisions.log(
        title="Sale", line=line.id, action=Action.APPROVE, announced=When("2025-06-01")
    )

    (found,) = dossier.contradictions.read()
    assert found.contradiction.records == (("decision", ban.id), ("decision", sale.id))
    link = DecisionLink(relation=DecisionRelation.PARTIALLY_REVERSES, decision=ban.id)
    dossier.decisions.change(sale, links=(link,))
    assert not dossier.contradictions.read()


def test_dates_in_an_order_that_no_day_allows_are_found(dossier: Dossier) -> None:
    first = dossier.decisions.log(title="One", announced=When("2026-02"))
    link = DecisionLink(relation=DecisionRelation.REVERSES, decision=first.id)
    dossier.decisions.log(title="Two", announced=When("2026-01-15"), links=(link,))
    dossier.decisions.log(title="Three", effective=When("2026-03"), ended=When("2026-02-27"))
    root = dossier.sources.add(Source(title="Root", published=When("2026-01-28")))
    copied = SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=root.id)
    dossier.sources.add(Source(title="Copy", published=When("2026-01-27"), links=(copied,)))
    dossier.sources.add(
        Source(title="Early", published=When("2026-01-28"), accessed=When("2026-01"))
    )

    assert sorted(each.contradiction.words for each in dossier.contradictions.read()) == [
        "Ended before it took effect",
        "Published before its own primary source",
        "Reverses a decision that came later",
    ]


def test_taking_effect_before_being_announced_is_no_contradiction(dossier: Dossier) -> None:
    dossier.decisions.log(
        title="Tariff", announced=When("2024-07-04"), effective=When("2024-07-01")
    )

    assert not dossier.contradictions.read()


def test_claims_against_one_another_and_for_and_against_a_field_are_found(sample: Dossier) -> None:
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims["C-0002"].id)
    sample.claims.change("C-0009", links=(link,))
    approval, doubt = sample.decisions["D-0001"], sample.claims["C-0031"]
    sample.supports.back(approval, doubt, ("action",), role=SupportRole.CONTRADICTS)

    assert kinds(sample) == [ContradictionKind.CLAIMS, ContradictionKind.FIELDS]


def test_an_acknowledgement_keeps_the_reason_and_falls_when_other_records_clash(
    sample: Dossier,
) -> None:
    def contradict(other: str) -> None:
        link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims[other].id)
        sample.claims.change("C-0009", links=(link,))

    contradict("C-0002")
    (found,) = sample.contradictions.read()
    sample.contradictions.acknowledge(found.contradiction, "Two different approvals.")
    (known,) = sample.contradictions.read()
    assert known.acknowledgement is not None
    assert known.acknowledgement.reason == "Two different approvals."
    assert not known.open

    sample.contradictions.acknowledge(found.contradiction.key, "Better reason.")
    assert len(sample.acknowledgements) == 1
    contradict("C-0003")
    (new,) = sample.contradictions.read()
    assert new.open


def test_what_does_not_contradict_cannot_be_acknowledged(sample: Dossier) -> None:
    with pytest.raises(NoSuchRecord):
        sample.contradictions.acknowledge("claims:a+b", "No reason")


def test_an_acknowledgement_needs_a_reason(sample: Dossier) -> None:
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims["C-0002"].id)
    sample.claims.change("C-0009", links=(link,))
    (found,) = sample.contradictions.read()

    with pytest.raises(InvalidField, match="Reason"):
        sample.contradictions.acknowledge(found.contradiction, " ")


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


def test_what_is_kept_is_forgotten_when_its_records_change(sample: Dossier) -> None:
    assert not sample.contradictions.read()
    contradicting = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims["C-0002"].id)
    sample.claims.change("C-0009", links=(contradicting,))
    assert kinds(sample) == [ContradictionKind.CLAIMS]
    sample.decisions.change("D-0001", effective=When("2026-03"), ended=When("2026-01"))
    assert kinds(sample) == [ContradictionKind.CLAIMS, ContradictionKind.DATES]
    sample.undo()
    sample.undo()
    assert not sample.contradictions.read()
