from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.dossier.backups import backups_of, put_back
from workbench.dossier.encryption import (
    change_passphrase,
    decrypt,
    encrypt,
    key_of,
    plain_backups,
)
from workbench.dossier.key_files import is_encrypted, key_file_of
from workbench.dossier.open import new_encrypted_dossier
from workbench.errors import (
    DossierExists,
    InvalidField,
    KeyDoesNotFit,
    KeyFileDamaged,
    NotADossier,
    NotRewritten,
    PassphraseNeeded,
    WrongPassphrase,
)
from workbench.model import Question

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "correct horse battery"
WRONG = "wrong horse battery"
NEW = "a new passphrase"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """An encrypted dossier that holds one question."""
    path = tmp_path / "secret.dossier"
    with new_dossier(path) as made:
        made.questions.add(Question(question="Unheard-of?"))
    encrypt(path, WORDS)
    return path


@pytest.mark.parametrize("damage", [b"\xff\xfe\x00", b"", b"[]", b'{"locks": [{}]}'])
def test_a_damaged_key_file_is_told_as_such(secret: Path, damage: bytes) -> None:
    key_file_of(secret).write_bytes(damage)
    with pytest.raises(KeyFileDamaged):
        open_dossier(secret, passphrase=WORDS)


def test_an_encrypted_dossier_is_opened_by_its_passphrase_only(secret: Path) -> None:
    with pytest.raises(PassphraseNeeded):
        open_dossier(secret)
    with pytest.raises(WrongPassphrase):
        open_dossier(secret, passphrase=WRONG)

    with open_dossier(secret, passphrase=WORDS) as opened:
        assert opened.encrypted
        assert opened.check() == []
        assert [hit.kind for hit in opened.search("unheard")] == ["question"]
        opened.questions.add(Question(question="Another?"))
        opened.undo()
        assert len(opened.questions) == 1
        assert len(opened.as_of(1).questions) == 0


def test_no_word_of_it_is_readable_in_its_folder_while_it_is_open(secret: Path) -> None:
    with open_dossier(secret, passphrase=WORDS) as opened:
        opened.questions.add(Question(question="Quite unheard-of?"))
        files = [each for each in secret.parent.iterdir() if each.is_file()]
        held = _read_elsewhere(files)

    assert len(files) >= 3
    assert len(held) > 10_000
    assert b"nheard-of" not in held
    assert b"SQLite" not in held


def _read_elsewhere(files: list[Path]) -> bytes:
    """What another process reads: in ours, the files of an open dossier are guarded."""
    script = (
        "import sys; [sys.stdout.buffer.write(open(each, 'rb').read()) for each in sys.argv[1:]]"
    )
    command = [sys.executable, "-c", script, *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - this Python
    return done.stdout


def test_the_recovery_code_opens_it_when_the_passphrase_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "secret.dossier"
    new_dossier(path).close()
    code = encrypt(path, WORDS)

    open_dossier(path, passphrase=code).close()
    change_passphrase(path, code, NEW)
    open_dossier(path, passphrase=NEW).close()
    with pytest.raises(WrongPassphrase):
        open_dossier(path, passphrase=WORDS)


def test_encryption_can_be_taken_away(secret: Path) -> None:
    decrypt(secret, WORDS)

    assert not is_encrypted(secret)
    with open_dossier(secret) as opened:
        assert not opened.encrypted
        assert len(opened.questions) == 1


def test_its_backups_are_encrypted_with_their_key_beside_them(secret: Path) -> None:
    with open_dossier(secret, passphrase=WORDS) as opened:
        made = opened.backups.make()
        opened.questions.add(Question(question="Later?"))
        assert len(opened.backups.since(made)) == 1
        opened.backups.restore(made)
        assert len(opened.questions) == 1

    assert plain_backups(secret) == []
    with open_dossier(made.path, passphrase=WORDS, read_only=True) as kept:
        assert kept.encrypted
    secret.write_bytes(b"broken")
    put_back(secret, backups_of(secret)[0], key=key_of(made.path, WORDS))
    open_dossier(secret, passphrase=WORDS).close()


def test_backups_from_before_the_encryption_are_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.dossier"
    with new_dossier(path) as made:
        kept = made.backups.make()
    encrypt(path, WORDS)

    assert plain_backups(path) == [kept.path]


def test_an_encryption_that_was_cut_off_before_its_end_leaves_the_dossier_plain(
    secret: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.dossier"
    new_dossier(plain).close()
    key_file_of(plain).write_bytes(key_file_of(secret).read_bytes())

    with open_dossier(plain, passphrase=WORDS) as opened:
        assert not opened.encrypted
    assert not is_encrypted(plain)


def test_without_its_key_file_an_encrypted_dossier_says_what_may_be_missing(secret: Path) -> None:
    key_file_of(secret).unlink()
    with pytest.raises(NotADossier, match=r"\.key"):
        open_dossier(secret)


def test_a_dossier_is_not_encrypted_twice_with_a_short_passphrase_or_while_it_is_open(
    secret: Path, tmp_path: Path
) -> None:
    with pytest.raises(DossierExists):
        encrypt(secret, WORDS)
    with new_dossier(tmp_path / "open.dossier") as opened:
        opened.questions.add(Question(question="?"))
        with pytest.raises(InvalidField, match="at least 8"):
            encrypt(opened.path, "short")
        with pytest.raises(NotRewritten):
            encrypt(opened.path, WORDS)
        assert not is_encrypted(opened.path)
        assert len(opened.questions) == 1


def test_the_key_file_of_another_dossier_is_told_from_damage(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("a.dossier", "b.dossier")]
    for place in places:
        new_dossier(place).close()
        encrypt(place, WORDS)
    key_file_of(places[0]).replace(key_file_of(places[1]))

    with pytest.raises(KeyDoesNotFit, match="that of another one"):
        open_dossier(places[1], passphrase=WORDS)


def test_a_dossier_that_is_encrypted_from_the_start_is_never_written_otherwise(
    tmp_path: Path,
) -> None:
    place = tmp_path / "new.dossier"
    with pytest.raises(InvalidField, match="at least 8"):
        new_encrypted_dossier(place, "short")
    assert list(tmp_path.iterdir()) == []
    made, code = new_encrypted_dossier(place, WORDS, title="Quite unheard-of")
    made.close()
    assert b"nheard-of" not in place.read_bytes()
    for words in (WORDS, code):
        with open_dossier(place, passphrase=words) as opened:
            assert (opened.encrypted, opened.about.title) == (True, "Quite unheard-of")
            assert opened.check() == []
    with pytest.raises(DossierExists):
        new_encrypted_dossier(place, WORDS)


def test_no_new_dossier_takes_the_key_of_one_that_lay_there(secret: Path, tmp_path: Path) -> None:
    elsewhere = secret.rename(tmp_path / "elsewhere.dossier")
    for make in (new_dossier, lambda place: new_encrypted_dossier(place, WORDS)):
        with pytest.raises(DossierExists, match="key"):
            make(secret)
    assert not secret.exists()
    key_file_of(secret).rename(key_file_of(elsewhere))
    open_dossier(elsewhere, passphrase=WORDS).close()
