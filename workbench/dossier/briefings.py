"""What can be done to briefings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.briefing import Briefing

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Briefings(Records[Briefing]):
    """The briefings written from a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Briefing)
