from __future__ import annotations

from itertools import combinations, compress

from hypothesis import given, strategies as st

from workbench.analysis.contradictions import (
    Order,
    Spoken,
    Standing,
    clashing_claims,
    clashing_stances,
    disputed_fields,
    impossible_orders,
    may_meet,
    side,
)
from workbench.model.kinds import ContradictionKind, Stance
from workbench.model.when import When, days_of

DATES = ["", "2025", "2025-01", "2025-01-01", "2025-01-31", "2025-02-01", "2026"]


def stood(id: str, stance: Stance, start: str, end: str = "", line: str = "chips") -> Standing:
    return Standing(
        id=id, line=line, stance=stance, start=days_of(When(start)), end=days_of(When(end))
    )


def test_opposite_stances_clash_where_one_is_said_to_end_after_the_other_began() -> None:
    (found,) = clashing_stances(
        [
            stood("deny", Stance.DENY, "2025-01-10", "2025-12-31"),
            stood("allow", Stance.APPROVE, "2025-06-01"),
        ]
    )

    assert found.kind is ContradictionKind.STANCES
    assert found.records == (("decision", "deny"), ("decision", "allow"))
    assert found.words == "Deny and approve in force at once"


def test_a_later_decision_simply_follows_one_without_a_stated_end() -> None:
    given = [stood("a", Stance.DENY, "2025-01-10"), stood("b", Stance.APPROVE, "2025-06-01")]

    assert not list(clashing_stances(given))


def test_two_that_began_on_one_day_clash_but_two_of_one_month_may_not() -> None:
    day = [stood("a", Stance.DENY, "2025-01-10"), stood("b", Stance.APPROVE, "2025-01-10")]
    month = [stood("a", Stance.DENY, "2025-01"), stood("b", Stance.APPROVE, "2025-01")]

    assert len(list(clashing_stances(day))) == 1
    assert not list(clashing_stances(month))


def test_levels_on_one_scale_for_one_reach_clash_where_both_began_on_one_day() -> None:
    def coded(id: str, reach: str, level: int, start: str = "2026-01-15") -> Standing:
        return stood(id, Stance.UNCLEAR, start)._replace(levels={("review", reach): level})

    four = coded("a", "general", 4)
    (found,) = clashing_stances([four, coded("b", "general", 2)])
    assert found.words == "Levels 4 and 2 of one scale in force at once"
    for other in (
        coded("b", "general", 4),
        coded("b", "targeted", 2),
        coded("b", "general", 2, "2026-01-16"),
        stood("b", Stance.APPROVE, "2026-01-15"),
    ):
        assert not list(clashing_stances([four, other]))


def test_linked_decisions_other_lines_and_like_stances_do_not_clash() -> None:
    a = stood("a", Stance.DENY, "2025-01-10", "2025-12-31")
    b = stood("b", Stance.APPROVE, "2025-06-01")

    assert not list(clashing_stances([a, b], linked={frozenset({"a", "b"})}))
    assert not list(clashing_stances([a, stood("c", Stance.APPROVE, "2025-06-01", line="x")]))
    assert not list(clashing_stances([a, stood("d", Stance.RESTRICT, "2025-06-01")]))
    assert not list(clashing_stances([a, stood("e", Stance.UNCLEAR, "2025-06-01")]))


def order(earlier: str, later: str) -> Order:
    return Order(
        earlier=days_of(When(earlier)),
        later=days_of(When(later)),
        records=(("decision", "a"),),
        why="Ended before it took effect",
    )


def test_an_order_is_impossible_only_where_no_day_allows_it() -> None:
    assert len(list(impossible_orders([order("2026-02-01", "2026-01")]))) == 1
    assert not list(impossible_orders([order("2026-01-20", "2026-01")]))
    assert not list(impossible_orders([order("", "2026-01"), order("2026-01", "")]))


def test_a_pair_of_claims_is_found_once_whichever_way_it_is_linked() -> None:
    (found,) = clashing_claims([("b", "a"), ("a", "b")])

    assert found.key == "claims:a+b"


def spoken(claim: str, *, supports: bool, field: str = "action") -> Spoken:
    return Spoken(kind="decision", record="d", field=field, claim=claim, supports=supports)


def test_a_field_is_disputed_where_claims_speak_for_and_against_it() -> None:
    (found,) = disputed_fields(
        [
            spoken("c1", supports=True),
            spoken("c2", supports=False),
            spoken("c3", supports=True, field="line"),
        ]
    )

    assert found.records == (("decision", "d"), ("claim", "c1"), ("claim", "c2"))
    assert found.words == "Claims speak for and against action"


def test_the_key_changes_when_other_records_clash() -> None:
    one, other = (next(clashing_claims([("a", end)])) for end in "bc")

    assert one.key != other.key


def test_an_imprecise_date_between_two_of_one_day_hides_neither() -> None:
    day = [stood("a", Stance.DENY, "2025-01-31"), stood("c", Stance.APPROVE, "2025-01-31")]

    (found,) = clashing_stances([*day, stood("b", Stance.RESTRICT, "2025-01")])
    assert found.records == (("decision", "a"), ("decision", "c"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(Stance)), st.sampled_from(DATES), st.sampled_from(DATES),
            st.sampled_from("xyz"),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_whom_nobody_may_meet_is_in_no_clash(drawn: list[tuple[Stance, str, str, str]]) -> None:
    every = [stood(f"{n}", *each) for n, each in enumerate(drawn)]
    met = may_meet(
        [each.line for each in every],
        [each.start[0] for each in every],
        [each.start[1] for each in every],
        [each.end[0] for each in every],
    )

    assert list(clashing_stances(compress(every, met))) == list(clashing_stances(every))
    pairs = combinations(sorted(every, key=lambda e: (e.start[1] or 0, e.start[0] or 0, e.id)), 2)
    assert {each.records for each in clashing_stances(every)} == {
        (("decision", one.id), ("decision", other.id))
        for one, other in pairs
        if one.line == other.line and side(one.stance) * side(other.stance) < 0
        if None not in one.start + other.start
        if (one.end[0] or 0) > (other.start[1] or 0)
        or (one.start == other.start and one.start[0] == one.start[1])
    }
