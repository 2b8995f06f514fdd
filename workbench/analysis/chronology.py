"""A chronology: what was announced, took effect and was reported, day by day, in three lanes.

Dates of one decision that fall together are one entry. Reports of a decision that go back to the
same primary origin are folded into the first of them, with their count: copies add no weight.
Undated decisions are listed last, never placed. An imprecise date stands at its first possible day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.model.decision import Decision
from workbench.model.kinds import EventAction
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

UNDATED = "9999"


class Lane(StrEnum):
    """The three lanes of a chronology."""

    ANNOUNCED = "announced"
    EFFECTIVE = "effective"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document that speaks of a decision: when it came out, its origin, what it is called."""

    decision: str
    source: str
    title: str
    published: When
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a decision in a lane on a date; `what` says which dates of it fall together.

    `folded` counts the further reports that go back to the same origin; `source` is the first one.
    """

    when: When
    lane: Lane
    decision: Decision
    what: tuple[str, ...]
    source: str = ""
    folded: int = 0


def chronology(decisions: Iterable[Decision], reports: Iterable[Report] = ()) -> tuple[Entry, ...]:
    """Every dated step of some decisions and every first report, earliest first, undated last."""
    held = {each.id: each for each in decisions}
    entries = [entry for each in held.values() for entry in _steps(each)]
    entries += _reported(held, reports)
    order = {lane: n for n, lane in enumerate(Lane)}
    entries.sort(key=lambda x: (_day(x.when), order[x.lane], x.decision.number, x.decision.id))
    return tuple(entries)


def _day(when: When) -> str:
    known = when.earliest or when.latest
    return known.isoformat() if known else UNDATED


def _steps(decision: Decision) -> list[Entry]:
    """The own dates of a decision, those that fall together on one line."""
    effective = "planned to take effect" if decision.never_in_force else "in effect"
    told: list[tuple[Lane, When, str]] = [
        (Lane.ANNOUNCED, decision.announced, "announced"),
        (Lane.ANNOUNCED, decision.published, "published"),
        (Lane.EFFECTIVE, decision.effective, effective),
        (Lane.EFFECTIVE, decision.ended, "ended"),
    ]
    told += [(_lane_of(each.action), each.when, _words(each.action)) for each in decision.events]
    found: dict[tuple[Lane, When], dict[str, None]] = {}
    for lane, when, what in told:
        if when:
            found.setdefault((lane, when), {})[what] = None
    made = [
        Entry(when=when, lane=lane, decision=decision, what=tuple(what))
        for (lane, when), what in found.items()
    ]
    nothing = Entry(when=When.UNKNOWN, lane=Lane.ANNOUNCED, decision=decision, what=("undated",))
    return made or [nothing]


def _lane_of(action: EventAction) -> Lane:
    in_force = {
        EventAction.IMPLEMENTATION,
        EventAction.IN_FORCE_WITH_GRACE_PERIOD,
        EventAction.TERMINATION,
    }
    return Lane.EFFECTIVE if action in in_force else Lane.ANNOUNCED


def _words(action: EventAction) -> str:
    if action is EventAction.UNSPECIFIED:
        return "a step"
    return {
        EventAction.ANNOUNCEMENT: "announced",
        EventAction.IMPLEMENTATION: "in effect",
        EventAction.TERMINATION: "ended",
    }.get(action, action.value.replace("_", " "))


def _reported(held: dict[str, Decision], reports: Iterable[Report]) -> list[Entry]:
    """The first report of each origin on each decision; the rest are counted."""
    grouped: dict[tuple[str, str], dict[str, Report]] = {}
    for each in reports:
        if each.decision in held:
            grouped.setdefault((each.decision, each.origin), {})[each.source] = each
    made = []
    for (decision, _), some in grouped.items():
        first = min(some.values(), key=lambda each: (_day(each.published), each.title))
        made.append(
            Entry(
                when=first.published,
                lane=Lane.REPORTED,
                decision=held[decision],
                what=(first.title,),
                source=first.source,
                folded=len(some) - 1,
            )
        )
    return made
