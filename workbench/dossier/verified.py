"""How far the chain of a dossier was verified on this computer, so that it is not begun anew.

It is kept beside the settings of the program, as the number of an operation and its hash: where
that operation has another hash by now, all of the chain is followed again.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from workbench import places
from workbench.errors import NoSuchRecord

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Operation
    from workbench.model.progress import Progress
    from workbench.store.chain import Break

_REST_SECONDS = 0.02
"""How long it rests between two steps, so that it takes at most half of a processor."""


def verify_new(dossier: Dossier, progress: Progress) -> list[Break]:
    """Follows the chain from where it was verified last; every operation that does not hold.

    Raises:
        Cancelled: `progress` was told to stop.
    """
    newest = next(iter(dossier.operations(limit=1)), None)
    if newest is None:
        return []
    place = _place(dossier.log.get(1))
    found = dossier.log.verify(_Gentle(progress), since=_verified(dossier, place))
    if not found:
        with contextlib.suppress(OSError):  # then it is followed again the next time
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{newest.seq} {newest.hash}", encoding="ascii")
    return found


def _verified(dossier: Dossier, place: Path) -> int:
    try:
        seq, digest = place.read_text(encoding="ascii").split()
        return int(seq) if dossier.log.get(int(seq)).hash == digest else 0
    except (OSError, ValueError, NoSuchRecord):
        return 0


def _place(first: Operation) -> Path:
    return places.state_folder() / "verified" / first.id


class _Gentle:
    """Tells how far it is, and rests."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int, what: str = "") -> None:
        """Tells it on."""
        self._progress.step(done, total, what)
        if done:
            time.sleep(_REST_SECONDS)
