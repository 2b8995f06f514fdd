from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.chronology import Lane
from workbench.model import Claim, Decision, Source
from workbench.model.kinds import SourceRelation
from workbench.model.source import SourceLink
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench import Dossier


def test_copies_of_a_wire_story_are_one_report(dossier: Dossier) -> None:
    wire = dossier.sources.add(Source(title="Reuters", published=When("2026-01-28")))
    link = SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=wire.id)
    copy = dossier.sources.add(Source(title="Copy", published=When("2026-01-29"), links=(link,)))
    decision = dossier.decisions.add(Decision(title="Approval", announced=When("2026-01")))
    for source in (wire, copy):
        claim = dossier.claims.add(Claim(statement="approved", source=source.id))
        dossier.supports.back(decision, claim)
    dossier.decisions.add(Decision(title="Other"))
    reported = [x for x in dossier.chronology.read("approval") if x.lane is Lane.REPORTED]
    assert [(each.source, each.folded) for each in reported] == [(wire.id, 1)]
    assert len(dossier.chronology.read()) == 3
