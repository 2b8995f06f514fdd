"""Who decided what, and when: a lane per jurisdiction, policy line or party that decides.

A decision stands (its regime) until its jurisdiction decides again on the same policy line, or
until it is said to have ended; one that never came into force stands on no day, and ends no other.
Where dates are imprecise, the regime is drawn only over the days on
which it surely stood: from the last day on which it may have begun to the first day on which it may
have ended. Undated decisions are listed, never placed.

Form: ordinal policy level over time per country, as in Hale et al., A global panel database of
pandemic policies (OxCGRT), Nature Human Behaviour 5 (2021), with the dates' precision kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.analysis.stance import StanceLine
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import DecisionRelation, ExpectationStatus, Precision, Stance
from workbench.model.plot_choice import LaneBy
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from workbench.model.decision import Decision
    from workbench.model.expectation import Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One decision or expectation on a lane.

    `first` and `last` are its possible days, None where unknown; `row` is that of its policy line.
    """

    id: str
    ref: str
    title: str
    stance: Stance
    when: When
    first: int | None
    last: int | None
    precision: Precision
    jurisdiction: str
    line: str = ""
    row: int = 0
    expected: bool = False

    @property
    def dated(self) -> bool:
        """Whether both its first and its last possible day are known."""
        return self.first is not None and self.last is not None

    @property
    def middle(self) -> float:
        """Where its glyph stands: between its first and last possible day."""
        return ((self.first or 0) + (self.last or 0)) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """The days on which a decision surely stood; `end` is None while nothing ended it."""

    mark: Mark
    start: int
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One jurisdiction, policy line or party: dated marks by day, undated ones, regimes, rows.

    `key` is a code or an id, empty where none is stated. What a jurisdiction decided on one policy
    line shares a row.
    """

    key: str
    name: str
    dated: tuple[Mark, ...] = ()
    undated: tuple[Mark, ...] = ()
    regimes: tuple[Regime, ...] = ()
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """The decision `source` takes back the decision `target`, in whole or part."""

    source: str
    target: str
    relation: DecisionRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """The stance of one policy line over time, drawn on the row of its decisions."""

    title: str
    line: StanceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Lanes, the most active first, and the reversals between decisions, by id.

    `by` is what the lanes are. `strictness` holds the stance of each policy line whose decisions
    are coded.
    """

    lanes: tuple[Lane, ...] = ()
    by: LaneBy = LaneBy.JURISDICTION
    arcs: tuple[Arc, ...] = ()
    strictness: tuple[Strictness, ...] = ()

    @property
    def decisions(self) -> int:
        """How many decisions it shows, dated or not."""
        shown = [*self.marks(), *(mark for lane in self.lanes for mark in lane.undated)]
        return sum(not mark.expected for mark in shown)

    def marks(self) -> list[Mark]:
        """All dated marks, lane by lane."""
        return [mark for lane in self.lanes for mark in lane.dated]

    def span(self) -> tuple[int, int] | None:
        """First and last day of any dated mark; None where none is dated."""
        marks = self.marks()
        if not marks:
            return None
        return min(m.first or 0 for m in marks), max(m.last or 0 for m in marks)

    def without(self, stances: Collection[str]) -> Timeline:
        """The same without the marks of some stances, by their values; lanes stay."""
        lanes = tuple(
            replace(
                lane,
                dated=tuple(m for m in lane.dated if m.stance not in stances),
                undated=tuple(m for m in lane.undated if m.stance not in stances),
            )
            for lane in self.lanes
        )
        return replace(self, lanes=lanes)

    def last_before(self, day: int) -> Mark | None:
        """The latest decision that was surely made by `day`."""
        made = [m for m in self.marks() if not m.expected and m.last is not None and m.last <= day]
        return max(made, key=lambda m: (m.last or 0, m.id), default=None)


def timeline(
    decisions: Iterable[Decision],
    *,
    names: Mapping[str, str] | None = None,
    expectations: Iterable[Expectation] = (),
    by: LaneBy = LaneBy.JURISDICTION,
) -> Timeline:
    """The timeline of `decisions` and of open expectations whose window is known.

    An expectation joins the lane of the decision that it follows.

    `names` gives the words for ids (policy lines, parties) and, where they differ from the usual
    ones, for jurisdiction codes. Decisions without a recorded policy line share one row of their
    jurisdiction.
    """
    known = names or {}
    given = sorted(decisions, key=lambda d: d.id)
    lanes: dict[str, list[Decision]] = {}
    for each in given:
        lanes.setdefault(_KEYS[by](each), []).append(each)
    places = {each.id: each for each in given}
    awaited: dict[str, list[Expectation]] = {}
    for hope in sorted(expectations, key=lambda e: e.id):
        about = places.get(hope.decision or "")
        if about and hope.window and hope.status is ExpectationStatus.OPEN:
            awaited.setdefault(_KEYS[by](about), []).append(hope)
    made = [
        _lane(key, _lane_name(by, key, known), group, awaited.get(key, []), known)
        for key, group in lanes.items()
    ]
    return Timeline(
        lanes=tuple(
            sorted(made, key=lambda lane: (-len(lane.dated) - len(lane.undated), lane.name))
        ),
        by=by,
        arcs=tuple(
            Arc(source=each.id, target=link.decision, relation=link.relation)
            for each in given
            for link in each.links
            if link.relation.undoes and link.decision in places
        ),
    )


_KEYS: dict[LaneBy, Callable[[Decision], str]] = {
    LaneBy.JURISDICTION: lambda decision: decision.jurisdiction,
    LaneBy.POLICY_LINE: lambda decision: decision.line or "",
    LaneBy.PARTY: lambda decision: decision.authority or "",
}


def _lane_name(by: LaneBy, key: str, names: Mapping[str, str]) -> str:
    if by is LaneBy.JURISDICTION:
        return names.get(key) or name_of(key)
    return names.get(key) or f"{by.word.capitalize()} not stated"


def _lane(
    key: str,
    name: str,
    group: list[Decision],
    awaited: list[Expectation],
    names: Mapping[str, str],
) -> Lane:
    dated_first = sorted(group, key=lambda each: None in days_of(each.when))
    order = dict.fromkeys((each.jurisdiction, each.line) for each in dated_first)
    rows = {pair: row for row, pair in enumerate(order)}
    marks = [_mark(each, rows[each.jurisdiction, each.line], names) for each in group]
    marks += [_awaited(hope, group[0].jurisdiction) for hope in awaited]
    dated = sorted((m for m in marks if m.dated), key=lambda m: (m.first, m.last, m.id))
    ends = {each.id: days_of(each.ended)[0] for each in group if not each.never_in_force}
    return Lane(
        key=key,
        name=name,
        dated=tuple(dated),
        undated=tuple(m for m in marks if not m.dated),
        regimes=_regimes([m for m in dated if m.id in ends], ends),
        rows=max(1, len({m.row for m in dated})) if dated else 1,
    )


def _regimes(dated: list[Mark], ends: Mapping[str, int | None]) -> tuple[Regime, ...]:
    """Where each dated decision surely stood, row by row."""
    following: dict[int, int] = {}
    made = []
    for mark in reversed(dated):
        start, first = mark.last or 0, mark.first or 0
        stops = [stop for stop in (following.get(mark.row), ends[mark.id]) if stop is not None]
        end = max(start, min(stops)) if stops else None
        made.append(Regime(mark=mark, start=start, end=end))
        following[mark.row] = min(first, following.get(mark.row, first))
    return tuple(reversed(made))


def _mark(each: Decision, row: int, names: Mapping[str, str]) -> Mark:
    first, last = days_of(each.when)
    return Mark(
        id=each.id,
        ref=each.ref,
        title=each.title,
        stance=each.stance,
        when=each.when,
        first=first,
        last=last,
        precision=each.when.precision,
        jurisdiction=each.jurisdiction,
        line=names.get(each.line or "", each.line or ""),
        row=row,
    )


def _awaited(hope: Expectation, jurisdiction: str) -> Mark:
    first, last = days_of(hope.window)
    return Mark(
        id=hope.id,
        ref=hope.ref,
        title=hope.statement,
        stance=Stance.PENDING,
        when=hope.window,
        first=first,
        last=last,
        precision=hope.window.precision,
        jurisdiction=jurisdiction,
        expected=True,
    )
