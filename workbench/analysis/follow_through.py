"""What became of what was said: expectations that were met, and sources that proved right.

Both give a share with the central 90 percent interval of Beta(1 + yes, 1 + no) (A. Gelman et al.,
Bayesian Data Analysis, 2013, section 2.4). The figure is advisory: it never rewrites the letter
that an analyst gave a source.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.beta import beta_interval
from workbench.model.kinds import BorneOut, ExpectationStatus
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.interval import Interval

FORMULA = "Share = (1 + yes) / (2 + yes + no), with the 90 % interval of Beta(1 + yes, 1 + no)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often somebody was right: `yes`, `no`, and what could not be told yet or only in part."""

    yes: int
    no: int
    partly: int = 0
    open: int = 0

    @property
    def told(self) -> bool:
        """Whether anything could be told yet."""
        return self.yes + self.no > 0

    @property
    def share(self) -> float:
        """The mean of Beta(1 + yes, 1 + no): one half where nothing is known."""
        return (1 + self.yes) / (2 + self.yes + self.no)

    @property
    def interval(self) -> Interval:
        """Where that share lies at 90 percent."""
        return beta_interval(self.yes, self.no)


def follow_through(statuses: Iterable[ExpectationStatus]) -> Tally:
    """Expectations met and lapsed; those met in part count neither way."""
    counted = Counter(statuses)
    return Tally(
        yes=counted[ExpectationStatus.MET],
        no=counted[ExpectationStatus.LAPSED],
        partly=counted[ExpectationStatus.PARTLY_MET],
        open=counted[ExpectationStatus.OPEN],
    )


def track_record(verdicts: Iterable[BorneOut]) -> Tally:
    """The claims of one source that were borne out and refuted."""
    counted = Counter(verdicts)
    return Tally(
        yes=counted[BorneOut.TRUE],
        no=counted[BorneOut.FALSE],
        partly=counted[BorneOut.PARTLY],
        open=counted[BorneOut.OPEN],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A span of days with its possible ends; None at an end that is open. Negative is earlier."""

    low: int | None
    high: int | None

    def words(self) -> str:
        """The span in days: "7 days", "-3 to 27 days", "at least 4 days"."""
        if self.low is None or self.high is None:
            ends = (("at least", self.low), ("at most", self.high))
            return next((f"{w} {many(n, 'day')}" for w, n in ends if n is not None), "not known")
        if self.low == self.high:
            return many(self.low, "day")
        return f"{self.low} to {self.high} days"


Extent = tuple[int | None, int | None]
"""First and last possible day (`date.toordinal`), None where unknown or open."""


def between(start: Extent, end: Extent) -> Days | None:
    """The days from `start` to `end`; None where either is not known at all.

    Interval subtraction: [end.first - start.last, end.last - start.first].
    """
    if start == (None, None) or end == (None, None):
        return None
    return Days(low=_less(end[0], start[1]), high=_less(end[1], start[0]))


def lateness(window: Extent, met: Extent) -> Days | None:
    """How many days after the end of its window something came; negative is early."""
    return between((window[1], window[1]), met)


def time_to_effect(announced: Extent, effective: Extent) -> Days | None:
    """The days from announcement to effect; negative where it took effect first."""
    return between(announced, effective)


def overdue(window: Extent, today: int) -> bool:
    """Whether the last day of a window is past; never for a window that is not known."""
    return window[1] is not None and window[1] < today


def _less(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other
