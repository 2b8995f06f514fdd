"""The chronology of the decisions that a query shows, with who reported them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.analysis.chronology import Report, chronology
from workbench.dossier.records import parsed
from workbench.model.kinds import SourceRelation, SupportRole
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.chronology import Entry
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source

_SOME = 500


class Chronologies:
    """Announced, effective and reported, day by day."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def read(self, query: Query | str = Query()) -> tuple[Entry, ...]:
        """The chronology of the decisions that a query shows; copies of one story are folded."""
        decisions = self._dossier.decisions.find(parsed(query).unordered())
        reports = [
            report
            for start in range(0, len(decisions), _SOME)
            for report in self._reports([each.id for each in decisions[start : start + _SOME]])
        ]
        return chronology(decisions, reports)

    def _reports(self, ids: Sequence[str]) -> list[Report]:
        supports = self._dossier.supports.find(Query(filters=(Filter("record", tuple(ids)),)))
        speaking = [x for x in supports if x.claim and x.role is SupportRole.SUPPORTS]
        cited = sorted({each.claim for each in speaking if each.claim})
        claims = {each.id: each.source for each in self._dossier.claims.page(cited)}
        keys = sorted({key for key in claims.values() if key})
        sources = {each.id: each for each in self._dossier.sources.page(keys)}
        found = []
        for each in speaking:
            source = sources.get(claims.get(each.claim or "") or "")
            if source is not None:
                found.append(
                    Report(
                        decision=each.record,
                        source=source.id,
                        title=source.title,
                        published=source.published,
                        origin=_origin(source),
                    )
                )
        return found


def _origin(source: Source) -> str:
    """The primary source that a document goes back to; itself where it names none."""
    primary = (x.source for x in source.links if x.relation is SourceRelation.HAD_PRIMARY_SOURCE)
    return next(primary, source.id)
