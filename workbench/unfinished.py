"""Files on their way to their place: written beside it, whole or not at all, swept after a crash.

While a file is written, a note in the state folder names it. The next start removes what those name
whose program no longer runs.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import places

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".unfinished"
_BESIDE = ("", "-journal", "-wal", "-shm")
"""What SQLite may keep beside a file that it writes."""


@contextmanager
def draft_for(path: Path) -> Iterator[Path]:
    """A free, hidden path beside `path`, for a file or a folder; what is there at the end goes."""
    draft = path.with_name(f".workbench-{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}")
    note = _notes() / draft.name
    with contextlib.suppress(OSError):  # without a note it is written all the same
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(str(draft.absolute()), encoding="utf-8")
    try:
        yield draft
    finally:
        if _remove(draft):
            with contextlib.suppress(OSError):
                note.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """An empty file to write, which takes the place of `path` when all went well.

    Else it is gone, and `path` is as it was. Nobody else can read it meanwhile; it is on the disk
    before it takes the place, with the permissions of what lay there.

    Raises:
        OSError: it cannot be written, or not put there.
    """
    with draft_for(path) as draft:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield draft
        sync(draft)
        draft.chmod(_rights(path))
        draft.replace(path)
        sync(path.parent)


def sweep() -> None:
    """Removes what programs that were cut off left unfinished, wherever they wrote it."""
    for note in _notes().glob(f".workbench-*{SUFFIX}"):
        process = note.name.split("-")[1]
        if process.isdecimal() and is_running(int(process)):
            continue
        with contextlib.suppress(OSError, ValueError):  # the next start tries again
            draft = Path(note.read_text("utf-8"))
            if not draft.name or (draft.name == note.name and _remove(draft)):
                note.unlink()


def sync(path: Path) -> None:
    """Waits until a file or folder is on the disk; folders cannot be synced on Windows."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _notes() -> Path:
    return places.state_folder() / "unfinished"


def _remove(draft: Path) -> bool:
    """Removes a draft with what lies beside it; False where something of it stays."""
    try:
        if draft.is_dir():
            shutil.rmtree(draft)
            return True
        for suffix in _BESIDE:
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _rights(path: Path) -> int:
    """The permissions that the file had, or that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def is_running(process: int) -> bool:
    """Whether a process runs; where it cannot be asked, an open file cannot be removed anyway."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
