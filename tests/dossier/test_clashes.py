from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import PolicyLine, Source
from workbench.model.claim import ClaimLink
from workbench.model.decision import DecisionLink, StanceCoding
from workbench.model.kinds import (
    Action,
    ClaimRelation,
    ContradictionKind,
    DecisionRelation,
    Scope,
    SourceRelation,
    SupportRole,
)
from workbench.model.source import SourceLink
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def kinds(dossier: Dossier) -> list[ContradictionKind]:
    return [each.contradiction.kind for each in dossier.contradictions.read()]


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


def test_what_never_came_into_force_stands_beside_nothing(dossier: Dossier) -> None:
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    day = When("2025-01-01")
    dossier.decisions.log(title="Sale", line=line.id, action=Action.APPROVE, effective=day)
    ban = dossier.decisions.log(title="Ban", line=line.id, action=Action.PROHIBIT, effective=day)
    assert kinds(dossier) == [ContradictionKind.STANCES]

    dossier.decisions.change(ban, never_in_force=True)
    assert not dossier.contradictions.read()


def test_two_coded_levels_of_one_line_in_force_at_once_are_found(dossier: Dossier) -> None:
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    scale = dossier.stance_scales.adopt("export-licence-review")

    def notice(title: str, level: int) -> str:
        coded = StanceCoding(scale=scale.id, value=level, reach=Scope.GENERAL)
        day = When("2026-01-15")
        made = dossier.decisions.log(title=title, line=line.id, effective=day, stances=(coded,))
        return made.id

    ids = [notice("Presumption of denial", 4), notice("Presumption of approval", 2)]
    (found,) = dossier.contradictions.read()
    assert [each for _, each in found.contradiction.records] == ids
    assert found.contradiction.words == "Levels 4 and 2 of one scale in force at once"
    coded = StanceCoding(scale=scale.id, value=4, reach=Scope.GENERAL)
    dossier.decisions.change(ids[1], stances=(coded,))
    assert not dossier.contradictions.read()


def test_dates_in_an_order_that_no_day_allows_are_found(dossier: Dossier) -> None:
    first = dossier.decisions.log(title="One", announced=When("2026-02"))
    link = DecisionLink(relation=DecisionRelation.REVERSES, decision=first.id)
    dossier.decisions.log(title="Two", announced=When("2026-01-15"), links=(link,))
    for title, never in (("Three", False), ("Withdrawn before its day", True)):
        dossier.decisions.log(
            title=title,
            effective=When("2026-03"),
            ended=When("2026-02-27"),
            never_in_force=never,
        )
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
