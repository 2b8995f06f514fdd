"""What can be done to codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.code import Code

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Codes(Records[Code]):
    """The codes of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Code)
