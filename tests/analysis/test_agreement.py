"""The coefficients give what their authors' worked examples give."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from workbench.analysis.agreement import agreement

# Krippendorff, Computing Krippendorff's alpha-reliability (2011), parts A, B and C.
JON = "0100000010"
HAN = "1110010000"
MEG = "aabbdccceddaa"[:12]
OWEN = "babbbcccedddd"[:12]
FOUR = {
    "A": (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    "B": (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    "C": (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    "D": (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
}
# The 2 x 2 table of the text books: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no.
TABLE = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15


def test_krippendorffs_binary_example() -> None:
    found = agreement({"Jon": JON, "Han": HAN}, resamples=0)
    assert found.alpha.value == pytest.approx(0.095, abs=0.0006)
    assert found.percent.value == pytest.approx(0.6)


def test_krippendorffs_nominal_example_of_two_observers() -> None:
    found = agreement({"Meg": MEG, "Owen": OWEN}, resamples=0)
    assert found.alpha.value == pytest.approx(0.692, abs=0.0006)


def test_krippendorffs_example_of_four_observers_with_missing_values() -> None:
    found = agreement(FOUR, resamples=0)
    assert found.alpha.value == pytest.approx(0.743, abs=0.0006)
    assert found.units == 11


def test_cohens_kappa_of_a_two_by_two_table() -> None:
    rows = {"one": [a for a, _ in TABLE], "other": [b for _, b in TABLE]}
    found = agreement(rows, resamples=0)
    assert found.percent.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)


def test_weights_stand_for_that_many_units() -> None:
    weighted = agreement({"one": "yyn", "other": "yny"}, [20, 5, 10], resamples=0)
    spelled = agreement(
        {"one": "y" * 25 + "n" * 10, "other": "y" * 20 + "n" * 5 + "y" * 10}, resamples=0
    )
    assert weighted == spelled


def test_perfect_agreement_is_one_and_one_value_alone_is_not_defined() -> None:
    perfect = agreement({"one": "ab", "other": "ab"}, resamples=0)
    assert (perfect.percent.value, perfect.kappa.value, perfect.alpha.value) == (1, 1, 1)
    alone = agreement({"one": "aaa", "other": "aaa"}, resamples=0)
    assert (alone.percent.value, alone.kappa.value, alone.alpha.value) == (1, None, None)
    assert alone.alpha.words == "not defined"


def test_nothing_judged_by_two_defines_nothing() -> None:
    found = agreement({"one": ("a", None), "other": (None, "a")})
    assert (found.units, found.percent.value, found.alpha.value) == (0, None, None)


def test_the_interval_holds_the_value_and_is_the_same_each_time() -> None:
    rows = {"one": [a for a, _ in TABLE], "other": [b for _, b in TABLE]}
    found = agreement(rows)
    for each in (found.percent, found.kappa, found.alpha):
        assert each.low is not None
        assert each.high is not None
        assert each.value is not None
        assert each.low < each.value < each.high
    assert agreement(rows) == found
    # the normal interval of kappa for this table (Fleiss 1969) is 0.15 to 0.65
    assert found.kappa.low == pytest.approx(0.15, abs=0.05)
    assert found.kappa.high == pytest.approx(0.65, abs=0.05)


def by_definition(rows: list[list[int | None]]) -> float | None:
    """Alpha from the coincidence matrix, step by step as the paper gives it."""
    met = np.zeros((3, 3))
    for unit in zip(*rows, strict=True):
        values = [each for each in unit if each is not None]
        if len(values) > 1:
            for one, other in permutations(values, 2):
                met[one, other] += 1 / (len(values) - 1)
    totals, total = met.sum(axis=0), met.sum()
    expected = total**2 - (totals**2).sum()
    if not expected:
        return None
    unequal = total - np.trace(met)
    return float(1 - (total - 1) * unequal / expected)


@given(
    rows=st.integers(1, 8).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from((0, 1, 2, None)), min_size=n, max_size=n),
            min_size=2,
            max_size=4,
        )
    )
)
def test_alpha_is_what_the_coincidence_matrix_gives(rows: list[list[int | None]]) -> None:
    found = agreement({str(n): row for n, row in enumerate(rows)}, resamples=0).alpha.value
    expected = by_definition(rows)
    assert (found is None) == (expected is None)
    if found is not None:
        assert found == pytest.approx(expected)
