from __future__ import annotations

from typing import TYPE_CHECKING

from workbench import open_dossier
from workbench.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WORDS = "correct horse battery"


def test_a_new_dossier_is_encrypted_where_a_passphrase_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, words = tmp_path / "a.dossier", tmp_path / "words.txt"
    words.write_text(f"{WORDS}\n")
    asked = ["--encrypted", "--new-passphrase-file", str(words), "--title", "Chips"]
    assert main(["dossier", "new", str(place), *asked]) == 0
    code = capsys.readouterr().out.rsplit(": ", 1)[1].strip()
    for each in (WORDS, code):
        with open_dossier(place, passphrase=each) as made:
            assert made.about.title == "Chips"
    assert main(["--passphrase-file", str(words), "dossier", "check", str(place)]) == 0
