"""Backups: whole copies of a dossier while it is open, checked before they count.

SQLite writes the copy in one step (`VACUUM INTO`): a stepwise one never ends while another process
writes. The copy is one plain file.
"""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.errors import BackupNotWritten, DossierFault
from workbench.model.progress import Silent
from workbench.store import log
from workbench.store.check import WHOLE, check
from workbench.store.connections import Connections
from workbench.store.sqlite import engine_for, outside, stoppable
from workbench.store.upgrade import check_version
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from workbench.model.change import Operation
    from workbench.model.progress import Progress


def back_up(connection: Connection, to: Path, *, key: bytes, progress: Progress) -> None:
    """Writes a checked copy of the dossier to `to`; what lay there stays until it is whole.

    Raises:
        BackupNotWritten: the folder cannot be written, its disk is full, or the copy is not whole.
        Cancelled: it was stopped; nothing of it is left.
    """
    with _in_place(to) as unfinished:
        try:
            with stoppable(connection, progress, "Copying"):
                outside(connection, "VACUUM INTO ?", str(unfinished))
        except DossierFault as fault:
            raise BackupNotWritten(to, str(fault)) from fault
        _expect_whole(unfinished, to, key, progress)


def put_in_place(backup: Path, to: Path, *, key: bytes = b"") -> None:
    """Copies a backup to where a dossier shall lie, whole or not at all.

    Raises:
        BackupNotWritten: the folder cannot be written, its disk is full, or the backup is damaged.
    """
    with _in_place(to) as unfinished:
        unfinished.write_bytes(backup.read_bytes())
        _expect_whole(unfinished, to, key, Silent())


@contextmanager
def _in_place(to: Path) -> Iterator[Path]:
    """A file that takes the place of `to` at the end; see `unfinished`."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with replacing(to) as unfinished:
            yield unfinished
    except OSError as fault:
        raise BackupNotWritten(to, fault.strerror or str(fault)) from fault


def head_of(path: Path, *, key: bytes = b"") -> Operation | None:
    """The last operation of a dossier file, whatever its version.

    Raises:
        DossierFault: it cannot be read.
    """
    with _looking_into(path, key) as connection:
        return log.last_operation(connection)


def _expect_whole(copy: Path, to: Path, key: bytes, progress: Progress) -> None:
    try:
        with _looking_into(copy, key) as connection:
            found = check(connection, progress, looks=WHOLE)
    except DossierFault as fault:
        raise BackupNotWritten(to, str(fault)) from fault
    if found:
        first = found[0]
        words = f"The copy is not whole: {first.where}, {first.message}. {first.remedy}"
        raise BackupNotWritten(to, words)


@contextmanager
def _looking_into(path: Path, key: bytes) -> Iterator[Connection]:
    connections = Connections(engine_for(path, lambda: None, read_only=True, key=key))
    with contextlib.ExitStack() as ending:
        ending.callback(connections.end, tidy=False)
        with connections.lend() as connection:
            check_version(connection)
            yield connection
