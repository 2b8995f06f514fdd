"""What sets the stances of policy lines: codings and reversals, read as columns.

A dossier may have 100,000 decisions on 200 lines; making records of them takes seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.stance import StanceChange
from workbench.analysis.whiplash import Reversal
from workbench.model.kinds import DecisionRelation, Scope
from workbench.store.columns import column_lists, part_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

GENERAL = {Scope.GENERAL.value: True, Scope.TARGETED.value: False}
"""Whether a reach is general; a reach that is not here is not known."""
FEW = 20
"""Lines that are read by themselves; for more, every decision is read once."""
_UNDOES = {each.value for each in DecisionRelation if each.undoes}
_DAYS = (
    "effective_first", "effective_last", "announced_first", "announced_last",
    "published_first", "published_last",
)  # fmt: skip
_Ends = tuple[int | None, int | None]


def stance_changes(connection: Connection, lines: Collection[str]) -> dict[str, list[StanceChange]]:
    """The coded stances of the decisions of each line; one that is not coded stands as such."""
    few = len(lines) <= FEW
    where = {"line": set(lines)} if few else None
    rows = column_lists(connection, "decision", "id", "line", "scope", *_DAYS, where=where)
    coded = _coded(connection, rows[0] if few else None)
    found: dict[str, list[StanceChange]] = {each: [] for each in lines}
    for id_, line, scope, *days in zip(*rows, strict=True):
        if line not in found:
            continue
        first, last = first_known(days)
        own = found[line]
        if id_ not in coded:
            own.append(StanceChange(id_, first, last))
            continue
        for level, reach, levels, since in coded[id_]:
            general = GENERAL.get(reach, GENERAL.get(scope))
            own.append(StanceChange(id_, *(since or (first, last)), level, general, levels))
    return found


def stance_reversals(
    connection: Connection, changes: Mapping[str, Sequence[StanceChange]]
) -> dict[str, list[Reversal]]:
    """The links by which decisions of each line take others back."""
    only = [each.id for own in changes.values() for each in own] if len(changes) <= FEW else None
    names = ("record", "decision")
    links = part_columns(
        connection, "decision", "links", *names, only=only, where={"relation": _UNDOES}
    )
    owners = {own for own, _ in links}
    place = {
        each.id: (line, each)
        for line, some in changes.items()
        for each in some
        if each.id in owners
    }
    found: dict[str, list[Reversal]] = {}
    for own, other in links:
        if own in place:
            line, change = place[own]
            day = change.last if change.dated else None
            found.setdefault(line, []).append(Reversal(later=own, earlier=other, day=day))
    return found


def first_known(days: Sequence[int | None]) -> _Ends:
    """The first pair of days, of several, that says anything."""
    for place in range(0, len(days), 2):
        if days[place] is not None or days[place + 1] is not None:
            return days[place], days[place + 1]
    return None, None


def _coded(
    connection: Connection, only: Collection[str] | None
) -> dict[str, list[tuple[int, str, int, _Ends | None]]]:
    """The codings of each decision: value, reach, highest level, and since when they hold."""
    events: dict[tuple[str, str], _Ends] = {}
    dated = ("record", "action", "when_first", "when_last")
    for record, action, *days in part_columns(connection, "decision", "events", *dated, only=only):
        if any(days):
            events.setdefault((record, action), (days[0], days[1]))
    highest = _highest(connection)
    names = ("record", "scale", "value", "reach", "event", "since_first", "since_last")
    rows = column_lists(connection, "decision", *names, field="stances", only=only)
    found: dict[str, list[tuple[int, str, int, _Ends | None]]] = {}
    for record, scale, value, reach, event, first, last in zip(*rows, strict=True):
        since = (first, last) if first or last else events.get((record, event))
        levels = highest.get(scale, value) or 1
        found.setdefault(record, []).append((value, reach, levels, since))
    return found


def _highest(connection: Connection) -> dict[str, int]:
    """The strictest level of each stance scale, by id."""
    found: dict[str, int] = {}
    for scale, value in part_columns(connection, "stance_scale", "levels", "record", "value"):
        found[scale] = max(value, found.get(scale, 0))
    return found
