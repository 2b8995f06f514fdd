"""Backups: whole copies of a dossier while it is open, checked before they count.

SQLite writes the copy in one step (`VACUUM INTO`): a stepwise one never ends while another process
writes. The copy is one plain file.
"""

from __future__ import annotations

import contextlib
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbench.errors import BackupNotWritten, DossierFault
from workbench.model.progress import Silent
from workbench.store import log
from workbench.store.check import WHOLE, check
from workbench.store.connections import Connections
from workbench.store.sqlite import engine_for, outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from workbench.model.change import Operation

UNFINISHED = ".unfinished"


def back_up(connection: Connection, to: Path, *, key: bytes = b"") -> None:
    """Writes a checked copy of the dossier to `to`; what lay there stays until it is whole.

    Raises:
        BackupNotWritten: the folder cannot be written, its disk is full, or the copy is not whole.
    """
    with _in_place(to) as unfinished:
        try:
            outside(connection, "VACUUM INTO ?", str(unfinished))
        except DossierFault as fault:
            raise BackupNotWritten(to, str(fault)) from fault
        _expect_whole(unfinished, to, key)


def put_in_place(backup: Path, to: Path, *, key: bytes = b"") -> None:
    """Copies a backup to where a dossier shall lie, whole or not at all.

    Raises:
        BackupNotWritten: the folder cannot be written, its disk is full, or the backup is damaged.
    """
    with _in_place(to) as unfinished:
        unfinished.write_bytes(backup.read_bytes())
        _expect_whole(unfinished, to, key)


@contextmanager
def _in_place(to: Path) -> Iterator[Path]:
    """A file beside `to` that takes its place at the end; synced, so that a power cut spares it."""
    unfinished = to.with_name(f".{to.name}.{os.getpid()}{UNFINISHED}")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        sync(unfinished)
        unfinished.replace(to)
        sync(to.parent)
    except OSError as fault:
        raise BackupNotWritten(to, fault.strerror or str(fault)) from fault
    finally:
        _remove(unfinished)


def sweep(folder: Path) -> None:
    """Removes what a program that was cut off left unfinished in a folder."""
    for left in folder.glob(f".*{UNFINISHED}*"):
        process = left.name.partition(UNFINISHED)[0].rpartition(".")[2]
        if not (process.isdecimal() and _is_running(int(process))):
            _remove(left)


def _remove(unfinished: Path) -> None:
    for suffix in ("", "-journal"):
        with contextlib.suppress(OSError):  # the next start tries again
            unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Whether a process runs; where it cannot be asked, an open file cannot be removed anyway."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def head_of(path: Path, *, key: bytes = b"") -> Operation | None:
    """The last operation of a dossier file, whatever its version.

    Raises:
        DossierFault: it cannot be read.
    """
    with _looking_into(path, key) as connection:
        return log.last_operation(connection)


def _expect_whole(copy: Path, to: Path, key: bytes) -> None:
    try:
        with _looking_into(copy, key) as connection:
            found = check(connection, Silent(), looks=WHOLE)
    except DossierFault as fault:
        raise BackupNotWritten(to, str(fault)) from fault
    if found:
        raise BackupNotWritten(to, f"The copy is not whole: {found[0].where}, {found[0].message}.")


@contextmanager
def _looking_into(path: Path, key: bytes) -> Iterator[Connection]:
    connections = Connections(engine_for(path, lambda: None, read_only=True, key=key))
    with contextlib.ExitStack() as ending:
        ending.callback(connections.end, tidy=False)
        with connections.lend() as connection:
            yield connection


def sync(path: Path) -> None:
    """Waits until a file or folder is on the disk; folders cannot be synced on Windows."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
