"""Opening, making and filling dossiers off the window's thread, with the heavy imports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.dossier.backups import Backup
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.moments import Moment
    from workbench.dossier.salvage import Salvaged
    from workbench.model.progress import Progress

SUFFIX = ".dossier"


def with_suffix(path: str) -> Path:
    """The path of a dossier, with its suffix."""
    place = Path(path)
    return place if place.suffix == SUFFIX else place.with_name(place.name + SUFFIX)


def open_it(
    path: Path, analyst: str, as_of: Moment | None = None, *, passphrase: str = "", key: bytes = b""
) -> Dossier:
    """Opens a dossier, as it was at a moment where one is given.

    Where nothing else opens it, the passphrase is tried that the keyring of the system keeps.
    """
    from workbench import open_dossier
    from workbench.dossier.kept_passphrase import kept_passphrase

    passphrase = passphrase or ("" if key else kept_passphrase(path))
    return open_dossier(path, analyst=analyst, as_of=as_of, passphrase=passphrase, key=key)


def keep_passphrase(path: Path, passphrase: str) -> None:
    """Has the keyring of the system keep a passphrase."""
    from workbench.dossier import kept_passphrase

    kept_passphrase.keep_passphrase(path, passphrase)


def forget_passphrase(path: Path) -> bool:
    """Has the keyring of the system forget a passphrase; whether it kept one."""
    from workbench.dossier import kept_passphrase

    return kept_passphrase.forget_passphrase(path)


@dataclass(frozen=True, slots=True)
class Encrypted:
    """What came of encrypting a dossier: its recovery code, and backups that are still plain."""

    code: str
    plain_backups: list[Path]


def encrypt(path: Path, passphrase: str, progress: Progress) -> Encrypted:
    """Encrypts a dossier that is not open."""
    from workbench.dossier import encryption

    code = encryption.encrypt(path, passphrase, progress=progress)
    return Encrypted(code, encryption.plain_backups(path))


def decrypt(path: Path, passphrase: str, progress: Progress) -> None:
    """Takes the encryption of a dossier away that is not open."""
    from workbench.dossier import encryption

    encryption.decrypt(path, passphrase, progress=progress)


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Locks a dossier with another passphrase."""
    from workbench.dossier import encryption

    encryption.change_passphrase(path, old, new)


def warnings_of(dossier: Dossier) -> list[str]:
    """What to tell of an opened file: that it lies less safely, beside a copy, or is older."""
    from workbench.dossier.folders import conflicting_copies, lies_unsafely
    from workbench.dossier.seen import older_words

    path = dossier.path
    where = lies_unsafely(path)
    told = [
        f"A sync program kept another state of this dossier: “{each.name}”. Nothing of it is shown"
        " here; open it to compare."
        for each in conflicting_copies(path)
    ]
    if where:
        told.append(
            f"This dossier lies {where}. It is written there in a slower and safer way. Better keep"
            " it on this computer, and put backups there."
        )
    told += filter(None, [older_words(dossier)])
    return told


def expect_moment(path: Path, moment: Moment, key: bytes) -> None:
    """Refuses what is no moment of the dossier at `path`.

    Raises:
        InvalidField: it is no operation of it, nor a day or time since it was made.
    """
    from workbench import open_dossier
    from workbench.dossier.moments import expect_begun

    with open_dossier(path, read_only=True, key=key) as present:
        expect_begun(present, moment)


def make_it(path: Path, analyst: str) -> Dossier:
    """Makes an empty dossier; one that is replaced is kept beside it as it was."""
    from workbench import new_dossier

    _put_aside(path)
    return new_dossier(path, analyst=analyst)


def make_encrypted(path: Path, analyst: str, passphrase: str) -> tuple[Dossier, str]:
    """Makes an empty encrypted dossier, with its recovery code; see `make_it`."""
    from workbench.dossier.open import new_encrypted_dossier

    _put_aside(path)
    return new_encrypted_dossier(path, passphrase, analyst=analyst)


def _put_aside(path: Path) -> None:
    """Gives what lies at a path another name, its key with it."""
    from workbench.dossier.key_files import is_encrypted, key_file_of

    aside = _free(path.with_name(f"{path.stem} (replaced){SUFFIX}"))
    if is_encrypted(path):
        key_file_of(path).replace(key_file_of(aside))
    if path.exists():
        path.replace(aside)


def newest_backup(path: Path) -> Backup | None:
    """The newest backup of the dossier that lies, damaged, at `path`."""
    from workbench.dossier.backups import backups_of

    return next(iter(backups_of(path)), None)


def put_backup_back(path: Path, backup: Backup, analyst: str, *, passphrase: str = "") -> Dossier:
    """Opens a backup in the place of a damaged dossier, which is kept beside it."""
    from workbench.dossier.backups import put_back
    from workbench.dossier.encryption import key_of

    key = key_of(backup.path, passphrase)
    put_back(path, backup, key=key)
    return open_it(path, analyst, key=key)


def salvage(damaged: Path, to: Path, analyst: str, passphrase: str, progress: Progress) -> Salvaged:
    """Saves what a damaged file holds into a new dossier at `to`."""
    from workbench.dossier.salvage import salvage_dossier

    return salvage_dossier(damaged, to, analyst=analyst, passphrase=passphrase, progress=progress)


def open_sample(which: str, analyst: str) -> Dossier:
    """Opens the analyst's own copy of a sample ("article" or "chronology"), built on first use."""
    from workbench.dossier.sample import own_copy

    return open_it(own_copy(which), analyst)


def _free(path: Path) -> Path:
    """A path like this one at which nothing lies."""
    from workbench.dossier.key_files import in_the_way

    number, free = 2, path
    while in_the_way(free):
        free = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return free
