"""The operation log as a whole: what a revert would do, before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dossier.reverting import preview_return, preview_revert
from workbench.errors import NoSuchRecord
from workbench.store import log

if TYPE_CHECKING:
    from workbench.dossier.backups import Backup
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reverting import RevertPreview
    from workbench.model.change import Operation


class Log:
    """The operations of a dossier, one after the other, chained by their hashes.

    Examples:
        for change in dossier.log.preview(12).changes:
            print(change.ref, change.what, change.before, "->", change.after)
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def get(self, seq: int) -> Operation:
        """The operation with a number.

        Raises:
            NoSuchRecord: there is none.
        """
        with self._dossier.store.reading() as connection:
            found = log.operation_at(connection, seq)
        if found is None:
            raise NoSuchRecord("operation", str(seq))
        return found

    def preview(self, operation: Operation | int) -> RevertPreview:
        """What `dossier.revert` would change, field by field, or what stands in its way.

        Nothing is written.

        Raises:
            NoSuchRecord: no operation has that number.
            DossierReadOnly: the dossier is open for reading only.
        """
        chosen = self.get(operation) if isinstance(operation, int) else operation
        return preview_revert(self._dossier, chosen)

    def preview_return(self, backup: Backup) -> RevertPreview:
        """What `dossier.backups.restore` would change, field by field; nothing is written.

        Raises:
            BackupOfAnother: its history is not the one of this dossier.
            DossierReadOnly: the dossier is open for reading only.
        """
        self._dossier.backups.since(backup)
        return preview_return(self._dossier, backup.seq)
