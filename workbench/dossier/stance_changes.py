"""What sets the stances of policy lines: codings and reversals, read as columns.

A dossier may have 100,000 decisions on 200 lines; making records of them takes seconds.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import repeat
from typing import TYPE_CHECKING

from workbench.analysis.stance import LEVELS, StanceChange
from workbench.analysis.whiplash import Reversal
from workbench.model.kinds import DecisionRelation, Scope
from workbench.store.columns import SOME, column_lists, first_known, part_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from workbench.analysis.stance import Made

GENERAL = {Scope.GENERAL.value: True, Scope.TARGETED.value: False}
"""Whether a reach is general; a reach that is not here is not known."""
FEW = 20
"""Lines that are read by themselves; for more, every decision is read once."""
_UNDOES = {each.value for each in DecisionRelation if each.undoes}
_DAYS = first_known("effective", "announced", "published")
_Ends = tuple[int | None, int | None]


def stance_changes(connection: Connection, lines: Collection[str]) -> dict[str, list[Made]]:
    """The coded stances of the decisions of each line; one that is not coded stands as such.

    A decision that never came into force sets none.
    """
    few = len(lines) <= FEW
    where = {"line": set(lines) if few else SOME, "never_in_force": False}
    rows = column_lists(connection, "decision", "id", *_DAYS, "line", "scope", where=where)
    coded = _coded(connection, rows[0] if few else None)
    found: defaultdict[str, list[Made]] = defaultdict(list)
    bare = zip(*rows[:3], repeat(None), repeat(None), repeat(LEVELS))
    for made, line, scope in zip(bare, *rows[3:], strict=True):
        codings = coded.get(made[0])
        if codings is None:
            found[line].append(made)
            continue
        for level, reach, levels, since in codings:
            general = GENERAL.get(reach, GENERAL.get(scope))
            found[line].append((made[0], *(since or made[1:3]), level, general, levels))
    return {each: found[each] for each in lines}


def stance_reversals(
    connection: Connection, changes: Mapping[str, Sequence[Made]]
) -> dict[str, list[Reversal]]:
    """The links by which decisions of each line take others back."""
    only = [each[0] for own in changes.values() for each in own] if len(changes) <= FEW else None
    names = ("record", "decision")
    links = part_columns(
        connection, "decision", "links", *names, only=only, where={"relation": _UNDOES}
    )
    owners = {own for own, _ in links}
    place = {
        each[0]: (line, StanceChange(*each))
        for line, some in changes.items()
        for each in some
        if each[0] in owners
    }
    found: dict[str, list[Reversal]] = {}
    for own, other in links:
        if own in place:
            line, change = place[own]
            day = change.last if change.dated else None
            found.setdefault(line, []).append(Reversal(later=own, earlier=other, day=day))
    return found


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
