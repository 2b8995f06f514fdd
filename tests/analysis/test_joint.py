from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings, strategies as st
from scipy.optimize import linprog

from workbench.analysis.joint import Constraint, joint_bounds

if TYPE_CHECKING:
    from workbench.analysis.joint import Ends, JointBounds

FIRMS = ("ByteDance", "Alibaba", "Tencent")


def held(firms: str | tuple[str, ...], low: int = 0, high: int | None = None) -> Constraint:
    members = frozenset({firms} if isinstance(firms, str) else firms)
    top = None if high is None else Decimal(high)
    return Constraint(members=members, low=Decimal(low), high=top, id="+".join(sorted(members)))


def ends(found: JointBounds, firm: str) -> tuple[int, int | None]:
    low, high = found.bounds[firm]
    return int(low), None if high is None else int(high)


def test_a_joint_total_leaves_every_part_open() -> None:
    found = joint_bounds([held(FIRMS, 400_001)])
    assert [ends(found, firm) for firm in FIRMS] == [(0, None)] * 3
    assert found.feasible
    assert not found.outer


def test_what_two_hold_at_most_leaves_the_third_a_floor() -> None:
    caps = [held("Alibaba", 0, 150_000), held("Tencent", 0, 150_000)]
    found = joint_bounds([held(FIRMS, 400_001), *caps])
    assert ends(found, "ByteDance") == (100_001, None)
    assert ends(found, "Alibaba") == (0, 150_000)


def test_a_cap_for_each_client_contradicts_a_larger_total_and_the_smallest_reason_is_given() -> (
    None
):
    caps = [held(firm, 0, 75_000) for firm in FIRMS]
    found = joint_bounds([held("Baidu", 5, 9), held(FIRMS, 400_001), *caps])
    assert not found.feasible
    assert {each.id for each in found.conflict} == {
        "Alibaba", "ByteDance", "Tencent", "Alibaba+ByteDance+Tencent",
    }  # fmt: skip


def test_what_has_nothing_to_do_with_a_contradiction_is_not_blamed() -> None:
    found = joint_bounds([held(FIRMS, 10), held("Tencent", 0, 5), held("Tencent", 6)])
    assert [each.id for each in found.conflict] == ["Tencent", "Tencent"]


def test_nested_groups_pass_their_bounds_down() -> None:
    pair = held(("Alibaba", "Tencent"), 0, 30)
    found = joint_bounds([held(FIRMS, 100, 100), pair, held("Alibaba", 10)])
    assert ends(found, "ByteDance") == (70, 90)
    assert ends(found, "Tencent") == (0, 20)
    assert found.sums[pair.members] == (Decimal(10), Decimal(30))


def test_overlapping_groups_are_bounded_from_outside_and_said_to_be() -> None:
    one, other = held(("Alibaba", "Tencent"), 0, 30), held(("Tencent", "ByteDance"), 0, 10)
    found = joint_bounds([one, other, held("Baidu", 1, 2)])
    assert found.outer == {"Alibaba", "Tencent", "ByteDance"}
    assert ends(found, "Tencent") == (0, 10)
    assert ends(found, "Baidu") == (1, 2)


def test_nothing_given_is_nothing_found() -> None:
    assert joint_bounds([]).bounds == {}


@st.composite
def bounds(draw: st.DrawFn, members: frozenset[str]) -> Constraint:
    low = draw(st.integers(0, 12))
    high = draw(st.none() | st.integers(low, 30))
    top = None if high is None else Decimal(high)
    return Constraint(members=members, low=Decimal(low), high=top)


@st.composite
def trees(draw: st.DrawFn) -> list[Constraint]:
    """Nested and disjoint groups over up to seven members, some with several bounds."""
    members = [f"m{i}" for i in range(draw(st.integers(1, 7)))]
    made: list[Constraint] = []

    def part(some: list[str]) -> None:
        if draw(st.booleans()) or len(some) == 1:
            made.extend(draw(st.lists(bounds(frozenset(some)), min_size=1, max_size=2)))
        if len(some) > 1:
            cut = draw(st.integers(1, len(some) - 1))
            part(some[:cut])
            part(some[cut:])

    part(members)
    return made


@st.composite
def overlapping(draw: st.DrawFn) -> list[Constraint]:
    members = [f"m{i}" for i in range(draw(st.integers(2, 5)))]
    some = st.sets(st.sampled_from(members), min_size=1).map(frozenset)
    return [draw(bounds(draw(some))) for _ in range(draw(st.integers(1, 6)))]


def by_linear_programming(constraints: list[Constraint]) -> dict[str, Ends] | None:
    """The least and the most of every member; None where no amounts fulfil the constraints."""
    members = sorted({str(member) for each in constraints for member in each.members})
    rows, tops = [], []
    for each in constraints:
        row = np.array([float(member in each.members) for member in members])
        rows.append(-row)
        tops.append(-float(each.low))
        if each.high is not None:
            rows.append(row)
            tops.append(float(each.high))
    found: dict[str, Ends] = {}
    for at, member in enumerate(members):
        aim = np.zeros(len(members))
        aim[at] = 1.0
        least = linprog(aim, A_ub=np.array(rows), b_ub=tops, bounds=(0, None))
        if least.status == 2:
            return None
        most = linprog(-aim, A_ub=np.array(rows), b_ub=tops, bounds=(0, None))
        high = None if most.status == 3 else Decimal(round(-most.fun, 6))
        found[member] = Decimal(round(least.fun, 6)), high
    return found


@settings(max_examples=60, deadline=None)
@given(trees())
def test_bounds_over_nested_groups_equal_linear_programming(given_ones: list[Constraint]) -> None:
    found, exact = joint_bounds(given_ones), by_linear_programming(given_ones)
    assert found.feasible == (exact is not None)
    if exact is not None:
        assert not found.outer
        assert found.bounds == exact


@settings(max_examples=60, deadline=None)
@given(overlapping())
def test_bounds_over_overlapping_groups_hold_all_that_is_possible(
    given_ones: list[Constraint],
) -> None:
    found, exact = joint_bounds(given_ones), by_linear_programming(given_ones)
    if exact is None:
        return
    assert found.feasible
    for member, (low, high) in exact.items():
        outer_low, outer_high = found.bounds[member]
        assert outer_low <= low
        assert outer_high is None or (high is not None and high <= outer_high)


@settings(max_examples=60, deadline=None)
@given(trees())
def test_without_any_one_of_a_minimal_conflict_the_rest_can_hold(
    given_ones: list[Constraint],
) -> None:
    found = joint_bounds(given_ones)
    if found.feasible:
        return
    assert not joint_bounds(found.conflict).feasible
    for left_out in found.conflict:
        assert joint_bounds([c for c in found.conflict if c is not left_out]).feasible
