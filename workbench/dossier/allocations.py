"""What can be done to allocations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.cited import Cited
from workbench.model.allocation import Allocation
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import Imported
    from workbench.intake.table.mapping import Mapping
    from workbench.model.kinds import Stage
    from workbench.model.progress import Progress
    from workbench.model.quantity import Quantity
    from workbench.model.table_mapping import TableMapping


class Allocations(Cited[Allocation]):
    """The allocations of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Allocation)

    def dates(self, allocations: Iterable[Allocation]) -> dict[str, When]:
        """For each allocation, by id, its own date, else that of its decision."""
        some = list(allocations)
        wanted = {each.decision for each in some if each.decision and not each.when}
        decided = {each.id: each.when for each in self._dossier.decisions.page(sorted(wanted))}
        return {
            each.id: each.when or decided.get(each.decision or "", When.UNKNOWN) for each in some
        }

    def totals(self, query: Query | str = Query()) -> tuple[tuple[Stage, Quantity], ...]:
        """What the allocations of a query add up to, with bounds: one sum per stage and unit.

        Superseded allocations and parts of others are not counted twice; stages are never added.
        """
        return tuple((trend.stage, trend.total) for trend in self._dossier.trends.read(query))

    def import_table(
        self,
        path: Path | str,
        mapping: Mapping | TableMapping | Path | str | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Brings a CSV or Excel table of allocations in, as one operation.

        Without a mapping the kept one that fits is used, else one by the words of the headings.
        """
        return self._dossier.table_mappings.import_table("allocation", path, mapping, progress)
