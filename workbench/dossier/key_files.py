"""Where the key of an encrypted dossier lies: in a file beside it, locked by its passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def copy_key_file(path: Path, to: Path) -> None:
    """Puts the key of an encrypted dossier where a copy of that lies, or is about to.

    Raises:
        OSError: it cannot be written there.
    """
    if is_encrypted(path):
        with replacing(key_file_of(to)) as draft:
            draft.write_bytes(key_file_of(path).read_bytes())
