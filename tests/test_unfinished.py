"""Files on their way to their place."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier, places
from workbench.unfinished import draft_for, replacing, sweep

if TYPE_CHECKING:
    from pathlib import Path

CUT_OFF = """
import os, signal, sys
from pathlib import Path
from workbench.unfinished import draft_for
with draft_for(Path(sys.argv[1])) as draft:
    draft.mkdir() if sys.argv[2] == "folder" else draft.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def fail(path: Path) -> None:
    with replacing(path) as draft:
        draft.write_bytes(b"half")
        raise OSError


@pytest.mark.skipif(os.name == "nt", reason="permissions and the kill are those of POSIX")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_a_program_that_was_cut_off_left_is_swept_at_the_next_opening(
    what: str, tmp_path: Path
) -> None:
    target = tmp_path / "far" / "briefing.xlsx"
    target.parent.mkdir()
    with new_dossier(tmp_path / "a.dossier"):
        pass
    words = [sys.executable, "-c", CUT_OFF, str(target), what]
    subprocess.run(words, check=False)  # noqa: S603 - this Python, our own words
    assert len(list(target.parent.iterdir())) == 1

    with open_dossier(tmp_path / "a.dossier"):
        pass
    assert list(target.parent.iterdir()) == []
    assert list((places.state_folder() / "unfinished").iterdir()) == []


def test_what_a_running_program_writes_is_left_alone(tmp_path: Path) -> None:
    with draft_for(tmp_path / "a.txt") as draft:
        draft.write_bytes(b"half")
        sweep()
        assert draft.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_note_never_has_anything_else_removed(tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_bytes(b"whole")
    notes = places.state_folder() / "unfinished"
    notes.mkdir(parents=True, exist_ok=True)
    (notes / ".workbench-999999999-00.unfinished").write_text(str(kept))

    sweep()
    assert kept.exists()


def test_a_fault_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(OSError):  # noqa: PT011 - any that the disk gives
        fail(path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_nobody_else_reads_what_is_not_finished_and_the_old_permissions_stay(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as draft:
        assert draft.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_mode & 0o777 == 0o640
