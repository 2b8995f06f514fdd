"""How much of the movement of a policy was taken back.

For a series of stances s_0 .. s_n, changes only:

    TV = sum |s_i - s_(i-1)|,  net = |s_n - s_0|,  W = 1 - net / TV,  retraced R = (TV - net) / 2

W is 0 where every step went the same way and 1 where policy came back to where it started. It is
one minus the efficiency ratio of technical analysis, over total variation (C. Jordan, 1881). With
fewer than two changes there is nothing that could have been taken back: the index is undefined.

It counts decisions. Newspaper indices of policy uncertainty (Baker, Bloom, Davis 2016) count
articles, and so reward echo.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST_CHANGES = 2
FORMULA = "W = 1 − |net| / total variation; retraced = (total variation − |net|) / 2"
TURNS = "A turn is a change of stance against the one before it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Whiplash:
    """`index` is None where it is undefined, and `why` then says why.

    `variation`, `net` and `retraced` are in the unit of the series; `changes` are its steps other
    than zero, `reversals` how often successive ones have opposite signs.
    """

    changes: int
    variation: float
    net: float
    retraced: float
    reversals: int
    index: float | None
    why: str = ""


def whiplash(series: Sequence[float]) -> Whiplash:
    """The whiplash of a series of stances, in the order in which they were taken."""
    steps = [after - before for before, after in pairwise(series) if after != before]
    variation = float(sum(abs(step) for step in steps))
    net = float(abs(series[-1] - series[0])) if series else 0.0
    few = len(steps) < FEWEST_CHANGES
    return Whiplash(
        changes=len(steps),
        variation=variation,
        net=net,
        retraced=(variation - net) / 2,
        reversals=sum(one * other < 0 for one, other in pairwise(steps)),
        index=None if few else 1 - net / variation,
        why=_why(len(steps)) if few else "",
    )


def _why(changes: int) -> str:
    counted = "one change" if changes == 1 else "no change"
    return f"Undefined: {counted} of stance is dated and coded, and two are needed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The whiplash of the days `start` to `end`, both included."""

    start: int
    end: int
    whiplash: Whiplash


def windowed(days: Sequence[int], series: Sequence[float], *, width: int) -> tuple[Window, ...]:
    """The whiplash of the `width` days up to each change.

    The stance at the start of a window is the one that was in force then, so that the first change
    inside the window counts.

    Args:
        days: when each stance was taken, ascending (`date.toordinal`).
        series: the stances, one a day.
        width: days that a window spans.
    """
    found, start = [], 0
    for place, day in enumerate(days):
        while days[start] < day - width + 1:
            start += 1
        part = series[max(0, start - 1) : place + 1]
        found.append(Window(start=day - width + 1, end=day, whiplash=whiplash(part)))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """The decision `later` takes back `earlier`, in whole or part; `day` is None if undated."""

    later: str
    earlier: str
    day: int | None


def undated(reversals: Iterable[Reversal]) -> tuple[Reversal, ...]:
    """The reversals that count but have no place on a time axis."""
    return tuple(each for each in reversals if each.day is None)
