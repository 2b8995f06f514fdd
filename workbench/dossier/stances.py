"""How strict policy lines are, how that changed, and how much of it was taken back."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.stance import Made, StanceChange
from workbench.analysis.whiplash import Reversal, Whiplash
from workbench.dossier.kept import Family, Kept
from workbench.dossier.records import Computed
from workbench.dossier.stance_changes import GENERAL, stance_changes, stance_reversals
from workbench.model.many import many
from workbench.model.when import When, day_of, days_of
from workbench.store.log import ever_held

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from workbench.analysis.interval import Interval
    from workbench.analysis.stance import Composite, StanceLine
    from workbench.analysis.whiplash import Window
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.kept import Touched
    from workbench.model.decision import Decision
    from workbench.model.policy_line import PolicyLine

YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStance:
    """One policy line: its index, its whiplash, and what went into both.

    `made` are its decisions in the order in which they were made, undated ones last;
    `order_sure` is false where the dates of two of them overlap. `reversals` are all links by which
    one takes another back; those without a day are counted but have no place on a time axis. The
    whiplash is that of the levels in percent of their scale, whatever the reach.
    """

    line: str
    title: str
    made: tuple[Made, ...]
    whiplash: Whiplash
    reversals: tuple[Reversal, ...]
    order_sure: bool

    @property
    def changes(self) -> tuple[StanceChange, ...]:
        """Its decisions in the order in which they were made, undated ones last."""
        return tuple(map(StanceChange._make, self.made))

    def windows(self, width: int = YEAR) -> tuple[Window, ...]:
        """The whiplash of the `width` days up to each coded change."""
        from workbench.analysis.whiplash import windowed

        coded = [each for each in self.changes if each.dated and each.level is not None]
        return windowed([e.last or 0 for e in coded], [e.share for e in coded], width=width)

    @property
    def last(self) -> StanceChange | None:
        """Its last dated decision."""
        return next((each for each in reversed(self.changes) if each.dated), None)

    @property
    def coded_now(self) -> Interval | None:
        """The index as it stands; None where the last dated decision is not coded, or none is."""
        last = self.last
        return self.now if last and last.level is not None else None

    @property
    def now(self) -> Interval | None:
        """The index after its last change; None where no change is dated."""
        from workbench.analysis.stance import standing_index

        return standing_index(self.changes)

    @property
    def stance(self) -> StanceLine:
        """Its step line, computed when it is asked for: 100,000 decisions have as many steps."""
        from workbench.analysis.stance import stance_line

        return stance_line(self.changes)

    @property
    def undated_reversals(self) -> tuple[Reversal, ...]:
        """The reversals that have no day."""
        return tuple(each for each in self.reversals if each.day is None)


class Stances:
    """The stance index and the whiplash of policy lines.

    What was computed is kept by line; an edit of a decision makes its own line anew, no other.

    Examples:
            [(line.title, line.whiplash.index) for line in dossier.stance.all()]
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        rests_on = {"decision", "policy_line", "stance_scale"}
        self._kept = Kept(dossier, Family(rests_on=rests_on, read=self._of, stale=self._stale))

    def of(self, line: PolicyLine | str) -> LineStance:
        """The stance of one policy line.

        Raises:
            NoSuchRecord: there is no such line.
        """
        return self._read([self._dossier.policy_lines.get(line)])[0]

    def all(self) -> tuple[LineStance, ...]:
        """The stance of every policy line, in the order of their numbers."""
        kept = self._kept.parts()
        return tuple(kept[key] for key in self._dossier.policy_lines.ids() if key in kept)

    def figures(self, *lines: PolicyLine | str) -> tuple[Computed, ...]:
        """The composite of several policy lines, of all without any, in words."""
        from workbench.analysis.stance import COMPOSITE_FORMULA

        chosen = self._chosen(lines)
        found = _composite(chosen)
        which = "chosen lines" if lines else "all lines"
        words = f"Refused: {found.refusal}"
        if found.index is not None:
            words = f"{found.index.words()} of 100"
        words = f"{words} ({which}: {found.coded} of {found.components} coded)"
        inputs = (
            *(("policy_line", each.line) for each in chosen),
            *(("decision", last.id) for each in chosen if (last := each.last)),
        )
        return (Computed(label="Composite", words=words, how=COMPOSITE_FORMULA, inputs=inputs),)

    def _of(self, keys: Collection[str] | None) -> dict[str, LineStance]:
        noun = self._dossier.policy_lines
        lines = noun.page(list(noun.ids() if keys is None else keys))
        return {each.line: each for each in self._read(lines)}

    def _stale(self, touched: Touched) -> set[str] | None:
        """The lines on which touched decisions are or were."""
        if "stance_scale" in touched:
            return None
        with self._dossier.store.reading() as connection:
            lines = ever_held(connection, "decision", "line", touched.get("decision", ()))
        return lines | set(touched.get("policy_line", ()))

    def composite(self, *lines: PolicyLine | str) -> Composite:
        """The mean index of several policy lines as they stand now; of all without any.

        Refused where more than one of them is not coded.
        """
        return _composite(self._chosen(lines))

    def _chosen(self, lines: Sequence[PolicyLine | str]) -> tuple[LineStance, ...]:
        return self._read([self._dossier.policy_lines.get(each) for each in lines]) or self.all()

    def _read(self, lines: Sequence[PolicyLine]) -> tuple[LineStance, ...]:
        keys = {each.id for each in lines}
        with self._dossier.store.reading() as connection:
            changes = stance_changes(connection, keys)
            reversals = stance_reversals(connection, changes)
        return tuple(
            line_stance(each.id, each.title, changes.get(each.id, ()), reversals.get(each.id, ()))
            for each in lines
        )


def _composite(lines: Iterable[LineStance]) -> Composite:
    from workbench.analysis.stance import composite

    return composite([each.coded_now for each in lines])


def changes_of(decision: Decision, highest: Mapping[str, int]) -> list[StanceChange]:
    """The coded stances of one decision; `highest` is the strictest level of each scale by id."""
    from workbench.analysis.stance import StanceChange

    made = []
    for coding in decision.stances:
        first, last = days_of(decision.coded_from(coding))
        general = GENERAL.get(coding.reach.value, GENERAL.get(decision.scope.value))
        levels = highest.get(coding.scale, coding.value) or 1
        made.append(
            StanceChange(decision.id, first, last, coding.value, general=general, levels=levels)
        )
    return made


def line_stance(
    line: str, title: str, changes: Sequence[Made], reversals: Sequence[Reversal]
) -> LineStance:
    """Computes the stance of one line from its changes, given in any order."""
    from workbench.analysis.stance import in_order
    from workbench.analysis.whiplash import whiplash

    dated = in_order(changes)
    coded = [StanceChange._make(each) for each in dated if each[3] is not None]
    undated = [] if len(dated) == len(changes) else [each for each in changes if None in each[1:3]]
    return LineStance(
        line=line,
        title=title,
        made=(*dated, *undated),
        whiplash=whiplash([each.share for each in coded]),
        reversals=tuple(reversals),
        order_sure=all(
            (one.last or 0) < (other.first or 0) for one, other in itertools.pairwise(coded)
        ),
    )


def stance_figures(found: LineStance) -> tuple[Computed, ...]:
    """The index and the whiplash of a line in words, with the decisions behind them."""
    from workbench.analysis import stance, whiplash

    changes = found.changes
    dated = tuple(("decision", each.id) for each in changes if each.dated)
    uncoded = sum(each.level is None for each in changes)
    now = found.now
    index = now.words() if now else "no dated decision"
    decisions = many(len(changes), "decision")
    told = f"Of {decisions}, not coded: {uncoded}, without a date: {len(changes) - len(dated)}."
    swing = found.whiplash
    turns = many(swing.reversals, "turn")
    words = swing.why if swing.index is None else (
        f"{swing.index:.2f}, {turns}, {swing.retraced:.0f} points retraced")  # fmt: skip
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
            how=f"{whiplash.FORMULA}. Levels in percent of their scale. {whiplash.TURNS}{order}",
            inputs=dated,
        ),
    ]
    windows = found.windows()
    if windows and windows[-1].whiplash.index is not None:
        last = windows[-1]
        how = f"{whiplash.FORMULA}, over the {YEAR} days up to the last coded change, from the "
        how += "stance that was in force when they began."
        days = f"{When.of(day_of(last.start))} to {When.of(day_of(last.end))}"
        words = f"{last.whiplash.index:.2f}, {days}"
        made.append(Computed(label="Within a year", words=words, how=how, inputs=dated))
    if found.reversals:
        told = _reversals(len(found.reversals), len(found.undated_reversals))
        how = "Links by which a decision takes another back. Without a date they are counted and "
        how += "listed, never placed."
        inputs = tuple(("decision", each.later) for each in found.reversals)
        made.append(Computed(label="Linked reversals", words=told, how=how, inputs=inputs))
    return tuple(made)


def _reversals(many: int, undated: int) -> str:
    if undated == many:
        return f"{many}, without a date"
    return f"{many}, {undated} of them without a date" if undated else str(many)
