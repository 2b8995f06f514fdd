"""What can be done to judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.judgement import Judgement

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Judgements(Records[Judgement]):
    """The judgements of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Judgement)
