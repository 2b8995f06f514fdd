"""Where activity is: decisions counted by jurisdiction and quarter.

A decision counts in the quarter that surely holds its date; one whose possible days span quarters,
or that has no date, is counted apart and placed nowhere. Expectations are no decisions.

Form: the country by time grids of OxCGRT (Hale et al., Nature Human Behaviour 5, 2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.model.when import day_of

if TYPE_CHECKING:
    from workbench.analysis.timeline import Lane, Mark, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One jurisdiction: the ids of its decisions by column, and those that stand in none."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Rows of jurisdictions over `quarters`, each as (year, quarter), none left out between."""

    quarters: tuple[tuple[int, int], ...]
    rows: tuple[HeatRow, ...]

    @property
    def most(self) -> int:
        """The largest count of a cell."""
        return max((len(cell) for row in self.rows for cell in row.cells), default=0)

    @property
    def placed(self) -> int:
        """How many decisions stand in a cell."""
        return sum(len(cell) for row in self.rows for cell in row.cells)


def heat(timeline: Timeline) -> Heat:
    """The counts of a timeline's decisions."""
    at = {mark.id: _quarter(mark) for lane in timeline.lanes for mark in _decisions(lane)}
    known = sorted(each for each in at.values() if each is not None)
    quarters = tuple(range(known[0], known[-1] + 1)) if known else ()
    rows = tuple(_row(lane, quarters, at) for lane in timeline.lanes if _decisions(lane))
    return Heat(quarters=tuple((each // 4, each % 4 + 1) for each in quarters), rows=rows)


def _decisions(lane: Lane) -> list[Mark]:
    return [mark for mark in (*lane.dated, *lane.undated) if not mark.expected]


def _row(lane: Lane, quarters: tuple[int, ...], at: dict[str, int | None]) -> HeatRow:
    own = [mark.id for mark in _decisions(lane)]
    return HeatRow(
        name=lane.name,
        cells=tuple(tuple(key for key in own if at[key] == each) for each in quarters),
        apart=tuple(key for key in own if at[key] is None),
    )


def _quarter(mark: Mark) -> int | None:
    """Quarters since year 0; None where the date may lie in several."""
    if mark.first is None or mark.last is None:
        return None
    first, last = day_of(mark.first), day_of(mark.last)
    begins, ends = ((each.year * 4) + (each.month - 1) // 3 for each in (first, last))
    return begins if begins == ends else None
