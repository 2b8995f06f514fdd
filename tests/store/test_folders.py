"""Folders in which a write-ahead log is not safe are known, and worked in another way."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workbench.model import Item
from workbench.store.folders import FolderKind, conflicting_copies, folder_kind, kind_of_mount
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

MOUNTS = [
    ("/", "ext4", "rw"),
    ("/home/me/share", "cifs", "rw"),
    ("/mnt/nas", "nfs4", "rw"),
    ("/media/me/STICK", "vfat", "rw"),
    ("/home/me/ssh", "fuse.sshfs", "rw"),
    ("Z:/", "NTFS", "rw,remote"),
    ("E:/", "FAT32", "rw,removable"),
    ("C:/", "NTFS", "rw,fixed"),
]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/me", None),
        ("/home/me/shared papers", None),
        ("/home/me/share/dossiers", FolderKind.NETWORK),
        ("/mnt/nas", FolderKind.NETWORK),
        ("/home/me/ssh/x", FolderKind.NETWORK),
        ("/media/me/STICK/a", FolderKind.REMOVABLE),
        ("Z:/dossiers", FolderKind.NETWORK),
        ("E:/", FolderKind.REMOVABLE),
        ("C:/Users/me", None),
        ("//server/share", FolderKind.NETWORK),
    ],
)
def test_a_folder_is_known_by_the_file_system_nearest_above(
    folder: str, kind: FolderKind | None
) -> None:
    assert kind_of_mount(folder, MOUNTS) is kind


@pytest.mark.parametrize(
    "name", ["Dropbox", "OneDrive - Ministry", "Google Drive", "GoogleDrive-me@x.org", "Nextcloud"]
)
def test_a_folder_of_a_sync_program_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    assert folder_kind(tmp_path / name / "work" / "a.dossier") is FolderKind.CLOUD
    assert folder_kind(tmp_path / f"my {name} list" / "a.dossier") is None
    assert folder_kind(tmp_path / "Boxes" / "a.dossier") is None


def test_a_folder_of_syncthing_is_known_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    (tmp_path / "work").mkdir()
    assert folder_kind(tmp_path / "work" / "a.dossier") is FolderKind.CLOUD


def test_copies_that_a_sync_program_left_are_found(tmp_path: Path) -> None:
    names = [
        "chips.dossier",
        "chips (me's conflicted copy 2026-11-25).dossier",
        "chips.sync-conflict-20261125-101500-ABC.dossier",
        "chips 2.dossier",
        "chips conflicts.dossier",
        "other (conflicted copy).dossier",
    ]
    for name in names:
        (tmp_path / name).touch()
    found = [each.name for each in conflicting_copies(tmp_path / "chips.dossier")]
    assert found == sorted(names[1:3])


def test_in_such_a_folder_there_is_no_write_ahead_log(tmp_path: Path) -> None:
    place = tmp_path / "Dropbox" / "a.dossier"
    place.parent.mkdir()
    store = Store.create(place, analyst="me", replica="here")
    with store.operation("Add") as op:
        op.put(Item(title="H200"))
    with store.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "truncate"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert not list(place.parent.glob("*-wal"))
    store.close()
    assert [each.name for each in place.parent.iterdir()] == ["a.dossier"]


def test_two_processes_work_there_too(tmp_path: Path) -> None:
    place = tmp_path / "Dropbox" / "a.dossier"
    place.parent.mkdir()
    store = Store.create(place, analyst="me", replica="here")
    script = (
        "import sys\nfrom pathlib import Path\nfrom workbench.model import Item\n"
        "from workbench.store.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), analyst='you', replica='there')\n"
        "for n in range(20):\n"
        "    with store.operation('Add') as op: op.put(Item(title=f'There {n}'))\n"
        "store.close()\n"
    )
    other = subprocess.Popen([sys.executable, "-c", script, place])  # noqa: S603 - this Python
    for number in range(20):
        with store.operation("Add") as op:
            op.put(Item(title=f"Here {number}"))
    assert other.wait(timeout=60) == 0
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM item").scalar() == 40
    store.close()


def test_a_dossier_that_was_cut_off_elsewhere_opens_there(tmp_path: Path, path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom workbench.model import Item\n"
        "from workbench.store.store import Store\n"
        "store = Store.create(Path(sys.argv[1]), analyst='you', replica='there')\n"
        "with store.operation('Add') as op: op.put(Item(title='H200'))\n"
        "os._exit(9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, path], check=False)  # noqa: S603
    assert ended.returncode == 9
    cloud = tmp_path / "Dropbox"
    cloud.mkdir()
    for each in path.parent.glob(f"{path.name}*"):
        each.rename(cloud / each.name)
    store = Store.open(cloud / path.name, analyst="me", replica="here")
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT title FROM item").scalar() == "H200"
    store.close()
