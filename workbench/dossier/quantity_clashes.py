"""Which quantities are looked at for contradictions: those of which more than one thing is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.kinds import ConditionKind, DecisionRelation, QuantityKind
from workbench.store.columns import columns, different, part_columns
from workbench.store.log import ever_held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection

    from workbench.analysis.contradictions import Contradiction
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.kept import Touched

_CAPS = {ConditionKind.PER_CLIENT_CAP.value, ConditionKind.QUOTA.value}
_GATED = DecisionRelation.GATED_BY.value


def clashing_quantities(dossier: Dossier, keys: Collection[str] | None) -> Iterator[Contradiction]:
    """The contradictions among some allocations, or among all; whole families are given."""
    from workbench.analysis.quantity_conflicts import infeasible

    if keys is None:
        with dossier.store.reading() as connection:
            keys = _worth_a_look(connection)
    allocations = dossier.allocations.page(sorted(keys))
    return infeasible(allocations, *dossier.allocations.governing(allocations))


def shared_quantities(dossier: Dossier, touched: Touched) -> set[str]:
    """The allocations that share a family with touched ones, or that touched decisions govern."""
    keys, decisions = set(touched.get("allocation", ())), set(touched.get("decision", ()))
    with dossier.store.reading() as connection:
        decisions |= ever_held(connection, "allocation", "decision", keys)
        gating = {"relation": _GATED, "decision": decisions}
        decisions |= different(connection, "decision", "record", field="links", where=gating)
        ahead = keys | different(connection, "allocation", "id", where={"decision": decisions})
        for field in ("part_of", "supersedes"):
            ahead |= ever_held(connection, "allocation", field, keys)
        found: set[str] = set()
        while ahead:
            found |= ahead
            ahead = _joined_to(connection, ahead) - found
    return found


def _joined_to(connection: Connection, keys: Collection[str]) -> set[str]:
    """What some allocations are part of or supersede, and the other way round."""
    found: set[str] = set()
    for field in ("part_of", "supersedes"):
        found |= different(connection, "allocation", field, only=keys)
        found |= different(connection, "allocation", "id", where={field: set(keys)})
    return found


def _worth_a_look(connection: Connection) -> set[str]:
    """The allocations with parts, own parts, caps or a second key; and what they join."""
    rows = columns(connection, "allocation", "id", "part_of", "decision", "supersedes")
    above = {id_: part_of for id_, part_of, _, _ in rows if part_of}
    parties = part_columns(connection, "allocation", "parties", "record", "quantity_kind")
    capped = different(connection, "decision", "record", field="conditions", where={"kind": _CAPS})
    gated = {"relation": _GATED}
    capped |= different(connection, "decision", "record", field="links", where=gated)
    found = {record for record, kind in parties if kind != QuantityKind.UNKNOWN.value}
    found |= {id_ for id_, _, decision, _ in rows if decision in capped}
    found |= above.keys() | set(above.values())
    return found | {id_ for id_, _, _, supersedes in rows if supersedes in found}
