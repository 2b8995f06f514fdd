"""Nothing in this process opens or replaces the file of an open dossier but the one SQLite library.

On POSIX, closing any other handle on the file drops every lock that SQLite holds on it: a second
program then writes into the middle of our writes (https://www.sqlite.org/howtocorrupt.html, 2.2).
Python tells an audit hook before it opens a file, so here the slip is refused instead.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from workbench.errors import LiveFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside an open file, by the end of its name."""

_OPEN = 3
"""How many values Python tells of an opening: path, mode, flags."""
_File = tuple[int, int]

_live: Counter[_File] = Counter()
_lock = threading.Lock()


def watch(path: Path) -> _File:
    """Refuses from now on that `path` is opened; gives the name under which to let go of it."""
    found = path.stat()
    with _lock:
        _live[found.st_dev, found.st_ino] += 1
    return found.st_dev, found.st_ino


def let_go(file: _File) -> None:
    """The dossier is closed: its file is a plain file again."""
    with _lock:
        _live[file] -= 1
        if _live[file] <= 0:
            del _live[file]


def _hook(event: str, values: tuple[Any, ...]) -> None:
    if not _live or event not in {"open", "sqlite3.connect", "os.rename"}:
        return
    if event == "open" and len(values) == _OPEN and values[-1] & os.O_EXCL:
        return  # it makes a new file or fails: it never opens one that is there
    named = values[event == "os.rename"]  # of what is renamed, the place that it takes
    if not isinstance(named, (str, bytes, os.PathLike)):
        return
    text = os.fsdecode(named)
    if event == "sqlite3.connect":
        text = unquote(text.removeprefix("file:").partition("?")[0])
    if any(_is_live(each) for each in _dossiers(text)):
        raise LiveFile(text)


def _dossiers(text: str) -> Iterator[str]:
    """The file itself, and the dossier that it would lie beside."""
    yield text
    yield from (text.removesuffix(each) for each in BESIDE if text.endswith(each))


def _is_live(text: str) -> bool:
    try:
        found = os.stat(text)  # noqa: PTH116 - at every opening of a file, so no Path is made
    except (OSError, ValueError):  # ValueError: a name with NUL
        return False
    return (found.st_dev, found.st_ino) in _live


sys.addaudithook(_hook)  # once a process: a hook cannot be taken away again
