"""The passphrase in the keyring of the system."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, places
from workbench.dossier.encryption import change_passphrase, decrypt, encrypt
from workbench.dossier.kept_passphrase import (
    forget_passphrase,
    is_kept,
    keep_passphrase,
    kept_passphrase,
)
from workbench.errors import NoKeyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

keyring = pytest.importorskip("keyring", reason="keyring is an optional package")

from keyring.backend import KeyringBackend  # noqa: E402 - known to be there now
from keyring.backends.fail import Keyring as NoneThere  # noqa: E402
from keyring.errors import KeyringLocked, PasswordDeleteError  # noqa: E402

WORDS = "correct horse battery"
BUS = shutil.which("dbus-run-session")


class InMemory(KeyringBackend):  # type: ignore[misc]  # untyped
    """A keyring of the package's own kind, which ends with the test."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError(username)
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[InMemory]:
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.dossier"
    new_dossier(path).close()
    encrypt(path, WORDS)
    return path


def test_a_kept_passphrase_is_found_again_also_where_the_dossier_was_moved(
    ring: InMemory, secret: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert kept_passphrase(secret) == ""
    keep_passphrase(secret, WORDS)
    moved = secret.with_name("moved.dossier")
    secret.rename(moved)
    secret.with_name("secret.dossier.key").rename(moved.with_name("moved.dossier.key"))

    assert kept_passphrase(moved) == WORDS
    assert list(ring.held.values()) == [WORDS]
    assert WORDS not in caplog.text
    state = [each for each in places.state_folder().rglob("*") if each.is_file()]
    assert not any(WORDS.encode() in each.read_bytes() for each in state)


def test_a_passphrase_is_forgotten_and_another_one_takes_its_place(
    ring: InMemory, secret: Path
) -> None:
    keep_passphrase(secret, WORDS)
    change_passphrase(secret, WORDS, "another one of words")
    assert kept_passphrase(secret) == "another one of words"

    assert forget_passphrase(secret)
    assert ring.held == {}
    assert kept_passphrase(secret) == ""
    assert not forget_passphrase(secret)


def test_with_the_encryption_goes_what_was_kept(ring: InMemory, secret: Path) -> None:
    keep_passphrase(secret, WORDS)
    decrypt(secret, WORDS)
    assert ring.held == {}


def test_a_kept_passphrase_that_opens_nothing_is_none(ring: InMemory, secret: Path) -> None:
    keep_passphrase(secret, WORDS)
    for each in ring.held:
        ring.held[each] = "a passphrase of before"
    assert kept_passphrase(secret) == ""


def test_a_locked_keyring_says_so_and_keeps_what_it_has(
    ring: InMemory, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_passphrase(secret, WORDS)

    def locked(*_words: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")

    monkeypatch.setattr(ring, "get_password", locked)
    assert kept_passphrase(secret) == ""
    with pytest.raises(NoKeyring, match=r"it is locked\. Unlock it .* stays as it is"):
        forget_passphrase(secret)
    assert is_kept(secret)


def test_where_there_is_no_keyring_that_is_said(
    ring: InMemory, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.set_keyring(NoneThere())
    with pytest.raises(NoKeyring, match="offers none that keeps a passphrase encrypted"):
        keep_passphrase(secret, WORDS)
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(NoKeyring, match="install the package"):
        keep_passphrase(secret, WORDS)
    assert not is_kept(secret)
    assert ring.held == {}


@pytest.mark.skipif(
    not (BUS and shutil.which("gnome-keyring-daemon")),
    reason="there is no Secret Service on this machine",
)
def test_a_secret_service_keeps_gives_and_forgets_it(secret: Path, tmp_path: Path) -> None:
    asked = f"""
from pathlib import Path
from workbench.dossier.kept_passphrase import *
path = Path({str(secret)!r})
keep_passphrase(path, {WORDS!r})
print(kept_passphrase(path), forget_passphrase(path), repr(kept_passphrase(path)))
"""
    unlocked = "printf login | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
    run = f'{unlocked}; exec "$0" -c "$1"'
    done = subprocess.run(  # noqa: S603 - this Python, our own command
        [str(BUS), "--", "sh", "-c", run, sys.executable, asked],
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == f"{WORDS} True ''", done.stderr
