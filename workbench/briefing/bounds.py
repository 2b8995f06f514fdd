"""The arithmetic of bounds that the workbook shows, computed here and again by Excel.

Both must agree.

Lower bounds add up; upper bounds add up only where every row has one. A row without hard bounds (a
vague number, an estimate) adds nothing to the lower bound and leaves the sum not bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import starmap
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import InvalidField
from workbench.model.kinds import QuantityKind, Reading, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbench.briefing.data import AllocationRow
    from workbench.model.quantity import Quantity

NOT_BOUNDED = "not bounded"
NO_FIGURE = "no figure stated"
NOT_STATED = "not stated"
ESTIMATE_ONLY = "not added"
NO_ROWS = "no rows"

Figure = Decimal | str

# To look a member up in its enumeration takes longer than all the rest of comparing with it.
_ESTIMATE, _EXACT, _ANALYST = QuantityKind.ESTIMATE_CI, QuantityKind.EXACT, Reading.ANALYST


class Bounds(NamedTuple):
    """The ends of a quantity as they stand in cells, and `words` for how the source bounds it.

    An end is a number, or the words that say why there is none.
    """

    words: str
    low: Figure
    high: Figure


_ESTIMATED = Bounds("no hard bound (estimate)", ESTIMATE_ONLY, ESTIMATE_ONLY)
_UNSTATED = Bounds("no figure", NO_FIGURE, NO_FIGURE)


def read_bounds(quantity: Quantity, ref: str = "quantity") -> Bounds:
    """The bounds of `quantity`.

    Raises:
        InvalidField: an end is no finite number; `ref` names the row.
    """
    low, high, point = quantity.low, quantity.high, quantity.point
    if not (
        (low is None or low.is_finite())
        and (high is None or high.is_finite())
        and (point is None or point.is_finite())
    ):
        raise InvalidField(ref, "Its quantity is not a number. Correct it before writing.")
    if quantity.kind is _ESTIMATE:
        return _ESTIMATED
    if quantity.kind is _EXACT and point is not None:
        return Bounds("exactly", point, point)
    if low is None and high is None:
        return _UNSTATED
    words = _words(
        low is None,
        high is None,
        quantity.low_open,
        quantity.high_open,
        quantity.reading is _ANALYST,
    )
    return Bounds(words, NOT_STATED if low is None else low, NOT_BOUNDED if high is None else high)


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


@lru_cache
def _words(*shape: bool) -> str:
    no_low, no_high, low_open, high_open, by_analyst = shape
    if no_high:
        words = "above" if low_open else "at least"
    elif no_low:
        words = "below" if high_open else "at most"
    else:
        open_ends = [
            word for word, is_open in (("above", low_open), ("below", high_open)) if is_open
        ]
        words = "range" + (f" ({', '.join(open_ends)})" if open_ends else "")
    return f"{words}, analyst" if by_analyst else words


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


def sums(
    rows: Iterable[AllocationRow], name_of: Callable[[AllocationRow], str], stage: str = ""
) -> dict[str, Total]:
    """The sums of `rows` by name, in the order of the first row of each name.

    With a `stage`, only the rows at it are added up. Rows that are added must share one stage and
    one unit for the sum to mean anything.
    """
    found: dict[str, dict[str, _Part]] = {}
    for row in rows:
        name = name_of(row)
        parts = found.get(name)
        if parts is None:
            parts = found[name] = {}
        if not row.counted or (stage and row.stage != stage):
            continue
        words, low, high = read_bounds(row.quantity, row.ref)
        part = parts.get(words)
        if part is None:
            part = parts[words] = _Part()
        part.rows += 1
        part.joint += row.joint
        if not isinstance(low, str):
            part.low += low
        if not isinstance(high, str):
            part.high += high
    return {
        name: reduce(add, starmap(_part_of, parts.items())) if parts else Total()
        for name, parts in found.items()
    }


def total(rows: Iterable[AllocationRow]) -> Total:
    """The sum of `rows`; they must share one stage and one unit to mean anything."""
    return sums(rows, lambda _: "").get("", Total())


@dataclass(slots=True)
class _Part:
    """What rows that are bounded alike add up to."""

    rows: int = 0
    joint: int = 0
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)


def _part_of(words: str, part: _Part) -> Total:
    rows = part.rows
    return Total(
        rows=rows,
        joint=part.joint,
        bare=rows if words.startswith("no ") else 0,
        endless=rows if words.startswith(("above", "at least")) else 0,
        above=rows if "above" in words else 0,
        below=rows if "below" in words else 0,
        low_sum=part.low,
        high_sum=part.high,
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
