"""What can be done to assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Computed, Records
from workbench.model.assumption import Assumption
from workbench.model.many import many
from workbench.model.when import days_of

if TYPE_CHECKING:
    from datetime import date

    from workbench.dossier.dossier import Dossier


class Assumptions(Records[Assumption]):
    """The assumptions of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Assumption)

    def due(self, today: date | None = None) -> list[Assumption]:
        """Those whose day to look again has come, the longest overdue first."""
        day = (today or self._dossier.today).toordinal()
        asked = [(days_of(each.review)[0], each) for each in self.find()]
        found = [(first, each) for first, each in asked if first is not None and first <= day]
        return [each for _, each in sorted(found, key=lambda pair: (pair[0], pair[1].number))]

    def figures(self) -> tuple[Computed, ...]:
        """How many are due to be looked at again."""
        due = self.due()
        if not due:
            return ()
        words = many(len(due), "assumption")
        how = "Their day to look again has come, or is past."
        inputs = tuple(("assumption", each.id) for each in due)
        return (Computed(label="Look again", words=words, how=how, inputs=inputs, warns=True),)
