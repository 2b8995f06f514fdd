"""How strict policy lines are, how that changed, and how much of it was taken back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from workbench.analysis.stance import StanceChange, StanceLine
from workbench.analysis.whiplash import Reversal, Whiplash
from workbench.dossier.records import Computed
from workbench.model.kinds import DecisionRelation, Scope
from workbench.store.columns import columns, part_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from workbench.analysis.interval import Interval
    from workbench.analysis.stance import Composite
    from workbench.analysis.whiplash import Window
    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Changes
    from workbench.model.decision import Decision
    from workbench.model.policy_line import PolicyLine
from workbench.model.when import day_of, days_of

_UNDOES = {each.value for each in DecisionRelation if each.undoes}
_DAYS = (
    "effective_first", "effective_last", "announced_first", "announced_last",
    "published_first", "published_last",
)  # fmt: skip
_GENERAL = {Scope.GENERAL.value: True, Scope.TARGETED.value: False}
YEAR = 365
FEW = 20
"""Lines that are read by themselves; for more, every decision is read once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStance:
    """One policy line: its step line, its whiplash, and what went into both.

    `changes` are its decisions in the order in which they were made, undated ones last;
    `order_sure` is false where the dates of two of them overlap. `reversals` are all links by which
    one takes another back; those without a day are counted but have no place on a time axis. The
    whiplash is that of the levels in percent of their scale, whatever the reach.
    """

    line: str
    title: str
    changes: tuple[StanceChange, ...]
    stance: StanceLine
    whiplash: Whiplash
    reversals: tuple[Reversal, ...]
    order_sure: bool

    def windows(self, width: int = YEAR) -> tuple[Window, ...]:
        """The whiplash of the `width` days up to each coded change."""
        from workbench.analysis.whiplash import windowed  # noqa: PLC0415 - on use

        coded = [each for each in self.changes if each.dated and each.level is not None]
        return windowed([e.last or 0 for e in coded], [e.share for e in coded], width=width)

    @property
    def coded_now(self) -> Interval | None:
        """The index as it stands; None where the last dated decision is not coded, or none is."""
        last = [each for each in self.changes if each.dated][-1:]
        return self.stance.now if last and last[0].level is not None else None

    @property
    def undated_reversals(self) -> tuple[Reversal, ...]:
        """The reversals that have no day."""
        return tuple(each for each in self.reversals if each.day is None)


class Stances:
    """The stance index and the whiplash of policy lines.

    What was computed is kept by line; an edit of a decision makes its own line anew, no other.
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lock = Lock()
        self._kept: dict[str, LineStance] = {}
        self._line_of: dict[str, str] = {}
        self._touched: set[str] = set()
        self._edition = 0
        dossier.on_change(self._heard)

    def of(self, line: PolicyLine | str) -> LineStance:
        """The stance of one policy line.

        Raises:
            NoSuchRecord: there is no such line.
        """
        return self._read([self._dossier.policy_lines.get(line)])[0]

    def all(self) -> tuple[LineStance, ...]:
        """The stance of every policy line, in the order of their numbers."""
        lines = self._dossier.policy_lines.find()
        with self._lock:
            edition, touched = self._edition, set(self._touched)
            kept, line_of = dict(self._kept), self._line_of
        stale = self._lines_of(touched) | {line_of[each] for each in touched if each in line_of}
        wanted = [each for each in lines if each.id not in kept or each.id in stale]
        kept |= {each.line: each for each in self._read(wanted)} if wanted else {}
        with self._lock:
            if edition == self._edition:
                self._kept = {each.id: kept[each.id] for each in lines}
                self._touched -= touched
                for each in wanted:
                    line_of |= dict.fromkeys((c.id for c in kept[each.id].changes), each.id)
        return tuple(kept[each.id] for each in lines)

    def _lines_of(self, decisions: Collection[str]) -> set[str]:
        """The lines on which some decisions are now."""
        with self._dossier.store.reading() as connection:
            found = columns(connection, "decision", "line", only=decisions) if decisions else []
        return {line for (line,) in found if line}

    def _heard(self, changes: Changes) -> None:
        """Forgets what an operation has made old: one line, or all of them."""
        kinds = changes.kinds()
        with self._lock:
            if kinds & {"policy_line", "stance_scale"}:
                self._kept.clear()
                self._edition += 1
            touched = {key for kind, key in changes.touched if kind == "decision"}
            if touched:
                self._touched |= touched
                self._edition += 1

    def composite(self, *lines: PolicyLine | str) -> Composite:
        """The mean index of several policy lines as they stand now; of all without any.

        Refused where more than one of them is not coded.
        """
        from workbench.analysis.stance import composite  # noqa: PLC0415 - on use

        chosen = [self._dossier.policy_lines.get(each) for each in lines]
        return composite([each.coded_now for each in self._read(chosen) or self.all()])

    def _read(self, lines: Sequence[PolicyLine]) -> tuple[LineStance, ...]:
        changes = self._changes({each.id for each in lines})
        reversals = self._reversals(changes)
        return tuple(
            line_stance(each.id, each.title, changes.get(each.id, ()), reversals.get(each.id, ()))
            for each in lines
        )

    def _changes(self, keys: Collection[str]) -> dict[str, list[StanceChange]]:
        """The coded stances of the decisions of each line; one that is not coded stands as such."""
        from workbench.analysis.stance import StanceChange  # noqa: PLC0415 - on use

        few = len(keys) <= FEW
        where = {"line": set(keys)} if few else None
        with self._dossier.store.reading() as connection:
            decisions = columns(connection, "decision", "id", "line", "scope", *_DAYS, where=where)
            coded = _coded(connection, [each[0] for each in decisions] if few else None)
            highest = _highest(connection)
        found: dict[str, list[StanceChange]] = {}
        for id_, line, scope, *days in decisions:
            if line not in keys:
                continue
            own = found.setdefault(line, [])
            start = _first_known(days)
            for scale, value, reach, *since in coded.get(id_, ()):
                first, last = _first_known(since) if any(since) else start
                general = _GENERAL.get(reach, _GENERAL.get(scope))
                own.append(
                    StanceChange(
                        id=id_, first=first, last=last, level=value, general=general,
                        levels=highest.get(scale, value) or 1,
                    )
                )  # fmt: skip
            if id_ not in coded:
                own.append(StanceChange(id=id_, first=start[0], last=start[1]))
        return found

    def _reversals(
        self, changes: Mapping[str, Sequence[StanceChange]]
    ) -> dict[str, list[Reversal]]:
        from workbench.analysis.whiplash import Reversal  # noqa: PLC0415 - on use

        place = {each.id: (line, each) for line, some in changes.items() for each in some}
        only = list(place) if len(changes) <= FEW else None
        names = ("record", "relation", "decision")
        with self._dossier.store.reading() as connection:
            links = part_columns(connection, "decision", "links", *names, only=only)
        found: dict[str, list[Reversal]] = {}
        for own, how, other in links:
            if how in _UNDOES and own in place:
                line, change = place[own]
                day = change.last if change.dated else None
                found.setdefault(line, []).append(Reversal(later=own, earlier=other, day=day))
        return found


def _first_known(days: Sequence[int | None]) -> tuple[int | None, int | None]:
    """The first pair of days, of several, that says anything."""
    for place in range(0, len(days), 2):
        if days[place] is not None or days[place + 1] is not None:
            return days[place], days[place + 1]
    return None, None


def _coded(
    connection: Connection, only: Collection[str] | None
) -> dict[str, list[tuple[Any, ...]]]:
    """The codings of each decision: scale, value, reach, and the days from which they hold."""
    events: dict[tuple[str, str], tuple[int | None, int | None]] = {}
    dated = ("record", "action", "when_first", "when_last")
    for record, action, *days in part_columns(connection, "decision", "events", *dated, only=only):
        if any(days):
            events.setdefault((record, action), (days[0], days[1]))
    found: dict[str, list[tuple[Any, ...]]] = {}
    names = ("record", "scale", "value", "reach", "event", "since_first", "since_last")
    for record, scale, value, reach, event, *since in part_columns(
        connection, "decision", "stances", *names, only=only
    ):
        at = tuple(since) if any(since) else events.get((record, event), (None, None))
        found.setdefault(record, []).append((scale, value, reach, *at))
    return found


def _highest(connection: Connection) -> dict[str, int]:
    """The strictest level of each stance scale, by id."""
    found: dict[str, int] = {}
    for scale, value in part_columns(connection, "stance_scale", "levels", "record", "value"):
        found[scale] = max(value, found.get(scale, 0))
    return found


def changes_of(decision: Decision, highest: Mapping[str, int]) -> list[StanceChange]:
    """The coded stances of one decision; `highest` is the strictest level of each scale by id."""
    from workbench.analysis.stance import StanceChange  # noqa: PLC0415 - on use

    made = []
    for coding in decision.stances:
        first, last = days_of(decision.coded_from(coding))
        general = _GENERAL.get(coding.reach.value, _GENERAL.get(decision.scope.value))
        levels = highest.get(coding.scale, coding.value) or 1
        made.append(
            StanceChange(decision.id, first, last, coding.value, general=general, levels=levels)
        )
    return made


def line_stance(
    line: str, title: str, changes: Sequence[StanceChange], reversals: Sequence[Reversal]
) -> LineStance:
    """Computes the stance of one line from its changes, given in any order."""
    from workbench.analysis.stance import stance_line  # noqa: PLC0415 - on use
    from workbench.analysis.whiplash import whiplash  # noqa: PLC0415 - on use

    dated = sorted((e for e in changes if e.dated), key=lambda e: (e.first, e.last, e.id))
    coded = [each for each in dated if each.level is not None]
    return LineStance(
        line=line,
        title=title,
        changes=(*dated, *(each for each in changes if not each.dated)),
        stance=stance_line(changes),
        whiplash=whiplash([each.share for each in coded]),
        reversals=tuple(reversals),
        order_sure=all(
            (one.last or 0) < (other.first or 0) for one, other in itertools.pairwise(coded)
        ),
    )


def stance_figures(found: LineStance) -> tuple[Computed, ...]:
    """The index and the whiplash of a line in words, with the decisions behind them."""
    from workbench.analysis import stance, whiplash  # noqa: PLC0415 - on use

    dated = tuple(("decision", each.id) for each in found.changes if each.dated)
    uncoded, undated = len(found.stance.uncoded), len(found.stance.undated)
    now = found.stance.now
    index = now.words() if now else "no dated decision"
    told = f"{uncoded} of {len(found.changes)} decisions are not coded, {undated} have no date."
    swing = found.whiplash
    words = swing.why if swing.index is None else (
        f"{swing.index:.2f}, {swing.reversals} reversal{'' if swing.reversals == 1 else 's'}, "
        f"{swing.retraced:.0f} points retraced")  # fmt: skip
    order = "" if found.order_sure else " Two dates overlap: the order is not sure."
    made = [
        Computed(
            label="Stance index",
            words=f"{index} of 100" if now else index,
            how=f"{stance.FORMULA.format(levels='N')}. {told}",
            inputs=dated,
        ),
        Computed(
            label="Whiplash",
            words=words,
            how=f"{whiplash.FORMULA}. Levels in percent of their scale.{order}",
            inputs=dated,
        ),
    ]
    windows = found.windows()
    if windows and windows[-1].whiplash.index is not None:
        last = windows[-1]
        how = f"{whiplash.FORMULA}, over the {YEAR} days up to the last coded change, from the "
        how += "stance that was in force when they began."
        words = f"{last.whiplash.index:.2f}, {day_of(last.start)} to {day_of(last.end)}"
        made.append(Computed(label="Within a year", words=words, how=how, inputs=dated))
    if found.reversals:
        told = f"{len(found.reversals)}, {len(found.undated_reversals)} of them without a date"
        how = "Links by which a decision takes another back. Without a date they are counted and "
        how += "listed, never placed."
        inputs = tuple(("decision", each.later) for each in found.reversals)
        made.append(Computed(label="Reversals", words=told, how=how, inputs=inputs))
    return tuple(made)
