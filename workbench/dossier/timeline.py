"""The timeline: who decided what, when, and what took back what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.dossier.records import parsed
from workbench.dossier.stances import changes_of
from workbench.model.plot_choice import LaneBy, PlotChoice
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.analysis.stance import StanceChange
    from workbench.analysis.timeline import Strictness, Timeline
    from workbench.dossier.dossier import Dossier
    from workbench.model.decision import Decision


class Timelines:
    """Decisions in lanes, one per jurisdiction, policy line or party that decides.

    Examples:
        timeline = dossier.timeline.read("jurisdiction:CHN")
        timeline = dossier.timeline.read("since:2025", lanes="policy-line")
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read(
        self, query: Query | str = Query(), lanes: LaneBy | str = LaneBy.JURISDICTION
    ) -> Timeline:
        """The lanes of the decisions that a query shows, with those that have no date apart.

        Raises:
            InvalidField: lanes are not made by that.
        """
        from workbench.analysis.timeline import timeline

        decisions = self._dossier.decisions.find(parsed(query).unordered())
        lines = {line.id: line.title for line in self._dossier.policy_lines.find()}
        by = PlotChoice().changed(lanes=lanes).lanes
        names = lines | (self._deciding(decisions) if by is LaneBy.PARTY else {})
        hopes = self._dossier.expectations.find()
        made = timeline(decisions, names=names, expectations=hopes, by=by)
        coded = [each for each in decisions if each.line and each.stances]
        return replace(made, strictness=self._strictness(coded, lines)) if coded else made

    def _deciding(self, decisions: Sequence[Decision]) -> dict[str, str]:
        """The names of the parties that decided."""
        keys = sorted({each.authority for each in decisions if each.authority})
        return {each.id: each.name for each in self._dossier.parties.page(keys)}

    def _strictness(
        self, coded: Sequence[Decision], titles: Mapping[str, str]
    ) -> tuple[Strictness, ...]:
        """The step line of each policy line, of the coded decisions that are shown."""
        from workbench.analysis.stance import stance_line
        from workbench.analysis.timeline import Strictness

        scales = sorted({part.scale for each in coded for part in each.stances})
        highest = {each.id: each.highest for each in self._dossier.stance_scales.page(scales)}
        lines: dict[str, list[StanceChange]] = {}
        for each in coded:
            lines.setdefault(each.line or "", []).extend(changes_of(each, highest))
        return tuple(
            Strictness(title=titles.get(line, ""), line=stance_line(changes))
            for line, changes in lines.items()
        )
