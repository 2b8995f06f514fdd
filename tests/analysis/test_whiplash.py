from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.whiplash import Reversal, undated, whiplash, windowed

SERIES = st.lists(st.integers(0, 5).map(float), max_size=20)


@pytest.mark.parametrize(
    ("series", "index", "retraced", "reversals"),
    [
        ([0, 74, 115, 0], 1.0, 115, 1),  # China's top-up tariff (Global Trade Alert)
        ([0, 10, 20, 10], 2 / 3, 10, 1),  # the opioid tariff
        ([0, 1, 2, 5], 0.0, 0, 0),
    ],
)
def test_whiplash_of_known_series(
    series: list[float], index: float, retraced: float, reversals: int
) -> None:
    found = whiplash(series)

    assert found.index == pytest.approx(index)
    assert found.retraced == retraced
    assert found.reversals == reversals


@pytest.mark.parametrize("series", [[], [3], [3, 3], [3, 5], [3, 3, 5, 5]])
def test_below_two_changes_it_is_undefined_and_says_so(series: list[float]) -> None:
    found = whiplash(series)

    assert found.index is None
    assert found.why.startswith("Undefined")


@given(SERIES)
def test_the_index_lies_between_zero_and_one_and_parts_add_up(series: list[float]) -> None:
    found = whiplash(series)

    assert found.index is None or 0 <= found.index <= 1
    assert found.variation == pytest.approx(found.net + 2 * found.retraced)


@given(SERIES)
def test_standing_still_adds_nothing(series: list[float]) -> None:
    doubled = [each for each in series for _ in range(2)]

    assert whiplash(doubled) == whiplash(series)


def test_a_window_looks_back_from_each_change() -> None:
    found = windowed([10, 20, 400, 410], [0, 5, 0, 5], width=30)

    assert [each.whiplash.changes for each in found] == [0, 1, 1, 2]
    assert found[-1].start == 381
    assert found[-1].whiplash.index == 1.0


def test_undated_reversals_are_told_apart() -> None:
    known, unknown = (Reversal(later="b", earlier="a", day=day) for day in (10, None))

    assert undated([known, unknown]) == (unknown,)
