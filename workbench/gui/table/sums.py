"""The sum of a selection, in words: one total a stage and unit, never added across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.query import Query

MOST_SUMMED = 20_000


def too_many(count: int) -> bool:
    """Whether so many records are selected that their sum would take seconds."""
    return count > MOST_SUMMED


def total_words(dossier: Dossier, query: Query) -> str:
    """What the allocations of a query add up to, such as "authorised > 562,000, no upper bound"."""
    totals = dossier.allocations.totals(query)
    units = {total.unit for _, total in totals}
    parts = []
    for stage, total in totals:
        words = total.total_text()
        unit = f" {total.unit}" if len(units) > 1 and total.unit not in words else ""
        parts.append(f"{stage.value} {words}{unit}")
    return ";  ".join(parts)
