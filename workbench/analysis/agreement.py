"""How far coders agree: percent, Cohen's kappa and Krippendorff's alpha, with bootstrap intervals.

Each unit (a character, sentence or paragraph) has one value a coder, or None where that coder did
not judge it. Values have no order (nominal).

Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20 (1960) 37-46; for more than two coders the mean over pairs, R. Light, Psychological
Bulletin 76 (1971) 365-377. K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), and
Content Analysis, 3rd ed. (2013), chapter 12. Intervals: percentiles of the bootstrap over units,
B. Efron and R. Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

Values = NDArray[np.int64]
"""What coders gave, shape (coders, places): values numbered from 0, -1 where there is none."""
Units = NDArray[np.float64]
"""How many units each place stands for, one row a sample, shape (samples, places)."""
Figures = NDArray[np.float64]
"""A coefficient of each sample, shape (samples,); NaN where it is not defined."""
Measure = Callable[[Values, Units], Figures]
LEVEL = 0.95
RESAMPLES = 1_000
SEED = 20_130_712
"""Where the bootstrap starts, so that the same coding gives the same interval each time."""
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient with its bootstrap interval; None where it is not defined.

    1 is perfect agreement, 0 what chance alone gives (for percent: no agreement at all).
    """

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """The figure as people read it: "0.69 (0.41 to 0.90)"."""
        if self.value is None:
            return "not defined"
        if self.low is None or self.high is None:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of coders over `units` that at least two of them judged."""

    coders: tuple[str, ...]
    units: int
    percent: Coefficient
    kappa: Coefficient
    alpha: Coefficient


def percent(values: Values, units: Units) -> Figures:
    """The share of equal pairs among all pairs of values of one unit; NaN without any pair."""
    counts = _counts(values)
    given = counts.sum(axis=1)
    pairs = units @ (given * (given - 1))
    return _ratio(units @ (counts * (counts - 1)).sum(axis=1), pairs)


def kappa(values: Values, units: Units) -> Figures:
    """Cohen's kappa, (p_o - p_e) / (1 - p_e); over more than two coders the mean over pairs.

    NaN where each coder gave one value alone: chance then explains everything.
    """
    known = range(int(values.max(initial=0)) + 1)
    found = [np.full(len(units), np.nan)]
    for one, other in combinations(values, 2):
        both = (one >= 0) & (other >= 0)
        total = units @ both.astype(np.float64)
        observed = _ratio(units @ (both & (one == other)).astype(np.float64), total)
        expected = np.zeros(len(units))
        for each in known:
            shares = [units @ (both & (row == each)).astype(np.float64) for row in (one, other)]
            expected += _ratio(shares[0], total) * _ratio(shares[1], total)
        found.append(_ratio(observed - expected, 1 - expected))
    kept = np.array(found)
    known_pairs = (~np.isnan(kept)).sum(axis=0)
    return _ratio(np.nansum(kept, axis=0), known_pairs.astype(np.float64))


def alpha(values: Values, units: Units) -> Figures:
    """Krippendorff's alpha, 1 - D_o / D_e; units with fewer than two values are left out.

    NaN where one value alone was given: there is nothing to agree about.
    """
    counts = _counts(values)
    given = counts.sum(axis=1)
    paired = given >= _PAIR
    counts, given, units = counts[paired], given[paired], units[:, paired]
    total = units @ given
    expected = total**2 - ((units @ counts) ** 2).sum(axis=1)
    unequal = units @ ((given**2 - (counts**2).sum(axis=1)) / (given - 1))
    return 1 - _ratio((total - 1) * unequal, expected)


def agreement(
    rows: Mapping[str, Sequence[Hashable]],
    weights: Sequence[int] | None = None,
    *,
    resamples: int = RESAMPLES,
) -> Agreement:
    """The agreement of coders.

    Args:
        rows: the values of each coder by name, all of one length; None: not judged.
        weights: how many units each place stands for, such as the characters of a stretch that no
            coder divides; 1 unless given.
        resamples: how often units are drawn anew for the intervals; 0 for none.
    """
    every = _numbered(rows)
    share = np.ones(every.shape[1]) if weights is None else np.asarray(weights, dtype=np.float64)
    judged = (every >= 0).sum(axis=0) >= _PAIR
    values, place = np.unique(every[:, judged], axis=1, return_inverse=True)
    units = np.bincount(place.ravel(), weights=share[judged], minlength=values.shape[1])
    samples = np.vstack([units, _drawn(units.astype(np.float64), resamples)])

    def measured(measure: Measure) -> Coefficient:
        value, *drawn = measure(values, samples)
        defined = [each for each in drawn if not np.isnan(each)]
        if np.isnan(value):
            return Coefficient(value=None)
        if not defined:
            return Coefficient(value=float(value))
        tail = 100 * (1 - LEVEL) / 2
        low, high = np.percentile(defined, [tail, 100 - tail])
        return Coefficient(value=float(value), low=float(low), high=float(high))

    return Agreement(
        coders=tuple(rows),
        units=int(units.sum()),
        percent=measured(percent),
        kappa=measured(kappa),
        alpha=measured(alpha),
    )


def _numbered(rows: Mapping[str, Sequence[Hashable]]) -> Values:
    numbers: dict[Hashable, int] = {}
    listed = [
        [-1 if each is None else numbers.setdefault(each, len(numbers)) for each in row]
        for row in rows.values()
    ]
    return np.array(listed, dtype=np.int64).reshape(len(rows), -1)


def _counts(values: Values) -> NDArray[np.float64]:
    """How often each value was given at each place, shape (places, values)."""
    known = range(int(values.max(initial=0)) + 1)
    counts: NDArray[Any] = np.stack([(values == each).sum(axis=0) for each in known], axis=1)
    return counts.astype(np.float64)


def _ratio(part: Figures, whole: Figures) -> Figures:
    """A ratio; NaN where the whole is nothing."""
    nothing = np.isclose(whole, 0)
    return np.where(nothing, np.nan, part / np.where(nothing, 1, whole))


def _drawn(units: NDArray[np.float64], resamples: int) -> Units:
    """Bootstrap samples: how many units of each place were drawn, shape (resamples, places)."""
    total = int(units.sum())
    if not resamples or not total:
        return np.empty((0, len(units)))
    draw = np.random.default_rng(SEED)
    return draw.multinomial(total, units / units.sum(), size=resamples).astype(np.float64)
