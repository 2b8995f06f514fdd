from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.dossier.reading import first_said, sentence_in
from workbench.errors import InvalidField, SourceNotHeld
from workbench.model.kinds import Action, SupportOrigin

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reading import Reading


def read(dossier: Dossier, ordinal: int, kind: str, *, sentence: int = 0) -> Reading:
    """Read a sentence of a paragraph of the article."""
    source = dossier.sources.find("is:held")[0]
    text, found = dossier.sources.text(source), dossier.sources.paragraphs(source)
    at = found[ordinal - 1].start
    span = sentence_in(text, found[ordinal - 1], at)
    for _ in range(sentence):
        span = sentence_in(text, found[ordinal - 1], span[1] + 1)
    return dossier.sources.read_stretch(source, *span, kind)


def test_a_sentence_is_read_for_a_decision(sample: Dossier) -> None:
    reading = read(sample, 3, "decision")
    assert reading.fields["action"] is Action.APPROVE_CONDITIONALLY
    assert reading.words("authority") == "China"
    assert reading.quote.startswith("According to Reuters")
    assert reading.unknown == ()


def test_a_decision_is_logged_from_a_reading_in_one_operation(sample: Dossier) -> None:
    count = len(sample.operations())
    decision = sample.decisions.log_stretch(read(sample, 3, "decision"), title="Given by hand")
    assert len(sample.operations()) == count + 1
    (evidence,) = sample.evidence(decision)
    assert "title" not in evidence.fields
    supports = {each.field: each.origin for each in sample.supports.of(decision)}
    assert supports["title"] is SupportOrigin.ANALYST
    assert supports["authority"] is SupportOrigin.SOURCE
    sample.undo()
    assert sample.decisions.count() == 3


def test_a_reading_of_another_kind_is_refused(sample: Dossier) -> None:
    with pytest.raises(InvalidField, match="not a decision"):
        sample.decisions.log_stretch(read(sample, 3, "allocation"))


def test_only_known_kinds_are_read(sample: Dossier) -> None:
    with pytest.raises(InvalidField, match="Ask for"):
        read(sample, 3, "party")


def test_a_source_that_is_not_held_cannot_be_read(sample: Dossier) -> None:
    reuters = sample.sources.find("-is:held")[0]
    with pytest.raises(SourceNotHeld):
        sample.sources.read_stretch(reuters, 0, 5, "claim")


def test_a_repeated_sentence_is_read_where_it_was_said_first(sample: Dossier) -> None:
    first, again = read(sample, 3, "claim"), read(sample, 10, "claim")
    assert (again.start, again.stop) == (first.start, first.stop)
    assert (first.moved_from, again.moved_from) == (0, 10)


def test_a_repeat_that_differs_in_case_becomes_the_whole_first_paragraph(dossier: Dossier) -> None:
    text = "Beijing has APPROVED the sale of chips.\nBeijing has approved the sale of chips."
    source = dossier.sources.add_text(text, title="A")
    found = dossier.sources.paragraphs(source)
    assert found[1].repeats == 1
    moved = first_said(text, found, found[1].start + 12, found[1].start + 20)
    assert moved == (found[0].start, found[0].stop, 2)


def test_the_same_statement_is_claimed_once(sample: Dossier) -> None:
    reading = read(sample, 3, "decision")
    one = sample.claims.claim_stretch(reading)
    assert sample.claims.claim_stretch(reading) == one


def test_names_are_unknown_only_where_a_name_must_stand(dossier: Dossier) -> None:
    text = (
        "Under the rules, Beijing has approved sales of Nvidia H200 chips to ByteDance and "
        "Tencent, Reuters said. The companies Grew Fast."
    )
    source = dossier.sources.add_text(text, title="A")
    reading = dossier.sources.read_stretch(source, 0, len(text), "allocation")
    found = {(each.kind, each.name) for each in reading.unknown}
    assert {("party", "Beijing"), ("party", "ByteDance"), ("item", "H200")} <= found
    assert all(text[each.start : each.stop] == each.name for each in reading.unknown)
    assert not any("Grew" in name for _, name in found)


def test_passages_and_claims_are_counted_by_source(sample: Dossier) -> None:
    reuters, article = (sample.sources.find(line)[0].id for line in ("-is:held", "is:held"))
    assert sample.passages.counts([reuters, article]) == {reuters: 0, article: 31}
    assert sample.claims.counts([article])[article] == 31
    assert len(sample.claims.of(article)) == 31


def test_a_pasted_page_gives_its_text_only(dossier: Dossier) -> None:
    page = "<title>T</title><script>run()</script><p>Some words.</p><img src='http://x.invalid'>"
    source = dossier.sources.add_html(page, title="Mine")
    assert source.title == "Mine"
    assert dossier.sources.text(source) == "Some words."


def test_words_that_a_repeated_paragraph_says_again_stand_once(sample: Dossier) -> None:
    source = sample.sources.find("is:held")[0]
    words = "more than 400,000 of the chips"
    assert sample.sources.text(source).count(words) == 2
    assert sample.passages.mark_quote(source, words).paragraph < 9


def test_an_allocation_belongs_to_the_decision_that_the_same_sentence_states(
    sample: Dossier,
) -> None:
    source = sample.sources.find("is:held")[0]
    decision = sample.decisions.find("stance:conditional")[0]
    (first, *_) = (e.claim for e in sample.evidence(decision) if e.claim.passage)
    passage = sample.passages.get(first.passage or "")
    reading = sample.sources.read_stretch(source, passage.start, passage.stop, "allocation")
    assert reading.fields["decision"] == decision.id
    made = sample.allocations.log_stretch(reading, title="Once more")
    assert made.decision == decision.id
    other = next(each for each in sample.sources.paragraphs(source) if each.ordinal == 1)
    elsewhere = sample.sources.read_stretch(source, other.start, other.stop, "claim")
    assert "decision" not in elsewhere.fields
