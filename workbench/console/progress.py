"""How far a loop is: one line that moves on a terminal and in the console, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Sized
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Each = TypeVar("Each")
_WIDTH = 28
_PAUSE = 0.1


def track(things: Iterable[Each], label: str = "") -> Iterator[Each]:
    """Gives each thing in turn, and shows how far the loop is.

    Example:
        for source in track(dossier.sources, "Reading again"):
            ...
    """
    total = len(things) if isinstance(things, Sized) else 0
    shown = _shows()
    told, done = 0.0, 0
    try:
        for done, each in enumerate(things, 1):
            yield each
            now = time.monotonic()
            if shown and now - told >= _PAUSE:
                told = now
                _tell(label, done, total)
    finally:  # a loop that is left early ends its line too
        if shown and done:
            _tell(label, done, total, "\n")


def _shows() -> bool:
    """Whether somebody sees a line that moves: a terminal, or the window's console."""
    return sys.stderr.isatty() or "ipykernel" in sys.modules


def _tell(label: str, done: int, total: int, end: str = "") -> None:
    words = f"{label}: " if label else ""
    if total:
        filled = _WIDTH * done // total
        bar = f"[{'=' * filled}{' ' * (_WIDTH - filled)}] {done:,} of {total:,}"
    else:
        bar = f"{done:,}"
    sys.stderr.write(f"\r{words}{bar}{end}")
    sys.stderr.flush()
