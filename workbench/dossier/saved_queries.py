"""What can be done to saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.saved_query import EVERYTHING, SavedQuery

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.store.search import Hit


class SavedQueries(Records[SavedQuery]):
    """The saved queries of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, SavedQuery)

    def ask(self, saved: SavedQuery | str, limit: int = 50) -> list[Hit]:
        """What a saved query finds now, best first: among the kind that it lists, or everything.

        Raises:
            NoSuchRecord: there is none.
            QuerySyntaxError: its line cannot be read any more.
        """
        held = self.get(saved)
        kinds = () if held.shown == EVERYTHING else (held.shown,)
        return self._dossier.search(held.query, limit, kinds)
