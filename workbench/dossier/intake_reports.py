"""What can be done to intake reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.model.intake_report import IntakeReport
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class IntakeReports(Records[IntakeReport]):
    """What came of the files that were brought in, one report for each time."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, IntakeReport)

    def latest(self, most: int = 20) -> list[IntakeReport]:
        """The newest reports, newest first."""
        return self.page(self.ids(Query(order="number", descending=True), most))
