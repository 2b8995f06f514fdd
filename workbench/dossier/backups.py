"""Backups of a dossier: made, thinned out, listed, and gone back to."""

from __future__ import annotations

import re
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import places
from workbench.dossier.key_files import copy_key_file, is_encrypted, key_file_of
from workbench.dossier.seen import forget, mark_of
from workbench.errors import BackupNotWritten, BackupOfAnother, DossierNotFound, NoBackupBefore
from workbench.store import log
from workbench.store.backup import head_of, put_in_place
from workbench.store.thinning import superfluous
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Operation
    from workbench.model.progress import Progress
    from workbench.store.store import Store

UPGRADE = "upgrade"
IMPORT = "import"
DROP = "history"
MANY = 50
"""From so many records or files on, what is brought in has a backup made before it."""
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z) (\d+) ([a-z]+)\.dossier")
_OWNER = "dossier.txt"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One whole copy of a dossier after operation `seq`; `why` is day, hand, import or upgrade."""

    at: datetime
    seq: int
    why: str
    path: Path

    @property
    def encrypted(self) -> bool:
        """Whether it can be read with its passphrase only."""
        return is_encrypted(self.path)

    @property
    def size(self) -> int:
        """Its bytes on the disk."""
        return self.path.stat().st_size


class Backups:
    """The backups of one dossier, in the user's data folder.

    Examples:
        kept = dossier.backups.make()
        dossier.backups.since(kept)
    """

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return folder_of(self._dossier.store)

    def find(self) -> list[Backup]:
        """Those that there are, newest first."""
        return backups_in(self.folder)

    def make(
        self, *, why: str = "hand", to: Path | None = None, progress: Progress | None = None
    ) -> Backup:
        """Writes a checked copy, to `to` if given, and thins out older ones.

        One an hour is kept for two days, one a day for two weeks, one a week for twelve weeks, one
        a month for a year; those from before an upgrade, or before history was dropped, always.

        Raises:
            BackupNotWritten: it could not be made whole.
            Cancelled: it was stopped; nothing of it is left.
        """
        made = keep(self._dossier.store, self._dossier.path, why=why, to=to, progress=progress)
        if to is None:
            self._thin()
        return made

    def make_if_due(self, progress: Progress | None = None) -> Backup | None:
        """Makes the backup of the day, where something was written since the last one."""
        newest = next(iter(self.find()), None)
        last = next(iter(self._dossier.operations(limit=1)), None)
        if last is None or (newest and newest.seq == last.seq):
            return None
        if newest and newest.at.astimezone().date() >= datetime.now().astimezone().date():
            return None
        return self.make(why="day", progress=progress)

    def make_before(self, coming: int, progress: Progress | None = None) -> Backup | None:
        """Makes the backup before `coming` records or files are brought in.

        None is made before fewer than 50, which undo takes back in a moment; nor inside an
        operation, where something was written already; nor where the newest backup still holds all
        there is, or there is nothing yet.

        Raises:
            NoBackupBefore: it could not be written; nothing must then be brought in.
            Cancelled: it was stopped.
        """
        store = self._dossier.store
        if coming < MANY or store.read_only or store.in_operation:
            return None
        last = store.operations(limit=2)
        newest = next(iter(self.find()), None)
        if len(last) < 2 or (newest and newest.seq == last[0].seq):  # noqa: PLR2004 - made, then used
            return None
        try:
            return self.make(why=IMPORT, progress=progress)
        except BackupNotWritten as fault:
            raise NoBackupBefore(self.folder, fault.reason) from fault

    def since(self, backup: Backup) -> list[Operation]:
        """The operations that going back to a backup would take back, newest first.

        Raises:
            BackupOfAnother: its history is not the one of this dossier.
        """
        last = head_of(backup.path, key=self._dossier.store.key)
        with self._dossier.store.reading() as connection:
            ours = log.operation_at(connection, last.seq) if last else None
            if last is None or ours is None or ours.hash != last.hash:
                raise BackupOfAnother(backup.path.name)
            return log.operations_since(connection, last.seq)

    def restore(self, backup: Backup) -> list[Operation]:
        """Goes back to a backup by a new operation, which can be undone; gives what it took back.

        Raises:
            BackupOfAnother: its history is not the one of this dossier.
            DossierReadOnly: the dossier is open for reading only.
        """
        later = self.since(backup)
        if not later:
            return []
        return self._dossier.store.return_to(later[-1].seq - 1)

    def _thin(self) -> None:
        kept = {each.at: each for each in self.find() if each.why not in {UPGRADE, DROP}}
        for moment in superfluous(kept, datetime.now(UTC)):
            kept[moment].path.unlink(missing_ok=True)
            key_file_of(kept[moment].path).unlink(missing_ok=True)


def keep(
    store: Store,
    path: Path,
    *,
    why: str,
    to: Path | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Writes a checked copy of an open store, whose file lies at `path`, among its backups.

    Raises:
        BackupNotWritten: it could not be made whole.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    seq = store.last_seq
    folder = folder_of(store)
    place = to or folder / f"{now.strftime(_STAMP)} {seq} {why}.dossier"
    with ExitStack() as failing:
        failing.callback(_remove, key_file_of(place))  # a key without its backup is of no use
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            copy_key_file(path, place)  # first: without it a backup cannot be read
            if to is None:
                with replacing(folder / _OWNER) as draft:
                    draft.write_text(str(path.absolute()), encoding="utf-8")
        except OSError as fault:
            raise BackupNotWritten(place, fault.strerror or str(fault)) from fault
        store.back_up(place, progress)
        failing.pop_all()
    return Backup(at=now, seq=seq, why=why, path=place)


def backup_named(path: Path, name: str, *, key: bytes = b"") -> Backup:
    """The backup of the dossier at `path` with this file name, else the dossier file at `name`.

    `key` is that of the dossier, if it is encrypted.

    Raises:
        DossierNotFound: there is none.
    """
    named = (each for each in backups_of(path) if each.path.name == name)
    return next(named, None) or backup_at(Path(name), key=key)


def backup_at(path: Path, *, key: bytes = b"") -> Backup:
    """Any dossier file, as a backup.

    Raises:
        DossierFault: there is none, or it cannot be read.
    """
    if not path.is_file():
        raise DossierNotFound(path)
    last = head_of(path, key=key)
    at = datetime.fromisoformat(last.at) if last else datetime.now(UTC)
    return Backup(at=at, seq=last.seq if last else 0, why="hand", path=path)


def backups_in(folder: Path) -> list[Backup]:
    """The backups that lie in a folder, newest first."""
    found = ((each, _NAME.fullmatch(each.name)) for each in folder.glob("*.dossier"))
    return sorted(
        (
            Backup(
                at=datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC),
                seq=int(name[2]),
                why=name[3],
                path=path,
            )
            for path, name in found
            if name
        ),
        reverse=True,
    )


def backups_of(path: Path) -> list[Backup]:
    """The backups of the dossier that lay at `path`, newest first, though it cannot be read now."""
    return sorted(
        (each for folder in _folders_of(path) for each in backups_in(folder)), reverse=True
    )


def put_back(path: Path, backup: Backup, *, key: bytes = b"") -> Path | None:
    """Puts a backup where a damaged dossier lies; gives where that lies now, if there was one.

    `key` is that of an encrypted backup.

    Raises:
        BackupNotWritten: the folder cannot be written, its disk is full, or the backup is damaged.
    """
    aside = None
    if path.exists():
        stamp = datetime.now(UTC).strftime(_STAMP)
        aside = path.with_name(f"{path.stem} (damaged {stamp}){path.suffix}")
        for suffix in (
            "-wal",
            "-shm",
            "-journal",
            "",
        ):  # a log of the damaged one would be replayed
            part = path.with_name(path.name + suffix)
            if part.exists():
                part.replace(aside.with_name(aside.name + suffix))
    copy_key_file(backup.path, path)
    put_in_place(backup.path, path, key=key)
    forget(path)
    return aside


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def folder_of(store: Store) -> Path:
    """Where the backups of a dossier lie; its first operation names it, wherever its file goes."""
    return places.data_folder() / "backups" / mark_of(store)


def _folders_of(path: Path) -> Iterator[Path]:
    wanted = str(path.absolute())
    for told in (places.data_folder() / "backups").glob(f"*/{_OWNER}"):
        if told.read_text("utf-8") == wanted:
            yield told.parent
