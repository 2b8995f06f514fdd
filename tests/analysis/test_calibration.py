from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.analysis.calibration import calibration
from workbench.analysis.scores import Forecasted


def made(low: float, high: float, *, happened: bool = True) -> Forecasted:
    return Forecasted(id="f", low=low, high=high, happened=happened)


def test_metaculus_419_a_bin_is_drawn_at_its_centre() -> None:
    (found,) = calibration([made(0.72, 0.72)])

    assert found.centre == pytest.approx(0.75)


@pytest.mark.parametrize("percent", range(101))
def test_fatebook_98_each_number_falls_into_its_own_bin(percent: int) -> None:
    (found,) = calibration([made(percent / 100, percent / 100)])

    assert round(found.low * 100) == min(percent // 10 * 10, 90)
    assert round(found.high * 100) == min(percent // 10 * 10, 90) + 10


def test_words_keep_their_own_bands_beside_the_numbers() -> None:
    found = calibration([made(0.55, 0.8), made(0.55, 0.8, happened=False), made(0.6, 0.6)])

    assert [(each.banded, each.count) for each in found] == [(False, 1), (True, 2)]
    assert found[1].share == 0.5


@given(st.lists(st.tuples(st.integers(0, 100), st.booleans())))
def test_every_forecast_is_in_one_bin(given_: list[tuple[int, bool]]) -> None:
    found = calibration(made(p / 100, p / 100, happened=happened) for p, happened in given_)

    assert sum(each.count for each in found) == len(given_)
    assert sum(each.hits for each in found) == sum(happened for _, happened in given_)
    assert all(each.interval.low <= each.share <= each.interval.high for each in found)
