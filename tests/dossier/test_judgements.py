"""Judgements are kept, cited, and stand in the briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Claim, Judgement
from workbench.model.likelihood import Confidence

if TYPE_CHECKING:
    from workbench import Dossier


def test_a_judgement_stands_in_the_briefing_with_its_claims(dossier: Dossier) -> None:
    claim = dossier.claims.add(Claim(statement="More approvals are expected"))
    made = dossier.judgements.add(
        Judgement(statement="More approvals follow", likelihood="likely", confidence=Confidence.LOW)
    )
    dossier.supports.back(made, claim)
    (row,) = dossier.briefings.preview().judgements
    assert (row.ref, row.likelihood, row.confidence) == ("J-0001", "likely", "low")
    assert [cite.claim for cite in row.cites] == [claim.ref]


def test_key_judgements_stand_in_the_analysts_order(dossier: Dossier) -> None:
    for order, words in ((2, "second"), (1, "first"), (2, "third")):
        dossier.judgements.add(Judgement(statement=words, order=order))
    shown = [row.statement for row in dossier.briefings.preview().judgements]
    assert shown == ["first", "second", "third"]
