"""A figure that is known to lie between two ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Interval(NamedTuple):
    """From `low` to `high`, both included; equal ends are one exact figure."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether both ends are one figure."""
        return self.low == self.high

    def words(self, digits: int = 0) -> str:
        """The figure, or both ends: "60", "40 to 60"."""
        low, high = f"{self.low:,.{digits}f}", f"{self.high:,.{digits}f}"
        return low if low == high else f"{low} to {high}"


def hull(parts: Sequence[Interval]) -> Interval:
    """The smallest interval that holds all of `parts`.

    Raises:
        ValueError: there is none.
    """
    return Interval(min(each.low for each in parts), max(each.high for each in parts))


def mean(parts: Sequence[Interval]) -> Interval:
    """The mean of intervals, end by end (R. E. Moore, Interval Analysis, 1966).

    Raises:
        ZeroDivisionError: there is none.
    """
    count = len(parts)
    return Interval(
        sum(each.low for each in parts) / count, sum(each.high for each in parts) / count
    )
