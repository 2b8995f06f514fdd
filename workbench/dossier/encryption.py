"""Encrypting a dossier, taking the encryption away, and its passphrase."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.dossier.backups import backups_of
from workbench.dossier.kept_passphrase import forget_passphrase, is_kept, keep_passphrase
from workbench.dossier.key_files import is_encrypted, key_file_of, read_key_file
from workbench.errors import (
    DossierExists,
    DossierNotFound,
    DossierReadOnly,
    InvalidField,
    NoKeyring,
    NotRewritten,
    PassphraseNeeded,
)
from workbench.model.progress import Silent
from workbench.store.keys import (
    KEY_BYTES as KEY_BYTES,  # noqa: PLC0414 - the console reads as many
    new_key,
)
from workbench.store.rewrite import rewrite
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.model.progress import Progress
    from workbench.store.keys import KeyFile

LEAST_PASSPHRASE = 8


def key_of(path: Path, passphrase: str) -> bytes:
    """The key of the dossier at `path`; empty where it is not encrypted.

    `passphrase` may be the recovery code.

    Raises:
        PassphraseNeeded: it is encrypted, and the passphrase is empty.
        WrongPassphrase: the passphrase does not open it.
        KeyFileDamaged: its key file cannot be read.
    """
    if not is_encrypted(path):
        return b""
    if not passphrase:
        raise PassphraseNeeded(path)
    return read_key_file(path).key(passphrase)


def encrypt(path: Path, passphrase: str, *, progress: Progress | None = None) -> str:
    """Encrypts a dossier that nobody has open; gives the recovery code, which is kept nowhere.

    It is written anew beside itself, checked in full, and takes its own place only then. Backups
    that were made before stay as they are; `plain_backups` lists them.

    Raises:
        InvalidField: the passphrase is too short.
        DossierExists: it is encrypted already.
        NotRewritten: it could not be written; then it is as it was.
    """
    _expect_good(passphrase)
    if is_encrypted(path):
        raise DossierExists(key_file_of(path))
    key, file, code = new_key(passphrase)
    _exchange(path, b"", key, progress or Silent(), lambda: _write_key_file(path, file))
    return code


def make_key(path: Path, passphrase: str) -> tuple[bytes, str]:
    """Writes the key file of a dossier that is about to be made; gives its key and recovery code.

    Raises:
        InvalidField: the passphrase is too short.
        DossierNotFound, DossierReadOnly: the folder is missing or cannot be written.
    """
    _expect_good(passphrase)
    key, file, code = new_key(passphrase)
    try:
        _write_key_file(path, file)
    except FileNotFoundError:
        raise DossierNotFound(path.parent) from None
    except OSError:
        raise DossierReadOnly from None
    return key, code


def decrypt(path: Path, passphrase: str, *, progress: Progress | None = None) -> None:
    """Takes the encryption of a dossier away, which nobody has open.

    Raises:
        WrongPassphrase: the passphrase does not open it.
        NotRewritten: it could not be written; then it is as it was.
    """
    key = key_of(path, passphrase)
    if key:
        _exchange(path, key, b"", progress or Silent(), lambda: None)
        _forget(path)
        key_file_of(path).unlink()


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Locks the key with another passphrase; nothing else is rewritten, the recovery code stays.

    Raises:
        WrongPassphrase: the old one does not open it.
        InvalidField: the new one is too short.
    """
    _expect_good(new)
    file = read_key_file(path)
    _write_key_file(path, file.with_passphrase(file.key(old), new))
    if is_kept(path):
        with suppress(NoKeyring):  # the old one is then refused, and the new one asked for
            keep_passphrase(path, new)


def plain_backups(path: Path) -> list[Path]:
    """The backups of a dossier that can be read without a passphrase."""
    return [each.path for each in backups_of(path) if not is_encrypted(each.path)]


def _forget(path: Path) -> None:
    with suppress(NoKeyring):  # it keeps what opens nothing any more
        forget_passphrase(path)


def _expect_good(passphrase: str) -> None:
    if len(passphrase) < LEAST_PASSPHRASE:
        message = f"Choose at least {LEAST_PASSPHRASE} characters; several words are best."
        raise InvalidField("passphrase", message)


def _write_key_file(path: Path, file: KeyFile) -> None:
    with replacing(key_file_of(path)) as draft:
        draft.write_text(file.text(), "utf-8")


def _exchange(
    path: Path, key: bytes, new: bytes, progress: Progress, before: Callable[[], None]
) -> None:
    """Writes the dossier anew and puts that in its place, after `before()`."""
    try:
        with replacing(path) as draft:
            rewrite(path, draft, key=key, new=new, progress=progress)
            before()
    except OSError as fault:
        raise NotRewritten(path, fault.strerror or str(fault)) from fault
