"""From whom, of what, to whom: lower bounds along supplier, item and recipient.

A quantity that several recipients hold together is one ribbon to all of them; it is never divided.
What is not stated flows through "not stated".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from workbench.analysis.bounds import as_stated
from workbench.analysis.ledger import STAGES
from workbench.model.kinds import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.analysis.ledger import Group, Ledger
    from workbench.model.quantity import Quantity

NOT_STATED = "not stated"
_SMALL = 9
End = TypeVar("End", str, tuple[bool, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """One way: its bounds (`high` inf: no upper one), and its allocations.

    `stated` is the lower figure as sources print it, `strict` whether the sum is surely more.
    """

    supplier: str
    item: str
    recipient: str
    low: float
    high: float
    stated: float
    strict: bool
    joint: bool
    ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The ribbons of one unit at one stage, largest first; `outer` where estimates were added.

    `others` are the names under which small recipients are put together.
    """

    stage: Stage
    unit: str
    ribbons: tuple[Ribbon, ...]
    others: frozenset[str] = frozenset()
    outer: bool = False

    @property
    def low(self) -> float:
        """The sum of all lower bounds."""
        return sum(each.low for each in self.ribbons)

    def sum_of(self, some: Sequence[Ribbon]) -> Quantity:
        """The sum of some of its ribbons in stated figures: "> 562,000", "72,000 – 110,000"."""
        return as_stated(
            sum(each.stated for each in some),
            sum(each.high for each in some),
            strict=any(each.strict for each in some),
            unit=self.unit,
        )


def flow(by_supplier: Ledger, by_recipient: Ledger) -> Flow | None:
    """The flow of the stage and unit with the most allocations, dated or not.

    The two ledgers are of the same query: their rows agree, their groups are suppliers and
    recipients. None where nothing has bounds.
    """
    rows = by_recipient.rows
    size = max(1, len(by_recipient.units))
    keys = rows["stage"].astype(np.int64) * size + rows["unit"]
    bounded = by_recipient.bounded
    suppliers, recipients = by_supplier.group, by_recipient.group
    if not bounded.any() or suppliers is None or recipients is None:
        return None
    chosen = int(np.bincount(keys[bounded]).argmax())
    own = bounded & (keys == chosen)
    sizes = len(by_supplier.groups), len(by_recipient.items) + 1, len(by_recipient.groups)
    ends = suppliers[own], rows["item"][own] + 1, recipients[own]
    codes, of = np.unique(np.ravel_multi_index(ends, sizes), return_inverse=True)
    ways = np.stack(np.unravel_index(codes, sizes), axis=1) - (0, 1, 0)
    lows, highs, stated, stricts = (
        np.bincount(of, weights=each[own])
        for each in (by_recipient.low, by_recipient.high, by_recipient.stated, by_recipient.strict)
    )
    keys = rows["id"][own][np.argsort(of, kind="stable")]
    ids = np.split(keys, np.cumsum(np.bincount(of))[:-1])
    ribbons = [
        Ribbon(
            supplier=_name(by_supplier.groups, s),
            item=by_recipient.items[i] if i >= 0 else NOT_STATED,
            recipient=_name(by_recipient.groups, r),
            low=float(lows[n]),
            high=float(highs[n]),
            stated=float(stated[n]),
            strict=stricts[n] > 0,
            joint=by_recipient.groups[r].joint,
            ids=frozenset(key.decode() for key in ids[n].tolist()),
        )
        for n, (s, i, r) in enumerate(ways.tolist())
    ]
    ribbons.sort(key=lambda each: (each.joint, -each.low, each.recipient))
    few, others = _few(ribbons)
    return Flow(
        stage=STAGES[chosen // size],
        unit=by_recipient.units[chosen % size],
        ribbons=tuple(few),
        others=others,
        outer=int(by_recipient.estimated[own].sum()) > 1,
    )


def _name(groups: tuple[Group, ...], at: int) -> str:
    return groups[at].name


def _few(ribbons: list[Ribbon]) -> tuple[list[Ribbon], frozenset[str]]:
    """The ribbons, those of the smallest suppliers, items and recipients put together.

    With them what such recipients are called now.
    """
    suppliers = _called((each.supplier, each.low) for each in ribbons)
    items = _called((each.item, each.low) for each in ribbons)
    recipients = _called(((each.joint, each.recipient), each.low) for each in ribbons)
    ways: dict[tuple[str, str, str, bool], list[Ribbon]] = {}
    for each in ribbons:
        to = recipients.get((each.joint, each.recipient), each.recipient)
        way = suppliers.get(each.supplier, each.supplier), items.get(each.item, each.item), to
        ways.setdefault((*way, each.joint), []).append(each)
    others = frozenset(recipients.values())
    made = [
        Ribbon(
            supplier=supplier,
            item=item,
            recipient=recipient,
            low=sum(each.low for each in some),
            high=sum(each.high for each in some),
            stated=sum(each.stated for each in some),
            strict=any(each.strict for each in some),
            joint=joint,
            ids=frozenset().union(*(each.ids for each in some)),
        )
        for (supplier, item, recipient, joint), some in ways.items()
    ]
    return sorted(made, key=lambda each: each.recipient in others), others


def _called(ends: Iterable[tuple[End, float]]) -> dict[End, str]:
    """What the smallest of many ends are called together; empty where there are few.

    Recipients that hold something jointly are counted apart from those that hold it alone.
    """
    weight: dict[End, float] = {}
    for end, low in ends:
        weight[end] = weight.get(end, 0.0) + low
    if len(weight) <= _SMALL + 1:
        return {}
    rest = sorted(weight, key=lambda end: -weight[end])[_SMALL:]
    number = Counter(_joint(end) for end in rest)
    return {end: f"{number[_joint(end)]} others" for end in rest if number[_joint(end)] > 1}


def _joint(end: End) -> bool:
    return isinstance(end, tuple) and end[0]
