"""A dossier that was copied while it was open says what it lacks; what is meant is silent."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from workbench import new_dossier, open_dossier, places
from workbench.__main__ import main
from workbench.dossier.backups import put_back
from workbench.dossier.encryption import encrypt
from workbench.dossier.seen import older_words
from workbench.gui.opening import warnings_of
from workbench.model import Item

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def filled(path: Path, count: int = 3) -> None:
    """Makes a dossier whose last operation is #`count`, and closes it."""
    with new_dossier(path) as dossier:
        for n in range(count - 1):
            dossier.items.add(Item(title=f"Chip {n}"))


def copied_open(path: Path, to: Path, *, operations: int = 2) -> None:
    """Copies a dossier without its journal while some operations are written to it."""
    with open_dossier(path) as dossier:
        with dossier.store.reading() as connection:
            connection.exec_driver_sql("PRAGMA wal_autocheckpoint = 0")
        for n in range(operations):
            dossier.items.add(Item(title=f"Later {n}"))
        data = _bytes(path)
    to.write_bytes(data)


def _bytes(path: Path) -> bytes:
    """The bytes of an open dossier, as another program reads them."""
    told = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", told, path], capture_output=True, check=True
    ).stdout


def said(path: Path, **how: object) -> str:
    """What is told of a file as it is opened; it is closed again."""
    with open_dossier(path, **how) as dossier:  # type: ignore[arg-type]
        return older_words(dossier)


def test_a_copy_of_an_open_dossier_says_which_operations_it_lacks(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.dossier", tmp_path / "copy.dossier"
    filled(path)
    copied_open(path, copy)
    for how in ({"read_only": True}, {}):
        words = said(copy, **how)
        assert "it lacks operations #4 to #5. It was copied while it was open." in words
    assert said(copy) == "", "it was opened and closed here as it is"
    assert said(path) == ""


def test_on_another_computer_the_file_itself_tells(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.dossier", tmp_path / "copy.dossier"
    filled(path)
    copied_open(path, copy)
    shutil.rmtree(places.state_folder() / "seen")
    assert "what was written last may be missing" in said(copy)


def test_an_older_file_in_the_place_of_a_newer_one_says_what_it_lacks(tmp_path: Path) -> None:
    path, old = tmp_path / "a.dossier", tmp_path / "old.dossier"
    filled(path)
    shutil.copy(path, old)
    with open_dossier(path) as dossier:
        dossier.items.add(Item(title="Later"))
    shutil.copy(old, path)
    assert "it lacks operation #4. It was copied while it was open, or an older" in said(path)
    assert said(path) == "", "it was told once"


def test_what_is_meant_to_be_old_tells_nothing(tmp_path: Path) -> None:
    path, old = tmp_path / "a.dossier", tmp_path / "old.dossier"
    filled(path)
    shutil.copy(path, old)
    with open_dossier(path) as dossier:
        backup = dossier.backups.make()
        for n in range(3):
            dossier.items.add(Item(title=f"Later {n}"))
    assert said(old, read_only=True) == "", "a copy that was made while it was closed"
    assert said(backup.path, read_only=True) == "", "a backup that is looked into"
    assert said(path, as_of=2) == "", "the past"
    with open_dossier(path) as dossier:
        dossier.backups.restore(backup)
    assert said(path) == "", "gone back to a backup"
    put_back(path, backup)
    assert said(path) == "", "a backup in the place of a damaged dossier"
    encrypt(path, "correct horse battery")
    assert said(path, passphrase="correct horse battery") == ""  # noqa: S106 - of a test


def test_two_windows_on_one_dossier_tell_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    filled(path)
    with open_dossier(path) as one:
        one.items.add(Item(title="Later"))
        with open_dossier(path) as other:
            assert older_words(other) == ""
        assert older_words(one) == ""
    assert said(path) == ""


def test_a_note_that_cannot_be_read_or_written_hinders_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    filled(path)
    folder = places.state_folder() / "seen"
    (note,) = folder.iterdir()
    for damaged in (b"", b"\xff", b"x y", b"12"):
        note.write_bytes(damaged)
        assert said(path) == ""
    shutil.rmtree(folder)
    folder.write_text("a file where the folder should be")
    assert said(path) == ""
    folder.unlink()


def test_window_and_command_line_tell_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = tmp_path / "a.dossier", tmp_path / "copy.dossier"
    filled(path)
    copied_open(path, copy)
    assert main(["dossier", "info", str(copy)]) == 0
    told = capsys.readouterr()
    assert "it lacks operations #4 to #5" in told.err
    assert "it lacks" not in told.out
    with open_dossier(copy) as dossier:
        assert warnings_of(dossier)[-1].startswith("This file is older")
