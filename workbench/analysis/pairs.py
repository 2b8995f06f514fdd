"""What a decision changed: the sum of each part before it and now, both with their bounds.

Before is the sum over all allocations that may be placed up to the day before the decision; after
is the sum at the end of what is known. That the one follows the other is order, not cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.model.kinds import DecisionRelation
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.analysis.timeline import Mark, Timeline
    from workbench.analysis.trend import Trend

_UNDOING = frozenset(each for each in DecisionRelation if each.undoes)
_MOST = 500
"""How many allocations of a part are known by its pair, to be selected with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One part before and after; `joint` where several hold it together."""

    name: str
    before: Quantity
    after: Quantity
    ids: frozenset[str] = frozenset()
    joint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Before and after `day`, on which the decision `ref` was made (empty: the day was chosen)."""

    day: int
    ref: str
    title: str
    unit: str
    rows: tuple[Pair, ...]


def pairs(trend: Trend, timeline: Timeline, day: int | None = None) -> Pairs | None:
    """Each part of a trend before and after `day`; None where nothing stands on a day.

    Without a day, the last dated reversal is taken, else the decision before the largest step.
    """
    if not len(trend.days):
        return None
    mark = None if day is not None else _turning(trend, timeline)
    if day is None:
        day = mark.first if mark is not None and mark.first is not None else int(trend.days[-1])
    end = int(trend.days[-1])
    shown = [*(part for part in trend.parts if len(part.days)), trend]
    return Pairs(
        day=day,
        ref=mark.ref if mark else "",
        title=mark.title if mark else "",
        unit=trend.unit,
        rows=tuple(
            Pair(
                name=part.name or "All together",
                before=part.at(day - 1),
                after=part.at(end),
                ids=frozenset(key.decode() for key in part.keys[:_MOST].tolist()),
                joint=part.together,
            )
            for part in shown
        ),
    )


def _turning(trend: Trend, timeline: Timeline) -> Mark | None:
    """The decision to tell before and after by."""
    end = int(trend.days[-1])
    dated = {
        mark.id: mark
        for mark in timeline.marks()
        if not mark.expected and mark.first is not None and mark.first <= end
    }
    back = [dated[a.source] for a in timeline.arcs if a.source in dated and a.relation in _UNDOING]
    if back:
        return max(back, key=lambda mark: (mark.middle, mark.id))
    largest = trend.largest.when.latest if trend.largest else None
    return timeline.last_before(largest.toordinal()) if largest else None
