"""The search index and the index of repeats: both are derived from records and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model.progress import Silent
from workbench.store.reindex import make_anew
from workbench.store.sqlite import stoppable

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.progress import Progress


class Indexes:
    """What is found by words, and what repeats: derived, so never logged, and made anew at will.

    Examples:
        dossier.indexes.rebuild()
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def rebuild(self, progress: Progress | None = None) -> None:
        """Makes the search index anew, where `dossier.check` finds fault with it.

        Content that no record names, nor the history of any, is let go of. No record changes, so
        there is nothing to undo.

        Raises:
            DossierReadOnly: the dossier is open for reading only.
            Cancelled: it was stopped; then all is as it was.
        """
        with (
            self._dossier.operation("Rebuild the indexes") as operation,
            stoppable(operation.connection, progress or Silent(), "Rebuilding the indexes"),
        ):
            make_anew(operation.connection)
