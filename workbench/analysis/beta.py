"""Intervals for shares: how often something came true, and how sure that is."""

from __future__ import annotations

from math import comb, sqrt
from statistics import NormalDist

from workbench.analysis.interval import Interval

LEVEL = 0.90
_Z95 = 1.959963984540054
_HALVINGS = 60
_MOST_EXACT = 1_000


def beta_interval(kept: int, broken: int, *, level: float = LEVEL) -> Interval:
    """The central interval of Beta(1 + kept, 1 + broken), the posterior from a flat prior.

    A. Gelman et al., Bayesian Data Analysis (2013), section 2.4. The distribution function of a
    Beta with whole parameters is a binomial tail: I_x(a, b) = P(Bin(a + b - 1, x) >= a); it is
    inverted by halving. Beyond 1,000 trials the normal approximation is used.

    Raises:
        ValueError: a count is negative.
    """
    if min(kept, broken) < 0:
        raise ValueError("Counts cannot be negative.")
    a, b, tail = 1 + kept, 1 + broken, (1 - level) / 2
    if kept + broken > _MOST_EXACT:
        centre = a / (a + b)
        reach = _normal(1 - tail) * sqrt(centre * (1 - centre) / (a + b + 1))
        return Interval(max(0.0, centre - reach), min(1.0, centre + reach))
    return Interval(_quantile(a, b, tail), _quantile(a, b, 1 - tail))


def wilson_interval(hits: int, count: int, *, z: float = _Z95) -> Interval:
    """The Wilson score interval of a share (E. B. Wilson, JASA 22, 1927), 95 percent as a rule.

    Nothing counted gives 0 to 1.
    """
    if count == 0:
        return Interval(0.0, 1.0)
    share, square = hits / count, z * z
    centre = (share + square / (2 * count)) / (1 + square / count)
    reach = z * sqrt(share * (1 - share) / count + square / (4 * count * count))
    reach /= 1 + square / count
    return Interval(
        centre - reach if hits else 0.0,  # exactly, where rounding would leave a crumb
        centre + reach if hits < count else 1.0,
    )


def _quantile(a: int, b: int, wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _below(a, b, middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(a: int, b: int, x: float) -> float:
    """The distribution function of Beta(a, b) at x, for whole a and b."""
    trials = a + b - 1
    return sum(
        comb(trials, hits) * x**hits * (1 - x) ** (trials - hits) for hits in range(a, trials + 1)
    )


def _normal(share: float) -> float:
    return NormalDist().inv_cdf(share)
