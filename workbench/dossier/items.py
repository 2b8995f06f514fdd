"""What can be done to items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.item import Item

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Items(Records[Item]):
    """The items of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Item)
