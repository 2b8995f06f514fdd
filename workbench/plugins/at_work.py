"""Which plugins are at work, noted where the next start finds it: what ends a program tells nobody.

A plugin that ends its process from within (`os._exit`, a fault in a C library) cannot be caught.
So each process keeps a small file in the state folder with the names of the plugins that are at
work in it, empty most of the time, and takes it away when it ends as it should. A file whose
process is gone names who was at work as it ended.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import places, unfinished

if TYPE_CHECKING:
    from typing import BinaryIO

_AT_WORK, _CUT_OFF = ".at-work", ".cut-off"


class AtWork:
    """The notes of this process, and what those of others that are gone tell; all threads may ask.

    Where the folder cannot be written, nothing is noted and plugins work all the same.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keeps the notes in `folder`; in the state folder where none is given."""
        self._given = folder
        self._names: Counter[str] = Counter()
        self._note: BinaryIO | None = None
        self._lock = threading.Lock()

    @property
    def _folder(self) -> Path:
        return self._given or places.state_folder() / "plugins"

    def begins(self, plugin: str) -> None:
        """Notes that a function of a plugin begins; what has begun several times ends as often."""
        with self._lock:
            self._names[plugin] += 1
            self._write()

    def ends(self, plugin: str) -> None:
        """Notes that it has ended."""
        with self._lock:
            self._names[plugin] -= 1
            self._write()

    @property
    def names(self) -> list[str]:
        """The plugins that are at work in this process now, in order."""
        with self._lock:
            return sorted(+self._names)

    def cut_off(self) -> set[str]:
        """The plugins that were at work as a process ended that should not have, until `allow`."""
        self._set_aside()
        return {name for each in self._folder.glob(f"*{_CUT_OFF}") for name in _read(each)}

    def allow(self, plugin: str) -> None:
        """Forgets that a plugin was at work as a process ended."""
        self._set_aside()
        for each in self._folder.glob(f"*{_CUT_OFF}"):
            left = [name for name in _read(each) if name != plugin]
            with contextlib.suppress(OSError):
                each.write_text("\n".join(left), "utf-8") if left else each.unlink()

    def take(self, process: int) -> list[str]:
        """The plugins that are noted for a process, which was ended on purpose; forgets them."""
        found = []
        for each in self._folder.glob(f"{process}-*{_AT_WORK}"):
            found += _read(each)
            with contextlib.suppress(OSError):
                each.unlink()
        return found

    def _set_aside(self) -> None:
        """Gives the notes of processes that are gone a name that no other process can have."""
        mine = Path(self._note.name) if self._note else None
        for each in self._folder.glob(f"*-*{_AT_WORK}"):
            process, _, token = each.stem.partition("-")
            ours = process == str(os.getpid())  # or that of an earlier one, in a container
            if each == mine or not process.isdecimal():
                continue
            if not ours and unfinished.is_running(int(process)):
                continue
            with contextlib.suppress(OSError):
                each.rename(each.with_name(token + _CUT_OFF)) if _read(each) else each.unlink()

    def _write(self) -> None:
        with contextlib.suppress(OSError):
            note = self._note = self._note or self._opened()
            note.seek(0)
            note.write("\n".join(+self._names).encode())
            note.truncate()

    def _opened(self) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        place = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}{_AT_WORK}"
        note = place.open("wb", buffering=0)
        atexit.register(_drop, note)
        return note


def _read(place: Path) -> list[str]:
    try:
        return place.read_text("utf-8").split("\n") if place.stat().st_size else []
    except OSError:
        return []


def _drop(note: BinaryIO) -> None:
    with contextlib.suppress(OSError):
        note.close()
        Path(note.name).unlink()
