"""How strict policy lines are, how that changed, and how much of it was taken back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.stance import StanceChange, StanceLine
from workbench.analysis.whiplash import Reversal, Whiplash, Window
from workbench.model.kinds import DecisionRelation, Scope
from workbench.store.columns import columns, part_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workbench.analysis.stance import Composite
    from workbench.dossier.dossier import Dossier
    from workbench.model.policy_line import PolicyLine

_UNDOES = {each.value for each in DecisionRelation if each.undoes}
_GENERAL = {Scope.GENERAL.value: True, Scope.TARGETED.value: False}
YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStance:
    """One policy line: its step line, its whiplash, and what went into both.

    `changes` are its decisions in the order in which they were made, undated ones last;
    `order_sure` is false where the dates of two of them overlap. `reversals` are all links by which
    one takes another back; those without a day are counted but have no place on a time axis.
    """

    line: str
    title: str
    changes: tuple[StanceChange, ...]
    stance: StanceLine
    whiplash: Whiplash
    windows: tuple[Window, ...]
    reversals: tuple[Reversal, ...]
    order_sure: bool

    @property
    def undated_reversals(self) -> tuple[Reversal, ...]:
        """The reversals that have no day."""
        return tuple(each for each in self.reversals if each.day is None)


class Stances:
    """The stance index and the whiplash of policy lines."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def of(self, line: PolicyLine | str) -> LineStance:
        """The stance of one policy line.

        Raises:
            NoSuchRecord: there is no such line.
        """
        return self._read([self._dossier.policy_lines.get(line)])[0]

    def all(self) -> tuple[LineStance, ...]:
        """The stance of every policy line, in the order of their numbers."""
        return self._read(self._dossier.policy_lines.find())

    def composite(self, *lines: PolicyLine | str) -> Composite:
        """The mean index of several policy lines as they stand now; of all without any.

        Refused where more than one of them is not coded.
        """
        from workbench.analysis.stance import Coding, composite  # noqa: PLC0415 - on use

        found = self._read([self._dossier.policy_lines.get(each) for each in lines] or
                           self._dossier.policy_lines.find())  # fmt: skip
        latest = [[each for each in one.changes if each.dated][-1:] for one in found]
        return composite([some[0].coding if some else Coding() for some in latest])

    def _read(self, lines: Sequence[PolicyLine]) -> tuple[LineStance, ...]:
        keys = {each.id for each in lines}
        changes = self._changes(keys)
        reversals = self._reversals(changes)
        return tuple(
            line_stance(each.id, each.title, changes.get(each.id, ()), reversals.get(each.id, ()))
            for each in lines
        )

    def _changes(self, keys: Collection[str]) -> dict[str, list[StanceChange]]:
        from workbench.analysis.stance import StanceChange  # noqa: PLC0415 - on use

        with self._dossier.store.reading() as connection:
            rows = columns(
                connection, "decision", "id", "line", "scope",
                "effective_first", "effective_last", "announced_first", "announced_last",
                "published_first", "published_last",
            )  # fmt: skip
        found: dict[str, list[StanceChange]] = {}
        for id_, line, scope, *days in rows:
            if line in keys:
                pairs = zip(days[::2], days[1::2], strict=True)
                first, last = next((pair for pair in pairs if any(pair)), (None, None))
                found.setdefault(line, []).append(
                    StanceChange(
                        id=id_, first=first, last=last, level=None, general=_GENERAL.get(scope)
                    )
                )
        return found

    def _reversals(
        self, changes: Mapping[str, Sequence[StanceChange]]
    ) -> dict[str, list[Reversal]]:
        from workbench.analysis.whiplash import Reversal  # noqa: PLC0415 - on use

        with self._dossier.store.reading() as connection:
            links = part_columns(connection, "decision", "links", "record", "relation", "decision")
        place = {each.id: (line, each) for line, some in changes.items() for each in some}
        found: dict[str, list[Reversal]] = {}
        for own, how, other in links:
            if how in _UNDOES and own in place:
                line, change = place[own]
                day = change.last if change.dated else None
                found.setdefault(line, []).append(Reversal(later=own, earlier=other, day=day))
        return found


def line_stance(
    line: str, title: str, changes: Sequence[StanceChange], reversals: Sequence[Reversal]
) -> LineStance:
    """Computes the stance of one line from its changes, given in any order."""
    from workbench.analysis.stance import stance_line  # noqa: PLC0415 - on use
    from workbench.analysis.whiplash import whiplash, windowed  # noqa: PLC0415 - on use

    dated = sorted((e for e in changes if e.dated), key=lambda e: (e.first, e.last, e.id))
    coded = [each for each in dated if each.level is not None]
    levels = [float(each.level or 0) for each in coded]
    days = [each.last or 0 for each in coded]
    return LineStance(
        line=line,
        title=title,
        changes=(*dated, *(each for each in changes if not each.dated)),
        stance=stance_line(changes),
        whiplash=whiplash(levels),
        windows=windowed(days, levels, width=YEAR),
        reversals=tuple(reversals),
        order_sure=all(
            (one.last or 0) < (other.first or 0) for one, other in itertools.pairwise(coded)
        ),
    )
