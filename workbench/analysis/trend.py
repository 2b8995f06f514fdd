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
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.bounds import between, span, stated_low, total
from workbench.model.kinds import AllocationRole, QuantityKind, Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.model.allocation import Allocation

Days = NDArray[np.int64]
Amounts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One allocation as a label needs it: `recipients` are names, `joint` means not split."""

    id: str
    ref: str
    title: str
    quantity: Quantity
    when: When
    recipients: tuple[str, ...] = ()
    joint: bool = False

    @property
    def bounds(self) -> tuple[float, float]:
        """Lower and upper bound; the upper one is infinite where none is stated."""
        return _ends(self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trend:
    """The cumulative quantity of one unit at one stage.

    Steps: `days` (day numbers as `date.toordinal`, strictly rising) with `low`, `high` (inf: no
    upper bound), `joint` (the part of `low` that several recipients hold together) and `stated`
    (the lower figures as the sources print them; with `strict` where the sum is strictly more than
    that). All six have one entry a step, each the value from that day on.

    Per dated allocation, in the order of its first day: `ids`, `first` and `last` possible day,
    `lows`, `highs`.

    `undated` are counted in `total` but stand on no day; `unstated` have no bounds and are in no
    sum.
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
    ids: tuple[str, ...]
    first: Days
    last: Days
    lows: Amounts
    highs: Amounts
    undated: tuple[Entry, ...] = ()
    unstated: tuple[Entry, ...] = ()
    largest: Entry | None = None
    total: Quantity = Quantity()
    outer: bool = False

    @property
    def counted(self) -> int:
        """How many allocations are in the sum."""
        return len(self.ids) + len(self.undated)

    @property
    def noun(self) -> str:
        """What is counted: the item where there is one, else the unit."""
        counts = Quantity.exact(1, self.unit).is_count
        if len(self.items) == 1:
            return self.items[0] if counts else f"{self.unit} of {self.items[0]}"
        plain = "units" if self.unit.casefold() in {"", "unit", "units"} else self.unit
        return f"{plain}s" if plain in _SINGULARS else plain

    def at(self, day: int) -> Quantity:
        """The sum of the dated allocations up to `day`, in stated figures."""
        step = int(np.searchsorted(self.days, day, side="right")) - 1
        if step < 0:
            return Quantity.exact(0, self.unit)
        return self._quantity(self.stated[step], self.high[step], strict=bool(self.strict[step]))

    def between(self, start: int, end: int) -> Quantity:
        """What came after day `start` and up to day `end`, soundly bounded.

        The lower bound adds what surely falls in the span, the upper bound what may.
        """
        surely = (self.first > start) & (self.last <= end)
        maybe = (self.last > start) & (self.first <= end)
        return self._quantity(
            float(self.lows[surely].sum()), float(self.highs[maybe].sum()), strict=False
        )

    def ids_at(self, day: int) -> tuple[str, ...]:
        """The allocations that raise the lower or the upper bound on `day`."""
        return tuple(self.ids[i] for i in np.flatnonzero((self.first == day) | (self.last == day)))

    def _quantity(self, low: float, high: float, *, strict: bool) -> Quantity:
        top = None if math.isinf(high) else _decimal(max(low, high))
        return between(_decimal(low), top, low_open=strict, unit=self.unit)


_SPARSE = 8
_SMALL = 10_000
_SINGULARS = frozenset({"chip", "unit", "licence", "wafer", "system", "server"})


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
    groups: dict[tuple[Stage, str], list[Allocation]] = {}
    for each in _counted(list(allocations)):
        groups.setdefault((each.stage, each.quantity.unit), []).append(each)
    made = [_trend(key, group, dates or {}, names or {}) for key, group in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.counted, one.stage, one.unit)))


def trend(
    allocations: Iterable[Allocation],
    *,
    dates: Mapping[str, When] | None = None,
    names: Mapping[str, str] | None = None,
) -> Trend:
    """The first of `trends`; an empty trend where there is none."""
    made = trends(allocations, dates=dates, names=names)
    return made[0] if made else _trend((Stage.AUTHORISED, ""), [], {}, {})


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
        early, late, size = first - start, last - start, span_of
        kept = np.zeros(size, dtype=bool)
        kept[early] = kept[late] = True
        days = np.flatnonzero(kept) + start
    low = _running(late, lows, size)[kept]
    high = np.maximum(_running(early, highs, size)[kept], low)
    return days, low, high, np.minimum(_running(late, joints, size)[kept], low)


def _running(places: NDArray[np.intp], amounts: Amounts, size: int) -> Amounts:
    """The running sum of `amounts` that fall on `places`, at each of `size` places."""
    sums: Amounts = np.cumsum(np.bincount(places, weights=amounts, minlength=size))
    return sums


def _counted(allocations: list[Allocation]) -> list[Allocation]:
    """Those that nothing supersedes and that are no part of another that is counted."""
    superseded = {each.supersedes for each in allocations}
    standing = {each.id: each for each in allocations if each.id not in superseded}
    return [each for each in standing.values() if not _within(each, standing)]


def _within(part: Allocation, standing: Mapping[str, Allocation]) -> bool:
    seen = {part.id}
    above = standing.get(part.part_of or "")
    while above is not None and above.id not in seen:
        same = (above.stage, above.quantity.unit) == (part.stage, part.quantity.unit)
        if same and span(above.quantity) is not None:
            return True
        seen.add(above.id)
        above = standing.get(above.part_of or "")
    return False


def _trend(
    key: tuple[Stage, str],
    group: list[Allocation],
    dates: Mapping[str, When],
    names: Mapping[str, str],
) -> Trend:
    entries = [_entry(each, dates, names) for each in group]
    stated = [each for each in entries if span(each.quantity) is not None]
    dated = sorted((e for e in stated if _is_dated(e.when)), key=lambda e: (days_of(e.when), e.id))
    first = np.array([days_of(e.when)[0] for e in dated], dtype=np.int64)
    last = np.array([days_of(e.when)[1] for e in dated], dtype=np.int64)
    ends = np.array([e.bounds for e in dated], dtype=np.float64).reshape(-1, 2)
    shown = [stated_low(e.quantity) for e in dated]
    printed = np.array([float(low) for low, _ in shown], dtype=np.float64)
    opened = np.array([is_open for _, is_open in shown], dtype=np.float64)
    joints = np.where([e.joint for e in dated], ends[:, 0], 0.0)
    days, low, high, joint = cumulate(
        first=first, last=last, lows=ends[:, 0], highs=ends[:, 1], joints=joints
    )
    on = np.searchsorted(days, last)
    figures = _running(on, printed, len(days))
    return Trend(
        stage=key[0],
        unit=key[1],
        items=tuple(dict.fromkeys(names.get(a.item, a.item) for a in group if a.item)),
        days=days,
        low=low,
        high=high,
        joint=joint,
        stated=figures,
        strict=_running(on, opened, len(days)) > 0,
        ids=tuple(e.id for e in dated),
        first=first,
        last=last,
        lows=ends[:, 0],
        highs=ends[:, 1],
        undated=tuple(e for e in stated if not _is_dated(e.when)),
        unstated=tuple(e for e in entries if span(e.quantity) is None),
        largest=max(dated, key=lambda e: (e.bounds[0], e.id), default=None),
        total=total(e.quantity for e in entries),
        outer=sum(e.quantity.kind is QuantityKind.ESTIMATE_CI for e in stated) > 1,
    )


def _entry(each: Allocation, dates: Mapping[str, When], names: Mapping[str, str]) -> Entry:
    recipients = tuple(
        names.get(one.party, one.party)
        for one in each.parties
        if one.role is AllocationRole.RECIPIENT
    )
    return Entry(
        id=each.id,
        ref=each.ref,
        title=each.title,
        quantity=each.quantity,
        when=each.when or dates.get(each.id, When.UNKNOWN),
        recipients=recipients,
        joint=each.split is Split.JOINT_UNSPECIFIED,
    )


def _is_dated(when: When) -> bool:
    first, last = days_of(when)
    return first is not None and last is not None


def _ends(quantity: Quantity) -> tuple[float, float]:
    ends = span(quantity)
    if ends is None:
        return 0.0, math.inf
    return float(ends[0]), math.inf if ends[1] is None else float(ends[1])


def _decimal(number: float) -> Decimal:
    """A sum of floats as people wrote it: 0.3, not 0.30000000000000004."""
    if number == int(number):
        return Decimal(int(number))
    return Decimal(f"{float(number):.15g}")
