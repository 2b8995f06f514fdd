"""What sort of folder a dossier lies in, and copies that a sync program left beside it.

In a folder on a network, on a removable disk, or one that a program keeps in step with a cloud, a
write-ahead log may be lost or come apart from its file: there SQLite works with a rollback journal
(https://www.sqlite.org/wal.html, "does not work over a network filesystem").
"""

from __future__ import annotations

import os
import platform
import re
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Mount = tuple[str, str, str]
"""Where a file system stands, its type, its options."""


class FolderKind(StrEnum):
    """A sort of folder in which a dossier is less safe than on a disk of its own."""

    NETWORK = "network"
    CLOUD = "cloud"
    REMOVABLE = "removable"

    @property
    def words(self) -> str:
        """Where the dossier lies."""
        return {
            "network": "on a network drive",
            "cloud": "in a folder that a program keeps in step with a cloud",
            "removable": "on a removable disk",
        }[self.value]


_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afs|afpfs|webdav|davfs\d?|9p|ceph|glusterfs|lustre|ncpfs|vboxsf|vmhgfs"
    r"|fuse\.(?:sshfs|rclone|gvfsd-fuse|s3fs|davfs\d?|vmhgfs-fuse)"
)
_REMOVABLE = ("/media", "/run/media", "/Volumes")
_CLOUD = re.compile(
    r"(?:one ?drive|dropbox|google ?drive|icloud ?drive|box sync|nextcloud|owncloud|seafile"
    r"|proton ?drive|pcloud ?drive|mega ?sync|syncthing)(?:\b.*)?"
    r"|box|com~apple~clouddocs|cloudstorage",
    re.IGNORECASE,
)
_CLOUD_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".tmp.driveupload", ".owncloudsync.log")
_CONFLICT = re.compile(r"\.sync-conflict-|\(.*(?:conflict|konflikt).*\)", re.IGNORECASE)


def folder_kind(path: Path) -> FolderKind | None:
    """The kind of the folder that holds `path`; None for one on a disk of this machine."""
    folder = Path(os.path.realpath(path)).parent
    if _in_step(folder):
        return FolderKind.CLOUD
    return kind_of_mount(folder.as_posix(), _mounts())


def kind_of_mount(folder: str, mounts: Iterable[Mount]) -> FolderKind | None:
    """The kind of a folder by the file system that it is on: the one that stands nearest above."""
    at = PurePosixPath(folder)
    above = [each for each in mounts if at.is_relative_to(each[0].replace("\\", "/"))]
    if folder.startswith("//"):
        return FolderKind.NETWORK  # a UNC path of Windows
    if not above:
        return None
    place, kind, options = max(above, key=lambda each: len(each[0]))
    if _NETWORK.fullmatch(kind) or "remote" in options.split(","):
        return FolderKind.NETWORK
    if place.startswith(_REMOVABLE) or "removable" in options.split(","):
        return FolderKind.REMOVABLE
    return None


def conflicting_copies(path: Path) -> list[Path]:
    """The files beside a dossier whose names say that a sync program kept another state of it.

    Dropbox, Nextcloud and ownCloud write "(… conflicted copy …)", Syncthing "sync-conflict".
    """
    stem = path.stem.casefold()
    return sorted(
        each
        for each in path.parent.glob(f"*{path.suffix}")
        if each.name != path.name
        and each.stem.casefold().startswith(stem)
        and _CONFLICT.search(each.stem[len(stem) :])
    )


def _in_step(folder: Path) -> bool:
    return any(
        _CLOUD.fullmatch(each.name) or any((each / mark).exists() for mark in _CLOUD_MARKS)
        for each in (folder, *folder.parents)
    )


def _mounts() -> list[Mount]:
    if platform.system() == "Linux":
        try:
            lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
        except OSError:
            return []
        found = [line.split(" ") for line in lines]
        return [(_plain(each[1]), each[2], each[3]) for each in found if len(each) > 3]  # noqa: PLR2004 - its fields
    import psutil  # type: ignore[import-untyped]

    return [(each.mountpoint, each.fstype, each.opts) for each in psutil.disk_partitions(all=True)]


def _plain(place: str) -> str:
    """A mount point as it is called: spaces stand there as an octal number."""
    return re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), place)
