"""Where a briefing may go, and that the old file survives whatever happens."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.place import replacing
from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from pathlib import Path


def put(path: Path) -> None:
    with replacing(path) as out:
        out.write(b"new")


def fail_half_way(path: Path, fault: OSError) -> None:
    with replacing(path) as out:
        out.write(b"half")
        raise fault


def test_a_file_takes_the_place_of_the_old_one_with_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    put(path)
    assert path.read_bytes() == b"new"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["b.xlsx"]


def test_a_folder_or_a_missing_folder_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(BriefingNotWritten, match="That is a folder"):
        put(tmp_path)
    with pytest.raises(BriefingNotWritten, match="does not exist"):
        put(tmp_path / "none" / "b.xlsx")


@pytest.mark.parametrize("lock", ["~$b.xlsx", ".~lock.b.xlsx#"])
def test_a_file_open_in_another_program_is_said_at_once(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).touch()
    with pytest.raises(BriefingNotWritten, match="open in another program"):
        put(tmp_path / "b.xlsx")
    assert [each.name for each in tmp_path.iterdir()] == [lock]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_file_that_may_not_be_written_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(BriefingNotWritten, match="may not be written"):
        put(path)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "open in another"), (errno.EIO, "system says")],
)
def test_a_fault_while_writing_leaves_the_old_file(tmp_path: Path, number: int, words: str) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(BriefingNotWritten, match=words):
        fail_half_way(path, OSError(number, os.strerror(number)))
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["b.xlsx"]


def test_too_long_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(BriefingNotWritten, match="name is too long"):
        put(tmp_path / ("x" * 300))


def test_a_folder_that_may_not_be_written_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path)
    with pytest.raises(BriefingNotWritten, match="may not write in this folder"):
        put(tmp_path / "b.xlsx")
