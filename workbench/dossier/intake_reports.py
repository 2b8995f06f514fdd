"""What can be done to intake reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.records import Records
from workbench.errors import NothingToRetry
from workbench.model.intake_report import IntakeOutcome, IntakeReport
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier
    from workbench.model.progress import Progress


class IntakeReports(Records[IntakeReport]):
    """What came of the files that were brought in, one report for each time."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, IntakeReport)

    def retry(
        self,
        report: IntakeReport | str,
        folder: Path | str,
        *,
        encoding: str | None = None,
        reader: str = "",
        progress: Progress | None = None,
    ) -> BroughtIn:
        """Brings in again the files of a report that were not added, from where they lie now.

        `folder` holds them as the report names them, or anywhere below it. With more than one, a
        new report is kept.

        Raises:
            NothingToRetry: every file of the report was added, or none of them lies there.
        """
        held, place = self.get(report), Path(folder)
        failed = [each.name for each in held.lines if each.outcome is IntakeOutcome.FAILED]
        if not failed:
            raise NothingToRetry(held.ref)
        lying = {each.name: each for each in place.rglob("*") if each.is_file()}
        found = [
            place / name if (place / name).is_file() else lying.get(Path(name).name)
            for name in failed
        ]
        paths = [each for each in found if each is not None]
        if not paths:
            raise NothingToRetry(held.ref, str(place))
        return self._dossier.sources.bring_in(
            paths, progress=progress, encoding=encoding, reader=reader
        )

    def latest(self, most: int = 20) -> list[IntakeReport]:
        """The newest reports, newest first."""
        return self.page(self.ids(Query(order="number", descending=True), most))
