from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, NoSuchRecord
from workbench.model.claim import ClaimLink
from workbench.model.kinds import (
    ClaimRelation,
    ContradictionKind,
)
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def kinds(dossier: Dossier) -> list[ContradictionKind]:
    return [each.contradiction.kind for each in dossier.contradictions.read()]


def test_the_article_contradicts_itself_nowhere(sample: Dossier) -> None:
    assert not sample.contradictions.read()


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
    for words in ("claims:a+b", "C-0002, C-0009", "1"):
        with pytest.raises(NoSuchRecord):
            sample.contradictions.acknowledge(words, "No reason")


def test_a_contradiction_is_acknowledged_by_the_names_of_its_records(sample: Dossier) -> None:
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims["C-0002"].id)
    sample.claims.change("C-0009", links=(link,))
    made = sample.contradictions.acknowledge("C-0009, C-0002", "Two different approvals.")
    (known,) = sample.contradictions.read()
    assert known.acknowledgement == made


def test_an_acknowledgement_needs_a_reason(sample: Dossier) -> None:
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=sample.claims["C-0002"].id)
    sample.claims.change("C-0009", links=(link,))
    (found,) = sample.contradictions.read()

    with pytest.raises(InvalidField, match="Reason"):
        sample.contradictions.acknowledge(found.contradiction, " ")


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
