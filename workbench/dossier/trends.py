"""Trends: what the allocations of a query add up to, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import parsed
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend
    from workbench.dossier.dossier import Dossier


class Trends:
    """Cumulative allocations with bounds, one trend per stage and unit."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read(self, query: Query | str = Query()) -> tuple[Trend, ...]:
        """The trends of the allocations that a query shows, one per stage and unit."""
        from workbench.analysis.trend import trends  # noqa: PLC0415 - numpy is not loaded to open a window

        found = self._dossier.allocations.find(parsed(query).unordered())
        return trends(found, dates=self._dossier.allocations.dates(found), names=self._names())

    def _names(self) -> dict[str, str]:
        parties = {party.id: party.title for party in self._dossier.parties.find()}
        return parties | {item.id: item.title for item in self._dossier.items.find()}
