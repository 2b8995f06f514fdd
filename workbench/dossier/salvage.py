"""Saving what a damaged dossier still holds into a new one."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from workbench.dossier.encryption import key_of
from workbench.dossier.key_files import copy_key_file, expect_free, key_file_of
from workbench.dossier.open import SUFFIX, discard, made
from workbench.errors import DossierNotFound, FileNotReadable, NothingToSalvage
from workbench.model.progress import Silent, followed
from workbench.store.pages import Pages
from workbench.store.salvage import Salvaged, salvage

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.model.progress import Progress

__all__ = ["Salvaged", "salvage_dossier"]

_AT_ONCE = 5_000
_WRITING = "Writing the new dossier"


def salvage_dossier(
    path: Path,
    to: Path,
    *,
    analyst: str = "",
    passphrase: str = "",
    progress: Progress | None = None,
) -> Salvaged:
    """Saves what the damaged dossier at `path` holds into a new one at `to`; tells what was lost.

    The damaged file is only read, with the log that SQLite may have left beside it. Records keep
    their ids and numbers; the history begins anew with this operation. Of an encrypted dossier the
    new one is encrypted as well, with the same passphrase.

    Raises:
        DossierNotFound: there is no file at `path`.
        FileNotReadable: it may not be read.
        DossierExists: there is a file at `to` already.
        PassphraseNeeded, WrongPassphrase: it is encrypted, and `passphrase` does not open it.
        NothingToSalvage: nothing of a dossier is left in the file.
        Cancelled: it was stopped; nothing of the new one is left.
    """
    if not path.is_file():
        raise DossierNotFound(path)
    expect_free(to)
    progress = progress or Silent()
    key = key_of(path, passphrase)
    saved = salvage(Pages(_bytes_of(path), _log_beside(path), key), progress)
    if not saved.records:
        raise NothingToSalvage(path)
    _write(saved, path, to, analyst, key, progress)
    return saved


def _write(
    saved: Salvaged, path: Path, to: Path, analyst: str, key: bytes, progress: Progress
) -> None:
    with ExitStack() as failing:
        failing.callback(key_file_of(to).unlink, missing_ok=True)
        copy_key_file(path, to)
        dossier = made(to, path.name.removesuffix(SUFFIX), analyst, key)
        failing.callback(discard, to)
        failing.callback(dossier.close)
        with dossier.operation(f"Salvage {path.name}") as operation:
            for data in followed([*saved.contents.values()], progress, _WRITING):
                operation.keep(data)
            for about in (each for each in saved.records if each.KIND == "about"):
                operation.put(about)
            others = [each for each in saved.records if each.KIND != "about"]
            for at in range(0, len(others), _AT_ONCE):
                progress.step(at, len(others), _WRITING)
                operation.write_all(others[at : at + _AT_ONCE])
        dossier.close()
        failing.pop_all()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise FileNotReadable(path.name, fault.strerror or str(fault)) from fault


def _log_beside(path: Path) -> bytes:
    """What SQLite had not yet written into the dossier when the program was cut off."""
    log = path.with_name(f"{path.name}-wal")
    return _bytes_of(log) if log.is_file() else b""
