"""Putting a file where it should go, whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from workbench import unfinished
from workbench.errors import BriefingNotWritten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "The disk is full. Free some space, or choose another folder.",
    errno.EDQUOT: "Your quota on this disk is used up. Free some space, or choose another folder.",
    errno.EROFS: "The folder is read-only. Choose another folder.",
    errno.ENAMETOOLONG: "The name is too long. Choose a shorter one.",
}
_DENIED = (
    "It is open in another program, or may not be written. Close it there, or choose another name."
)

_CLOSED = "You may not write in this folder. Choose another folder."


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of `path` when all went well; see `unfinished`.

    Raises:
        BriefingNotWritten: the file cannot go there.
    """
    try:
        _expect_free(path)
        with unfinished.replacing(path) as draft, draft.open("w+b") as out:
            yield out
    except OSError as fault:
        raise BriefingNotWritten(path, _reason(fault)) from fault


def expect_free(path: Path) -> None:
    """Says before the work starts what would stop it at its end.

    Raises:
        BriefingNotWritten: a file cannot go there; says why, and what to do.
    """
    try:
        _expect_free(path)
    except OSError as fault:
        raise BriefingNotWritten(path, _reason(fault)) from fault


def _expect_free(path: Path) -> None:
    if path.is_dir():
        raise BriefingNotWritten(path, "That is a folder. Give the name of a file in it.")
    if not path.parent.is_dir():
        raise BriefingNotWritten(path, "The folder does not exist. Make it, or choose another.")
    if path.exists() and not os.access(path, os.W_OK):
        raise BriefingNotWritten(path, _DENIED)
    if not os.access(path.parent, os.W_OK):
        raise BriefingNotWritten(path, _CLOSED)
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            reason = f"Close it there, or delete {lock.name} if that program crashed."
            raise BriefingNotWritten(path, f"It is open in another program. {reason}")


def _reason(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return _DENIED
    return _REASONS.get(fault.errno or 0, f"The system says: {fault.strerror}.")
