"""Where the key of an encrypted dossier lies: in a file beside it, locked by its passphrase."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from workbench.errors import DossierExists, KeyFileDamaged
from workbench.store.keys import KeyFile
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from pathlib import Path


def key_file_of(path: Path) -> Path:
    """Where the key of the dossier at `path` lies, if it is encrypted."""
    return path.parent / f"{path.name}.key"


def is_encrypted(path: Path) -> bool:
    """Whether the dossier at `path` has a key file beside it."""
    try:
        return key_file_of(path).is_file()
    except OSError:  # such as a name that no disk takes
        return False


def in_the_way(path: Path) -> Path | None:
    """What keeps a new dossier from lying at `path`: another one, or the key of one that did."""
    for each in (path, key_file_of(path)):
        with suppress(OSError):  # such as a name that no disk takes: writing there says so
            if each.exists():
                return each
    return None


def expect_free(path: Path) -> None:
    """Checks that a new dossier can lie at `path`.

    Raises:
        DossierExists: a dossier lies there, or the key of one that did.
    """
    if found := in_the_way(path):
        raise DossierExists(found)


def read_key_file(path: Path) -> KeyFile:
    """What the key file of the encrypted dossier at `path` holds.

    Raises:
        KeyFileDamaged: it cannot be read.
    """
    try:
        return KeyFile.parse(key_file_of(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise KeyFileDamaged from None


def copy_key_file(path: Path, to: Path) -> None:
    """Puts the key of an encrypted dossier where a copy of that lies, or is about to.

    Raises:
        OSError: it cannot be written there.
    """
    if is_encrypted(path):
        with replacing(key_file_of(to)) as draft:
            draft.write_bytes(key_file_of(path).read_bytes())
