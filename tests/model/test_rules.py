"""Each rule on the fields of a record refuses by naming the field and saying what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from workbench.errors import InvalidField
from workbench.model import (
    RECORDS,
    Allocation,
    Briefing,
    Claim,
    Code,
    CommentRequest,
    Decision,
    Party,
    Passage,
    PolicyLine,
    SavedQuery,
    Source,
    Support,
)
from workbench.model.allocation import AllocationParty
from workbench.model.claim import Attribution
from workbench.model.decision import Condition, DecisionLink, DecisionParty
from workbench.model.kinds import (
    AllocationRole,
    ConditionKind,
    DecisionRelation,
    DecisionRole,
    Split,
    SupportOrigin,
)
from workbench.model.party import Alias
from workbench.model.rules import check, check_all
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.model.record import Record

DECISION = Decision(title="Approval of H200 purchases", jurisdiction="CHN")
PASSAGE = Passage(source="s", start=10, stop=17, quote="400,000")
SUPPORT = Support(record="d", record_kind="decision", claim="c", field="announced")
FIRMS = tuple(AllocationParty(party=each) for each in ("bytedance", "alibaba", "tencent"))


def untyped(record: Record, **fields: Any) -> Record:
    """Change fields as a console user may, with values of any type."""
    return replace(record, **fields)


@pytest.mark.parametrize(
    "record",
    [
        DECISION,
        PASSAGE,
        SUPPORT,
        replace(SUPPORT, field="conditions[0].quantity"),
        replace(SUPPORT, field="", claim=None, origin=SupportOrigin.ANALYST),
        Allocation(title="H200 to three firms", split=Split.JOINT_UNSPECIFIED, parties=FIRMS),
        Allocation(
            title="One firm and its supplier",
            parties=(FIRMS[0], AllocationParty(party="nvidia", role=AllocationRole.SUPPLIER)),
        ),
        Source(title="Rule", url="https://example.org/rule"),
        Source(title="Mail", url="mailto:desk@example.org"),
        Code(title="Reversal", colour="#D55E00"),
        CommentRequest(party="p"),
        SavedQuery(title="Reversals", query="is:reversal order:-date"),
    ],
)
def test_a_sound_record_passes(record: Record) -> None:
    check(record)


@pytest.mark.parametrize(
    ("record", "field", "message"),
    [
        (replace(DECISION, title=" \n"), "title", "cannot be empty"),
        (replace(DECISION, title="a\0b"), "title", "broken character"),
        (replace(DECISION, note="\ud83d"), "note", "broken character"),
        (replace(DECISION, jurisdiction="China"), "jurisdiction", "such as CHN"),
        (replace(DECISION, jurisdiction="CHN\n"), "jurisdiction", "such as CHN"),
        (Party(title="Nvidia", jurisdiction="us"), "jurisdiction", "three capital letters"),
        (PolicyLine(title="Chip exports", target="PRC!"), "target", "such as CHN"),
        (Code(title="Reversal", colour="red"), "colour", "#56b4e9"),
        (Source(title="A", url="javascript:alert(1)"), "url", "https://"),
        (Source(title="A", url="file:///etc/passwd"), "url", "https://"),
        (Source(title="A", url="//host/share"), "url", "https://"),
        (Source(title="A", url="https://exa mple.org"), "url", "https://"),
        (Source(title="A", url="https://[bad"), "url", "https://"),
        (replace(PASSAGE, stop=10), "start", "Select some words"),
        (replace(PASSAGE, start=-1), "start", "Select some words"),
        (replace(PASSAGE, stop=18), "quote", "Mark the passage again"),
        (replace(PASSAGE, prefix="x" * 33), "prefix", "At most 32"),
        (
            Claim(statement="s", attribution=(Attribution(step=1, source="s", party="p"),)),
            "attribution",
            "a source and a party",
        ),
        (Claim(statement="s", attribution=(Attribution(step=2),)), "attribution", "1, 2, 3"),
        (Allocation(title="A", parties=FIRMS), "split", "Call it joint"),
        (
            replace(
                DECISION,
                parties=(DecisionParty(party="p"), DecisionParty(party="p")),
            ),
            "parties",
            "stands twice",
        ),
        (
            replace(DECISION, conditions=(Condition(words="cap"), Condition(words="cap"))),
            "conditions",
            "stands twice",
        ),
        (
            Party(title="PRC", aliases=(Alias(name="Beijing"), Alias(name="Beijing"))),
            "aliases",
            "Beijing",
        ),
        (Party(title="PRC", aliases=(Alias(name=" "),)), "aliases", "cannot be empty"),
        (replace(SUPPORT, claim=None), "claim", "Cite the claim"),
        (replace(SUPPORT, field="nonsense"), "field", "has no field"),
        (replace(SUPPORT, record_kind="decree"), "record", "supports no record"),
        (SavedQuery(title="Q", query='"half'), "search", "not closed"),
        (SavedQuery(title="Q", shown="decree"), "shown", "no records"),
        (Briefing(title="B", query="since:soon"), "search", "is no date"),
    ],
)
def test_an_unsound_record_is_refused_by_field(record: Record, field: str, message: str) -> None:
    with pytest.raises(InvalidField, match=message) as refused:
        check(record)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"announced": "2026-01-28"}, "announced"),
        ({"action": "approve"}, "action"),
        ({"number": True}, "number"),
        ({"title": None}, "title"),
        ({"parties": [DecisionParty(party="p")]}, "parties"),
        ({"parties": ("p",)}, "parties"),
        ({"parties": (DecisionParty(party=3),)}, "parties"),  # type: ignore[arg-type] # what a script may pass
    ],
)
def test_a_value_of_another_type_is_refused_by_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        check(untyped(DECISION, **fields))
    assert refused.value.field == field


def test_a_record_cannot_point_at_itself() -> None:
    one = Allocation(title="A")
    with pytest.raises(InvalidField, match="points at itself"):
        check(replace(one, part_of=one.id))
    link = DecisionLink(relation=DecisionRelation.REVERSES, decision=DECISION.id)
    with pytest.raises(InvalidField, match="points at itself"):
        check(replace(DECISION, links=(link,)))


def test_the_same_party_may_have_two_roles() -> None:
    roles = (DecisionRole.APPLICANT, DecisionRole.LICENSEE)
    check(replace(DECISION, parties=tuple(DecisionParty(party="p", role=each) for each in roles)))


def test_two_conditions_of_one_kind_differ_by_their_words() -> None:
    words = ("no military use", "no resale")
    check(
        replace(
            DECISION,
            conditions=tuple(Condition(kind=ConditionKind.END_USE, words=each) for each in words),
        )
    )


def test_no_order_of_dates_is_required() -> None:
    check(replace(DECISION, announced=When("2024-07-04"), effective=When("2024-07-01")))


@given(st.integers(0, 100), st.text(alphabet="a😀中\u00a0", min_size=1, max_size=40))
def test_a_passage_counts_code_points(start: int, quote: str) -> None:
    if quote.strip():
        check(Passage(source="s", start=start, stop=start + len(quote), quote=quote))


def test_every_kind_of_record_has_its_own_name_and_prefix() -> None:
    assert len({each.PREFIX for each in RECORDS.values()}) == len(RECORDS)
    assert all(kind == each.KIND for kind, each in RECORDS.items())


@given(
    records=st.lists(
        st.builds(
            Decision,
            title=st.sampled_from(["Approval", "", " ", "a\0b"]),
            links=st.lists(
                st.builds(
                    DecisionLink,
                    relation=st.sampled_from(DecisionRelation),
                    decision=st.sampled_from(["d", "e"]),
                ),
                max_size=2,
            ).map(tuple),
            affected=st.sampled_from([(), ("CHN",), [], None]),
            jurisdiction=st.sampled_from(["CHN", "China", 3]),
        ),
        max_size=3,
    )
)
def test_many_records_are_refused_where_one_of_them_is_and_with_the_same_words(
    records: list[Decision],
) -> None:
    def told(check_them: Callable[[], None]) -> tuple[str, str] | None:
        try:
            check_them()
        except InvalidField as fault:
            return fault.field, fault.message
        return None

    def one_by_one() -> None:
        for each in records:
            check(each)

    assert told(lambda: check_all(Decision, records)) == told(one_by_one)


def test_many_records_of_which_one_repeats_a_part_or_points_at_itself_are_refused() -> None:
    twice = Allocation(title="twice", parties=(FIRMS[0], FIRMS[0]))
    itself = Allocation(title="itself")
    itself = replace(itself, part_of=itself.id)
    good = Allocation(title="good", parties=FIRMS, split=Split.JOINT_UNSPECIFIED)

    check_all(Allocation, [good, good])
    for bad in (twice, itself, replace(good, split=Split.SINGLE)):
        with pytest.raises(InvalidField):
            check_all(Allocation, [good, bad])
