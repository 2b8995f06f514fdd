"""Compute equivalents: how many H100 a quantity of an item stands for, on a named basis.

    equivalents = quantity x figure of the item / figure of the H100 SXM

on one of two bases, which may differ by 40 % for one chip and are therefore never mixed:

- **TPP**: total processing performance, 2 x MacTOPS x bit length at its largest (note to ECCN
  3A090, 15 CFR 774 supplement 1), of the edition of the rule that is asked for; H100 SXM: 15,832.
- **8-bit**: dense operations a second at 8 bit, the larger of FP8 and INT8, as Epoch AI counts;
  H100 SXM: 1,979 x 10^12.

Figures that disagree span an interval; quantity and figure are multiplied as intervals (Moore,
Interval Analysis, 1966). Estimated and unverified figures are refused unless they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from workbench.analysis.bounds import EQUIVALENT, between, rounded, span, stated_high, stated_low
from workbench.errors import FigureNotKnown, FigureNotVerified
from workbench.model.basis import Basis
from workbench.model.kinds import QuantityKind
from workbench.model.quantity import Quantity, figure
from workbench.model.specification import ItemSpec, SpecFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.model.item import Item

UNIT = EQUIVALENT
_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many H100 one of an item stands for, from `low` to `high` where figures disagree."""

    basis: Basis
    vintage: str
    low: Decimal
    high: Decimal
    used: tuple[ItemSpec, ...]
    left_out: tuple[ItemSpec, ...] = ()

    @property
    def how(self) -> str:
        """How it was worked out, from which figures, and which were left out."""
        unit = "TPP" if self.basis is Basis.TPP else "TOPS"
        of_h100 = f"{figure(self.basis.of_h100)} {unit} of the H100 SXM"
        told = [f"{figures_words(self.used)}, divided by {of_h100}."]
        if self.left_out:
            told.append(f"Left out, not verified: {figures_words(self.left_out)}.")
        return " ".join(told)

    @property
    def words(self) -> str:
        """The rate with its basis: "0.1496 (TPP)" or "2.2739 – 2.5265 (8-bit)"."""
        shown = (figure(each.quantize(_PLACES)) for each in (self.low, self.high))
        ends = " – ".join(dict.fromkeys(shown))
        edition = f", rule of {self.vintage}" if self.vintage else ""
        return f"{ends} ({self.basis.word}{edition})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalent:
    """A quantity in H100 equivalents, with the rate it was counted by.

    `bandwidth` is the memory bandwidth of one of the item (not stated where none is known): items
    equal on the basis may differ in it.
    """

    quantity: Quantity
    rate: Rate
    bandwidth: Quantity


def rate(
    item: Item, basis: Basis = Basis.TPP, *, vintage: str = "", unverified: bool = False
) -> Rate:
    """How many H100 one `item` stands for.

    With `vintage`, figures under other editions of the rule are left out. With `unverified`,
    estimates and unverified figures count too.

    Raises:
        FigureNotKnown: the item has no figure for this basis.
        FigureNotVerified: it has only estimates or unverified figures.
    """
    asked = [s for s in item.specs if s.figure in basis.figures and span(s.amount) is not None]
    asked = [s for s in asked if not vintage or s.vintage in {"", vintage}]
    if not asked:
        raise FigureNotKnown(item.title, basis.word)
    used = [s for s in asked if s.status.stands or unverified]
    if not used:
        raise FigureNotVerified(item.title, basis.word, asked[0].status.value, asked[0].cited)
    spans = [_hull([s for s in used if s.figure is each]) for each in basis.figures]
    known = [each for each in spans if each is not None]
    return Rate(
        basis=basis,
        vintage=vintage,
        low=max(low for low, _ in known) / basis.of_h100,
        high=max(high for _, high in known) / basis.of_h100,
        used=tuple(used),
        left_out=tuple(s for s in asked if s not in used),
    )


def equivalent(quantity: Quantity, item: Item, by: Rate) -> Equivalent:
    """`quantity` of `item` in H100 equivalents; an unstated or vague quantity stays so."""
    return Equivalent(quantity=_times(quantity, by), rate=by, bandwidth=bandwidth(item))


def bandwidth(item: Item) -> Quantity:
    """The memory bandwidth of one `item`, over all figures that are verified or secondary."""
    some = [s for s in item.specs if s.figure is SpecFigure.MEMORY_BANDWIDTH and s.status.stands]
    unit = SpecFigure.MEMORY_BANDWIDTH.unit
    ends = _hull([s for s in some if s.amount.unit == unit])
    return Quantity(unit=unit) if ends is None else between(*ends, unit=unit)


def conflicts(specs: Sequence[ItemSpec]) -> dict[SpecFigure, tuple[ItemSpec, ...]]:
    """The figures on which sources disagree, under one edition of a rule, with what each says."""
    of: dict[tuple[SpecFigure, str], list[ItemSpec]] = {}
    for spec in specs:
        if span(spec.amount) is not None:
            of.setdefault((spec.figure, spec.vintage), []).append(spec)
    return {
        figure: tuple(some)
        for (figure, _), some in of.items()
        if len({span(each.amount) for each in some}) > 1
    }


def figures_words(specs: Sequence[ItemSpec]) -> str:
    """Figures with who says so: "FP8, dense 4,500 TFLOPS (datasheet, secondary)"."""
    return "; ".join(
        f"{s.figure.word} {s.amount.sign_text()} {s.amount.unit}"
        f" ({', '.join(filter(None, [s.cited, s.basis, s.status.value]))})"
        for s in specs
    )


def _hull(specs: Sequence[ItemSpec]) -> tuple[Decimal, Decimal] | None:
    """From the lowest to the highest of some figures; a figure without an upper end is no hull."""
    ends = [ends for spec in specs if (ends := span(spec.amount)) is not None]
    highs = [high for _, high in ends if high is not None]
    if not ends or len(highs) < len(ends):
        return None
    return min(low for low, _ in ends), max(highs)


def _times(quantity: Quantity, by: Rate) -> Quantity:
    if quantity.kind is QuantityKind.ESTIMATE_CI:
        return _estimate(quantity, by)
    if span(quantity) is None:
        return replace(quantity, unit=UNIT)
    low, low_open = stated_low(quantity)
    high, high_open = stated_high(quantity)
    return between(
        rounded(low * by.low, ROUND_FLOOR),
        None if high is None else rounded(high * by.high, ROUND_CEILING),
        low_open=low_open,
        high_open=high_open,
        unit=UNIT,
    )


def _estimate(quantity: Quantity, by: Rate) -> Quantity:
    """An estimate keeps its level and its centre only where the rate is one number."""
    exact = by.low == by.high
    low, high = quantity.low, quantity.high
    if not exact and low is None:
        low = high = quantity.point
    centre = quantity.point if exact else None
    return Quantity(
        kind=QuantityKind.ESTIMATE_CI,
        low=None if low is None else rounded(low * by.low, ROUND_FLOOR),
        high=None if high is None else rounded(high * by.high, ROUND_CEILING),
        point=None if centre is None else rounded(centre * by.low, ROUND_HALF_EVEN),
        level=quantity.level if exact else None,
        unit=UNIT,
    )
