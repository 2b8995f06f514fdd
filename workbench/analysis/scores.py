"""How good forecasts were: Brier score, log score, and Murphy's decomposition.

    Brier = mean (p - o)^2;  log score = mean -ln(probability given to what happened)
    Brier = reliability - resolution + uncertainty

G. W. Brier, Monthly Weather Review 78 (1950); I. J. Good, JRSS B 14 (1952); A. H. Murphy, Journal
of Applied Meteorology 12 (1973). Lower is better for both scores. A probability given as a word is
a band, and scores as the interval of what any probability in the band would score; no midpoint is
taken. There is no relative score: a score must not move with who else made a forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, log
from typing import TYPE_CHECKING

from workbench.analysis.interval import Interval, mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULA = "Brier = mean of (p − o)²; log score = mean of −ln p(what happened). Lower is better."


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasted:
    """One probability (0 to 1, a band where low < high) and what happened."""

    id: str
    low: float
    high: float
    happened: bool

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What decides whether a forecast counts.

    `due` is the last day on which the question was scheduled to be decided, `outcome` None until it
    was; days are `date.toordinal`.
    """

    due: int | None
    outcome: bool | None
    annulled: bool = False


def counts(question: Question, today: int) -> str:
    """Why a forecast does not count yet, or never will; empty where it counts.

    Only what is past its scheduled day counts, also when it was decided earlier: else questions
    that can only end early by a yes would flatter or harm.
    """
    if question.annulled:
        return "annulled"
    if question.outcome is None:
        return "not decided"
    if question.due is None:
        return "no scheduled day"
    return "" if question.due < today else "scheduled day not past"


def brier(forecast: Forecasted) -> Interval:
    """(p - o)^2 over the band: 0 is perfect, 1 the worst."""
    ends = ((1 - forecast.high, 1 - forecast.low) if forecast.happened
            else (forecast.low, forecast.high))  # fmt: skip
    return Interval(ends[0] ** 2, ends[1] ** 2)


def log_score(forecast: Forecasted) -> Interval:
    """-ln of the probability given to what happened, over the band; infinite for a sure miss."""
    given = (forecast.low, forecast.high) if forecast.happened else (
        1 - forecast.high, 1 - forecast.low)  # fmt: skip
    return Interval(_surprise(given[1]), _surprise(given[0]))


def _surprise(probability: float) -> float:
    return -log(probability) if probability > 0 else inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """The parts of a Brier score; reliability (0 is best) and resolution (more is better)."""

    reliability: float
    resolution: float
    uncertainty: float

    @property
    def brier(self) -> float:
        """What the parts make together."""
        return self.reliability - self.resolution + self.uncertainty


def murphy(forecasts: Iterable[Forecasted]) -> Murphy | None:
    """The decomposition of the forecasts that are numbers, by distinct number; None without any.

    Grouping by the number itself makes the identity exact. Bands are left out: they have no number.
    """
    groups: dict[float, list[bool]] = {}
    for each in forecasts:
        if each.exact:
            groups.setdefault(each.low, []).append(each.happened)
    count = sum(map(len, groups.values()))
    if not count:
        return None
    base = sum(map(sum, groups.values())) / count
    rates = {number: sum(some) / len(some) for number, some in groups.items()}
    return Murphy(
        reliability=sum(len(groups[p]) * (p - rates[p]) ** 2 for p in groups) / count,
        resolution=sum(len(groups[p]) * (rates[p] - base) ** 2 for p in groups) / count,
        uncertainty=base * (1 - base),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The scores of some forecasts; None where there is none. `banded` counts those by word."""

    count: int
    banded: int
    brier: Interval | None
    log: Interval | None
    murphy: Murphy | None


def score(forecasts: Sequence[Forecasted]) -> Score:
    """The mean scores of forecasts that count."""
    return Score(
        count=len(forecasts),
        banded=sum(not each.exact for each in forecasts),
        brier=mean([brier(each) for each in forecasts]) if forecasts else None,
        log=mean([log_score(each) for each in forecasts]) if forecasts else None,
        murphy=murphy(forecasts),
    )
