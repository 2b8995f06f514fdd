"""Opening and making dossiers."""

from __future__ import annotations

import getpass
import os
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import places
from workbench.dossier.backups import UPGRADE, keep
from workbench.dossier.dossier import Dossier
from workbench.dossier.encryption import key_of, make_key
from workbench.dossier.key_files import expect_free, is_encrypted, key_file_of
from workbench.dossier.moments import expect_begun, moment_of
from workbench.dossier.seen import remember, remember_newer
from workbench.errors import DossierFault, KeyDoesNotFit, NotADossier
from workbench.model.about import About
from workbench.model.identity import new_id
from workbench.model.rules import check
from workbench.store.revert import MAKING
from workbench.store.store import Store
from workbench.store.upgrade import look_at
from workbench.unfinished import replacing, sweep

if TYPE_CHECKING:
    from workbench.dossier.moments import Moment

SUFFIX = ".dossier"


def open_dossier(
    path: Path | str,
    *,
    analyst: str = "",
    read_only: bool = False,
    as_of: Moment | None = None,
    passphrase: str = "",
    key: bytes = b"",
) -> Dossier:
    """Opens a dossier; a file that cannot be written is opened for reading only.

    `analyst` signs what is written (empty: the login name). With `as_of` (an operation, a day, a
    moment; see `Dossier.as_of`) it is shown as it was then, for reading only. `passphrase` opens an
    encrypted one; its recovery code does too, and so does its `key` in a process that was given it.

    Raises:
        DossierNotFound: no file there.
        NotADossier: a file of another program.
        DossierTooNew: a newer Policy Workbench made it.
        InvalidField: `as_of` names no moment, or one before the dossier was made.
        PassphraseNeeded: it is encrypted, and the passphrase is empty.
        WrongPassphrase: the passphrase does not open it.
    """
    if as_of is not None:
        moment = moment_of(as_of)
        with open_dossier(path, read_only=True, passphrase=passphrase, key=key) as present:
            expect_begun(present, moment)
            return present.as_of(moment)
    place = Path(path)
    there = os.access(place, os.F_OK)
    locked = there and not (os.access(place, os.W_OK) and os.access(place.parent, os.W_OK))
    key = key or _key(place, passphrase)
    store = Store.open(
        place,
        key=key,
        analyst=analyst or login(),
        replica=_replica(),
        read_only=read_only or locked,
        before_upgrade=lambda old: _keep_old(old, place),
    )
    sweep()
    store.at_end = partial(remember, store, place)
    remember_newer(store, place)
    return Dossier(store, place)


def _key(path: Path, passphrase: str) -> bytes:
    """The key of a dossier; none for one whose encryption was cut off before it took its place."""
    if not is_encrypted(path):
        return b""
    key = key_of(path, passphrase)
    try:
        look_at(path, read_only=True, key=key)
    except NotADossier:
        try:
            look_at(path, read_only=True)
        except NotADossier:
            raise KeyDoesNotFit from None
        key_file_of(path).unlink()
        return b""
    except DossierFault:
        return key
    return key


def _keep_old(store: Store, path: Path) -> None:
    keep(store, path, why=UPGRADE)


def new_dossier(path: Path | str, *, title: str = "", analyst: str = "") -> Dossier:
    """Makes an empty dossier at `path` and opens it.

    Raises:
        DossierExists: something is there already.
        InvalidField: the title is blank.
        DossierFault: the folder is missing or cannot be written.
    """
    place = Path(path)
    expect_free(place)
    return made(place, title, analyst)


def new_encrypted_dossier(
    path: Path | str, passphrase: str, *, title: str = "", analyst: str = ""
) -> tuple[Dossier, str]:
    """Makes an empty encrypted dossier and opens it; with its recovery code, kept nowhere.

    No word of it is ever written unencrypted.

    Raises:
        InvalidField: the passphrase is too short, or the title is blank.
        DossierExists: something is there already.
        DossierFault: the folder is missing or cannot be written.
    """
    place = Path(path)
    expect_free(place)
    with ExitStack() as failing:
        key, code = make_key(place, passphrase)
        failing.callback(key_file_of(place).unlink)
        dossier = made(place, title, analyst, key)
        failing.pop_all()
    return dossier, code


def made(place: Path, title: str, analyst: str, key: bytes = b"") -> Dossier:
    """A new dossier, encrypted with `key` where one is given; its key file is the caller's."""
    about = About(title=title or place.stem)
    check(about)
    store = Store.create(place, analyst=analyst or login(), replica=_replica(), key=key)
    store.at_end = partial(remember, store, place)
    dossier = Dossier(store, place)
    with ExitStack() as failing:  # a full disk: nothing of it stays
        failing.callback(discard, place)
        failing.callback(dossier.close)
        with dossier.operation(MAKING) as operation:
            operation.put(about)
        failing.pop_all()
    return dossier


def discard(place: Path) -> None:
    """Removes a dossier that could not be finished, with the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)


def login() -> str:
    """The name of the user of this machine, or "analyst" where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"


def _replica() -> str:
    """The id of this laptop's copy of the program, made once."""
    place = places.state_folder() / "replica"
    with suppress(OSError, UnicodeDecodeError):
        if known := place.read_text(encoding="ascii").strip():
            return known
    made = new_id()
    with suppress(OSError):  # a full disk: this start has one of its own, the next makes another
        place.parent.mkdir(parents=True, exist_ok=True)
        with replacing(place) as draft:
            draft.write_text(made, encoding="ascii")
    return made
