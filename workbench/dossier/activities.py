"""What can be done to activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.activity import Activity

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Activities(Records[Activity]):
    """The activities of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Activity)
