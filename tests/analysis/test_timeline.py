from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from workbench.analysis.finding import timeline_title
from workbench.analysis.timeline import timeline
from workbench.model.decision import Decision, DecisionLink
from workbench.model.expectation import Expectation
from workbench.model.kinds import Action, DecisionRelation, ExpectationStatus, Stance
from workbench.model.plot_choice import LaneBy
from workbench.model.when import When


def decided(title: str, when: str = "", **fields: object) -> Decision:
    return Decision(title=title, announced=When(when), **{"jurisdiction": "USA", **fields})  # type: ignore[arg-type]  # short test rows


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_each_jurisdiction_has_a_lane_with_its_english_name() -> None:
    made = timeline([decided("a"), decided("b", jurisdiction="CHN")])
    assert [lane.name for lane in made.lanes] == ["China", "United States"]


def test_lanes_are_policy_lines_or_the_parties_that_decide() -> None:
    some = [
        decided("Ban", "2025-04", line="L", authority="P", jurisdiction="USA"),
        decided("Permit", "2025-06", line="L", authority="Q", jurisdiction="CHN"),
        decided("Other", "2025-07", jurisdiction="USA"),
    ]
    names = {"L": "Chips to China", "P": "BIS", "Q": "MOFCOM"}
    lines = timeline(some, names=names, by=LaneBy.POLICY_LINE)
    assert [(each.key, each.name) for each in lines.lanes] == [
        ("L", "Chips to China"),
        ("", "Policy line not stated"),
    ]
    assert lines.lanes[0].rows == 2
    assert lines.lanes[0].regimes[0].end is None  # another government does not end it
    parties = timeline(some, names=names, by=LaneBy.PARTY)
    assert [each.name for each in parties.lanes] == ["BIS", "MOFCOM", "Party not stated"]
    assert timeline_title(parties) == "Three decisions in three parties"


def test_a_decision_stands_until_the_next_one_on_its_line() -> None:
    made = timeline([decided("a", "2025-04-15", line="x"), decided("b", "2025-07-14", line="x")])
    spans = [(one.start, one.end) for one in made.lanes[0].regimes]
    assert spans == [(day("2025-04-15"), day("2025-07-14")), (day("2025-07-14"), None)]


def test_decisions_on_other_lines_do_not_end_it_and_stand_in_a_row_of_their_own() -> None:
    made = timeline([decided("a", "2025-04-15", line="x"), decided("b", "2025-07-14", line="y")])
    assert [one.end for one in made.lanes[0].regimes] == [None, None]
    assert made.lanes[0].rows == 2


def test_an_imprecise_date_bounds_what_surely_stood() -> None:
    made = timeline([decided("a", "2025-04"), decided("b", "2025-07")])
    first, second = made.lanes[0].regimes
    assert (first.start, first.end) == (day("2025-04-30"), day("2025-07-01"))
    assert second.start == day("2025-07-31")


def test_a_decision_that_ended_stands_no_longer() -> None:
    made = timeline([decided("a", "2025-04-15", ended=When("2025-05-01"))])
    assert made.lanes[0].regimes[0].end == day("2025-05-01")


def test_what_never_came_into_force_is_marked_and_neither_stands_nor_ends_another() -> None:
    made = timeline([decided("a", "2025-04-15"), decided("b", "2025-05-01", never_in_force=True)])
    (only,) = made.lanes[0].regimes
    assert (only.mark.title, only.end) == ("a", None)
    assert [mark.title for mark in made.lanes[0].dated] == ["a", "b"]


def test_a_line_of_undated_decisions_takes_no_row() -> None:
    lane = timeline([decided("a", line="x"), decided("b", "2025-07-14", line="y")]).lanes[0]
    assert (lane.rows, [mark.row for mark in lane.dated]) == (1, [0])


def test_an_undated_decision_is_listed_and_not_placed() -> None:
    lane = timeline([decided("a")]).lanes[0]
    assert [mark.title for mark in lane.undated] == ["a"]
    assert not lane.dated
    assert not lane.regimes


def test_only_reversals_among_the_shown_decisions_make_arcs() -> None:
    first = decided("a")
    links = (
        DecisionLink(relation=DecisionRelation.PARTIALLY_REVERSES, decision=first.id),
        DecisionLink(relation=DecisionRelation.AMENDS, decision=first.id),
        DecisionLink(relation=DecisionRelation.REVERSES, decision="elsewhere"),
    )
    made = timeline([first, decided("b", links=links)])
    assert [(arc.target, arc.relation) for arc in made.arcs] == [
        (first.id, DecisionRelation.PARTIALLY_REVERSES)
    ]


def test_an_open_expectation_with_a_window_joins_the_lane_of_its_decision() -> None:
    first = decided("a", "2026-01-28")
    hopes = [
        Expectation(statement="More to come", window=When("2026-02"), decision=first.id),
        Expectation(statement="Weeks", words="in the coming weeks", decision=first.id),
        Expectation(
            statement="Came", window=When("2026-02"), decision=first.id,
            status=ExpectationStatus.MET,
        ),
    ]  # fmt: skip
    made = timeline([first], expectations=hopes)
    expected = [mark for mark in made.lanes[0].dated if mark.expected]
    assert [(mark.title, mark.stance) for mark in expected] == [("More to come", Stance.PENDING)]
    assert made.decisions == 1


def test_the_last_decision_before_a_day_was_surely_made_by_then() -> None:
    made = timeline([decided("a", "2025-04-15"), decided("b", "2025-07")])
    found = made.last_before(day("2025-07-20"))
    assert found is not None
    assert found.title == "a"
    assert made.last_before(day("2025-01-01")) is None


def test_the_span_runs_from_the_first_to_the_last_possible_day() -> None:
    made = timeline([decided("a", "2025-04"), decided("b", "2025-07-14")])
    assert made.span() == (day("2025-04-01"), day("2025-07-14"))
    assert timeline([decided("a")]).span() is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-01", "2025-02-03", "2025", "2025-33", ""]),
            st.sampled_from(["x", "y", None]),
            st.sampled_from(["USA", "CHN"]),
        ),
        max_size=10,
    )
)
def test_no_regime_ends_before_it_begins_and_none_is_lost(
    rows: list[tuple[str, str | None, str]],
) -> None:
    made = timeline(
        [
            decided(str(i), when, line=line, jurisdiction=code, action=Action.RESTRICT)
            for i, (when, line, code) in enumerate(rows)
        ]
    )
    assert made.decisions == len(rows)
    for lane in made.lanes:
        assert len(lane.regimes) == len(lane.dated)
        assert all(one.end is None or one.start <= one.end for one in lane.regimes)
