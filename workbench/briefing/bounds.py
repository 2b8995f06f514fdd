"""The arithmetic of bounds that the workbook shows, computed here and again by Excel.

Both must agree.

Lower bounds add up; upper bounds add up only where every row has one. A row without hard bounds (a
vague number, an estimate) adds nothing to the lower bound and leaves the sum not bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import InvalidField
from workbench.model.kinds import QuantityKind, Reading, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.briefing.data import AllocationRow
    from workbench.model.quantity import Quantity

NOT_BOUNDED = "not bounded"
NO_FIGURE = "no figure stated"
NOT_STATED = "not stated"
ESTIMATE_ONLY = "not added"
NO_ROWS = "no rows"

Figure = Decimal | str


class Bounds(NamedTuple):
    """The ends of a quantity as they stand in cells, and `words` for how the source bounds it.

    An end is a number, or the words that say why there is none. `above` and `below` mark ends that
    are not included.
    """

    words: str
    low: Figure
    high: Figure
    above: bool = False
    below: bool = False

    @property
    def bare(self) -> bool:
        """Whether there is no hard bound at all."""
        return self.words.startswith("no ")


_ESTIMATED = Bounds("no hard bound (estimate)", ESTIMATE_ONLY, ESTIMATE_ONLY)
_UNSTATED = Bounds("no figure", NO_FIGURE, NO_FIGURE)


def read_bounds(quantity: Quantity, ref: str = "quantity") -> Bounds:
    """The bounds of `quantity`.

    Raises:
        InvalidField: an end is no finite number; `ref` names the row.
    """
    low, high, point = quantity.low, quantity.high, quantity.point
    for each in (low, high, point):
        if each is not None and not each.is_finite():
            raise InvalidField(ref, "Its quantity is not a number. Correct it before writing.")
    if quantity.kind is QuantityKind.ESTIMATE_CI:
        return _ESTIMATED
    if quantity.kind is QuantityKind.EXACT and point is not None:
        return Bounds("exactly", point, point)
    if low is None and high is None:
        return _UNSTATED
    return Bounds(
        _words(quantity),
        NOT_STATED if low is None else low,
        NOT_BOUNDED if high is None else high,
        low is not None and quantity.low_open,
        high is not None and quantity.high_open,
    )


def low_sign(words: str) -> str:
    """What stands before a lower bound read so: > where it is not included, ≥ where it is.

    The same as the number formats of the sheet Allocations give.
    """
    if "above" in words:
        return ">"
    return "≥" if "at least" in words else ""


def high_sign(words: str) -> str:
    """What stands before an upper bound read so: < where it is not included, ≤ where it is."""
    if "below" in words:
        return "<"
    return "≤" if "at most" in words else ""


def _words(quantity: Quantity) -> str:
    if quantity.high is None:
        words = "above" if quantity.low_open else "at least"
    elif quantity.low is None:
        words = "below" if quantity.high_open else "at most"
    else:
        open_ends = [
            word
            for word, is_open in (("above", quantity.low_open), ("below", quantity.high_open))
            if is_open
        ]
        words = "range" + (f" ({', '.join(open_ends)})" if open_ends else "")
    return f"{words}, analyst" if quantity.reading is Reading.ANALYST else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum with its bounds, and the counts that it follows from.

    `bare` counts rows without a hard bound, `endless` those without an upper one, `above` and
    `below` those whose end is not included.
    """

    rows: int = 0
    joint: int = 0
    bare: int = 0
    endless: int = 0
    above: int = 0
    below: int = 0
    low_sum: Decimal = Decimal(0)
    high_sum: Decimal = Decimal(0)

    def __add__(self, other: Total) -> Total:
        """The sum of both."""
        return Total(
            **{name: getattr(self, name) + getattr(other, name) for name in Total.__slots__}
        )

    @property
    def low(self) -> Figure:
        """The lower bound of the sum, or the words for why there is none."""
        if self.rows == 0:
            return NO_ROWS
        return NO_FIGURE if self.rows == self.bare else self.low_sum

    @property
    def low_sign(self) -> str:
        """What stands before the lower bound of the sum."""
        return ">" if self.above else "≥" if self.low != self.high else ""

    @property
    def high_sign(self) -> str:
        """What stands before the upper bound of the sum."""
        return "<" if self.below else "≤" if self.low != self.high else ""

    @property
    def high(self) -> Figure:
        """The upper bound of the sum, or the words for why there is none."""
        if isinstance(self.low, str):
            return self.low
        return NOT_BOUNDED if self.endless or self.bare else self.high_sum


def total(rows: Iterable[AllocationRow], read: Mapping[str, Bounds] | None = None) -> Total:
    """The sum of `rows`; they must share one stage and one unit to mean anything.

    `read` holds the bounds of each row by its ref where they are known already.
    """
    count = joint = bare = endless = above = below = 0
    low_sum = high_sum = Decimal(0)
    for row in rows:
        if not row.counted:
            continue
        found = read[row.ref] if read is not None else read_bounds(row.quantity, row.ref)
        count += 1
        joint += row.joint
        bare += found.bare
        above += found.above
        below += found.below
        if isinstance(found.low, Decimal):
            low_sum += found.low
        if isinstance(found.high, Decimal):
            high_sum += found.high
        elif found.high == NOT_BOUNDED:
            endless += 1
    return Total(
        rows=count,
        joint=joint,
        bare=bare,
        endless=endless,
        above=above,
        below=below,
        low_sum=low_sum,
        high_sum=high_sum,
    )


def headline_stage(rows: Sequence[AllocationRow], wanted: Stage | None) -> Stage:
    """The stage that the Summary adds up: `wanted`, else the one of most rows, else authorised."""
    if wanted is not None:
        return wanted
    counts = dict.fromkeys(Stage, 0)
    for row in rows:
        counts[row.stage] += row.counted
    most = max(counts.values())
    if not most:
        return Stage.AUTHORISED
    return next(stage for stage, count in counts.items() if count == most)
