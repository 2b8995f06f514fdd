"""The timeline: who decided what, when, and what took back what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import parsed
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.analysis.timeline import Timeline
    from workbench.dossier.dossier import Dossier


class Timelines:
    """Decisions in lanes, one per jurisdiction."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read(self, query: Query | str = Query()) -> Timeline:
        """The lanes of the decisions that a query shows, with those that have no date apart."""
        from workbench.analysis.timeline import timeline  # noqa: PLC0415 - numpy is not loaded to open a window

        decisions = self._dossier.decisions.find(parsed(query).unordered())
        lines = {line.id: line.title for line in self._dossier.policy_lines.find()}
        return timeline(decisions, names=lines, expectations=self._dossier.expectations.find())
