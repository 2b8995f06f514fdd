"""What each recipient holds of an allocation, exactly bounded by everything that is said of it.

What is said are the allocation, its parts, the own parts of recipients, and the conditions of its
decision and of those that gate it, and what these allot (see `quantity_conflicts`). Two keys, an
export authorisation and an import approval, so meet: what can be realised is what both allow, and
may be nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.bounds import between
from workbench.analysis.joint import Constraint, joint_bounds
from workbench.analysis.quantity_conflicts import REST, by_decision, constraints, families
from workbench.model.allocation import Allocation
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.joint import Ends
    from workbench.model.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What is left to each recipient (by id) of one whole allocation.

    `realisable` is the sum that everything allows. `outer` says that groups overlap, so that bounds
    may be wider than need be. Where `conflict` is not empty, nothing is possible: it is a minimal
    set of what cannot all hold. `given` is everything that is said.
    """

    whole: Allocation
    held: Mapping[str, Quantity]
    realisable: Quantity | None
    outer: bool = False
    conflict: tuple[Constraint, ...] = ()
    given: tuple[Constraint, ...] = ()

    @property
    def clash(self) -> tuple[str, ...]:
        """What cannot all hold, in words; a cap that clashes for several clients stands once."""
        return tuple(dict.fromkeys(each.words for each in self.conflict))

    @property
    def said_by(self) -> tuple[tuple[str, str], ...]:
        """The records that say something of it, by kind and id."""
        said = (*self.given, *self.conflict)
        named = dict.fromkeys(each.id.partition(":")[::2] for each in said if ":" in each.id)
        return tuple((kind, key) for kind, key in named)


def shares(
    allocations: Iterable[Allocation],
    decisions: Mapping[str, Decision],
    granted: Iterable[Allocation] = (),
) -> tuple[Shares, ...]:
    """The shares of every allocation that is part of no other.

    `decisions` are theirs and those that gate them, by id; `granted` is what the gating ones allot.
    """
    keys = by_decision(granted)
    return tuple(
        _shares(whole, list(constraints(whole, parts, decisions, keys)))
        for whole, parts in families(list(allocations))
    )


def _shares(whole: Allocation, given: list[Constraint]) -> Shares:
    found = joint_bounds(given)
    if not found.feasible:
        return Shares(whole=whole, held={}, realisable=None, conflict=found.conflict)
    unit = whole.quantity.unit
    members = {str(m): m for each in given for m in each.members if m != REST}
    everyone = max((each.members for each in given), key=len, default=frozenset())
    ends = found.sums.get(everyone)
    return Shares(
        whole=whole,
        held={name: _quantity(found.bounds[member], unit) for name, member in members.items()},
        realisable=None if ends is None else _quantity(ends, unit),
        outer=bool(found.outer),
        given=tuple(given),
    )


def _quantity(ends: Ends, unit: str) -> Quantity:
    return between(*ends, unit=unit)
