from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench import open_dossier
from workbench.dossier.encryption import encrypt
from workbench.dossier.salvage import salvage_dossier
from workbench.errors import (
    Cancelled,
    DossierDamaged,
    DossierExists,
    NotADossier,
    NothingToSalvage,
    PassphraseNeeded,
    WrongPassphrase,
)
from workbench.model import Question
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier

WORDS = "correct horse battery"
COPY = """
import shutil, sys
for suffix in ("", "-wal", ".key"):
    shutil.copy(sys.argv[1] + suffix, sys.argv[2] + suffix)
"""


def test_a_dossier_without_its_first_page_is_saved_into_a_new_one(
    sample: Dossier, tmp_path: Path
) -> None:
    claims = sample.claims.find()
    text = sample.sources.text(sample.sources.find("article")[0])
    sample.close()
    data = sample.path.read_bytes()
    sample.path.write_bytes(bytes(4096) + data[4096:])
    with pytest.raises((DossierDamaged, NotADossier)):
        open_dossier(sample.path)

    saved = salvage_dossier(sample.path, tmp_path / "saved.dossier")

    assert saved.lost == []
    with open_dossier(tmp_path / "saved.dossier") as again:
        assert again.claims.find() == claims
        assert again.sources.text(again.sources.find("article")[0]) == text
        assert again.check() == []
        assert again.about.title
        assert again.operations()[0].label == "Salvage sample.dossier"


def test_the_damaged_file_stays_as_it_was(sample: Dossier, tmp_path: Path) -> None:
    sample.close()
    damaged = sample.path.read_bytes()[4096:]
    sample.path.write_bytes(damaged)

    salvage_dossier(sample.path, tmp_path / "saved.dossier")

    assert sample.path.read_bytes() == damaged


def test_salvage_never_writes_over_a_file(sample: Dossier) -> None:
    sample.close()
    with pytest.raises(DossierExists):
        salvage_dossier(sample.path, sample.path)


def test_where_nothing_is_left_no_file_is_made(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no dossier at all")

    with pytest.raises(NothingToSalvage):
        salvage_dossier(tmp_path / "letter.txt", tmp_path / "saved.dossier")
    assert not (tmp_path / "saved.dossier").exists()


class Stopping(Silent):
    """Progress that is stopped at what has this name."""

    def __init__(self, at: str) -> None:
        self.at = at

    @override
    def step(self, done: int, total: int, what: str = "") -> None:
        if what == self.at:
            raise Cancelled


@pytest.mark.parametrize(
    "at",
    [
        "Reading every page",
        "Following the log",
        "Putting the records together",
        "Following every link",
        "Writing the new dossier",
    ],
)
def test_a_salvage_that_is_stopped_leaves_nothing(
    sample_file: Path, tmp_path: Path, at: str
) -> None:
    with pytest.raises(Cancelled):
        salvage_dossier(sample_file, tmp_path / "saved.dossier", progress=Stopping(at))
    assert list(tmp_path.iterdir()) == []


def test_a_file_with_gaps_does_not_say_that_nothing_was_lost(
    sample_file: Path, tmp_path: Path
) -> None:
    data, half = sample_file.read_bytes(), tmp_path / "half.dossier"
    half.write_bytes(bytes(4096) + data[4096 : len(data) // 8192 * 4096])
    saved = salvage_dossier(half, tmp_path / "saved.dossier")
    assert "has no name any more" in saved.nothing_named
    assert salvage_dossier(sample_file, tmp_path / "all.dossier").nothing_named.startswith(
        "Nothing"
    )


@pytest.fixture
def secret(sample: Dossier) -> Path:
    """An encrypted dossier, closed."""
    sample.close()
    encrypt(sample.path, WORDS)
    return sample.path


def test_an_encrypted_dossier_is_saved_into_one_with_the_same_passphrase(
    secret: Path, tmp_path: Path
) -> None:
    with open_dossier(secret, passphrase=WORDS) as dossier:
        claims = dossier.claims.find()
        text = dossier.sources.text(dossier.sources.find("article")[0])
    data = bytearray(secret.read_bytes())
    data[:4096] = bytes(4096)
    data[-3000] ^= 1
    secret.write_bytes(data)
    for words, fault in (("", PassphraseNeeded), ("wrong horse", WrongPassphrase)):
        with pytest.raises(fault):
            salvage_dossier(secret, tmp_path / "saved.dossier", passphrase=words)

    salvage_dossier(secret, tmp_path / "saved.dossier", passphrase=WORDS)

    with open_dossier(tmp_path / "saved.dossier", passphrase=WORDS) as again:
        assert again.encrypted
        assert again.claims.find() == claims
        assert again.sources.text(again.sources.find("article")[0]) == text


def test_what_an_encrypted_dossier_had_only_in_its_log_is_saved(
    secret: Path, tmp_path: Path
) -> None:
    with open_dossier(secret, passphrase=WORDS) as dossier:
        dossier.questions.add(Question(question="Last?"))
        left = tmp_path / "left.dossier"
        copied = [sys.executable, "-c", COPY, str(secret), str(left)]
        subprocess.run(copied, check=True)  # noqa: S603 - in ours, open files are guarded

    salvage_dossier(left, tmp_path / "saved.dossier", passphrase=WORDS)

    with open_dossier(tmp_path / "saved.dossier", passphrase=WORDS) as again:
        assert [each.question for each in again.questions][-1] == "Last?"


def test_the_key_of_another_dossier_is_not_written_over(secret: Path, tmp_path: Path) -> None:
    key = tmp_path / "saved.dossier.key"
    key.write_text("of another")
    with pytest.raises(DossierExists):
        salvage_dossier(secret, tmp_path / "saved.dossier", passphrase=WORDS)
    assert key.read_text() == "of another"
