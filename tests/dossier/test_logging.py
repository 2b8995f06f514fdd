"""From a sentence to a record: passage, claim, record and support in one operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import InvalidField, RepeatedParagraph, SourceNotHeld
from workbench.model import Allocation, Code, Item
from workbench.model.allocation import AllocationParty
from workbench.model.kinds import Action, Scope, Split, SupportOrigin
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench import Dossier
    from workbench.model import Source

SENTENCE = "China has agreed to allow ByteDance, Alibaba, and Tencent to buy"


def article_of(dossier: Dossier) -> Source:
    return next(each for each in dossier.sources if each.held)


def test_a_decision_logged_from_a_sentence_is_one_undo_step(sample: Dossier) -> None:
    before = [len(each) for each in (sample.passages, sample.claims, sample.supports)]
    with sample.operation("Log decision"):
        passage = sample.passages.mark_quote(article_of(sample), SENTENCE, near=0)
        decision = sample.decisions.log(
            cite=passage, read=["action"], title="Purchases allowed", action=Action.APPROVE
        )
    assert [each.fields for each in sample.evidence(decision)] == [("action",)]
    sample.undo()
    assert decision not in sample.decisions
    assert [len(each) for each in (sample.passages, sample.claims, sample.supports)] == before


def test_a_field_that_the_sentence_does_not_state_is_marked_as_the_analysts(
    sample: Dossier,
) -> None:
    claim = sample.claims.get("C-0011")
    decision = sample.decisions.log(
        cite=claim,
        read=["action"],
        title="Purchases allowed",
        action=Action.APPROVE,
        scope=Scope.GENERAL,
    )
    own = {s.field for s in sample.supports.of(decision) if s.origin is SupportOrigin.ANALYST}
    assert own == {"title", "scope"}


def test_a_claim_in_a_repeated_paragraph_is_refused(sample: Dossier) -> None:
    article = article_of(sample)
    tenth = sample.sources.paragraphs(article)[9]
    passage = sample.passages.mark(article, tenth.start, tenth.stop)
    with pytest.raises(RepeatedParagraph, match="paragraph 3"):
        sample.claims.claim(passage)


def test_marking_the_same_words_again_adds_codes_to_the_passage(sample: Dossier) -> None:
    article = article_of(sample)
    codes = [sample.codes.add(Code(title=name)) for name in ("Quantity", "Attribution")]
    first = sample.passages.mark(article, 0, 8, codes=codes[:1])
    again = sample.passages.mark(article, 0, 9, codes=codes, memo="again")
    assert again.id == first.id
    assert [each.code for each in again.codes] == [code.id for code in codes]
    assert again.memo == "again"


def test_white_space_alone_cannot_be_marked(sample: Dossier) -> None:
    article = article_of(sample)
    end = sample.sources.paragraphs(article)[0].stop
    for start, stop in ((end, end + 1), (5, 5), (-1, 4), (0, 10**9)):
        with pytest.raises(InvalidField):
            sample.passages.mark(article, start, stop)


def test_a_source_that_is_not_held_says_so(sample: Dossier) -> None:
    reuters = next(each for each in sample.sources if not each.held)
    with pytest.raises(SourceNotHeld):
        sample.sources.text(reuters)
    assert sample.sources.paragraphs(reuters) == ()


def test_grading_a_party_shows_in_the_grade_of_its_claims(sample: Dossier) -> None:
    outlet = next(party for party in sample.parties if party.title == "Reuters")
    article = article_of(sample)
    sample.sources.change(article, publisher=outlet.id)
    sample.parties.rate(outlet, "B", reason="track record")
    sample.claims.rate("C-0011", "2")
    grades = {each.claim.ref: each.grade for each in sample.evidence(sample.allocations.get("1"))}
    assert grades == {"C-0011": "B2"}
    assert sample.operations(limit=2)[1].reason == "track record"


def test_parts_of_a_joint_quantity_need_a_claim_that_states_them(sample: Dossier) -> None:
    allocation = sample.allocations.get("A-0001")
    parts = tuple(
        AllocationParty(party=each.party, role=each.role, quantity=Quantity.exact(1, "chip"))
        for each in allocation.parties
    )
    with pytest.raises(InvalidField, match="split") as refused:
        sample.allocations.change(allocation, parties=parts)
    assert refused.value.field == "parties"
    assert not any(each.quantity for each in sample.allocations.get("A-0001").parties)


def test_an_allocation_cannot_be_part_of_itself(dossier: Dossier) -> None:
    whole = dossier.allocations.add(Allocation(title="Whole"))
    part = dossier.allocations.add(Allocation(title="Part", part_of=whole.id))
    with pytest.raises(InvalidField) as refused:
        dossier.allocations.change(whole, part_of=part.id)
    assert refused.value.field == "part_of"


def test_one_recipient_alone_is_not_joint(dossier: Dossier) -> None:
    made = dossier.allocations.log(title="Alone", quantity=Quantity.exact(5, "chip"))
    assert made.split is Split.SINGLE


def test_a_count_without_a_unit_is_of_what_its_item_is_called(dossier: Dossier) -> None:
    chip = dossier.items.add(Item(title="Nvidia H200", unit="chip"))
    dossier.allocations.log(title="Said", item=chip, quantity="more than 400,000")
    dossier.allocations.add(Allocation(title="Typed", item=chip.id, quantity=Quantity.exact(9)))
    dossier.allocations.log(title="Money", item=chip, quantity="USD 5 million")
    dossier.allocations.log(title="No item", quantity="7")
    dossier.allocations.log(title="Not stated", item=chip)

    units = {each.title: each.quantity.unit for each in dossier.allocations.find()}
    assert units == {
        "Said": "chip",
        "Typed": "chip",
        "Money": "USD",
        "No item": "",
        "Not stated": "",
    }
    (stage,) = {each for each, of in dossier.allocations.totals("item:H200") if of.unit == "chip"}
    assert stage == "authorised"
