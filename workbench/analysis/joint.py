"""What each of several recipients holds of quantities that they hold together.

A constraint says that the sum over some members lies between two bounds. Where any two member sets
are nested or disjoint they form a tree, and two passes give the exact bounds of every member:

    up    L = max(own low, sum of the children's L)    H = min(own high, sum of the children's H)
    down  H(child) = min(H(child), H - (sum of L - L(child)))
          L(child) = max(L(child), L - (sum of H - H(child)))  where that is finite

This equals linear programming (tested against it). Where sets overlap, the same steps are repeated
until nothing changes: the bounds then hold, but may be wider than the exact ones ("outer"). Nothing
is ever divided by the number of members; every member holds at least nothing.

Source: bound propagation as in L. Jaulin et al., Applied Interval Analysis (2001), ch. 4; the
minimal conflicting set by U. Junker, QUICKXPLAIN, AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTHING = Decimal(0)
_ROUNDS = 50

Member = Hashable
Ends = tuple[Decimal, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """`low` <= the sum over `members` <= `high`, as closed ends; None is no upper bound.

    `id` and `words` name what says so.
    """

    members: frozenset[Member]
    low: Decimal = NOTHING
    high: Decimal | None = None
    id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBounds:
    """What some constraints leave to each member, and to each constraint's own sum.

    `outer` are members whose sets overlap, so that their bounds may be wider than need be.
    `conflict` is a minimal set of constraints that cannot all hold: without any one of them the
    rest can, as far as the rest of that set goes. Where it is not empty there are no bounds.
    """

    bounds: Mapping[Member, Ends]
    sums: Mapping[frozenset[Member], Ends]
    outer: frozenset[Member] = frozenset()
    conflict: tuple[Constraint, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether all constraints can hold at once, as far as it was found out."""
        return not self.conflict


def joint_bounds(constraints: Iterable[Constraint]) -> JointBounds:
    """The bounds of every member that occurs in `constraints`.

    A set that is infeasible is reported, not refused: sources do contradict one another.
    """
    given = [each for each in constraints if each.members]
    bounds: dict[Member, Ends] = {}
    sums: dict[frozenset[Member], Ends] = {}
    outer: set[Member] = set()
    for group in _connected(given):
        tree = _Tree(group)
        if not tree.solve():
            return JointBounds(bounds={}, sums={}, conflict=_minimal(group))
        sums |= {of: tree.ends(of) for of in tree.own}
        members = frozenset[Member]().union(*(each.members for each in group))
        bounds |= {each: sums[frozenset({each})] for each in members}
        outer |= frozenset() if tree.laminar else members
    return JointBounds(bounds=bounds, sums=sums, outer=frozenset(outer))


class _Tree:
    """Sums over member sets, smaller below larger; a tree where the sets are nested or disjoint."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        self.own = _own_ends(constraints)
        self.order = sorted(self.own, key=len)
        self.below, self.laminar = _children(self.order)
        self.low = {each: ends[0] for each, ends in self.own.items()}
        self.high = {each: ends[1] for each, ends in self.own.items()}

    def ends(self, of: frozenset[Member]) -> Ends:
        """The bounds of one sum as far as they are known."""
        return self.low[of], self.high[of]

    def solve(self) -> bool:
        """Tightens all bounds; False where they cannot all hold."""
        for _ in range(1 if self.laminar else _ROUNDS):
            before = dict(self.low), dict(self.high)
            if not all(self._up(each) for each in self.order):
                return False
            for each in reversed(self.order):
                self._down(each)
            if (self.low, self.high) == before:
                break
        return all(_ordered(self.low[each], self.high[each]) for each in self.order)

    def _up(self, of: frozenset[Member]) -> bool:
        if below := self.below[of]:
            self.low[of] = max(self.low[of], sum((self.low[x] for x in below), NOTHING))
            highs = [self.high[x] for x in below]
            self.high[of] = _least(self.high[of], _sum(highs))
        return _ordered(self.low[of], self.high[of])

    def _down(self, of: frozenset[Member]) -> None:
        below = self.below[of]
        lows = sum((self.low[x] for x in below), NOTHING)
        highs = [self.high[x] for x in below]
        endless = highs.count(None)
        most = sum((each for each in highs if each is not None), NOTHING)
        top, floor = self.high[of], self.low[of]
        for each, high in zip(below, highs, strict=True):
            own_low = self.low[each]
            if top is not None:
                self.high[each] = _least(high, top - (lows - own_low))
            if endless - (high is None) == 0:
                self.low[each] = max(own_low, floor - (most - (high or NOTHING)))


def _own_ends(constraints: Sequence[Constraint]) -> dict[frozenset[Member], Ends]:
    """What is said of each sum itself, with one sum for every single member."""
    made: dict[frozenset[Member], Ends] = {}
    for each in constraints:
        for member in each.members:
            made.setdefault(frozenset({member}), (NOTHING, None))
    for each in constraints:
        low, high = made.get(each.members, (NOTHING, None))
        made[each.members] = max(low, each.low), _least(high, each.high)
    return made


def _children(
    order: Sequence[frozenset[Member]],
) -> tuple[dict[frozenset[Member], list[frozenset[Member]]], bool]:
    """For each set the largest sets that part it, and whether all sets are nested or disjoint."""
    below: dict[frozenset[Member], list[frozenset[Member]]] = {each: [] for each in order}
    around: dict[Member, frozenset[Member]] = {}
    laminar = True
    for each in reversed(order):
        owners = {around.get(member) for member in each}
        if len(owners) > 1:
            laminar = False
            break
        owner = owners.pop()
        if owner is not None:
            below[owner].append(each)
        around.update(dict.fromkeys(each, each))
    return (below, True) if laminar else (_parted(order), False)


def _parted(
    order: Sequence[frozenset[Member]],
) -> dict[frozenset[Member], list[frozenset[Member]]]:
    """As `_children` where sets overlap: largest first, whatever is disjoint to those before."""
    below: dict[frozenset[Member], list[frozenset[Member]]] = {}
    for at, of in enumerate(order):
        rest, chosen = set(of), []
        for each in reversed(order[:at]):
            if len(each) < len(of) and each <= rest:
                chosen.append(each)
                rest -= each
        below[of] = chosen
    return below


def _connected(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """The constraints in groups that share no member."""
    groups: list[list[Constraint]] = []
    of: dict[Member, int] = {}
    for each in constraints:
        met = sorted({of[member] for member in each.members if member in of})
        place = met[0] if met else len(groups)
        if not met:
            groups.append([])
        for other in met[1:]:
            groups[place] += groups[other]
            of.update({m: place for one in groups[other] for m in one.members})
            groups[other] = []
        groups[place].append(each)
        of.update(dict.fromkeys(each.members, place))
    return [group for group in groups if group]


def _minimal(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """A minimal set that cannot hold: QUICKXPLAIN."""

    def explain(
        kept: list[Constraint], rest: list[Constraint], *, changed: bool
    ) -> list[Constraint]:
        if changed and not _Tree(kept).solve():
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        later = explain(kept + first, second, changed=True)
        return explain(kept + later, first, changed=bool(later)) + later

    return tuple(explain([], list(constraints), changed=False))


def _least(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def _sum(highs: Sequence[Decimal | None]) -> Decimal | None:
    finite = [each for each in highs if each is not None]
    return sum(finite, NOTHING) if len(finite) == len(highs) else None


def _ordered(low: Decimal, high: Decimal | None) -> bool:
    return high is None or low <= high
