"""The sample dossier holds what the article says, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from workbench import open_dossier
from workbench.dossier.sample import build, own_copy
from workbench.errors import DossierExists, NoSuchSample
from workbench.model.kinds import (
    CommentOutcome,
    Credibility,
    QuantityKind,
    Resolution,
    Split,
    Stage,
    SupportOrigin,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_fifteen_paragraphs_of_which_nine_to_fifteen_repeat_two_to_eight(sample: Dossier) -> None:
    article = next(each for each in sample.sources if each.held)
    paragraphs = sample.sources.paragraphs(article)
    assert len(paragraphs) == 15
    assert {p.ordinal: p.repeats for p in paragraphs if p.repeats} == dict(
        zip(range(9, 16), range(2, 9), strict=True)
    )


def test_thirty_one_claims_none_of_them_in_a_repeated_paragraph(sample: Dossier) -> None:
    assert len(sample.claims) == 31
    paragraphs = {each.id: each.paragraph for each in sample.passages}
    assert {paragraphs[claim.passage or ""] for claim in sample.claims} == set(range(1, 9))


def test_each_claim_quotes_the_article_verbatim(sample: Dossier) -> None:
    article = next(each for each in sample.sources if each.held)
    text = sample.sources.text(article)
    for claim in sample.claims:
        passage = sample.passages.get(claim.passage or "")
        assert text[passage.start : passage.stop] == claim.quote


def test_thirty_nine_attribution_steps(sample: Dossier) -> None:
    assert sum(len(claim.attribution) for claim in sample.claims) == 39


def test_three_decisions_and_none_is_dated(sample: Dossier) -> None:
    decisions = sample.decisions.find()
    assert len(decisions) == 3
    assert not any(
        each.when or each.announced or each.published or each.effective or each.ended
        for each in decisions
    )


def test_one_reversal_that_has_no_date(sample: Dossier) -> None:
    timeline = sample.timeline.read()
    assert len(timeline.arcs) == 1
    assert not timeline.marks()
    assert sum(len(lane.undated) for lane in timeline.lanes) == 3


def test_one_joint_allocation_of_more_than_400000_without_a_split(sample: Dossier) -> None:
    (allocation,) = sample.allocations.find()
    assert allocation.quantity.sign_text() == "> 400,000"
    assert allocation.quantity.bounds() == (Decimal(400_001), None)
    assert allocation.stage is Stage.AUTHORISED
    assert allocation.split is Split.JOINT_UNSPECIFIED
    names = [sample.parties.get(party).title for party in allocation.recipients]
    assert names == ["ByteDance", "Alibaba", "Tencent"]
    assert not any(part.quantity for part in allocation.parties)


def test_hundreds_of_thousands_has_no_bounds(sample: Dossier) -> None:
    (vague,) = (c for c in sample.claims if c.quantity.kind is QuantityKind.VAGUE)
    assert str(vague.quantity) == "hundreds of thousands"
    assert vague.quantity.bounds() == (None, None)


def test_the_expectation_has_no_window_that_could_be_computed(sample: Dossier) -> None:
    (expectation,) = sample.expectations.find()
    assert expectation.words == "in the coming weeks"
    assert not expectation.window


def test_four_did_not_immediately_respond_and_three_of_them_are_inferred(sample: Dossier) -> None:
    asked = sample.comment_requests.find()
    assert [each.outcome for each in asked] == [CommentOutcome.NO_IMMEDIATE_RESPONSE] * 4
    assert [each.resolution for each in asked].count(Resolution.INFERRED) == 3


def test_reuters_is_the_one_primary_origin(sample: Dossier) -> None:
    for record in (sample.decisions.get("D-0001"), sample.allocations.get("A-0001")):
        evidence = sample.evidence(record)
        assert {origin.name for each in evidence for origin in each.origins} == {"Reuters"}
        assert sample.corroboration(record).words == "1 source, 1 origin: Reuters"


def test_nobody_has_judged_source_or_claim(sample: Dossier) -> None:
    assert {claim.credibility for claim in sample.claims} == {Credibility.NOT_JUDGED}
    assert {each.grade for each in sample.evidence(sample.decisions.get("1"))} == {"F6"}


def test_the_direction_of_the_approval_is_the_analysts_word(sample: Dossier) -> None:
    approval = sample.decisions.get("D-0001")
    own = [s for s in sample.supports.of(approval) if s.origin is SupportOrigin.ANALYST]
    assert [(each.field, each.claim) for each in own] == [("direction", None)]


def test_twenty_gaps_stay_open(sample: Dossier) -> None:
    assert sample.questions.count("is:open") == 20


def test_the_chronology_is_dated_second_hand_and_ungraded(tmp_path: Path) -> None:
    build(tmp_path / "c.dossier", "chronology")
    with open_dossier(tmp_path / "c.dossier") as dossier:
        assert all(each.when for each in dossier.decisions)
        assert not any(source.held for source in dossier.sources)
        assert all("second-hand" in claim.statement for claim in dossier.claims)
        assert {claim.credibility for claim in dossier.claims} == {Credibility.NOT_JUDGED}
        assert len(dossier.timeline.read().arcs) == 2
        assert all(dossier.evidence(decision) for decision in dossier.decisions)


def test_a_sample_is_never_written_over_a_file(tmp_path: Path) -> None:
    place = tmp_path / "mine.dossier"
    place.write_text("mine")
    with pytest.raises(DossierExists):
        build(place)
    assert place.read_text() == "mine"


def test_an_unknown_sample_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSample, match="article, chronology"):
        build(tmp_path / "x.dossier", "novel")


def test_an_analysts_own_copy_is_built_once_and_stands_alone() -> None:
    built = own_copy()
    written = built.stat().st_mtime_ns
    assert own_copy() == built
    assert built.stat().st_mtime_ns == written
    assert [each.name for each in built.parent.iterdir()] == ["sample.dossier"]
