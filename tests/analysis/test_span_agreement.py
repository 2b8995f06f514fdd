from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from workbench.analysis.span_agreement import (
    Continuum,
    _dissimilarities,
    _matched,
    disorders,
    gamma,
)

SPANS = [(at, at + 20, "ab"[at % 200 == 0]) for at in range(0, 1_000, 100)]
starts = st.integers(0, 300)
spans = st.lists(
    st.builds(lambda at, long, code: (at, at + long, code), starts, st.integers(1, 60),
              st.sampled_from("ab")),
    max_size=5,
)  # fmt: skip


def of(**coders: list[tuple[int, int, str]]) -> Continuum:
    return Continuum(1_000, coders)


def test_the_same_spans_agree_wholly() -> None:
    found = gamma([of(ada=SPANS, ben=SPANS)])
    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_a_span_a_little_longer_costs_little_and_a_missing_one_more() -> None:
    longer = [(start, stop + 2, code) for start, stop, code in SPANS]
    missing = SPANS[:5]
    other = [(start, stop, "b" if code == "a" else "a") for start, stop, code in SPANS]
    values = [gamma([of(ada=SPANS, ben=each)]).value for each in (longer, missing, other)]
    assert values == sorted([value or 0 for value in values], reverse=True)
    assert values[0] is not None
    assert 0.98 < values[0] < 1


def test_spans_by_chance_agree_no_more_than_chance() -> None:
    draw = np.random.default_rng(1)
    chance = [
        [(int(at), int(at) + 20, "a") for at in draw.integers(0, 10_000, 60)] for _ in range(2)
    ]
    found = gamma([Continuum(10_000, dict(zip("xy", chance, strict=True)))])
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert abs(found.value) < 0.15
    assert found.low <= found.value <= found.high


def test_of_three_coders_each_pair_counts() -> None:
    two = gamma([of(ada=SPANS, ben=SPANS[:5])]).value
    three = gamma([of(ada=SPANS, ben=SPANS[:5], cy=SPANS)]).value
    assert two is not None
    assert three is not None
    assert two < three < 1


def test_it_is_not_defined_where_only_one_gave_spans() -> None:
    assert gamma([of(ada=SPANS, ben=[])]).value is None
    assert gamma([]).value is None


def test_figures_come_out_as_in_the_paper() -> None:
    """Section 4.2: lengths 4 and 6, ends 2 and 0 apart: ((2 + 0) / (4 + 6)) ** 2."""
    assert disorders([(2, 6, "a")], [(0, 6, "a")]) == pytest.approx([0.04])
    assert disorders([(2, 6, "a")], [(0, 6, "b")]) == pytest.approx([1.04])
    assert disorders([(2, 6, "a")], [(500, 506, "a")]) == pytest.approx([1, 1])


@given(spans, spans)
def test_no_alignment_has_less_disorder(one: list, other: list) -> None:  # type: ignore[type-arg]
    found = disorders(one, other).sum()
    few, many = sorted((one, other), key=len)
    if not few:
        assert found == len(many)
        return
    costs = np.minimum(_dissimilarities(few, many), 2)
    best = min(
        sum(costs[row, column] for row, column in enumerate(chosen))
        for chosen in permutations(range(len(many)), len(few))
    )
    assert found == pytest.approx(best + len(many) - len(few))
    assert len(set(_matched(costs))) == len(few)
