"""What can be done to allocations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.cited import Cited
from workbench.model.allocation import Allocation
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.analysis.bounds import Total
    from workbench.dossier.dossier import Dossier
    from workbench.model.when import When


class Allocations(Cited[Allocation]):
    """The allocations of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Allocation)

    def dates(self, allocations: Iterable[Allocation]) -> dict[str, When]:
        """For each allocation its own date, else that of its decision; unknown where neither has one."""
        some = list(allocations)
        wanted = {each.decision for each in some if each.decision and not each.when}
        decided = {each.id: each.when for each in self._dossier.decisions.page(sorted(wanted))}
        unknown = Allocation(title="-").when
        return {each.id: each.when or decided.get(each.decision or "", unknown) for each in some}

    def total(self, query: Query | str = Query()) -> Total:
        """The sum of the quantities that a query shows, with bounds; see `analysis.bounds.total`."""
        from workbench.analysis.bounds import total  # noqa: PLC0415 - numpy is not loaded to open a window

        return total(self.find(query))
