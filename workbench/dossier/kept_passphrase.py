"""A passphrase kept in the keyring of the system: a convenience, never the only way in.

The keyring is asked only of dossiers whose passphrase somebody had kept there on this computer, so
that nobody is asked to unlock one for nothing. `keyring` is an optional package, loaded on use.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from workbench import places
from workbench.dossier.key_files import is_encrypted, read_key_file
from workbench.errors import KeyFileDamaged, NoKeyring, WrongPassphrase
from workbench.unfinished import replacing

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = "Policy Workbench"
_SAFE = 1
"""The least priority of a keyring that keeps what it is given encrypted."""


def keep_passphrase(path: Path, passphrase: str) -> None:
    """Has the keyring keep the passphrase of the dossier at `path`, also when that is moved.

    Raises:
        NoKeyring: there is none, it is locked, or it would keep it readable for everybody.
        KeyFileDamaged: the key file of the dossier cannot be read.
    """
    mark = _mark(path)
    _carried_out("set_password", mark, passphrase)
    _write_marks(_marks() | {mark})


def kept_passphrase(path: Path) -> str:
    """The passphrase that the keyring keeps for a dossier; empty where it keeps none that opens."""
    if not is_kept(path):
        return ""
    with suppress(NoKeyring, WrongPassphrase):  # then it is asked for
        kept = _carried_out("get_password", _mark(path)) or ""
        read_key_file(path).key(kept)
        return kept
    return ""


def forget_passphrase(path: Path) -> bool:
    """Has the keyring forget the passphrase of a dossier; whether it kept one.

    Raises:
        NoKeyring: it cannot be reached, so that it keeps it still.
    """
    if not is_kept(path):
        return False
    mark = _mark(path)
    if _carried_out("get_password", mark) is not None:
        _carried_out("delete_password", mark)
    _write_marks(_marks() - {mark})
    return True


def is_kept(path: Path) -> bool:
    """Whether somebody had the passphrase of a dossier kept on this computer."""
    try:
        return is_encrypted(path) and _mark(path) in _marks()
    except KeyFileDamaged:
        return False


def _carried_out(verb: str, *words: str) -> str | None:
    """What a function of the keyring gives."""
    try:
        import keyring
        from keyring.errors import KeyringError, KeyringLocked
    except ImportError:
        raise NoKeyring("install the package 'keyring' beside the workbench") from None
    try:
        backend: Any = keyring.get_keyring()
        if backend.priority < _SAFE:
            raise NoKeyring("the system offers none that keeps a passphrase encrypted")
        found: str | None = getattr(backend, verb)(SERVICE, *words)
    except KeyringLocked as fault:
        raise NoKeyring("it is locked. Unlock it in your system, then try again") from fault
    except (KeyringError, OSError, RuntimeError) as fault:
        raise NoKeyring(str(fault) or "it does not answer") from fault
    return found


def _mark(path: Path) -> str:
    return read_key_file(path).mark


def _marks_file() -> Path:
    return places.state_folder() / "kept passphrases.txt"


def _marks() -> set[str]:
    try:
        return set(_marks_file().read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _write_marks(marks: set[str]) -> None:
    with suppress(OSError):  # then it is asked for, as before
        _marks_file().parent.mkdir(parents=True, exist_ok=True)
        with replacing(_marks_file()) as draft:
            draft.write_text("\n".join(sorted(marks)), encoding="ascii")
