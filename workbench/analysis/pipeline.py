"""How far allocations have come: shares from stage to stage, and how much is seen where it is.

    conversion(a, b) = [low_b / high_a, min(1, high_b / low_a)]
    visibility V     = [K_low / T_high, min(1, K_high / T_low)]    gap = 1 - V

with K what is located and T what is at the furthest stage before. Bounds stay bounds: where nothing
is located V is [0, 1] unless something says so, and an open total leaves the lower end at 0. Stages
are compared and never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.bounds import span
from workbench.model.kinds import Stage
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.model.when import When

PIPELINE = (
    Stage.REQUESTED,
    Stage.AUTHORISED,
    Stage.ORDERED,
    Stage.SHIPPED,
    Stage.DELIVERED,
    Stage.DEPLOYED,
    Stage.LOCATED,
)
"""The stages in the order in which a quantity passes them; returned and diverted leave it."""

Share = tuple[float, float]
ANY: Share = (0.0, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is recorded at one stage, and its share of the stage recorded before (None: first)."""

    stage: Stage
    total: Quantity
    share: Share | None = None

    @property
    def share_words(self) -> str:
        """Its share of the stage before, in words; empty for the first."""
        return "" if self.share is None else share_words(self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visibility:
    """The share that is located, of what `of` says, and the share that is not."""

    of: Stage
    seen: Share
    gap: Share

    @property
    def gap_words(self) -> str:
        """The share that is not seen, in words."""
        return share_words(self.gap)


def funnel(totals: Iterable[tuple[Stage, Quantity]]) -> tuple[Step, ...]:
    """The steps of one unit, from the totals of its stages."""
    held = dict(totals)
    made: list[Step] = []
    for stage in PIPELINE:
        if stage in held:
            before = made[-1].total if made else None
            share = None if before is None else conversion(before, held[stage])
            made.append(Step(stage=stage, total=held[stage], share=share))
    return tuple(made)


def conversion(before: Quantity, after: Quantity) -> Share:
    """Which share of `before` `after` is, from the least to the most; at most all of it."""
    first, second = span(before), span(after)
    if first is None or second is None:
        return ANY
    low = float(second[0]) / float(first[1]) if first[1] else 0.0
    high = float(second[1]) / float(first[0]) if second[1] is not None and first[0] else 1.0
    return min(1.0, low), min(1.0, high)


def visibility(totals: Iterable[tuple[Stage, Quantity]]) -> Visibility | None:
    """How much is seen where it is; None where nothing is recorded at a stage before."""
    held = dict(totals)
    before = [stage for stage in PIPELINE[:-1] if stage in held]
    if not before:
        return None
    located = held.get(Stage.LOCATED)
    seen = ANY if located is None else conversion(held[before[-1]], located)
    return Visibility(of=before[-1], seen=seen, gap=(1.0 - seen[1], 1.0 - seen[0]))


def since(evidence: Iterable[When], today: date) -> tuple[int, int] | None:
    """Days since the last evidence, from the fewest to the most; None where none is dated."""
    known = [each for each in evidence if each.latest is not None and each.earliest is not None]
    if not known:
        return None
    latest = max(each.latest for each in known if each.latest)
    earliest = max(each.earliest for each in known if each.earliest)
    return max(0, (today - latest).days), max(0, (today - earliest).days)


def share_words(share: Share) -> str:
    """A share in words: "12 %", "10 – 25 %", "not known"."""
    low, high = (f"{end * 100:.3g}" for end in share)
    if share == ANY:
        return "not known, 0 – 100 %"
    return f"{low} %" if low == high else f"{low} – {high} %"
