from __future__ import annotations

import json

from workbench.exchange.prov import Provenance
from workbench.model.claim import Attribution, Claim
from workbench.model.decision import Decision
from workbench.model.kinds import SourceRelation
from workbench.model.passage import Passage
from workbench.model.source import Source, SourceLink
from workbench.model.support import Support


def test_a_decision_leads_to_its_primary_source() -> None:
    wire = Source(title="Wire")
    link = SourceLink(relation=SourceRelation.HAD_PRIMARY_SOURCE, source=wire.id)
    paper = Source(title="Paper", links=(link,))
    passage = Passage(source=paper.id, start=0, stop=5, quote="chips")
    claim = Claim(statement="s", passage=passage.id, attribution=(Attribution(step=1, party="p"),))
    decision = Decision(title="Approval")
    document = Provenance()
    document.sources([paper, wire])
    document.passages([passage])
    document.claims([claim])
    document.records(
        [decision], [Support(record=decision.id, record_kind="decision", claim=claim.id)]
    )
    held = json.loads(document.written())
    derived = {
        each["prov:generatedEntity"]: each["prov:usedEntity"]
        for each in held["wasDerivedFrom"].values()
    }
    behind = [f"wb:{decision.id}"]
    while behind[-1] in derived:
        behind.append(derived[behind[-1]])
    assert behind == [f"wb:{each.id}" for each in (decision, claim, passage, paper, wire)]
    assert set(held["entity"]) == set(behind)
    assert held["wasAttributedTo"]["_:wasAttributedTo1"]["prov:agent"] == "wb:p"
    kinds = {each.get("prov:type") for each in held["wasDerivedFrom"].values()}
    assert "prov:PrimarySource" in kinds
