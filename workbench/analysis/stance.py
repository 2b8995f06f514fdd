"""How strict a policy line is: the OxCGRT sub-index, with an interval for what is not coded.

    I = 100 (v - 0.5 (F - f)) / N,  and 0 where v = 0

v is the ordinal level from 0 (no control) to N (ban), f is 1 where the measure is general and 0
where it is targeted, F is 1 where the component has such a flag at all. Source: Hale et al., A
global panel database of pandemic policies, Nature Human Behaviour 5 (2021), index methodology.

Different from there: a level or flag that nobody coded makes an interval, never a zero; and a
composite is refused where more than one component is not coded, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from workbench.analysis.interval import Interval, hull, mean
from workbench.errors import InvalidField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Days = NDArray[np.int64]

LEVELS = 5
MOST = 100.0
_WHOLE = Interval(0.0, MOST)
MOST_UNCODED = 1
FORMULA = "I = 100 (v − 0.5 (1 − f)) / {levels}; 0 where v = 0 (OxCGRT sub-index)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One component as coded: `level` 0 to N and `general`; None where nobody coded it."""

    level: int | None = None
    general: bool | None = None


def sub_index(coding: Coding, *, levels: int = LEVELS, flagged: bool = True) -> Interval:
    """The index of one component, 0 to 100, as an interval where something is not coded.

    Args:
        coding: its level and whether it is general.
        levels: N, the highest level of the component.
        flagged: F, whether the component tells general from targeted.

    Raises:
        InvalidField: the level lies outside 0 to `levels`.
    """
    level = coding.level
    if level is None:
        return Interval(0.0, MOST)
    if not 0 <= level <= levels:
        raise InvalidField("level", f"A level lies between 0 and {levels}, not at {level}.")
    if level == 0:
        return Interval(0.0, 0.0)
    targeted, general = MOST * (level - 0.5) / levels, MOST * level / levels
    if not flagged or coding.general:
        return Interval(general, general)
    return Interval(targeted, targeted if coding.general is False else general)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composite:
    """The mean over components; `index` is None, with the `refusal`, where too few are coded."""

    index: Interval | None
    coded: int
    components: int
    refusal: str = ""


COMPOSITE_FORMULA = (
    "Mean of the stance indices of k policy lines, end by end. One line that is not coded enters "
    "as the whole interval from 0 to 100, never as 0; with more than one it is refused (OxCGRT "
    "rejects an index with more than one missing component)."
)


def composite(indices: Sequence[Interval | None]) -> Composite:
    """The mean over the sub-indices of k components, None where one is not coded.

    Refused where fewer than k - 1 are coded, as OxCGRT rejects an index with more than one missing
    component. The one that may be missing enters as the whole interval from 0 to 100, not as zero.
    """
    known = [each for each in indices if each is not None]
    count, needed = len(indices), max(1, len(indices) - MOST_UNCODED)
    if len(known) < needed:
        return Composite(
            index=None,
            coded=len(known),
            components=count,
            refusal=f"{len(known)} of {count} components coded; at least {needed} needed.",
        )
    every = [Interval(0.0, MOST) if each is None else each for each in indices]
    return Composite(index=mean(every), coded=len(known), components=count)


Made = tuple[str, int | None, int | None, int | None, bool | None, int]
"""What a `StanceChange` holds, in its order: of plain tuples, Python stops looking for garbage in
100,000 after the first time; of named ones never."""
MadeT = TypeVar("MadeT", bound=Made)


class StanceChange(NamedTuple):
    """One decision that sets the stance of a line, on one of the days `first` to `last`.

    Days are `date.toordinal`; None where they are not known. `level` and `general` are the coding,
    `levels` is N, the highest level of the scale on which it was coded. (A named tuple: a dossier
    may have 100,000 of them.)
    """

    id: str
    first: int | None
    last: int | None
    level: int | None = None
    general: bool | None = None
    levels: int = LEVELS

    @property
    def dated(self) -> bool:
        """Whether both its first and its last possible day are known."""
        return self.first is not None and self.last is not None

    @property
    def share(self) -> float:
        """Its level in percent of its scale, whatever the reach; 0 where it is not coded."""
        return MOST * (self.level or 0) / self.levels

    @property
    def sets(self) -> Interval:
        """The index that it sets."""
        return _known_index(self.level, self.general, self.levels)


@cache
def _known_index(level: int | None, general: bool | None, levels: int) -> Interval:  # noqa: FBT001 - a key
    return sub_index(Coding(level=level, general=general), levels=levels)


@dataclass(frozen=True, slots=True)
class Step:
    """The index from day `start` to before `end` (None: until now), and who set it."""

    start: int
    end: int | None
    index: Interval
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceLine:
    """The stance of one policy line over time; `undated` are the changes that have no place."""

    steps: tuple[Step, ...] = ()
    undated: tuple[str, ...] = ()
    uncoded: tuple[str, ...] = ()

    @property
    def now(self) -> Interval | None:
        """The index after the last change; None before any."""
        return self.steps[-1].index if self.steps else None


def stance_line(changes: Iterable[StanceChange]) -> StanceLine:
    """The step line of a policy line.

    While a change may or may not have been made yet, or two changes may have come in either order,
    the index is the hull of every stance that may be in force. The stance before the first change
    is not known, so until that change has surely been made the line is 0 to 100.
    """
    given = list(changes)
    return StanceLine(
        steps=tuple(_steps(in_order(given))),
        undated=tuple(each.id for each in given if not each.dated),
        uncoded=tuple(each.id for each in given if each.level is None),
    )


def standing_index(changes: Iterable[StanceChange]) -> Interval | None:
    """The index after the last change, as the last step of `stance_line` has it; None before any.

    By then all have been made, so what stands is what may be later than the latest to begin.
    """
    dated = [(each.first or 0, each.last or 0, each.sets) for each in changes if each.dated]
    newest = max((first for first, _, _ in dated), default=0)
    standing = [sets for _, last, sets in dated if last >= newest]
    return hull(standing) if standing else None


def in_order(changes: Iterable[MadeT]) -> list[MadeT]:
    """Those that are dated, in the order of their first and last possible days."""
    dated = [each for each in changes if each[1] is not None and each[2] is not None]
    return sorted(dated, key=itemgetter(1, 2, 0))


def _steps(dated: Sequence[StanceChange]) -> Iterator[Step]:
    """Sweeps over the days on which a change may, and then must, have been made.

    A change may be in force from its first day until a change that is surely later has been made:
    a run of days, so all runs are laid out at once.
    """
    if not dated:
        return
    import numpy as np

    first, last = (np.array([each[end] for each in dated]) for end in (1, 2))
    days = np.unique(np.concatenate((first, last)))
    newest = _newest(first, last, days)
    begin, stop = np.searchsorted(days, first), np.searchsorted(newest, last, side="right")
    runs = stop - begin
    change = np.repeat(np.arange(len(dated)), runs)
    day = np.arange(runs.sum()) + np.repeat(begin - np.cumsum(runs) + runs, runs)
    order = np.argsort(day, kind="stable")
    change, place = change[order], np.searchsorted(day[order], np.arange(len(days)))
    sets = np.array([each.sets for each in dated])[change]
    low, high = np.minimum.reduceat(sets[:, 0], place), np.maximum.reduceat(sets[:, 1], place)
    low[newest < 0], high[newest < 0] = _WHOLE
    ids = [dated[n].id for n in change.tolist()]
    places, starts = [*place.tolist(), len(ids)], days.tolist()
    for n, index in enumerate(map(Interval, low.tolist(), high.tolist())):
        end = starts[n + 1] if n + 1 < len(starts) else None
        yield Step(starts[n], end, index, tuple(ids[places[n] : places[n + 1]]))


def _newest(first: Days, last: Days, days: Days) -> Days:
    """Of the changes surely made by each day, the first possible day of the latest; else -1."""
    import numpy as np

    ended = np.argsort(last, kind="stable")
    latest = np.maximum.accumulate(first[ended])
    made = np.searchsorted(last[ended], days, side="right")
    return np.where(made > 0, latest[made - 1], -1)
