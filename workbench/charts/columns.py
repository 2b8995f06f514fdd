"""The marks of a timeline as numpy columns, made once, so that drawing can choose by pixel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.timeline import Mark
from workbench.charts.glyphs import ORDER
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.timeline import Timeline

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Dated marks, lane by lane and row by row in order of time; all arrays have one entry a mark.

    `place` finds a mark by id; `stances` occur, dated or not, in the order of the glossary.

    `middle`, `first`, `last`, `start` and `end` are day numbers. `start` and `end` (inf: still
    standing) are its regime, nan where it has none. `coded` says whether a stance line stands above
    its row. `following` is the day of the next mark in its
    row, inf for the last.
    """

    marks: tuple[Mark, ...]
    place: dict[str, int]
    stances: tuple[Stance, ...]
    lane: Whole
    row: Whole
    stance: Whole
    coded: NDArray[np.bool_]
    middle: Floats
    first: Floats
    last: Floats
    start: Floats
    end: Floats
    following: Floats

    @classmethod
    def of(cls, timeline: Timeline) -> Columns:
        """The columns of `timeline`."""
        marks: list[Mark] = []
        lanes: list[int] = []
        ends: dict[str, tuple[float, float]] = {}
        for at, lane in enumerate(timeline.lanes):
            row = sorted(lane.dated, key=lambda m: (m.row, m.middle, m.id))
            marks += row
            lanes += [at] * len(row)
            for each in lane.regimes:
                end = np.inf if each.end is None else float(each.end)
                ends[each.mark.id] = (float(each.start), end)
        found = {m.stance for lane in timeline.lanes for m in (*lane.dated, *lane.undated)}
        none = (np.nan, np.nan)
        regimes = np.array([ends.get(m.id, none) for m in marks], dtype=np.float64).reshape(-1, 2)
        lane_of = np.array(lanes, dtype=np.int64)
        row_of = np.array([m.row for m in marks], dtype=np.int64)
        middle = np.array([m.middle for m in marks], dtype=np.float64)
        return cls(
            marks=tuple(marks),
            place={mark.id: i for i, mark in enumerate(marks)},
            stances=tuple(each for each in ORDER if each in found),
            lane=lane_of,
            row=row_of,
            coded=_coded(timeline, marks),
            stance=np.array([ORDER.index(m.stance) for m in marks], dtype=np.int64),
            middle=middle,
            first=np.array([m.first for m in marks], dtype=np.float64),
            last=np.array([m.last for m in marks], dtype=np.float64),
            start=regimes[:, 0],
            end=regimes[:, 1],
            following=_following(lane_of, row_of, middle),
        )


def _coded(timeline: Timeline, marks: Sequence[Mark]) -> NDArray[np.bool_]:
    by = {key for each in timeline.strictness for step in each.line.steps for key in step.by}
    rows = {(mark.jurisdiction, mark.line, mark.row) for mark in marks if mark.id in by}
    return np.array([(m.jurisdiction, m.line, m.row) in rows for m in marks], dtype=np.bool_)


def _following(lane: Whole, row: Whole, middle: Floats) -> Floats:
    following = np.full(len(middle), np.inf)
    if len(middle) > 1:
        same = (lane[1:] == lane[:-1]) & (row[1:] == row[:-1])
        following[:-1][same] = middle[1:][same]
    return following
