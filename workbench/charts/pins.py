"""Pinned days and decisions, and the span between two of them.

A pinned day is itself. A pinned decision is the turn of its day: what came on that day came after
it, so a span that begins with a decision has what came on its day, and one that ends with it has
not. Where the day of a decision is not known, the span is bounded from its first to its last
possible day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from workbench.analysis.timeline import Mark
from workbench.charts import ticks

Turn = tuple[int, int]
"""The first and the last day after which a span may begin, or up to which it may run."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A pinned day number, and the decision of that day where one was pinned."""

    day: float
    mark: Mark | None = None

    @classmethod
    def on(cls, mark: Mark) -> Pin:
        """A pin on a dated decision."""
        return cls(mark.middle, mark)

    @property
    def turn(self) -> Turn:
        """The day after which what comes is counted, as its first and last possible day."""
        mark = self.mark
        if mark is None or mark.first is None or mark.last is None:
            day = math.floor(self.day + 0.5)
            return day, day
        return mark.first - 1, mark.last - 1

    @property
    def words(self) -> str:
        """The day in words, with the number of its decision."""
        if self.mark is None:
            return ticks.day_words(self.day)
        return f"{self.mark.ref}, {self.mark.when}"


def ordered(pins: tuple[Pin, ...]) -> tuple[Pin, Pin]:
    """Two pins, the earlier one first."""
    first, second = sorted(pins, key=lambda pin: (pin.day, pin.turn))
    return first, second
