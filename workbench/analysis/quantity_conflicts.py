"""Quantities that cannot all hold, each with the smallest set of records that clash.

One allocation and its parts speak about one universe of recipients. What speaks about it:

- the allocation itself: the sum over its recipients lies within its bounds;
- the own part of a recipient, where a source states one;
- each allocation that is part of it: the sum over its recipients;
- the conditions of its decision, and of the decisions that gate that one: a cap per client holds
  for every recipient, a quota for all together;
- what the gating decisions themselves allot, at the same stage: more than their upper bounds is not
  to be had by those whom they name.

Whether all of it can hold is decided by `joint`, which also finds a minimal conflicting set. Real
case: more than 400,000 for three firms, and a cap of 75,000 for each.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.analysis.bounds import NOTHING, span
from workbench.analysis.contradictions import Contradiction
from workbench.analysis.joint import Constraint, joint_bounds
from workbench.model.kinds import AllocationRole, ConditionKind, ContradictionKind, DecisionRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.model.allocation import Allocation
    from workbench.model.decision import Decision
    from workbench.model.quantity import Quantity

REST = "rest"
"""The member that stands for recipients whom an allocation does not name."""


def infeasible(
    allocations: Iterable[Allocation],
    decisions: Mapping[str, Decision],
    granted: Iterable[Allocation] = (),
) -> Iterator[Contradiction]:
    """The sets of quantities that cannot all hold, one a whole allocation.

    Args:
        allocations: with their parts; those that another one supersedes are passed over.
        decisions: by id, those of the allocations and those that gate them.
        granted: the allocations of the decisions that gate.
    """
    keys = by_decision(granted)
    for whole, parts in families(list(allocations)):
        found = joint_bounds(list(constraints(whole, parts, decisions, keys)))
        if not found.feasible:
            yield _contradiction(whole, found.conflict)


def by_decision(granted: Iterable[Allocation]) -> dict[str, list[Allocation]]:
    """What each decision allots, without parts and what is superseded."""
    found: dict[str, list[Allocation]] = {}
    for each, _ in families(list(granted)):
        found.setdefault(each.decision or "", []).append(each)
    return found


def constraints(
    whole: Allocation,
    parts: Iterable[Allocation],
    decisions: Mapping[str, Decision],
    granted: Mapping[str, list[Allocation]],
) -> Iterator[Constraint]:
    """Everything that is said about the recipients of an allocation and its parts."""
    some = list(parts)
    members = _recipients(whole) | frozenset[str]().union(*(_recipients(each) for each in some))
    if not _recipients(whole):
        members |= {REST}
    yield from _said(whole.quantity, members, f"allocation:{whole.id}", whole.title)
    for each in (whole, *some):
        for party in each.parties:
            if party.role is AllocationRole.RECIPIENT:
                own = frozenset({party.party})
                yield from _said(party.quantity, own, f"allocation:{each.id}", each.title)
    for part in some:
        among = _recipients(part) or frozenset({part.id})
        for said in _said(part.quantity, among, f"allocation:{part.id}", part.title):
            yield replace(said, high=None)  # they may get more of the whole in another part
    yield from _caps(whole, members, decisions)
    for gate in _governing(whole, decisions)[1:]:
        yield from _keyed(whole, members, gate, granted.get(gate.id, []))


def families(given: list[Allocation]) -> Iterator[tuple[Allocation, list[Allocation]]]:
    """Each allocation that is part of no other, with everything that is part of it."""
    superseded = {each.supersedes for each in given}
    standing = {each.id: each for each in given if each.id not in superseded}
    parts: dict[str, list[Allocation]] = {}
    for each in standing.values():
        top = _top(each, standing)
        if top is not each and top.stage is each.stage and _same_unit(top, each):
            parts.setdefault(top.id, []).append(each)
    for each in standing.values():
        if _top(each, standing) is each:
            yield each, parts.get(each.id, [])


def _top(each: Allocation, standing: Mapping[str, Allocation]) -> Allocation:
    seen = {each.id}
    above = standing.get(each.part_of or "")
    while above is not None and above.id not in seen:
        each = above
        seen.add(each.id)
        above = standing.get(each.part_of or "")
    return each


def _same_unit(one: Allocation, other: Allocation) -> bool:
    return one.quantity.unit == other.quantity.unit or not (one.quantity and other.quantity)


def _recipients(allocation: Allocation) -> frozenset[str]:
    return frozenset(allocation.recipients)


def _said(
    quantity: Quantity, members: frozenset[str], source: str, words: str
) -> Iterator[Constraint]:
    ends = span(quantity)
    if ends is not None and members:
        told = f"{words}: {quantity.sign_text()}"
        yield Constraint(members=members, low=ends[0], high=ends[1], id=source, words=told)


def _caps(
    whole: Allocation, members: frozenset[str], decisions: Mapping[str, Decision]
) -> Iterator[Constraint]:
    for decision in _governing(whole, decisions):
        for each in decision.conditions:
            source, words = (
                f"decision:{decision.id}",
                f"{decision.title}, {each.words}".rstrip(", "),
            )
            if each.kind is ConditionKind.PER_CLIENT_CAP:
                for member in sorted(members - {REST}):
                    own = frozenset({member})
                    yield from _said(each.quantity, own, source, f"{words}, for each client")
            elif each.kind is ConditionKind.QUOTA:
                yield from _said(each.quantity, members, source, words)


def _keyed(
    whole: Allocation, members: frozenset[str], gate: Decision, granted: list[Allocation]
) -> Iterator[Constraint]:
    """What a gating decision allots to some recipients: no more than that can be realised.

    A lot that names nobody may go to any of them, and any lot where the whole names nobody.
    """
    lots = [
        (each, members if REST in members or not named else named & members)
        for each in granted
        for named in (_recipients(each),)
        if each.stage is whole.stage
        and each.quantity.unit == whole.quantity.unit
        and (each.item == whole.item or not each.item or not whole.item)
    ]
    groups = [among for _, among in lots]
    for among in dict.fromkeys([*groups, frozenset[str]().union(*groups)]):
        some = [each for each, those in lots if those & among]
        ends = [span(each.quantity) for each in some]
        highs = [each[1] for each in ends if each is not None and each[1] is not None]
        if some and len(highs) == len(some):
            told = "; ".join(f"{each.title}: {each.quantity.sign_text()}" for each in some)
            source = f"allocation:{some[0].id}" if len(some) == 1 else f"decision:{gate.id}"
            high = sum(highs, NOTHING)
            yield Constraint(members=among, low=NOTHING, high=high, id=source, words=told)


def _governing(whole: Allocation, decisions: Mapping[str, Decision]) -> list[Decision]:
    """The decision of an allocation, and those that gate it."""
    own = decisions.get(whole.decision or "")
    if own is None:
        return []
    gates = [
        decisions[link.decision]
        for link in own.links
        if link.relation is DecisionRelation.GATED_BY and link.decision in decisions
    ]
    return [own, *gates]


def _contradiction(whole: Allocation, conflict: tuple[Constraint, ...]) -> Contradiction:
    named = dict.fromkeys((*(each.id.partition(":")[::2] for each in conflict),))
    words = "; ".join(dict.fromkeys(each.words for each in conflict))
    return Contradiction(
        kind=ContradictionKind.QUANTITIES,
        records=tuple(named),
        words=f"Cannot all hold: {words}",
        about=whole.id,
    )
