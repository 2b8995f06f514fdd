from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Claim, Code, PolicyLine, Source, Support
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Action
from workbench.model.passage import PassageCode
from workbench.model.stance_scale import ScaleLevel, StanceScale

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.dossier.records import Computed


def figure(dossier: Dossier, label: str) -> Computed:
    return next(each for each in dossier.coding.figures() if each.label == label)


def test_fields_that_a_claim_backs_are_counted(sample: Dossier) -> None:
    found = sample.coding.quality()

    assert found.fields["direction"].backed == 2
    assert found.fields["direction"].filled == 3
    assert found.whole.share is not None
    assert 0 < found.whole.share < 1


def test_a_share_leads_to_the_records_that_lack_a_claim(dossier: Dossier) -> None:
    backed, bare = (dossier.decisions.log(title=t, action=Action.DENY) for t in ("Backed", "Bare"))
    claim = dossier.claims.add(Claim(statement="Denied"))
    dossier.supports.add(
        Support(record=backed.id, record_kind="decision", field="action", claim=claim.id)
    )

    found = figure(dossier, "Action")

    assert found.words == "50% backed by a claim (1 of 2)"
    assert found.inputs == (("decision", bare.id),)
    assert figure(dossier, "Coders").words == "no source was coded by two people"


def test_zeros_are_counted_apart_and_values_name_the_version_that_they_are_coded_by(
    dossier: Dossier,
) -> None:
    levels = (ScaleLevel(value=0), ScaleLevel(value=1))
    scale = dossier.stance_scales.add(StanceScale(title="Review", version=3, levels=levels))
    line = dossier.policy_lines.add(PolicyLine(title="Exports"))
    zero = StanceCoding(scale=scale.id, value=0)
    lifted = dossier.decisions.log(title="Lifted", line=line.id, stances=(zero,))

    assert figure(dossier, "Zeros").words == "0% backed by a claim (0 of 1)"
    assert figure(dossier, "Zeros").inputs == (("decision", lifted.id),)
    assert figure(dossier, "Codebook").words == "1 by Review, version 3"
    assert figure(dossier, "Codebook").inputs == (("stance_scale", scale.id),)


def test_the_agreement_of_coders_stands_with_its_interval(dossier: Dossier) -> None:
    text = "Beijing agreed. Washington objected. Nobody answered.\n"
    source = dossier.sources.add_text(text, title="Story")
    yes = dossier.codes.add(Code(title="Yes"))
    marked = []
    for start, stop, coders in ((0, 15, ("Ada", "Bo")), (16, 36, ("Ada",))):
        codes = tuple(PassageCode(code=yes.id, coder=each) for each in coders)
        passage = dossier.passages.mark(source, start, stop)
        marked.append(dossier.passages.change(passage, codes=codes).id)
    dossier.passages.mark(source, 37, 43)
    alike, unlike = marked

    found = figure(dossier, "Coders")

    assert found.words.startswith("alpha ")
    assert "2 coders, 3 sentences" in found.words
    assert found.inputs == (("passage", unlike),)
    assert figure(dossier, "Coded alike").words == "1 of 2 passages"
    assert figure(dossier, "Coded alike").inputs == (("passage", alike),)


def test_a_dossier_without_records_has_nothing_to_share(dossier: Dossier) -> None:
    dossier.sources.add(Source(title="Only a source"))
    assert figure(dossier, "All fields").words == "nothing filled in"
