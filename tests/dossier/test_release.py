"""A briefing leaves the desk marked no lower than its content, and without what was redacted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.charts.paper import printed
from workbench.dossier.briefing_file import OUTPUTS
from workbench.dossier.release import Release, expect_no_trace, expecting_no_trace, secrets_of
from workbench.errors import BriefingNotWritten, MarkingTooLow, PastReadOnly
from workbench.model import Claim, Decision
from workbench.model.kinds import Marking
from workbench.model.support import Support
from workbench.store.batches import LEAST

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier
    from workbench.model import Passage, Source


@pytest.fixture
def secret(sample: Dossier) -> Source:
    """A source of which nothing may show, and the only one that backs a decision."""
    with sample.operation("Add the secret") as op:
        source = sample.sources.add_text(
            "Zebra Holdings will quietly receive 7,321 chips in November.", title="Quokka cable"
        )
        source = op.put(replace(source, marking=Marking.RED, national="VS-Vertraulich"))
        passage = sample.passages.mark_quote(
            source, "Zebra Holdings will quietly receive 7,321 chips"
        )
        claim = sample.claims.claim(passage, statement="Zebra Holdings receives 7,321 chips")
        sample.decisions.log(cite=claim, title="Zebra Holdings approved")
    return source


def test_what_is_left_out_leaves_no_trace_in_any_part_of_any_output(
    sample: Dossier, secret: Source, tmp_path: Path, qapp: object
) -> None:
    assert qapp
    words = secrets_of(sample, [secret.ref])
    whole = tmp_path / "whole.xlsx"
    sample.briefings.write(whole)
    with (
        pytest.raises(BriefingNotWritten, match="still stands in"),
        expecting_no_trace(tmp_path / "out.xlsx", words) as out,
    ):
        out.write_bytes(whole.read_bytes())

    for suffix in OUTPUTS:
        place = tmp_path / f"redacted{suffix}"
        written = sample.briefings.write(
            place, release=Release(leave_out=(secret.ref,)), printer=printed
        )
        assert written is not None
        assert written.left_out == secret.ref
        assert written.marking is Marking.CLEAR
        assert place.stat().st_size > 1_000
    assert not list(tmp_path.glob(".briefing-*"))
    assert sample.sources.get(secret.ref) == secret


def test_what_came_in_a_batch_is_left_out_of_each_output_too(
    sample: Dossier, tmp_path: Path
) -> None:
    sample.briefings.write(tmp_path / "before.md")  # so that the next one lists what is new
    text = "Zebra Holdings will quietly receive 7,321 chips in November."
    made = [sample.sources.add_text(f"{text} {n}", title=f"Quokka cable {n}") for n in range(2)]
    marked = [sample.passages.mark_quote(each, text) for each in made]
    claims = [
        Claim(
            source=marked[n % 2].source,
            passage=marked[n % 2].id,
            quote=text,
            statement=f"Zebra gets {n} of 7,321",
        )
        for n in range(LEAST)
    ]
    decisions = [Decision(title=f"Zebra Holdings approved {n}") for n in range(LEAST)]
    supports = [
        Support(claim=claim.id, record_kind="decision", record=decision.id)
        for claim, decision in zip(claims, decisions, strict=True)
    ]
    with sample.operation("Bring a table in") as op:
        op.add_all([*claims, *decisions, *supports])
    assert sample.sql("select count(*) from change where action = 'add_all'").rows[0][0]

    told = secrets_of(sample, [each.ref for each in made])
    for suffix in (".xlsx", ".zip"):
        place = tmp_path / f"redacted{suffix}"
        sample.briefings.write(place, release=Release(leave_out=tuple(x.ref for x in made)))
        expect_no_trace(place, told, place.name)
        assert b"Zebra" not in place.read_bytes()


def test_an_own_text_that_repeats_what_is_left_out_stops_the_briefing(
    sample: Dossier, secret: Source, tmp_path: Path
) -> None:
    sample.describe(replace(sample.about, bottom_line="As the Quokka cable says, more will come."))
    place = tmp_path / "out.md"
    with pytest.raises(BriefingNotWritten, match="bottom line"):
        sample.briefings.write(place, release=Release(leave_out=(secret.ref,)))
    assert not place.exists()


def test_words_of_its_text_that_nobody_marked_are_found_but_not_those_of_a_source_that_stays(
    sample: Dossier, secret: Source, tmp_path: Path
) -> None:
    place, words = tmp_path / "out.md", "holdings will quietly receive 7,321 chips in November"
    release = Release(leave_out=(secret.ref,))
    sample.describe(replace(sample.about, bottom_line=f"We hear: {words.upper()}, at last."))
    sample.briefings.write(tmp_path / "in.md")
    with pytest.raises(BriefingNotWritten, match="still stands in"):
        sample.briefings.write(place, release=release)

    sample.sources.add_text(f"A wire says that Zebra {words}.", title="Wire")
    sample.briefings.write(place, release=release)
    assert place.exists()


def test_a_briefing_is_marked_lower_than_its_content_with_a_reason_only(
    sample: Dossier, secret: Source, tmp_path: Path
) -> None:
    assert secret.marking is Marking.RED
    place = tmp_path / "out.md"
    high = sample.briefings.write(place)
    assert high is not None
    assert (high.marking, high.national, high.lowered_from) == (
        Marking.RED,
        "VS-Vertraulich",
        "",
    )
    assert "TLP:RED · VS-Vertraulich" in place.read_text("utf-8")
    for low in (Release(marking=Marking.GREEN), Release(national="VS-nur für den Dienstgebrauch")):
        with pytest.raises(MarkingTooLow, match="TLP:RED"):
            sample.briefings.write(place, release=low)

    reason = "Released by the originator on 3 June"
    lowered = sample.briefings.write(
        place, release=Release(marking=Marking.GREEN, national="", reason=reason)
    )
    assert lowered is not None
    assert lowered.lowered_from == "TLP:RED · VS-Vertraulich"
    assert lowered.why_lowered == reason
    assert place.read_text("utf-8").startswith("**TLP:GREEN**")
    assert "raised to that" not in place.read_text("utf-8")

    past = sample.as_of(sample.operations(limit=1)[0].seq)
    assert past.briefings.write(place) is None
    with pytest.raises(PastReadOnly):  # nothing could record the reason
        past.briefings.write(place, release=Release(marking=Marking.GREEN, reason=reason))


def test_a_passage_is_left_out_with_its_claims_while_its_source_stays(
    sample: Dossier, tmp_path: Path
) -> None:
    passage: Passage = next(
        each
        for each in sample.passages.find()
        if any(claim.passage == each.id for claim in sample.claims.find())
    )
    with sample.without([passage.ref]) as shown:
        assert passage.ref not in {each.ref for each in shown.passages.find()}
        assert not [each for each in shown.claims.find() if each.passage == passage.id]
        assert len(shown.sources) == len(sample.sources)
        assert shown.read_only
    assert sample.passages.get(passage.ref) == passage
    assert tmp_path.exists()


def test_only_sources_and_passages_can_be_left_out(sample: Dossier, tmp_path: Path) -> None:
    decision = sample.decisions.find()[0]
    with pytest.raises(BriefingNotWritten, match="Only sources and passages"):
        sample.briefings.write(tmp_path / "o.md", release=Release(leave_out=(decision.ref,)))
