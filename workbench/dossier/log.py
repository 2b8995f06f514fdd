"""The operation log as a whole: what a revert would do, whether it holds, what is dropped of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.backups import DROP
from workbench.dossier.moments import beginning_of
from workbench.dossier.reverting import preview_return, preview_revert
from workbench.errors import DossierReadOnly, NoSuchRecord, NothingToDrop
from workbench.model.change import Operation
from workbench.model.progress import Silent
from workbench.store import log
from workbench.store.baseline import baseline_of, drop_history
from workbench.store.chain import breaks

if TYPE_CHECKING:
    from workbench.dossier.backups import Backup
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.moments import Moment
    from workbench.dossier.reverting import RevertPreview
    from workbench.model.progress import Progress
    from workbench.store.baseline import Baseline
    from workbench.store.chain import Break


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropping:
    """The first and last operation whose changes are dropped, and how many changes those are."""

    first: Operation
    last: Operation
    changes: int

    @property
    def count(self) -> int:
        """How many operations."""
        return self.last.seq - self.first.seq + 1


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

    @property
    def dropped(self) -> Baseline | None:
        """How far history was dropped, and by which operation; None where all of it is there."""
        with self._dossier.store.reading() as connection:
            return baseline_of(connection)

    def dropping(self, before: Moment) -> Dropping:
        """What dropping the history before a moment would cover; nothing is written.

        A day stands for its beginning, "#12" for the operations before that one.

        Raises:
            InvalidField: the text names no moment, or there is no such operation.
            NothingToDrop: nothing that was not dropped already lies before it.
        """
        wanted = beginning_of(before)
        with self._dossier.store.reading() as connection:
            kept = baseline_of(connection)
            if isinstance(wanted, int):
                seq = min(wanted - 1, log.last_seq(connection))
            else:
                seq = log.seq_before(connection, wanted)
            last = log.operation_at(connection, seq)
            if last is None or seq <= (kept.seq if kept else 1):
                raise NothingToDrop
            first = log.operation_at(connection, kept.seq + 1 if kept else 1)
            changes = log.count_changes(connection, seq)
        return Dropping(first=first or last, last=last, changes=changes)

    def drop_before(self, before: Moment, *, reason: str = "") -> Dropping:
        """Drops what the operations before a moment changed; gives what it covered.

        A checked backup that holds all of it is made first, and always kept. All records stay as
        they are, and so do the operations: who, when, what, and their hashes. What they changed is
        gone: the dossier can no longer be seen as it was before, nor can they be reverted. It is
        an operation, and cannot be undone.

        Raises:
            InvalidField: the text names no moment, or there is no such operation.
            NothingToDrop: nothing that was not dropped already lies before it.
            BackupNotWritten: no backup could be made; then nothing is dropped.
            DossierReadOnly: the dossier is open for reading only.
        """
        if self._dossier.read_only:
            raise DossierReadOnly
        covered = self.dropping(before)
        self._dossier.backups.make(why=DROP)
        label = f"Drop the history up to operation {covered.last.seq}"
        drop_history(self._dossier.store, covered.last.seq, label, reason)
        return covered

    def verify(self, progress: Progress | None = None, *, since: int = 0) -> list[Break]:
        """Every operation after number `since` that was altered or taken out; empty when well.

        Raises:
            Cancelled: it was stopped.
        """
        with self._dossier.store.reading() as connection:
            return list(breaks(connection, progress or Silent(), since))

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
