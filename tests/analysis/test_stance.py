from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.interval import Interval
from workbench.analysis.stance import Coding, StanceChange, composite, stance_line, sub_index
from workbench.errors import InvalidField

LEVELS = st.none() | st.integers(0, 5)
FLAGS = st.none() | st.booleans()


@pytest.mark.parametrize(
    ("level", "general", "index"),
    [(0, True, 0), (0, False, 0), (1, False, 10), (1, True, 20), (5, False, 90), (5, True, 100)],
)
def test_the_sub_index_is_that_of_oxcgrt(level: int, general: bool, index: float) -> None:  # noqa: FBT001 - one row of the table
    assert sub_index(Coding(level=level, general=general)) == (index, index)


def test_a_component_without_a_flag_loses_nothing_for_being_targeted() -> None:
    assert sub_index(Coding(level=2), levels=4, flagged=False) == (50, 50)


def test_what_nobody_coded_is_an_interval_and_never_zero() -> None:
    assert sub_index(Coding()) == (0, 100)
    assert sub_index(Coding(level=3)) == (50, 60)


def test_a_level_beyond_the_scale_is_refused() -> None:
    with pytest.raises(InvalidField, match="between 0 and 5"):
        sub_index(Coding(level=6))


@given(LEVELS, FLAGS)
def test_coding_more_never_leaves_the_interval(level: int | None, general: bool | None) -> None:  # noqa: FBT001 - drawn
    known = sub_index(Coding(level=level, general=general))
    vague = sub_index(Coding(level=level))

    assert 0 <= vague.low <= known.low <= known.high <= vague.high <= 100


def test_a_composite_is_refused_where_more_than_one_component_is_not_coded() -> None:
    found = composite([Interval(50, 60), None, None])

    assert found.index is None
    assert found.refusal == "1 of 3 components coded; at least 2 needed."


def test_one_missing_component_widens_the_composite_instead_of_lowering_it() -> None:
    found = composite([Interval(100, 100), None])

    assert found.index == Interval(50, 100)
    assert found.coded == 1


def change(id: str, first: int | None, last: int | None, level: int | None) -> StanceChange:
    return StanceChange(id=id, first=first, last=last, level=level, general=True)


def test_the_line_steps_on_the_day_of_each_change() -> None:
    line = stance_line([change("b", 20, 20, 5), change("a", 10, 10, 2)])

    assert [(s.start, s.end, s.index, s.by) for s in line.steps] == [
        (10, 20, (40, 40), ("a",)),
        (20, None, (100, 100), ("b",)),
    ]
    assert line.now == Interval(100, 100)


def test_while_a_change_may_have_been_made_both_stances_are_possible() -> None:
    line = stance_line([change("a", 10, 10, 2), change("b", 20, 40, 5)])

    assert [(s.start, s.index) for s in line.steps] == [
        (10, (40, 40)),
        (20, (40, 100)),
        (40, (100, 100)),
    ]


def test_before_the_first_change_is_surely_made_nothing_is_known() -> None:
    line = stance_line([change("a", 10, 30, 2)])

    assert [(s.start, s.index) for s in line.steps] == [(10, (0, 100)), (30, (40, 40))]


def test_two_changes_in_either_order_leave_both_possible() -> None:
    line = stance_line([change("a", 10, 30, 2), change("b", 20, 25, 5)])

    assert line.steps[-1].index == Interval(40, 100)
    assert set(line.steps[-1].by) == {"a", "b"}


def test_undated_changes_are_listed_and_never_placed() -> None:
    line = stance_line([change("a", None, None, 3), change("b", 10, 10, None)])

    assert line.undated == ("a",)
    assert line.uncoded == ("b",)
    assert line.now == Interval(0, 100)


def test_no_decision_means_no_stance() -> None:
    assert stance_line([]).now is None


def test_the_values_of_the_school_closing_indicator_are_reproduced() -> None:
    # C1 of OxCGRT: N = 3, with a flag.
    table = {(1, 0): 16.67, (1, 1): 33.33, (2, 0): 50.0, (2, 1): 66.67, (3, 0): 83.33, (3, 1): 100}
    for (level, flag), published in table.items():
        found = sub_index(Coding(level=level, general=bool(flag)), levels=3)
        assert found.low == pytest.approx(published, abs=0.005)
