from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from workbench.analysis.beta import beta_interval, wilson_interval


@settings(max_examples=40)
@given(st.integers(0, 200), st.integers(0, 200))
def test_the_beta_interval_is_that_of_scipy(kept: int, broken: int) -> None:
    stats = pytest.importorskip("scipy.stats")

    found = beta_interval(kept, broken)

    low, high = stats.beta.ppf([0.05, 0.95], 1 + kept, 1 + broken)
    assert found.low == pytest.approx(low, abs=1e-6)
    assert found.high == pytest.approx(high, abs=1e-6)


def test_many_trials_take_the_normal_approximation() -> None:
    stats = pytest.importorskip("scipy.stats")

    found = beta_interval(3_000, 1_000)

    assert found == pytest.approx(tuple(stats.beta.ppf([0.05, 0.95], 3_001, 1_001)), abs=1e-3)


def test_nothing_known_is_nearly_everything_possible() -> None:
    assert beta_interval(0, 0) == pytest.approx((0.05, 0.95))
    assert wilson_interval(0, 0) == (0, 1)


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        beta_interval(-1, 0)


def test_the_wilson_interval_is_that_of_the_literature() -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table 1, method 3.
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
