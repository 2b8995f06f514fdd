"""Suggestions wait for a verdict, go into a record, and do not ask twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, NoSuchRecord
from workbench.intake.suggestion import SuggestionKind
from workbench.model import Allocation, Claim, CommentRequest, Decision, Expectation, Party
from workbench.model.kinds import ClaimKind, CommentOutcome, VerdictOutcome

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model.source import Source

FIRST = "Beijing has approved the sale of more than 400,000 chips in total, according to Reuters."
SECOND = "Experts argue that this may backfire."
TEXT = f"{FIRST} {SECOND}\n\nNobody else spoke.\n\n{FIRST} {SECOND}"


@pytest.fixture
def source(dossier: Dossier) -> Source:
    """Return a source of which the third paragraph repeats the first."""
    dossier.parties.add(Party(title="Reuters"))
    return dossier.sources.add_text(TEXT, title="Report")


def told(dossier: Dossier, source: Source) -> list[tuple[str, str]]:
    """Return the kind and words of each suggestion that waits."""
    return [(each.kind.value, each.words) for each in dossier.suggestions.of(source)]


def test_each_kind_is_offered_where_it_stands(dossier: Dossier, source: Source) -> None:
    assert told(dossier, source) == [
        ("action", "approved"),
        ("quantity", "more than 400,000 chips in total"),
        ("attribution", "according to Reuters"),
        ("party", "Reuters"),
        ("attribution", "Experts argue"),
        ("hedge", "may"),
    ]
    for each in dossier.suggestions.of(source):
        assert " ".join(TEXT[each.start : each.stop].split()) == each.words


def test_what_is_rejected_does_not_ask_again_in_the_repeat_nor_in_another_source(
    dossier: Dossier, source: Source
) -> None:
    hedge = dossier.suggestions.of(source)[-1]
    dossier.suggestions.reject(hedge)
    assert ("hedge", "may") not in told(dossier, source)
    copy = dossier.sources.add_text(f"Before. {SECOND}", title="Copy")
    assert ("hedge", "may") not in told(dossier, copy)
    dossier.undo()
    dossier.undo()
    assert ("hedge", "may") in told(dossier, source)


def test_a_repeated_paragraph_is_not_offered_at_all(dossier: Dossier, source: Source) -> None:
    last = TEXT.rindex(FIRST)
    assert all(each.stop <= last for each in dossier.suggestions.of(source))
    assert any(each.start >= last for each in dossier.suggestions.of(source, every=True))


def test_a_quantity_is_accepted_into_an_allocation_that_rests_on_its_sentence(
    dossier: Dossier, source: Source
) -> None:
    offer = next(e for e in dossier.suggestions.of(source) if e.kind is SuggestionKind.QUANTITY)
    before = len(dossier.operations())
    made = dossier.suggestions.accept(offer)
    assert isinstance(made, Allocation)
    assert made.quantity.sign_text() == "> 400,000"
    (evidence,) = dossier.evidence(made)
    assert evidence.claim.quote == FIRST
    assert len(dossier.operations()) == before + 1
    assert "quantity" not in {each for each, _ in told(dossier, source)}


def test_decision_verbs_and_hedges_go_into_what_suits_them(
    dossier: Dossier, source: Source
) -> None:
    offers = {each.kind: each for each in dossier.suggestions.of(source)}
    assert isinstance(dossier.suggestions.accept(offers[SuggestionKind.ACTION]), Decision)
    claim = dossier.suggestions.accept(offers[SuggestionKind.HEDGE])
    assert isinstance(claim, Claim)
    assert claim.hedge == "may"


def test_the_analyst_may_choose_another_kind_of_record(dossier: Dossier, source: Source) -> None:
    offer = next(e for e in dossier.suggestions.of(source) if e.kind is SuggestionKind.QUANTITY)
    claim = dossier.suggestions.accept(offer, "claim")
    assert isinstance(claim, Claim)
    assert str(claim.quantity) == "more than 400,000 chips in total"


def test_a_second_quantity_of_a_sentence_is_the_one_that_is_accepted(dossier: Dossier) -> None:
    source = dossier.sources.add_text("Firms asked for 300 chips and got 200 chips.", title="A")
    offers = [e for e in dossier.suggestions.of(source) if e.kind is SuggestionKind.QUANTITY]
    made = dossier.suggestions.accept(offers[1])
    assert isinstance(made, Allocation)
    assert (made.quantity.sign_text(), made.quantity.unit) == ("200", "chip")


def test_an_accepted_suggestion_still_asks_in_another_source(
    dossier: Dossier, source: Source
) -> None:
    copy = dossier.sources.add_text(FIRST, title="Copy")
    dossier.suggestions.accept(dossier.suggestions.of(source)[1])
    assert "quantity" in {each for each, _ in told(dossier, copy)}
    states = {e.verdict for e in dossier.suggestions.of(source, every=True) if e.suits != "claim"}
    assert VerdictOutcome.ACCEPTED in states


def test_what_a_record_states_already_is_not_offered(dossier: Dossier, source: Source) -> None:
    reading = dossier.sources.read_stretch(source, 0, len(FIRST), "decision")
    dossier.decisions.log_stretch(reading)
    kinds = [each for each, _ in told(dossier, source)]
    assert "action" not in kinds
    assert "quantity" in kinds
    assert kinds.count("attribution") == 1


def test_going_to_the_next_and_back_skips_what_was_judged(dossier: Dossier, source: Source) -> None:
    suggestions = dossier.suggestions
    first = suggestions.next(source, -1)
    assert first is not None
    assert first.words == "approved"
    second = suggestions.next(source, first.start)
    assert second is not None
    suggestions.reject(second)
    third = suggestions.next(source, first.start)
    assert third is not None
    assert third.words == "according to Reuters"
    assert suggestions.next(source, third.start, back=True) == first
    assert suggestions.next(source, len(TEXT)) is None


def test_a_place_without_a_suggestion_is_said_to_have_none(
    dossier: Dossier, source: Source
) -> None:
    assert dossier.suggestions.at(source, TEXT.index("approved") + 2).words == "approved"
    with pytest.raises(NoSuchRecord):
        dossier.suggestions.at(source, TEXT.index("Nobody"))


def test_an_expectation_is_accepted_with_its_time_and_rests_on_its_sentence(
    dossier: Dossier,
) -> None:
    sentence = "The chips are expected to ship in the first quarter."
    source = dossier.sources.add_text(sentence, title="A")
    (offer,) = [e for e in dossier.suggestions.of(source) if e.kind is SuggestionKind.EXPECTATION]
    before = len(dossier.operations())
    made = dossier.suggestions.accept(offer)
    assert isinstance(made, Expectation)
    assert (made.statement, made.words) == (sentence, "in the first quarter")
    (evidence,) = dossier.evidence(made)
    assert (evidence.claim.quote, evidence.claim.kind) == (sentence, ClaimKind.EXPECTATION)
    assert {"statement", "words"} <= set(evidence.fields)
    assert made.claim == evidence.claim.id
    assert len(dossier.operations()) == before + 1
    assert "expectation" not in {each for each, _ in told(dossier, source)}


def test_each_answer_to_a_request_for_comment_is_accepted_for_the_party_before_it(
    dossier: Dossier,
) -> None:
    text = "Reuters declined to comment and Tencent did not immediately respond."
    parties = [dossier.parties.add(Party(title=name)) for name in ("Reuters", "Tencent")]
    source = dossier.sources.add_text(text, title="A")
    offers = [e for e in dossier.suggestions.of(source) if e.kind is SuggestionKind.COMMENT]
    made = [dossier.suggestions.accept(each) for each in offers]
    assert [each.party for each in made if isinstance(each, CommentRequest)] == [
        each.id for each in parties
    ]
    assert [each.outcome for each in dossier.comment_requests] == [
        CommentOutcome.DECLINED,
        CommentOutcome.NO_IMMEDIATE_RESPONSE,
    ]
    (claim,) = dossier.claims.find()
    assert {each.claim for each in dossier.comment_requests} == {claim.id}


def test_an_answer_of_a_group_is_accepted_once_it_is_said_who_was_asked(dossier: Dossier) -> None:
    asked = dossier.parties.add(Party(title="Tencent"))
    source = dossier.sources.add_text("Four companies did not immediately respond.", title="A")
    offer = dossier.suggestions.of(source)[-1]
    before = len(dossier.operations())
    with pytest.raises(InvalidField, match="names no party"):
        dossier.suggestions.accept(offer)
    assert len(dossier.operations()) == before
    made = dossier.suggestions.accept(offer, party=asked.ref)
    assert isinstance(made, CommentRequest)
    assert made.party == asked.id
    assert dossier.evidence(made, "party") == []


def test_a_comment_request_that_cites_a_claim_of_the_sentence_is_not_offered_again(
    dossier: Dossier,
) -> None:
    asked = dossier.parties.add(Party(title="Tencent"))
    text = "Four companies did not immediately respond."
    source = dossier.sources.add_text(text, title="A")
    claim = dossier.claims.claim(dossier.passages.mark(source, 0, len(text)))
    assert "comment" in {each for each, _ in told(dossier, source)}
    dossier.comment_requests.add(CommentRequest(party=asked.id, claim=claim.id))
    assert told(dossier, source) == []
