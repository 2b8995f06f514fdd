"""Allocations as columns: what sums and pictures are made of, however many there are.

A store that has the columns hands them over as they lie; a list of records gives the same ones. The
arithmetic of quantities (`Quantity.bounds`, `bounds.span`) is done here once more on whole columns;
a test holds the two equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.bounds import span
from workbench.model.kinds import AllocationRole, QuantityKind, Split, Stage
from workbench.model.quantity import Quantity
from workbench.model.when import When, days_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.model.allocation import Allocation

STAGES = tuple(Stage)
KINDS = tuple(QuantityKind)
ABSENT = -1
ROW = np.dtype(
    [
        ("id", "S26"),
        ("stage", "i1"),
        ("kind", "i1"),
        ("joint", "i1"),
        ("low_open", "i1"),
        ("high_open", "i1"),
        ("unit", "i4"),
        ("item", "i4"),
        ("first", "i4"),
        ("last", "i4"),
        ("low", "f8"),
        ("high", "f8"),
        ("point", "f8"),
    ]
)
"""One allocation as a store gives it; codes count from 0, and `ABSENT` is what is not there."""

Whole = NDArray[np.int64]
Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int32] | NDArray[np.int64]


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
        return _span(self.quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A value by which allocations are told apart; `joint` where several hold it together."""

    key: str
    name: str
    joint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Ledger:
    """The allocations that count, one row each, in `rows` (of type `ROW`).

    `units` and `items` are what their codes stand for, `groups` what those in `group` do. `low` and
    `high` (inf: none) are the bounds to add, `low` nan where nothing is stated; `stated` is the
    lower figure as printed, `topmost` the upper one.
    """

    rows: NDArray[Any]
    units: tuple[str, ...]
    items: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    group: Codes | None = None
    low: Amounts
    high: Amounts
    stated: Amounts
    topmost: Amounts

    @classmethod
    def of_rows(
        cls,
        rows: NDArray[Any],
        units: Sequence[str],
        items: Sequence[str],
    ) -> Ledger:
        """The ledger of rows of type `ROW`."""
        low, high, stated, topmost = _ends(rows, units)
        return cls(
            rows=rows,
            units=tuple(units),
            items=tuple(items),
            low=low,
            high=high,
            stated=stated,
            topmost=topmost,
        )

    def grouped(self, codes: Codes, groups: Sequence[Group]) -> Ledger:
        """The same rows, each in one of some groups."""
        return replace(self, group=codes, groups=tuple(groups))

    @property
    def bounded(self) -> Flags:
        """Which have bounds."""
        return ~np.isnan(self.low)

    @property
    def strict(self) -> Flags:
        """Which are surely more than their lower figure as printed."""
        more: Flags = (self.rows["low_open"] == 1) & (self.rows["low"] >= 0)
        return more

    @property
    def dated(self) -> Flags:
        """Which stand on known days."""
        known: Flags = (self.rows["first"] > 0) & (self.rows["last"] > 0)
        return known

    @property
    def estimated(self) -> Flags:
        """Which are estimates with an interval."""
        made: Flags = self.rows["kind"] == KINDS.index(QuantityKind.ESTIMATE_CI)
        return made

    def chosen(self, which: Flags | Whole) -> Ledger:
        """Some of its rows."""
        if which.dtype == np.bool_ and bool(which.all()):
            return self
        plain = self.rows.view(f"V{ROW.itemsize}")  # numpy copies a record field by field, else
        return replace(
            self,
            rows=plain[which].view(ROW),
            group=None if self.group is None else self.group[which],
            low=self.low[which],
            high=self.high[which],
            stated=self.stated[which],
            topmost=self.topmost[which],
        )

    def ids(self) -> tuple[str, ...]:
        """The ids of all rows."""
        return tuple(key.decode() for key in self.rows["id"].tolist())

    def scaled(self, low: Amounts, high: Amounts, unit: str) -> Ledger:
        """Every quantity times a factor between `low` and `high` (one an item; nan: left out)."""
        factor = np.append(low, np.nan)[self.rows["item"]]
        most = np.append(high, np.nan)[self.rows["item"]]
        known = ~np.isnan(factor)
        rows = self.rows.copy()
        rows["unit"] = 0
        made = replace(
            self,
            rows=rows,
            units=(unit,),
            low=self.low * factor,
            high=self.high * most,
            stated=self.stated * factor,
            topmost=self.topmost * most,
        )
        return made.chosen(known)


def _ends(rows: NDArray[Any], units: Sequence[str]) -> tuple[Amounts, Amounts, Amounts, Amounts]:
    """Low, high, and both as printed, of every row; low is nan where nothing bounds it."""
    kind = rows["kind"]
    exact = kind == KINDS.index(QuantityKind.EXACT)
    estimate = kind == KINDS.index(QuantityKind.ESTIMATE_CI)
    low = np.where(exact, rows["point"], rows["low"])
    high = np.where(exact, rows["point"], rows["high"])
    no_low, no_high = low < 0, high < 0
    nothing = (no_low & no_high) | (estimate & (no_low | no_high))
    stated = np.where(no_low, 0.0, low)
    topmost = np.where(no_high, np.inf, high)
    counts = np.array([Quantity(unit=each).is_count for each in units], dtype=bool)
    whole = counts[rows["unit"]] & ~estimate if len(units) else np.zeros(len(rows), dtype=bool)
    raised = whole & (rows["low_open"] == 1) & ~no_low
    lowered = whole & (rows["high_open"] == 1) & ~no_high
    least = np.where(raised, np.floor(stated) + 1, stated)
    most = np.where(lowered, np.ceil(topmost) - 1, topmost)
    least[nothing] = np.nan
    return least, most, np.where(nothing, 0.0, stated), topmost


def entry(each: Allocation, dates: Mapping[str, When], names: Mapping[str, str]) -> Entry:
    """An allocation as a label needs it; `dates` and `names` as for `trends`."""
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


def _span(quantity: Quantity) -> tuple[float, float]:
    ends = span(quantity)
    if ends is None:
        return 0.0, math.inf
    return float(ends[0]), math.inf if ends[1] is None else float(ends[1])


def of_records(
    allocations: Sequence[Allocation],
    dates: Mapping[str, When] | None = None,
    names: Mapping[str, str] | None = None,
) -> Ledger:
    """The ledger of some records, all of them; `dates` and `names` as for `trends`."""
    units = tuple(dict.fromkeys(each.quantity.unit for each in allocations))
    items = tuple(dict.fromkeys(each.item for each in allocations if each.item))
    rows = np.array([_row(each, units, items, dates or {}) for each in allocations], dtype=ROW)
    known = names or {}
    return Ledger.of_rows(rows, units, [known.get(each, each) for each in items])


def _row(
    each: Allocation, units: Sequence[str], items: Sequence[str], dates: Mapping[str, When]
) -> tuple[Any, ...]:
    quantity = each.quantity
    first, last = days_of(each.when or dates.get(each.id, When.UNKNOWN))
    ends = (quantity.low, quantity.high, quantity.point)
    return (
        each.id.encode(),
        STAGES.index(each.stage),
        KINDS.index(quantity.kind),
        each.split is Split.JOINT_UNSPECIFIED,
        quantity.low_open,
        quantity.high_open,
        units.index(quantity.unit),
        items.index(each.item) if each.item else ABSENT,
        first or ABSENT,
        last or ABSENT,
        *(float(ABSENT if number is None else number) for number in ends),
    )


def counted(ledger: Ledger, links: Mapping[str, tuple[str | None, str | None]]) -> Ledger:
    """The rows that nothing supersedes and that are no part of another row that counts.

    `links` gives what an allocation is part of and what it supersedes, by its id, for those that
    have either. A part counts for itself where the whole is of another stage or unit, or unbounded.
    """
    if not links:
        return ledger
    gone = {old for _, old in links.values() if old}
    gone &= set(ledger.ids()) if gone else set()
    gone = {old for key, (_, old) in links.items() if old and old in gone and old != key}
    place = {key: at for at, key in enumerate(ledger.ids()) if key not in gone}
    kept = np.zeros(len(ledger.rows), dtype=bool)
    kept[list(place.values())] = True
    for key, (above, _) in links.items():
        if above and key in place and _within(ledger, place, links, key):
            kept[place[key]] = False
    return ledger.chosen(kept)


def _within(
    ledger: Ledger,
    place: Mapping[str, int],
    links: Mapping[str, tuple[str | None, str | None]],
    key: str,
) -> bool:
    rows, own = ledger.rows, place[key]
    seen = {key}
    above = links[key][0]
    while above and above in place and above not in seen:
        at = place[above]
        same = rows[at]["stage"] == rows[own]["stage"] and rows[at]["unit"] == rows[own]["unit"]
        if same and ledger.bounded[at]:
            return True
        seen.add(above)
        above = links.get(above, (None, None))[0]
    return False
