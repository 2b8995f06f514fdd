"""What the sentences of the article say is read from them, and nothing that they do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from workbench.intake.allocation_fields import allocation_fields
from workbench.intake.claim_fields import claim_fields
from workbench.intake.comment_fields import comment_fields
from workbench.intake.decision_fields import decision_fields
from workbench.intake.expectation_fields import expectation_fields
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.paragraphs import sentences
from workbench.intake.suggest import suggest
from workbench.intake.suggestion import Told
from workbench.model import Allocation, Claim, Decision, Item, Party
from workbench.model.allocation import AllocationParty
from workbench.model.claim import Attribution
from workbench.model.decision import Condition, DecisionParty
from workbench.model.kinds import (
    Action,
    Anonymity,
    AuthorityPrecision,
    ClaimKind,
    CommentOutcome,
    ConditionKind,
    DecisionRole,
    Direction,
    PartyKind,
    Resolution,
    Split,
    Stage,
    Voice,
)
from workbench.model.party import Alias
from workbench.model.quantity import Quantity
from workbench.model.rules import check
from workbench.model.when import When
from workbench.places import resource

if TYPE_CHECKING:
    from workbench.intake.fields import Fields
    from workbench.intake.suggestion import Suggestions

ARTICLE = resource("sample/article.txt").read_text(encoding="utf-8")
FIRST_PARAGRAPHS = 2_224


def party(title: str, kind: PartyKind, jurisdiction: str = "", *aliases: str) -> Party:
    names = tuple(Alias(name=each) for each in aliases)
    return Party(id=title, title=title, kind=kind, jurisdiction=jurisdiction, aliases=names)


GAZETTEER = Gazetteer(
    [
        party("Nvidia", PartyKind.COMPANY),
        party("ByteDance", PartyKind.COMPANY),
        party("Alibaba", PartyKind.COMPANY),
        party("Tencent", PartyKind.COMPANY),
        party("Jensen Huang", PartyKind.PERSON),
        party("Government of the PRC", PartyKind.GOVERNMENT, "CHN", "Beijing", "China"),
        party("Government of the United States", PartyKind.GOVERNMENT, "USA", "Washington"),
        party("Biden administration", PartyKind.ADMINISTRATION, "USA"),
        party("MOFCOM", PartyKind.AGENCY, "CHN", "商务部"),
        party("Reuters", PartyKind.MEDIA_ORG),
        party("Samuel Bresnick", PartyKind.PERSON),
        party("Center for Security and Emerging Technology", PartyKind.RESEARCH_ORG),
        party("officials (under President Trump)", PartyKind.UNNAMED_GROUP),
        party("experts", PartyKind.UNNAMED_GROUP),
        party("Chinese companies", PartyKind.UNNAMED_GROUP, "CHN"),
    ],
    [Item(id="H200", title="Nvidia H200", unit="chip")],
)


def at(words: str) -> tuple[int, int]:
    """The first sentence of the article that holds `words`."""
    return next((start, stop) for start, stop in sentences(ARTICLE) if words in ARTICLE[start:stop])


def read(words: str) -> Suggestions:
    return suggest(ARTICLE, *at(words), GAZETTEER)


def values(fields: Fields) -> dict[str, object]:
    return {name: each.value for name, each in fields.items()}


def test_both_quantities_of_the_article_are_read_and_no_other_number() -> None:
    found = suggest(ARTICLE, 0, FIRST_PARAGRAPHS, GAZETTEER).quantities
    assert [each.value for each in found] == [
        Quantity.vague("hundreds of thousands", "chip"),
        Quantity.parse("more than 400,000 of the chips in total", "chip"),
    ]
    assert found[1].value.total


def test_every_hedge_of_the_article_is_read() -> None:
    found = suggest(ARTICLE, 0, FIRST_PARAGRAPHS, GAZETTEER).hedges
    assert [each.value for each in found] == [
        "are expected", "is seen as", "may", "may", "could", "is seen as", "remains to be seen",
    ]  # fmt: skip


def test_everyone_who_says_something_is_read() -> None:
    found = suggest(ARTICLE, 0, FIRST_PARAGRAPHS, GAZETTEER).attributions
    assert [each.value for each in found] == [
        Told("officials", "arguing", Anonymity.UNNAMED_GROUP, "officials (under President Trump)"),
        Told("Reuters", "according to", Anonymity.NAMED, "Reuters"),
        Told("experts", "argue", Anonymity.UNNAMED_GROUP, "experts"),
        Told("Samuel Bresnick", "says", Anonymity.NAMED, "Samuel Bresnick"),
    ]


def test_the_article_has_no_date_and_none_is_read() -> None:
    assert suggest(ARTICLE, 0, len(ARTICLE), GAZETTEER).dates == ()


def test_a_surname_and_a_metonym_are_known() -> None:
    assert [each.value for each in read("more than 400,000").parties] == [
        "Reuters", "Government of the PRC", "ByteDance", "Alibaba", "Tencent", "Jensen Huang",
    ]  # fmt: skip


def test_an_approval_becomes_a_decision_of_its_government() -> None:
    fields = values(decision_fields(ARTICLE, *at("more than 400,000"), GAZETTEER))
    assert fields["action"] is Action.APPROVE_CONDITIONALLY
    assert fields["direction"] is Direction.LIBERALISING
    assert fields["authority"] == "Government of the PRC"
    assert fields["authority_precision"] is AuthorityPrecision.GOVERNMENT_ONLY
    assert fields["jurisdiction"] == "CHN"
    assert fields["instrument"] == "conditional licenses"
    assert fields["conditions"] == (
        Condition(kind=ConditionKind.UNSPECIFIED, words="conditional licenses"),
    )
    assert fields["parties"] == tuple(
        DecisionParty(party=each, role=DecisionRole.LICENSEE)
        for each in ("ByteDance", "Alibaba", "Tencent")
    )
    assert not {"announced", "published", "effective"} & set(fields)


@pytest.mark.parametrize(
    ("sentence", "who", "anonymity"),
    [
        ("Analysts said it may change.", "Analysts", Anonymity.UNNAMED_GROUP),
        ("Two senior officials told us.", "Two senior officials", Anonymity.UNNAMED_GROUP),
        ("An official said so.", "An official", Anonymity.UNNAMED_PERSON),
        ("Chinese lawmakers argue.", "Chinese lawmakers", Anonymity.UNNAMED_GROUP),
        ("People familiar with it said so.", "People familiar with it", Anonymity.UNNAMED_GROUP),
        ("People's Daily said so.", "People's Daily", Anonymity.NAMED),
        ("That is so, according to People's Daily.", "People's Daily", Anonymity.NAMED),
        ("Critics Circle said so.", "Critics Circle", Anonymity.NAMED),
    ],
)
def test_who_begins_a_sentence_is_no_name_for_its_capital(
    sentence: str, who: str, anonymity: Anonymity
) -> None:
    (told,) = suggest(sentence, 0, len(sentence)).attributions
    assert (told.value.who, told.value.anonymity) == (who, anonymity)


def test_a_restriction_names_who_it_is_aimed_at() -> None:
    fields = values(decision_fields(ARTICLE, *at("major blow"), GAZETTEER))
    assert (fields["action"], fields["authority"]) == (Action.RESTRICT, "Biden administration")
    assert fields["parties"] == (
        DecisionParty(party="Government of the PRC", role=DecisionRole.TARGET),
    )


def test_a_government_that_is_only_visited_or_watched_decides_nothing() -> None:
    assert "authority" not in decision_fields(ARTICLE, *at("during a visit"), GAZETTEER)
    assert "authority" not in decision_fields(ARTICLE, *at("whiplash"), GAZETTEER)


def test_a_joint_quantity_stays_joint() -> None:
    fields = allocation_fields(ARTICLE, *at("more than 400,000"), GAZETTEER)
    read = values(fields)
    assert str(read["quantity"]) == "more than 400,000 of the chips in total"
    assert read["split"] is Split.JOINT_UNSPECIFIED
    assert read["stage"] is Stage.AUTHORISED
    assert read["parties"] == tuple(
        AllocationParty(party=each) for each in ("ByteDance", "Alibaba", "Tencent")
    )
    start, stop = fields["split"].span
    assert ARTICLE[start:stop] == "in total"


def test_an_item_named_by_its_unit_leads_back_to_where_it_was_named() -> None:
    item = allocation_fields(ARTICLE, *at("more than 400,000"), GAZETTEER)["item"]
    assert item.value == "H200"
    assert ARTICLE[slice(*item.span)] == "Nvidia H200"
    assert item.span[1] < at("more than 400,000")[0]


def test_a_group_of_buyers_is_one_recipient_without_a_split() -> None:
    fields = values(allocation_fields(ARTICLE, *at("hundreds of thousands"), GAZETTEER))
    assert fields["parties"] == (AllocationParty(party="Chinese companies"),)
    assert "split" not in fields


def test_a_claim_carries_its_speaker_hedge_and_quantity() -> None:
    fields = values(claim_fields(ARTICLE, *at("more than 400,000"), GAZETTEER))
    assert fields["voice"] is Voice.ATTRIBUTED
    assert fields["kind"] is ClaimKind.QUANTITY
    assert str(fields["statement"]).startswith("China has agreed to allow")
    assert fields["attribution"] == (
        Attribution(step=2, party="Reuters", verb="according to", anonymity=Anonymity.NAMED),
    )
    assert "hedge" not in fields


@pytest.mark.parametrize(
    ("words", "voice", "kind", "hedge"),
    [
        ("More approvals", Voice.PASSIVE_UNATTRIBUTED, ClaimKind.EXPECTATION, "are expected"),
        ("strategic move", Voice.PASSIVE_UNATTRIBUTED, ClaimKind.EVALUATION, "is seen as"),
        ("whiplash in Washington", Voice.AUTHOR, ClaimKind.CHARACTERISATION, None),
        ("real damage may stem", Voice.AUTHOR, ClaimKind.CAUSAL, "may, could"),
        ("The worst possible thing", Voice.DIRECT_QUOTE, ClaimKind.NORMATIVE, None),
        ("We have already given China", Voice.DIRECT_QUOTE, ClaimKind.EVENT, None),
        ("remains to be seen", Voice.AUTHOR, ClaimKind.EVALUATION, "remains to be seen"),
        ("officials arguing", Voice.ATTRIBUTED, ClaimKind.RATIONALE, None),
    ],
)  # fmt: skip
def test_voice_kind_and_hedge_of_the_article_s_sentences(
    words: str, voice: Voice, kind: ClaimKind, hedge: str | None
) -> None:
    fields = values(claim_fields(ARTICLE, *at(words), GAZETTEER))
    assert (fields["voice"], fields["kind"], fields.get("hedge")) == (voice, kind, hedge)


def test_words_inside_a_quotation_lead_to_who_said_them() -> None:
    start = ARTICLE.index("giving them access")
    fields = claim_fields(ARTICLE, start, start + 18, GAZETTEER)
    assert fields["voice"].value is Voice.DIRECT_QUOTE
    assert [each.party for each in fields["attribution"].value] == ["Samuel Bresnick"]


def test_a_part_of_a_sentence_keeps_the_speaker_of_the_whole() -> None:
    start = ARTICLE.index("more than 400,000")
    fields = claim_fields(ARTICLE, start, start + 39, GAZETTEER)
    assert [each.party for each in fields["attribution"].value] == ["Reuters"]


def test_an_expectation_keeps_its_time_in_words() -> None:
    fields = values(expectation_fields(ARTICLE, *at("More approvals"), GAZETTEER))
    assert fields == {
        "statement": "More approvals are expected in the coming weeks.",
        "words": "in the coming weeks",
    }


@pytest.mark.parametrize(
    ("text", "words", "window"),
    [
        ("The chips are expected to ship in the first quarter.", "in the first quarter", None),
        ("Nvidia plans to ship by the end of the second half of next year.",
         "by the end of the second half of next year", None),
        ("The chips will ship in the first quarter of 2027.", "in the first quarter of 2027",
         When("2027-33")),
        ("A rule is due in March 2027.", "in March 2027", When("2027-03")),
        ("In March 2026 officials said that more is expected soon.", "soon", None),
    ],
)  # fmt: skip
def test_an_expectation_has_its_time_and_the_dates_behind_it(
    text: str, words: str, window: When | None
) -> None:
    fields = values(expectation_fields(text, 0, len(text), GAZETTEER))
    assert (fields["words"], fields.get("window")) == (words, window)


def test_a_quarter_that_nobody_awaits_is_no_expectation() -> None:
    text = "Sales rose in the first quarter."
    assert not suggest(text, 0, len(text)).expectations


def test_no_immediate_response_is_not_declining() -> None:
    fields = values(comment_fields(ARTICLE, *at("did not immediately"), GAZETTEER))
    assert fields == {
        "outcome": CommentOutcome.NO_IMMEDIATE_RESPONSE,
        "party": "Nvidia",
        "resolution": Resolution.NAMED,
    }
    text = "Tencent declined to comment."
    assert comment_fields(text, 0, len(text), GAZETTEER)["outcome"].value is CommentOutcome.DECLINED
    assert comment_fields(ARTICLE, *at("More approvals"), GAZETTEER) == {}


def test_a_group_that_is_no_party_leaves_who_was_asked_to_the_analyst() -> None:
    text = "Four companies did not immediately respond to requests for comment."
    fields = values(comment_fields(text, 0, len(text), GAZETTEER))
    assert fields == {
        "outcome": CommentOutcome.NO_IMMEDIATE_RESPONSE,
        "resolution": Resolution.INFERRED,
    }


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("MOFCOM banned the export on 3 October 2025.", "action", Action.PROHIBIT),
        ("MOFCOM banned the export on 3 October 2025.", "authority", "MOFCOM"),
        ("MOFCOM banned it.", "authority_precision", AuthorityPrecision.NAMED_BODY),
        ("The sale was blocked by Beijing.", "authority", "Government of the PRC"),
        ("MOFCOM banned the export on 3 October 2025.", "announced", When("2025-10-03")),
        ("The ban takes effect on 1 December 2025.", "effective", When("2025-12-01")),
        ("A rule published on 15 January 2026 restricts sales.", "published", When("2026-01-15")),
        ("Washington revoked the licence.", "action", Action.REVOKE),
        ("Washington suspended the rule.", "action", Action.SUSPEND),
        ("Washington eased the controls in early March 2026.", "announced", When("2026-03~")),
        ("Washington denied the application.", "action", Action.DENY),
        ("The licence carries a 25 % fee.", "conditions",
         (Condition(kind=ConditionKind.FEE_OR_TARIFF, words="25 % fee"),)),
    ],
)  # fmt: skip
def test_other_decisions_are_read(text: str, field: str, value: object) -> None:
    assert decision_fields(text, 0, len(text), GAZETTEER)[field].value == value


@pytest.mark.parametrize(
    ("text", "recipients", "split"),
    [
        ("Alibaba and Tencent bought 5,000 chips each.", ["Alibaba", "Tencent"], None),
        ("Nvidia shipped 5,000 chips to Alibaba.", ["Alibaba"], Split.SINGLE),
        ("Nvidia sold 5,000 chips to Alibaba and Tencent after Beijing agreed.",
         ["Alibaba", "Tencent"], Split.JOINT_UNSPECIFIED),
        ("Reuters says ByteDance, Alibaba and Tencent ordered 5,000 chips.",
         ["ByteDance", "Alibaba", "Tencent"], Split.JOINT_UNSPECIFIED),
    ],
)  # fmt: skip
def test_recipients_are_those_who_get_it(
    text: str, recipients: list[str], split: Split | None
) -> None:
    fields = values(allocation_fields(text, 0, len(text), GAZETTEER))
    assert fields["parties"] == tuple(AllocationParty(party=each) for each in recipients)
    assert fields.get("split") is split


@pytest.mark.parametrize(
    "text",
    ["a 30-day notice", "within 90 days", "in 2026", "the 2026 rule", "On 28 January 2026",
     "the H200", "Nvidia H200", "two goals", "May 2026"],
)  # fmt: skip
def test_what_is_no_quantity_is_not_suggested_as_one(text: str) -> None:
    assert suggest(text, 0, len(text), GAZETTEER).quantities == ()


def test_names_are_whole_words_in_their_own_case() -> None:
    text = "Chinatown, beijing, Reuters's, MOFCOM and mofcom; 商务部表示; Apple"
    found = [text[each.start : each.stop] for each in GAZETTEER.find(text)]
    assert found == ["Reuters", "MOFCOM", "商务部"]


def test_a_name_ends_at_a_comma() -> None:
    assert next(GAZETTEER.find("Samuel, Bresnick of it")).start == len("Samuel, ")


alphabet = st.sampled_from(
    ["China ", "has ", "approved ", "more than ", "400,000 ", "chips ", "in total", ", ", ". ",
     '"', "says ", "Nvidia ", "may ", "to ", "buy ", "2026 ", "\n", "😀", "中"]
)  # fmt: skip
texts = st.lists(alphabet, max_size=30).map("".join) | st.text(max_size=80)


@given(texts, st.integers(0, 80), st.integers(0, 80))
def test_each_suggestion_stands_at_its_words(text: str, one: int, other: int) -> None:
    start, stop = sorted((min(one, len(text)), min(other, len(text))))
    for each in suggest(text, start, stop, GAZETTEER):
        assert start <= each.start < each.stop <= stop
        assert each.words == " ".join(text[each.start : each.stop].split())
        assert each.rule


@given(texts)
def test_pre_filled_forms_make_sound_records(text: str) -> None:
    for make, fill in (
        (Claim, claim_fields),
        (Decision, decision_fields),
        (Allocation, allocation_fields),
    ):
        read = values(fill(text, 0, len(text), GAZETTEER))
        name = "statement" if make is Claim else "title"
        read[name] = str(read[name]).replace("\0", "") or "Untitled"
        read.pop("attribution", None)  # its first step is the document
        if make is Allocation and len(read.get("parties", ())) > 1:  # type: ignore[arg-type] # a tuple
            read.setdefault("split", Split.JOINT_SPECIFIED)  # "each": the form asks
        check(make(**read | {"quote": ""} if make is Claim else read))  # type: ignore[arg-type] # by field
