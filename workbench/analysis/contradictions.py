"""Where a dossier contradicts itself: each finding with the smallest set of records that clash.

- Two stances in force: opposite stances of one policy line, or different levels coded on one scale
  for the same reach, where the dates say that both stood on one day (one ends, by its own stated
  end, only after the other began; or both began on one day). A decision with no stated end is taken
  to stand until the next one, which is no contradiction.
- Date orders that no day within the EDTF bounds allows: B cannot come before A when the last
  possible day of B lies before the first possible day of A. Announcing after taking effect is
  allowed (Global Trade Alert 138295 was announced three days after it was in force).
- Claims that an analyst linked as contradicting, or that speak for and against one field.
- Quantities that no split fulfils: see `quantity_conflicts`.

Nothing is averaged away and nothing refused: sources do contradict. An analyst works the list off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis.follow_through import Extent
from workbench.model.kinds import ContradictionKind, Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


PERMITTING = frozenset({Stance.APPROVE, Stance.CONDITIONAL, Stance.RELAX})
RESTRAINING = frozenset({Stance.RESTRICT, Stance.DENY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One finding: `records` are (kind, id) of the minimal set that clashes, `words` say how.

    `key` stays the same while the same records clash in the same way; an acknowledgement holds it.
    """

    kind: ContradictionKind
    records: tuple[tuple[str, str], ...]
    words: str
    about: str = ""

    @property
    def key(self) -> str:
        """What tells this contradiction from every other."""
        ids = "+".join(sorted({each for _, each in self.records}))
        return f"{self.kind.value}:{self.about}:{ids}" if self.about else f"{self.kind.value}:{ids}"


_LATEST = 1 << 24
"""Later than any day (`date.toordinal`)."""
Day = int | None


class Standing(NamedTuple):
    """One decision with its policy line, its stance, and the possible days of start and end.

    `levels` are its coded stances, as (scale, reach) with the level.
    """

    id: str
    line: str
    stance: Stance
    start: Extent
    end: Extent = (None, None)
    levels: Mapping[tuple[str, str], int] = {}


def clashing_stances(
    decisions: Iterable[Standing], linked: Collection[frozenset[str]] = ()
) -> Iterator[Contradiction]:
    """Pairs of stances that surely stood at the same time on one line and cannot both.

    These are opposite ones, and different levels on one scale for the same reach.

    Args:
        decisions: in any order; those without a line, a day or a clear stance are passed over.
        linked: pairs of ids where one takes back, amends or supersedes the other: those explain
        themselves.
    """
    lines: dict[str, list[Standing]] = {}
    for each in decisions:
        if each.line and None not in each.start and (side(each.stance) or each.levels):
            lines.setdefault(each.line, []).append(each)
    for line, group in lines.items():
        for one, other in _overlapping(group):
            words = _opposed(one, other)
            if words and frozenset({one.id, other.id}) not in linked:
                yield Contradiction(
                    kind=ContradictionKind.STANCES,
                    records=(("decision", one.id), ("decision", other.id)),
                    words=f"{words} in force at once",
                    about=line,
                )


def _opposed(one: Standing, other: Standing) -> str:
    """What cannot both stand; empty where both can."""
    if side(one.stance) * side(other.stance) < 0:
        return f"{one.stance.word} and {other.stance.word.lower()}"
    shared = one.levels.keys() & other.levels.keys()
    levels = ((one.levels[each], other.levels[each]) for each in sorted(shared))
    return next((f"Levels {a} and {b} of one scale" for a, b in levels if a != b), "")


def may_meet(
    lines: Sequence[str], first: Sequence[Day], last: Sequence[Day], ended: Sequence[Day]
) -> list[bool]:
    """Which of many decisions may stand on their line at the same time as another one.

    Those that are left out are in no pair of `clashing_stances`: on their line, all that began
    earlier had ended, or are not said to end, and none began on the same day.

    Args:
        lines: the policy line of each.
        first: the first possible day on which each began; None where it is not known.
        last: the last possible one.
        ended: the first possible day on which each ended.
    """
    import numpy as np

    place = {each: n for n, each in enumerate(dict.fromkeys(lines))}
    line = np.array([place[each] for each in lines], dtype=np.int64) * _LATEST
    known = np.array([None not in days for days in zip(first, last, strict=True)], dtype=bool)
    start, end = (np.array([day or 0 for day in days], dtype=np.int64) for days in (last, ended))
    order = np.lexsort((start, line))
    order = order[known[order]]
    start, end = (line + start)[order], (line + end)[order]
    before = np.maximum.accumulate(end)[:-1]  # a day of an earlier line lies before all of a later
    meets = (before > start[1:]) | (start[:-1] == start[1:])
    met = np.zeros(len(lines), dtype=bool)
    met[order[1:][meets]] = met[order[:-1][meets]] = True
    return met.tolist()


def side(stance: Stance) -> int:
    """1 where a stance restrains, -1 where it permits, 0 where it does neither."""
    return (stance in RESTRAINING) - (stance in PERMITTING)


def _overlapping(group: list[Standing]) -> Iterator[tuple[Standing, Standing]]:
    """Pairs that surely overlap, the earlier first; sorted, so that few are looked at."""
    standing: list[Standing] = []
    for each in sorted(group, key=lambda s: (s.start[1] or 0, s.start[0] or 0, s.id)):
        surely = each.start[1] or 0
        standing = [one for one in standing if (one.end[0] or 0) > surely or _one_day(one, each)]
        yield from ((one, each) for one in standing)
        standing.append(each)


def _one_day(one: Standing, other: Standing) -> bool:
    return one.start == other.start and one.start[0] == one.start[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Two dates of which `earlier` must not come after `later`; `why` says what requires it."""

    earlier: Extent
    later: Extent
    records: tuple[tuple[str, str], ...]
    why: str


def impossible_orders(orders: Iterable[Order]) -> Iterator[Contradiction]:
    """The orders that no day within the bounds of both dates allows."""
    for each in orders:
        first, last = each.earlier[0], each.later[1]
        if first is not None and last is not None and last < first:
            yield Contradiction(
                kind=ContradictionKind.DATES, records=each.records, words=each.why, about=each.why
            )


def clashing_claims(pairs: Iterable[tuple[str, str]]) -> Iterator[Contradiction]:
    """Claims that are linked as contradicting, each pair once."""
    for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
        yield Contradiction(
            kind=ContradictionKind.CLAIMS,
            records=(("claim", one), ("claim", other)),
            words="Linked as contradicting",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A claim that speaks for (`supports`) or against one field of a record."""

    kind: str
    record: str
    field: str
    claim: str
    supports: bool


def disputed_fields(spoken: Iterable[Spoken]) -> Iterator[Contradiction]:
    """Fields for which one claim speaks and against which another does."""
    sides: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
    for each in spoken:
        sides.setdefault((each.kind, each.record, each.field), (set(), set()))[each.supports].add(
            each.claim
        )
    for (kind, record, field), (against, for_it) in sides.items():
        if against and for_it:
            claims = tuple(("claim", each) for each in sorted(against | for_it))
            what = field.replace("_", " ") or "the record"
            yield Contradiction(
                kind=ContradictionKind.FIELDS,
                records=((kind, record), *claims),
                words=f"Claims speak for and against {what}",
                about=field,
            )
