from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS, Allocation, Claim, Decision, Question, Source, Support
from workbench.model.decision import DecisionLink
from workbench.model.kinds import (
    Action,
    DecisionRelation,
    Direction,
    Stance,
    SupportOrigin,
    SupportRole,
)
from workbench.model.quantity import Quantity
from workbench.model.query import Filter, Query
from workbench.model.when import When
from workbench.store import filters, find
from workbench.store.facets import facets
from workbench.store.schema import specs_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.model import Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


@pytest.fixture
def shown(store: Store) -> Callable[[str, str], list[int]]:
    """The numbers of the records of a kind that a search line shows, lowest first."""

    def show(kind: str, line: str) -> list[int]:
        with store.reading() as connection:
            found = find.ids(connection, kind, Query.parse(line))
            assert find.count(connection, kind, Query.parse(line)) == len(found)
            return sorted(each.number for each in find.page(connection, RECORDS[kind], found))

    return show


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    "line",
    [
        "h200",
        "APPROV",
        "jurisdiction:CHN",
        "jurisdiction:usa,chn",
        "-jurisdiction:USA",
        "stance:conditional",
        "authority:beijing",
        'authority:"government of"',
        "authority:P-0001",
        "authority:北京",
        "ref:D-0001",
        "recipient:bytedance",
        "is:unbounded",
        "since:2026",
        "until:2026-01",
        "since:2026-01-31 until:2026-01-01",
        "-is:reversal -is:disputed",
        "-line:anything",
        "status:draft is:draft",
    ],
)
def test_a_line_that_fits_shows_the_decision(
    shown: Callable[[str, str], list[int]], line: str
) -> None:
    assert shown("decision", line) == [1]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    "line",
    [
        "h100",
        "-h200",
        "jurisdiction:USA",
        "-stance:conditional",
        "authority:bytedance",
        "ref:D-0002",
        "ref:P-0001",
        "ref:1",
        "supplier:bytedance",
        "since:2026-02",
        "until:2025",
        "is:undated",
    ],
)
def test_a_line_that_does_not_fit_shows_nothing(
    shown: Callable[[str, str], list[int]], line: str
) -> None:
    assert shown("decision", line) == []


@pytest.mark.usefixtures("records")
def test_as_many_references_as_a_selection_sums_up_are_asked_for_at_once(store: Store) -> None:
    refs = tuple(f"D-{n:04}" for n in range(20_000))
    with store.reading() as connection:
        asked = Query(filters=(Filter("ref", refs),))
        assert find.count(connection, "decision", asked) == 1
        assert len(find.ids(connection, "decision", asked)) == 1


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    "line", ["since:2026 until:2026", "jurisdiction:CHN", "is:unbounded", "stage:authorised"]
)
def test_an_allocation_is_dated_and_placed_by_its_decision(
    shown: Callable[[str, str], list[int]], line: str
) -> None:
    assert shown("allocation", line) == [1]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("kind", "line", "words"),
    [
        ("decision", "colour:red", "No field 'colour'"),
        ("decision", "is:blue", "No state 'blue'"),
        ("decision", "announced:2026", "since:2026-01"),
        ("source", "text:chips", "write them alone"),
        ("party", "since:2026", "has no date"),
        ("party", "is:undated", "has no date"),
        ("party", "order:date", "has no date"),
        ("decision", "order:colour", "Cannot sort"),
        ("decision", "order:parties", "Cannot sort"),
        ("decision", "stance:nonsense", "'nonsense' for stance: here. Known: approve, conditional"),
        ("decision", "-stance:denied", "Did you mean 'deny'?"),
        ("decision", "action:deny,forbid", "'forbid' for action: here. Known: amend, approve"),
        ("decision", "scope:x", "Known: general, targeted, unstated."),
        ("decision", "never_in_force:maybe", "'maybe' for never_in_force: here. Known: no, yes."),
        ("decision", "jurisdiction:Chna", "'Chna' for jurisdiction: here. Did you mean 'China'?"),
        ("decision", "condition:kycc", "No value 'kycc' for condition: here. Did you mean 'kyc'?"),
        ("allocation", "stance:nonsense", "No value 'nonsense' for stance: here"),
        ("claim", "genre:nonsense", "No value 'nonsense' for genre: here"),
    ],
)
def test_what_a_kind_does_not_have_is_named(store: Store, kind: str, line: str, words: str) -> None:
    with store.reading() as connection, pytest.raises(QuerySyntaxError, match=words):
        find.ids(connection, kind, Query.parse(line))


def test_states_are_found(shown: Callable[[str, str], list[int]], store: Store) -> None:
    with store.operation("Add") as op:
        first = op.put(Decision(title="Ban", announced=When("2025")))
        link = DecisionLink(relation=DecisionRelation.REVERSES, decision=first.id)
        second = op.put(Decision(title="Lifted", links=(link,)))
        op.put(
            Support(
                record=second.id,
                record_kind="decision",
                field="announced",
                origin=SupportOrigin.ANALYST,
                role=SupportRole.CONTRADICTS,
            )
        )
        op.put(Question(question="When?"))

    assert shown("decision", "is:reversal") == [2]
    assert shown("decision", "is:undated") == [2]
    assert shown("decision", "is:disputed,undated") == [2]
    assert shown("decision", "decision:D-0001") == [2]
    assert shown("question", "is:open") == [1]


def test_the_stance_in_a_query_is_the_stance_of_the_record(store: Store) -> None:
    with store.operation("Add") as op:
        added = op.add_all(
            Decision(title=f"{action} {direction}", action=action, direction=direction)
            for action in Action
            for direction in Direction
        )

    with store.reading() as connection:
        for stance in Stance:
            found = find.ids(connection, "decision", Query().where("stance", stance.value))
            assert set(found) == {each.id for each in added if each.stance is stance}


def test_every_order_of_every_kind_works(store: Store, records: Records) -> None:
    assert records
    with store.reading() as connection:
        for kind, model in RECORDS.items():
            for field in filters.fields_of(kind) - {"is", "ref", "affected", *filters.ROLES}:
                assert facets(connection, kind, Query(), field).keys() == {field}
            for spec in specs_of(model):
                if len(spec.columns) == 1:
                    find.ids(connection, kind, Query(order=spec.name))
                    find.ids(connection, kind, Query(order=spec.name, descending=True))


def test_a_country_is_found_by_code_or_name_and_a_term_in_any_case(
    store: Store, shown: Callable[[str, str], list[int]]
) -> None:
    with store.operation("Add") as operation:
        made = operation.put(Decision(title="One", jurisdiction="CHN", action=Action.DENY))

    for line in ("jurisdiction:CHN", "jurisdiction:chn", "jurisdiction:China", "action:DENY"):
        assert made.number in shown("decision", line)
    assert made.number not in shown("decision", "jurisdiction:Japan")
    assert made.number not in shown("decision", "-jurisdiction:China")


def test_a_country_is_found_by_its_code_of_two_letters(
    store: Store, shown: Callable[[str, str], list[int]]
) -> None:
    with store.operation("Add") as operation:
        operation.put(Decision(title="One", jurisdiction="CHN"))

    assert shown("decision", "jurisdiction:cn") == [1]


def test_a_field_of_words_is_found_by_some_of_them(
    shown: Callable[[str, str], list[int]], store: Store
) -> None:
    with store.operation("Add") as op:
        op.put(
            Source(title="Wire", author="Jane Doe", url="https://example.org/100%", language="en")
        )
        op.put(Source(title="B", author="Li Wei", language="en-US"))

    assert shown("source", "author:doe") == [1]
    assert shown("source", "author:doe,wei") == [1, 2]
    assert shown("source", "-author:jane") == [2]
    assert shown("source", "url:0%") == [1]
    assert shown("source", "url:1%0") == [], "it is no pattern"
    assert shown("source", "language:en") == [1, 2]


def test_records_whose_links_have_one_name_are_sorted_by_number(store: Store) -> None:
    with store.operation("Add") as operation:
        one, other = (operation.put(Source(title="Story")) for _ in range(2))
        first = operation.put(Claim(statement="First", source=other.id))
        then = operation.put(Claim(statement="Then", source=one.id))

    with store.reading() as connection:
        found = find.ids(connection, "claim", Query(order="source"))
    assert [each for each in found if each in {first.id, then.id}] == [first.id, then.id]


def test_quantities_are_sorted_as_numbers(store: Store) -> None:
    amounts = ("1,000", "9", "more than 20", "unknown")
    with store.operation("Add") as op:
        op.add_all(Allocation(title=amount, quantity=Quantity.parse(amount)) for amount in amounts)
    with store.reading() as connection:
        found = find.ids(connection, "allocation", Query(order="quantity"))
        shown = [each.title for each in find.page(connection, Allocation, found)]

    assert shown == ["9", "more than 20", "1,000", "unknown"]


def test_a_source_is_found_by_the_words_of_its_text(
    shown: Callable[[str, str], list[int]], store: Store
) -> None:
    with store.operation("Add") as op:
        key = op.keep("China has given approval. 中国批准英伟达H200芯片".encode())
        op.put(Source(title="Article", text=key))

    assert shown("source", "approval") == [1]
    assert shown("source", "批准 h200") == [1]
    assert shown("source", "-批准") == []


@given(line=strategies.text(max_size=40))
def test_no_words_make_a_search_fail(line: str) -> None:
    clauses = filters.clauses("decision", Query(words=tuple(line.split())))

    assert len(clauses) <= 1
