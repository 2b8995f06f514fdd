"""What can be done to saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.saved_query import SavedQuery

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class SavedQueries(Records[SavedQuery]):
    """The saved queries of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, SavedQuery)
