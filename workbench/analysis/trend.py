"""Cumulative allocations over time, with bounds that stay bounds.

At stage g and unit u, over the allocations i that are counted:

    low(t)  = sum of low_i  over i with  latest day of i <= t
    high(t) = sum of high_i over i with earliest day of i <= t

Counted are those that no other one supersedes and that are no part of another counted one. An
imprecise date is not made more precise: a quantity raises the lower bound on the last day on which
it may have come, and the upper bound on the first. So at every day t the true sum over the dated
allocations lies in [low(t), high(t)]; high is infinite as soon as one counted quantity has no upper
bound. An open bound of a count moves by one (> 400,000 computes as 400,001) and is shown as stated.
A joint quantity counts once and is never divided. Intervals of estimates add up to an outer
interval, labelled so. Undated quantities are kept apart, and vague or unstated ones are listed and
never added.

Source: interval addition as in `workbench.analysis.bounds`; dates as EDTF intervals (ISO
8601-2:2019).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from workbench.analysis import ledger as columns
from workbench.analysis.bounds import as_stated, missing_words, worded
from workbench.analysis.ledger import STAGES, Entry, entry
from workbench.analysis.numbering import which
from workbench.model.kinds import Stage
from workbench.model.many import several
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbench.analysis.ledger import Ledger
    from workbench.model.allocation import Allocation

    Look = Callable[[Sequence[str]], Sequence["Entry"]]

Days = NDArray[np.int64]
Amounts = NDArray[np.float64]
Ends = int | tuple[int, int]
MOST_LISTED = 200
MOST_PARTS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Trend:
    """The cumulative quantity of one unit at one stage.

    Steps: `days` (day numbers as `date.toordinal`, strictly rising) with `low`, `high` (inf: no
    upper bound), `joint` (the part of `low` that several recipients hold together) and `stated`
    (the lower figures as the sources print them; with `strict` where the sum is strictly more than
    that). All six have one entry a step, each the value from that day on.

    Per dated allocation, in the order of its first day: `keys` (its id, as ASCII), `first` and
    `last` possible day, `lows`, `highs`.

    `undated` are counted in `total` but stand on no day; `unstated` have no bounds and are in no
    sum. Of either the largest are listed, and the last of `undated` sums up the rest; their whole
    numbers are `undated_count` and `unstated_count`.

    `parts` are the same by recipient, supplier, item or jurisdiction (`by`), largest first, those
    that several hold together (`together`) last; each has a `name`.
    """

    stage: Stage
    unit: str
    items: tuple[str, ...]
    days: Days
    low: Amounts
    high: Amounts
    joint: Amounts
    stated: Amounts
    strict: NDArray[np.bool_]
    keys: NDArray[np.bytes_]
    first: Days
    last: Days
    lows: Amounts
    highs: Amounts
    undated: tuple[Entry, ...] = ()
    unstated: tuple[Entry, ...] = ()
    undated_count: int = 0
    unstated_count: int = 0
    largest: Entry | None = None
    total: Quantity = Quantity()
    outer: bool = False
    name: str = ""
    together: bool = False
    by: str = ""
    parts: tuple[Trend, ...] = ()

    @override
    def __repr__(self) -> str:
        """What it counts and what that comes to, without its columns."""
        name = f"{self.name}, " if self.name else ""
        return f"<Trend {name}{self.noun} {self.stage}: {self.total.sign_text() or 'no sum'}>"

    @property
    def counted(self) -> int:
        """How many allocations are in the sum."""
        return len(self.first) + self.undated_count

    @property
    def noun(self) -> str:
        """What is counted: the item where there is one, else the unit."""
        counts = Quantity.exact(1, self.unit).is_count
        if len(self.items) == 1 and self.unit != "H100e":
            return self.items[0] if counts else f"{self.unit} of {self.items[0]}"
        plain = "units" if self.unit.casefold() in {"", "unit", "units"} else self.unit
        return several(plain)

    def at(self, day: int) -> Quantity:
        """The sum of the dated allocations up to `day`, in stated figures."""
        step = self.steps_by(day) - 1
        if step < 0:
            return Quantity.exact(0, self.unit)
        strict = bool(self.strict[step])
        return as_stated(self.stated[step], self.high[step], strict=strict, unit=self.unit)

    def steps_by(self, day: float) -> int:
        """How many steps there are up to a day, or a moment of it."""
        # an integer is looked for: of a float numpy would first make all days floats, too
        return int(np.searchsorted(self.days, math.floor(day), side="right"))

    def between(self, start: Ends, end: Ends) -> Quantity:
        """What came after day `start` and up to day `end`, soundly bounded.

        The lower bound adds what surely falls in the span, the upper bound what may. A day that is
        not known is given as the first and the last that it may be.
        """
        low, high = self.span_of(start, end)
        return as_stated(low, high, unit=self.unit)

    def span_of(self, start: Ends, end: Ends) -> tuple[float, float]:
        """As `between`, as two numbers (inf: no upper bound)."""
        starts, ends = ((day, day) if isinstance(day, int) else day for day in (start, end))
        surely = (self.first > starts[1]) & (self.last <= ends[0])
        maybe = (self.last > starts[0]) & (self.first <= ends[1])
        return float(self.lows[surely].sum()), float(self.highs[maybe].sum())

    def ids_at(self, day: int) -> tuple[str, ...]:
        """The allocations that raise the lower or the upper bound on `day`."""
        on = np.flatnonzero((self.first == day) | (self.last == day))
        return tuple(key.decode() for key in self.keys[on].tolist())

    def places(self, ids: frozenset[str]) -> NDArray[np.int64]:
        """Where the allocations `ids` stand among the dated ones."""
        wanted = np.array([each.encode() for each in ids if each.isascii()], dtype=self.keys.dtype)
        return which(self.keys, wanted)


_DAY_BITS = 24
_SPARSE = 8
_SMALL = 10_000


def trends(
    allocations: Iterable[Allocation],
    *,
    dates: Mapping[str, When] | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Trend, ...]:
    """One trend for each stage and unit, largest first; stages and units are never added.

    `dates` gives the day of an allocation that has none of its own (its decision's), by allocation
    id; `names` the words for the ids of parties and items.
    """
    given = {each.id: each for each in allocations}
    whole = columns.of_records(list(given.values()), dates, names)
    links = {
        key: (each.part_of, each.supersedes)
        for key, each in given.items()
        if each.part_of or each.supersedes
    }

    def look(ids: Sequence[str]) -> list[Entry]:
        return [entry(given[key], dates or {}, names or {}) for key in ids]

    return of_ledger(columns.counted(whole, links), look)


def of_ledger(
    ledger: Ledger, look: Look, *, by: str = "", wholes: Iterable[Trend] = ()
) -> tuple[Trend, ...]:
    """The trends of a ledger; `look` gives entries for ids, `by` says what its groups are.

    `wholes` are the trends of the same rows without groups, where they are known already.
    """
    known = {(each.stage, each.unit): each for each in wholes}
    keys = ledger.rows["stage"].astype(np.int64) * max(1, len(ledger.units)) + ledger.rows["unit"]
    made = []
    for key in np.unique(keys).tolist():
        own = ledger.chosen(keys == key)
        name = STAGES[int(own.rows["stage"][0])], ledger.units[int(own.rows["unit"][0])]
        whole = known.get(name) or _trend(own, look)
        made.append(replace(whole, by=by, parts=_parts(own, look)) if by else whole)
    return tuple(sorted(made, key=lambda one: (-one.counted, STAGES.index(one.stage), one.unit)))


def trend(
    allocations: Iterable[Allocation],
    *,
    dates: Mapping[str, When] | None = None,
    names: Mapping[str, str] | None = None,
) -> Trend:
    """The first of `trends`; an empty trend where there is none."""
    made = trends(allocations, dates=dates, names=names)
    return made[0] if made else _trend(columns.of_records([]), lambda _: [])


def cumulate(
    *, first: Days, last: Days, lows: Amounts, highs: Amounts, joints: Amounts
) -> tuple[Days, Amounts, Amounts, Amounts]:
    """Steps of a trend from columns of one entry an allocation: days, low, high, joint.

    This is the whole arithmetic; a store that has the columns calls it without making records.
    """
    if not len(first):
        none = np.empty(0)
        return np.empty(0, dtype=np.int64), none, none, none
    start, span_of = int(first.min()), int(last.max() - first.min()) + 1
    if span_of > _SPARSE * len(first) + _SMALL:  # few rows over many days
        days = np.unique(np.concatenate([first, last])).astype(np.int64)
        early, late, size = np.searchsorted(days, first), np.searchsorted(days, last), len(days)
        kept = np.ones(size, dtype=bool)
    else:
        late, size = last - start, span_of
        early = late if np.array_equal(first, last) else first - start
        kept = np.zeros(size, dtype=bool)
        kept[late] = True
        if early is not late:
            kept[early] = True
        days = np.flatnonzero(kept) + start
    low = _running(late, lows, size)[kept]
    high = np.maximum(_running(early, highs, size)[kept], low)
    return days, low, high, np.minimum(_running(late, joints, size)[kept], low)


def _running(places: NDArray[np.intp], amounts: Amounts | NDArray[np.bool_], size: int) -> Amounts:
    """The running sum of `amounts` that fall on `places`, at each of `size` places."""
    sums: Amounts = np.cumsum(np.bincount(places, weights=amounts, minlength=size))
    return sums


def _trend(ledger: Ledger, look: Look) -> Trend:
    """The one trend of rows that are of one stage and unit."""
    rows, bounded = ledger.rows, ledger.bounded
    on_days = np.flatnonzero(bounded & ledger.dated)
    span_key = rows["first"][on_days].astype(np.int64) << _DAY_BITS | rows["last"][on_days]
    order = np.argsort(span_key, kind="stable")
    dated = ledger.chosen(on_days[order])
    first, last = dated.rows["first"].astype(np.int64), dated.rows["last"].astype(np.int64)
    days, low, high, joint = cumulate(
        first=first,
        last=last,
        lows=dated.low,
        highs=dated.high,
        joints=np.where(dated.rows["joint"] == 1, dated.low, 0.0),
    )
    on = np.searchsorted(days, last)
    undated, unstated = ledger.chosen(bounded & ~ledger.dated), ledger.chosen(~bounded)
    top = np.flatnonzero(dated.low == dated.low.max(initial=-1.0))[-1:]
    return Trend(
        stage=STAGES[int(rows["stage"][0])] if len(rows) else Stage.AUTHORISED,
        unit=ledger.units[int(rows["unit"][0])] if len(rows) else "",
        items=tuple(ledger.items[i] for i in _by_appearance(rows["item"]) if i >= 0),
        days=days,
        low=low,
        high=high,
        joint=joint,
        stated=_running(on, dated.stated, len(days)),
        strict=_running(on, dated.strict, len(days)) > 0,
        keys=dated.rows["id"].copy(),
        first=first,
        last=last,
        lows=dated.low,
        highs=dated.high,
        undated=_listed(undated, look),
        unstated=tuple(
            look(unstated.chosen(np.arange(min(len(unstated.rows), MOST_LISTED))).ids())
        ),
        undated_count=len(undated.rows),
        unstated_count=len(unstated.rows),
        largest=next(iter(look(dated.chosen(top).ids())), None),
        total=_total(ledger, look),
        outer=int((ledger.estimated & bounded).sum()) > 1,
    )


def _by_appearance(codes: NDArray[np.int32]) -> list[int]:
    """The codes that occur, in the order in which they first do."""
    found, first = np.unique(codes, return_index=True)
    return [int(each) for each in found[np.argsort(first)]]


def _listed(ledger: Ledger, look: Look) -> tuple[Entry, ...]:
    """The entries of some rows; of many the largest, and one that sums up the rest."""
    if len(ledger.rows) <= MOST_LISTED:
        return tuple(look(ledger.ids()))
    order = np.argsort(-ledger.low, kind="stable")
    rest = ledger.chosen(order[MOST_LISTED - 1 :])
    more = Entry(
        id="",
        ref=f"{len(rest.rows):,} more",
        title="",
        quantity=_summed(rest),
        when=When.UNKNOWN,
    )
    return (*look(ledger.chosen(order[: MOST_LISTED - 1]).ids()), more)


def _total(ledger: Ledger, look: Look) -> Quantity:
    """What all rows add up to, as `bounds.total` adds quantities."""
    unit = ledger.units[int(ledger.rows["unit"][0])] if len(ledger.rows) else ""
    if len(ledger.rows) == 1:
        own = next(iter(look(ledger.ids())), None)
        return own.quantity if own is not None and own.quantity.unit == unit else _summed(ledger)
    stated = ledger.chosen(ledger.bounded)
    missing = len(ledger.rows) - len(stated.rows)
    if not len(stated.rows):
        return Quantity(unit=unit, verbatim=missing_words(missing))
    return worded(_summed(stated), missing=missing, estimates=int(stated.estimated.sum()))


def _summed(stated: Ledger) -> Quantity:
    """The sum of rows that have bounds, in stated figures."""
    stated = stated.chosen(stated.bounded)
    if not len(stated.rows):
        return Quantity()
    rows = stated.rows
    return as_stated(
        float(stated.stated.sum()),
        float(stated.topmost.sum()),
        strict=bool(stated.strict.any()),
        high_open=bool(((rows["high_open"] == 1) & (rows["high"] >= 0)).any()),
        unit=stated.units[int(rows["unit"][0])],
    )


def _parts(ledger: Ledger, look: Look) -> tuple[Trend, ...]:
    """One trend for each group of the rows, the smallest put together where there are many."""
    groups = ledger.group
    if groups is None:
        return ()
    weight = np.bincount(groups, weights=np.nan_to_num(ledger.low), minlength=len(ledger.groups))
    there = sorted(
        np.unique(groups).tolist(), key=lambda g: (ledger.groups[g].joint, -weight[g], g)
    )
    made: list[Trend] = []
    for joint in (False, True):
        own = [g for g in there if ledger.groups[g].joint is joint]
        kept = own if len(own) <= MOST_PARTS else own[: MOST_PARTS - 1]
        made += [
            _named(ledger.chosen(groups == g), look, ledger.groups[g].name, joint=joint)
            for g in kept
        ]
        if rest := own[len(kept) :]:
            name = f"{len(rest)} {'other joint groups' if joint else 'others'}"
            made.append(_named(ledger.chosen(np.isin(groups, rest)), look, name, joint=joint))
    return tuple(made)


def _named(ledger: Ledger, look: Look, name: str, *, joint: bool) -> Trend:
    return replace(_trend(ledger, look), name=name, together=joint)
