"""The lint of a dossier: contradictions, markings, and that the preparer may go on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.model import Claim, Judgement, Source
from workbench.model.claim import ClaimLink
from workbench.model.kinds import ClaimRelation, Marking

openpyxl = pytest.importorskip("openpyxl")

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_an_open_contradiction_is_found_until_it_is_acknowledged(dossier: Dossier) -> None:
    first = dossier.claims.add(Claim(statement="It was approved"))
    link = ClaimLink(relation=ClaimRelation.CONTRADICTS, claim=first.id)
    dossier.claims.add(Claim(statement="It was not approved", links=(link,)))
    (found,) = dossier.briefings.lint()
    assert (found.rule, found.ref) in {("contradiction", "C-0001"), ("contradiction", "C-0002")}
    (clash,) = dossier.contradictions.read()
    dossier.contradictions.acknowledge(clash.contradiction, "Two papers, two accounts")
    assert dossier.briefings.lint() == ()


def test_a_source_marked_higher_than_the_dossier_is_found(dossier: Dossier) -> None:
    source = dossier.sources.add(Source(title="Cable", marking=Marking.RED))
    dossier.claims.add(Claim(statement="It was approved", source=source.id))
    (found,) = dossier.briefings.lint()
    assert (found.rule, found.ref) == ("marking", source.ref)
    dossier.describe(replace(dossier.about, marking=Marking.RED))
    assert dossier.briefings.lint() == ()


def test_the_preparer_may_go_on_and_the_method_says_so(dossier: Dossier, tmp_path: Path) -> None:
    dossier.judgements.add(Judgement(statement="Others may follow"))
    written = dossier.briefings.write(tmp_path / "b.xlsx")
    assert written is not None
    assert written.findings == 2
    method = openpyxl.load_workbook(tmp_path / "b.xlsx")["Method"]
    words = [str(cell.value) for row in method.iter_rows() for cell in row]
    assert "2 left open, listed below" in words
    assert any("“may” says no likelihood" in each for each in words)
