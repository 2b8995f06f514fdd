"""Grades have a history: who judged how, when, why and on which basis; undo is part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.ratings import ratings_of
from workbench.errors import InvalidField
from workbench.model import Claim, Party
from workbench.model.kinds import Credibility, Reliability

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_claim_keeps_each_judgement_with_basis_and_reason(dossier: Dossier) -> None:
    claim = dossier.claims.add(Claim(statement="400,000 were approved"))
    dossier.claims.rate(claim, "3", basis="one wire story", reason="first look")
    dossier.claims.rate(claim, "2", basis="WSJ agrees", reason="second origin")
    latest, first = dossier.claims.ratings(claim)
    assert (latest.grade, latest.basis, latest.operation.reason) == (
        "2",
        "WSJ agrees",
        "second origin",
    )
    assert (first.grade, first.basis) == ("3", "one wire story")
    assert latest.operation.analyst


def test_an_undone_judgement_stands_in_the_history_as_taken_back(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="Reuters"))
    dossier.parties.rate(party, "b", basis="track record")
    dossier.undo()
    assert [each.grade for each in dossier.parties.ratings(party)] == ["F", "B"]
    assert dossier.parties.get(party).reliability is Reliability.F


def test_other_changes_are_no_judgement(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="Reuters", reliability=Reliability.B))
    dossier.parties.change(party, note="a wire")
    assert [each.grade for each in ratings_of(dossier, party)] == ["B"]


def test_a_grade_that_does_not_exist_is_refused_by_naming_those_that_do(dossier: Dossier) -> None:
    claim = dossier.claims.add(Claim(statement="400,000 were approved"))
    with pytest.raises(InvalidField, match="1 Confirmed by other sources"):
        dossier.claims.rate(claim, "7")


def test_what_is_not_judged_sorts_last_in_both_directions(dossier: Dossier) -> None:
    for grade in ("6", "5", "1"):
        dossier.claims.add(Claim(statement=f"graded {grade}", credibility=Credibility(grade)))
        letter = {"6": "F", "5": "E", "1": "A"}[grade]
        dossier.parties.add(Party(title=f"graded {letter}", reliability=Reliability(letter)))

    def ordered(noun: str, order: str) -> list[str]:
        return [each.name[-1] for each in getattr(dossier, noun).find(f"order:{order}")]

    assert ordered("claims", "credibility") == ["1", "5", "6"]
    assert ordered("claims", "-credibility") == ["5", "1", "6"]
    assert ordered("parties", "reliability") == ["A", "E", "F"]
    assert ordered("parties", "-reliability") == ["E", "A", "F"]
