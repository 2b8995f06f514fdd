"""What can be done to questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.question import Question

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Questions(Records[Question]):
    """The questions of a dossier.

    Examples:
        dossier.questions.add(Question(question="How are the chips split?"))
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Question)
