"""How far coders agree about where spans begin and end, and which code they carry: gamma.

The spans of two coders are aligned so that the least disorder remains; what is left is compared
with the disorder that chance gives. Unlike kappa and alpha it needs no units that are cut out
beforehand: a span that is a word longer costs little, one that the other coder lacks costs 1.

Source: Y. Mathet, A. Widlöcher, J.-P. Métivier, The unified and holistic method gamma for
inter-annotator agreement measure and alignment, Computational Linguistics 41:3 (2015) 437-479;
positional and categorial dissimilarity and the share of each as there (sections 4.2 to 4.4, alpha =
beta = 1). Two differences: over more than two coders the mean over pairs is given, and chance
moves all spans of one coder round the text together, so that they keep their lengths and gaps.
The interval is that of the bootstrap over aligned spans (B. Efron and R. Tibshirani 1993).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.agreement import LEVEL, SEED, Coefficient

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int, str]
"""Where a span begins and ends (half-open), and its code."""
Costs = NDArray[np.float64]
ALONE = 1.0
"""The disorder of a span that no span of the other coder is aligned with."""
SHIFTS = 30
"""How many random placings give the disorder of chance."""
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Continuum:
    """A text of `length` characters, and the spans of each coder who judged it."""

    length: int
    spans: Mapping[str, Sequence[Span]]


def gamma(
    texts: Sequence[Continuum], *, shifts: int = SHIFTS, resamples: int = RESAMPLES
) -> Coefficient:
    """The agreement of coders about spans: 1 is perfect, 0 what chance alone gives.

    Not defined without a text in which two coders gave spans, or where they fill it wholly.
    """
    draw = np.random.default_rng(SEED)
    pairs = list(_pairs(texts))
    if not any(one and other for _, one, other in pairs):
        return Coefficient(value=None)
    seen = np.concatenate([disorders(one, other) for _, one, other in pairs])
    chance = [
        disorders(one, _moved(other, length, draw))
        for length, one, other in pairs
        for _ in range(shifts)
    ]
    expected = sum(float(each.sum()) for each in chance) / shifts
    if not expected:
        return Coefficient(value=None)
    value = 1 - float(seen.sum()) / expected
    if not resamples:
        return Coefficient(value=value)
    drawn = draw.choice(seen, (resamples, len(seen))).sum(axis=1)
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(1 - drawn / expected, [tail, 100 - tail])
    return Coefficient(value=value, low=float(low), high=float(high))


def disorders(one: Sequence[Span], other: Sequence[Span]) -> Costs:
    """The disorder of each aligned pair of spans, and `ALONE` for each span that is left over."""
    if not (one and other):
        return np.full(len(one) + len(other), ALONE)
    costs = _dissimilarities(one, other)
    found = [costs[rows, columns] for rows, columns in _groups(costs < 2 * ALONE)]
    aligned = np.concatenate([_aligned(each) for each in found]) if found else np.empty(0)
    left = len(one) + len(other) - 2 * len(aligned)
    return np.concatenate([aligned, np.full(left, ALONE)])


def _aligned(costs: Costs) -> Costs:
    """The disorder of each pair in the alignment of some spans that has the least disorder."""
    if costs.shape[0] > costs.shape[1]:
        costs = costs.T
    rows = np.arange(len(costs))
    columns = _matched(np.minimum(costs - 2 * ALONE, 0))
    found = costs[rows, columns]
    return found[found < 2 * ALONE]


def _groups(near: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Rows and columns, as an index of their block, that are near to no others, group by group.

    Spans far from one another are never aligned: each group is aligned by itself.
    """
    rows, columns = np.nonzero(near)
    group = np.arange(near.shape[0])
    while len(rows):
        of_column = np.full(near.shape[1], near.shape[0])
        np.minimum.at(of_column, columns, group[rows])
        joined = group.copy()
        np.minimum.at(joined, rows, of_column[columns])
        if np.array_equal(joined, group):
            break
        group = joined
    order = np.argsort(group[rows], kind="stable")
    cuts = np.flatnonzero(np.diff(group[rows][order])) + 1
    for each in np.split(order, cuts) if len(rows) else ():
        yield np.unique(rows[each])[:, None], np.unique(columns[each])


def _pairs(texts: Sequence[Continuum]) -> Iterator[tuple[int, list[Span], list[Span]]]:
    for text in texts:
        for one, other in combinations(sorted(text.spans), 2):
            yield text.length, list(text.spans[one]), list(text.spans[other])


def _moved(spans: Sequence[Span], length: int, draw: np.random.Generator) -> list[Span]:
    """Spans moved round the text together, as far as chance says."""
    by = int(draw.integers(max(length, 1)))
    starts = [(start + by) % max(length, 1) for start, _, _ in spans]
    return [
        (at, at + stop - start, code) for at, (start, stop, code) in zip(starts, spans, strict=True)
    ]


def _dissimilarities(one: Sequence[Span], other: Sequence[Span]) -> Costs:
    """How unlike each span of one coder is to each of the other, shape (one, other)."""
    ends = [np.array([span[:2] for span in each], dtype=np.float64) for each in (one, other)]
    apart = np.abs(ends[0][:, None, :] - ends[1][None, :, :]).sum(axis=2)
    lengths = [each[:, 1] - each[:, 0] for each in ends]
    position = (apart / np.maximum(lengths[0][:, None] + lengths[1][None, :], 1)) ** 2
    numbers = {code: number for number, code in enumerate({span[2] for span in (*one, *other)})}
    codes = [np.array([numbers[span[2]] for span in each]) for each in (one, other)]
    found: Costs = ALONE * (position + (codes[0][:, None] != codes[1][None, :]))
    return found


def _matched(costs: Costs) -> NDArray[np.intp]:
    """The column of each row in the assignment that costs least; no more rows than columns.

    The Hungarian method with potentials (J. Munkres 1957; E. Lawler, Combinatorial Optimization
    1976, chapter 5), a row at a time.
    """
    rows, columns = costs.shape
    over, across = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=np.intp)
    for row in range(1, rows + 1):
        row_of[0] = row
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, dtype=np.intp)
        used = np.zeros(columns + 1, dtype=bool)
        at = 0
        while row_of[at]:
            used[at] = True
            here = row_of[at]
            cost = np.append(np.inf, costs[here - 1] - over[here] - across[1:])
            better = ~used & (cost < least)
            least[better], way[better] = cost[better], at
            at = int(np.argmin(np.where(used, np.inf, least)))
            step = least[at]
            over[row_of[used]] += step
            across[used] -= step
            least[~used] -= step
        while at:
            row_of[at] = row_of[way[at]]
            at = int(way[at])
    found = np.zeros(rows, dtype=np.intp)
    for column in np.flatnonzero(row_of[1:]):
        found[row_of[column + 1] - 1] = column
    return found
