"""Calibration: of what was called 70 percent likely, how much came about?

Bins of ten percent, [0, 10) .. [90, 100], each drawn at its centre, not at its edge, with the
observed share and its Wilson interval (E. B. Wilson, JASA 22, 1927). Probabilities given as words
are kept apart, each word with its own band.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.beta import wilson_interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.interval import Interval
    from workbench.analysis.scores import Forecasted

BINS = 10
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts from `low` to `high`: their ids, how many there were, how many came about."""

    low: float
    high: float
    count: int
    hits: int
    banded: bool = False
    forecasts: tuple[str, ...] = ()

    @property
    def centre(self) -> float:
        """Where it is drawn: the middle of the bin."""
        return (self.low + self.high) / 2

    @property
    def share(self) -> float:
        """The share that came about."""
        return self.hits / self.count

    @property
    def interval(self) -> Interval:
        """How sure that share is, at 95 percent."""
        return wilson_interval(self.hits, self.count)


def calibration(forecasts: Iterable[Forecasted]) -> tuple[Bin, ...]:
    """The bins that hold any forecast, by their place; words after numbers."""
    found: dict[tuple[bool, float, float], list[Forecasted]] = {}
    for each in forecasts:
        key = (not each.exact, each.low, each.high) if not each.exact else (False, *_bin(each.low))
        found.setdefault(key, []).append(each)
    return tuple(
        Bin(
            low=low,
            high=high,
            count=len(some),
            hits=sum(each.happened for each in some),
            banded=banded,
            forecasts=tuple(dict.fromkeys(each.id for each in some)),
        )
        for (banded, low, high), some in sorted(found.items())
    )


def _bin(probability: float) -> tuple[float, float]:
    place = min(BINS - 1, int(probability * BINS + _ROUNDING))
    return place / BINS, (place + 1) / BINS
