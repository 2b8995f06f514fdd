"""A search line and the query it stands for are two spellings of one thing."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.errors import QuerySyntaxError
from workbench.model.query import Filter, Query
from workbench.model.when import When

words = st.sampled_from(["AND", "-OR", "NEAR(x", "(x"]) | st.text(
    alphabet="ab 中-:,é", min_size=1, max_size=8
).filter(str.strip)
values = st.text(alphabet="ab 中:é", min_size=1, max_size=6).filter(str.strip)
fields = st.sampled_from(["stance", "party", "is", "jurisdiction", "any"])
queries = st.builds(
    Query,
    words=st.lists(words, max_size=3).map(tuple),
    filters=st.lists(
        st.builds(
            Filter, fields, st.lists(values, min_size=1, max_size=3).map(tuple), st.booleans()
        ),
        max_size=3,
    ).map(tuple),
    since=st.sampled_from([When.UNKNOWN, When("2025-10"), When("2026-01-28~")]),
    until=st.sampled_from([When.UNKNOWN, When("2026-33")]),
    order=st.sampled_from(["date", "title"]),
    descending=st.booleans(),
)


@given(queries)
def test_a_query_survives_being_written_as_a_search_line(query: Query) -> None:
    assert Query.parse(str(query)) == query


@given(st.text(max_size=40) | st.text(alphabet='ab:-," orderis', max_size=40))
def test_any_line_is_a_query_that_prints_itself_or_a_clear_refusal(line: str) -> None:
    try:
        query = Query.parse(line)
    except QuerySyntaxError:
        return
    assert Query.parse(str(query)) == query


def test_words_filters_dates_and_order_are_read() -> None:
    query = Query.parse(
        'h200 "hundreds of" stance:restrict,deny -is:draft since:2025-10 order:-date'
    )
    assert query.words == ("h200", "hundreds of")
    assert query.filters == (
        Filter("stance", ("restrict", "deny")),
        Filter("is", ("draft",), negated=True),
    )
    assert query.since == When("2025-10")
    assert (query.order, query.descending) == ("date", True)


@pytest.mark.parametrize(
    "line",
    [
        'party:"Tencent Holdings",Alibaba',
        'party:"Tencent Holdings","Alibaba"',
        'party:"Tencent Holdings,Alibaba"',
    ],
)
def test_one_of_several_values_may_be_in_quotes(line: str) -> None:
    (chosen,) = Query.parse(f"{line} chips").filters
    assert chosen == Filter("party", ("Tencent Holdings", "Alibaba"))
    (turned,) = Query.parse('-any:ban,"export controls"').filters
    assert turned == Filter("any", ("ban", "export controls"), negated=True)


def test_filters_are_added_taken_away_and_looked_up() -> None:
    query = Query().where("stance", "deny").where("stance", "relax", negated=True)
    assert query.values("stance") == ("deny",)
    assert query.without("stance") == Query()
    assert not Query()
    assert query


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('h200 "unbalanced', "after “h200” is not closed"),
        ("chips AND licence", "AND after “chips”: All words must be found anyway"),
        ("chips OR licence", "any:first,second"),
        ("chips NEAR(licence)", "near:first,second"),
        ("(chips", "Parentheses do not group"),
        ("near:chips", "needs two words or more"),
        ("any:,", "any: at the beginning needs a value, such as any:ban,denial"),
        ("stance:,", "needs a value"),
        ("chips kind:", "kind: after “chips” needs a value, such as kind:source"),
        ("near: chips,licence", "near: at the beginning needs a value, such as near:chips,licence"),
        ("-author:", "author: at the beginning needs a value"),
        ('order:""', "needs a value"),
        ("order:-", "needs a value"),
        ("since:tomorrow", "is no date"),
        ("chips -since:2025", "-since: after “chips”: nothing is left out by since:"),
        ("-order:date", "drop the minus"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError, match=message):
        Query.parse(line)


def test_words_near_one_another_are_asked_for_with_a_distance() -> None:
    near, within = Query.parse('near:chips,licence -near/3:"export controls,chips"').filters
    assert (near.distance, within.distance, within.negated) == (10, 3, True)
    assert within.values == ("export controls", "chips")
    assert Filter("title", ("x",)).distance is None


def test_a_query_within_another_shows_what_both_show() -> None:
    inner = Query.parse("h200 stance:deny since:2025 until:2026-03 order:date")
    outer = Query.parse("h200 sale jurisdiction:CHN stance:deny since:2025-10 until:2027")
    both = "h200 sale jurisdiction:CHN stance:deny since:2025-10 until:2026-03 order:date"
    assert str(inner.within(outer)) == both
    assert inner.within(Query()) == inner
