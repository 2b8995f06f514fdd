"""What can be done to acknowledgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.acknowledgement import Acknowledgement

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Acknowledgements(Records[Acknowledgement]):
    """The acknowledgements of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Acknowledgement)
