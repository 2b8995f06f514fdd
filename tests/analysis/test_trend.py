from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, strategies as st

from workbench.analysis.trend import trend, trends
from workbench.model.allocation import Allocation, AllocationParty
from workbench.model.kinds import Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from random import Random

    from workbench.analysis.trend import Trend

WHENS = ("2025-01-05", "2025-02", "2025", "2025-03-01/2025-05-01", "2025-33", "", "../2025-04-01")
AMOUNTS = (
    Quantity.exact(100, "chip"),
    Quantity.between(50, 80, "chip"),
    Quantity.more_than(400, "chip"),
    Quantity.at_most(30, "chip"),
    Quantity.vague("hundreds", "chip"),
)


@st.composite
def allocations(draw: st.DrawFn) -> Allocation:
    return Allocation(
        title="Some",
        quantity=draw(st.sampled_from(AMOUNTS)),
        as_of=When(draw(st.sampled_from(WHENS))),
        split=draw(st.sampled_from(list(Split))),
    )


def some(amount: str, when: str = "", **fields: object) -> Allocation:
    return Allocation(
        title="Some", quantity=Quantity.parse(amount, "chip"), as_of=When(when), **fields  # type: ignore[arg-type]  # short test rows
    )  # fmt: skip


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def as_sums(one: Trend) -> dict[str, list[float]]:
    names = ("days", "low", "high", "joint", "stated")
    return {name: getattr(one, name).tolist() for name in names}


def test_steps_add_up_bounds_day_by_day() -> None:
    made = trend([some("between 60 and 90", "2025-08-01"), some("40", "2025-08-16")])
    assert made.days.tolist() == [day("2025-08-01"), day("2025-08-16")]
    assert made.low.tolist() == [60, 100]
    assert made.high.tolist() == [90, 130]
    assert made.at(day("2025-08-10")).sign_text() == "60 – 90"
    assert made.at(day("2025-07-31")).sign_text() == "0"


def test_an_open_lower_bound_has_no_upper_end_and_is_shown_as_stated() -> None:
    made = trend([some("more than 400,000", "2026-01-28"), some("162,000", "2025-08-01")])
    assert made.low[-1] == 562_001
    assert math.isinf(made.high[-1])
    assert made.at(day("2026-02-01")).sign_text() == "> 562,000"
    assert made.total.sign_text() == "> 562,000"


def test_an_imprecise_date_raises_the_upper_bound_first_and_the_lower_bound_last() -> None:
    made = trend([some("100", "2025-08")])
    assert made.days.tolist() == [day("2025-08-01"), day("2025-08-31")]
    assert made.low.tolist() == [0, 100]
    assert made.high.tolist() == [100, 100]


def test_undated_quantities_stand_apart_and_count_in_the_total() -> None:
    made = trend([some("more than 400,000"), some("10", "2025-08-01")])
    assert [entry.quantity.sign_text() for entry in made.undated] == ["> 400,000"]
    assert made.low.tolist() == [10]
    assert made.total.sign_text() == "> 400,010"


def test_a_date_that_is_open_at_one_end_does_not_place_a_step() -> None:
    assert len(trend([some("10", "2025-08/..")]).undated) == 1


def test_the_decisions_date_places_an_allocation_that_has_none() -> None:
    one = some("10")
    made = trend([one], dates={one.id: When("2026-01-28")})
    assert made.days.tolist() == [day("2026-01-28")]


def test_a_vague_quantity_is_listed_and_never_added() -> None:
    made = trend([some("hundreds of thousands", "2025-08-01"), some("10", "2025-08-01")])
    assert made.low.tolist() == [10]
    assert [str(entry.quantity) for entry in made.unstated] == ["hundreds of thousands"]


def test_what_is_superseded_does_not_count() -> None:
    old = some("100", "2025-08-01")
    assert trend([old, some("70", "2025-09-01", supersedes=old.id)]).low.tolist() == [70]


def test_a_part_of_something_counted_does_not_count_again() -> None:
    whole = some("100", "2025-08-01")
    part = some("30", "2025-08-01", part_of=whole.id)
    assert trend([whole, part]).low.tolist() == [100]


def test_a_part_of_something_vague_counts_for_itself() -> None:
    whole = some("hundreds", "2025-08-01")
    assert trend([whole, some("30", "2025-08-01", part_of=whole.id)]).low.tolist() == [30]


def test_parts_that_point_at_each_other_end() -> None:
    one = some("1", "2025-08-01", id="a", part_of="b")
    other = some("2", "2025-08-01", id="b", part_of="a")
    assert trend([one, other]).counted == 0


def test_stages_and_units_are_never_added() -> None:
    made = trends(
        [
            some("10", "2025-08-01"),
            some("20", "2025-08-01", stage=Stage.DELIVERED),
            Allocation(title="Fee", quantity=Quantity.exact(5, "USD"), as_of=When("2025-08-01")),
        ]
    )
    assert {(each.stage, each.unit) for each in made} == {
        (Stage.AUTHORISED, "chip"),
        (Stage.DELIVERED, "chip"),
        (Stage.AUTHORISED, "USD"),
    }


def test_no_allocations_make_an_empty_trend() -> None:
    assert trends([]) == ()
    assert trend([]).counted == 0


def test_what_came_between_two_days_has_sound_bounds() -> None:
    made = trend([some("100", "2025-08-10"), some("7", "2025-08"), some("50", "2025-09-20")])
    assert made.between(day("2025-08-01"), day("2025-08-20")).sign_text() == "100 – 107"
    assert made.between(day("2025-07-01"), day("2025-08-31")).sign_text() == "107"


def test_a_joint_quantity_is_counted_once_and_not_divided() -> None:
    parties = tuple(AllocationParty(party=name) for name in "abc")
    one = some("90", "2025-08-01", split=Split.JOINT_UNSPECIFIED, parties=parties)
    made = trend([one], names={"a": "A", "b": "B", "c": "C"})
    assert made.low.tolist() == [90]
    assert made.joint.tolist() == [90]
    assert made.largest is not None
    assert made.largest.recipients == ("A", "B", "C")


def test_a_step_names_the_allocations_that_make_it() -> None:
    one, other = some("1", "2025-08-01"), some("2", "2025-08-02")
    made = trend([other, one])
    assert made.ids_at(day("2025-08-01")) == (one.id,)


def test_parts_of_a_unit_add_up_as_people_write_them() -> None:
    made = trend(
        Allocation(title="W", quantity=Quantity.exact(power, "GW"), as_of=When("2025-08-01"))
        for power in ("0.1", "0.2")
    )
    assert made.at(day("2025-08-01")).sign_text() == "0.3"


@given(st.lists(allocations(), max_size=12))
def test_bounds_are_ordered_and_never_fall(given_ones: list[Allocation]) -> None:
    for made in trends(given_ones):
        assert np.all(np.diff(made.days) > 0)
        assert np.all(made.low <= made.high)
        assert np.all((made.joint >= 0) & (made.joint <= made.low))
        assert np.all(made.stated <= made.low)
        for sums in (made.low, made.joint, made.stated):
            assert np.all(np.diff(sums) >= 0)
        finite = made.high[np.isfinite(made.high)]
        assert np.all(np.diff(finite) >= 0)
        assert np.all(np.diff(np.isinf(made.high).astype(int)) >= 0)


@given(st.lists(allocations(), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(
    given_ones: list[Allocation], chance: Random
) -> None:
    shuffled = list(given_ones)
    chance.shuffle(shuffled)
    assert [as_sums(one) for one in trends(given_ones)] == [
        as_sums(one) for one in trends(shuffled)
    ]


@given(st.lists(allocations(), min_size=1, max_size=8))
def test_the_joint_part_is_the_sum_of_whole_joint_quantities(given_ones: list[Allocation]) -> None:
    made = trend(given_ones)
    whole = sum(
        low
        for one in given_ones
        if one.split is Split.JOINT_UNSPECIFIED
        for low in made.lows[made.places(frozenset({one.id}))]
    )
    assert (made.joint[-1] if len(made.joint) else 0) == whole


@given(st.lists(allocations(), max_size=10), st.integers(0, 730), st.data())
def test_the_true_sum_lies_within_the_bounds_whatever_the_day_was(
    given_ones: list[Allocation], after: int, data: st.DataObject
) -> None:
    made = trend(given_ones)
    when = day("2024-06-01") + after
    came = [
        data.draw(st.integers(int(first), int(last)))
        for first, last in zip(made.first, made.last, strict=True)
    ]
    true_low = sum(low for low, on in zip(made.lows, came, strict=True) if on <= when)
    true_high = sum(high for high, on in zip(made.highs, came, strict=True) if on <= when)
    step = int(np.searchsorted(made.days, when, side="right")) - 1
    assert (made.low[step] if step >= 0 else 0) <= true_low
    assert (made.high[step] if step >= 0 else 0) >= true_high
