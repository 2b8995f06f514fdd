"""The last state of each dossier on this computer, and whether a file is older than that.

Copied while it is open, without the journal beside it, a dossier opens silently as it was some
operations ago. Its header tells that it had a journal. How many operations are missing is known
where the state that it had here was remembered, by the id of its first operation.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from workbench import places
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.store.store import Store

_INSTEAD = "Where that was not meant, open the dossier that it was copied from, or a backup."


class _Seen(NamedTuple):
    """The number of the last operation, and a hash that says where the file lay."""

    seq: int
    where: str


def remember(store: Store, path: Path) -> None:
    """Remembers the state of a dossier that was open for writing, as it is closed."""
    if not store.read_only:
        with contextlib.suppress(OSError, WorkbenchError):  # then less is known the next time
            place = _place(store)
            _keep(place, _Seen(store.last_seq, _where(path)), known=_read(place))


def remember_newer(store: Store, path: Path) -> None:
    """Remembers the state of a dossier as it is opened, unless it is older than it could be."""
    if not store.read_only:
        with contextlib.suppress(OSError, WorkbenchError):
            place, now = _place(store), _Seen(store.last_seq, _where(path))
            known = _read(place)
            if not _older(now, known, torn=store.lacks_journal):
                _keep(place, now, known=known)


def _keep(place: Path, now: _Seen, *, known: _Seen | None) -> None:
    if known != now:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{now.seq} {now.where}", encoding="ascii")


def forget(path: Path) -> None:
    """Forgets what lay at `path`: something older was put there on purpose."""
    for place in _folder().glob("*"):
        known = _read(place)
        if known is not None and known.where == _where(path):
            with contextlib.suppress(OSError):
                place.unlink(missing_ok=True)


def older_words(dossier: Dossier) -> str:
    """What to tell of a file that is older than it could be; nothing where it is not, or the past.

    A copy that was made while the dossier was closed is what it should be, however old: only a file
    that lay where it lies now is compared with the state that was seen there.
    """
    if dossier.moment is not None:
        return ""
    now = _Seen(dossier.store.last_seq, _where(dossier.path))
    return _older(now, _read(_place(dossier.store)), torn=dossier.store.lacks_journal)


def _older(now: _Seen, known: _Seen | None, *, torn: bool) -> str:
    here = known is not None and known.where == now.where
    if known is not None and known.seq > now.seq and (torn or here):
        lacks = f"operation #{known.seq}"
        if known.seq > now.seq + 1:
            lacks = f"operations #{now.seq + 1} to #{known.seq}"
        why = (
            "It was copied while it was open"
            if torn
            else "It was copied while it was open, or an older copy took its place"
        )
        return (
            "This file is older than the last state that was seen on this computer: it lacks"
            f" {lacks}. {why}. {_INSTEAD}"
        )
    if torn and not here:
        return (
            "This file was copied while the dossier was open: what was written last may be missing."
            f" {_INSTEAD}"
        )
    return ""


def _where(path: Path) -> str:
    """A name of where a file lies that does not say it."""
    return hashlib.sha256(str(path.absolute()).encode(errors="surrogateescape")).hexdigest()[:24]


def _folder() -> Path:
    return places.state_folder() / "seen"


def mark_of(store: Store) -> str:
    """By what a dossier is known wherever its file goes: the id of its first operation."""
    first = next(iter(store.operations(limit=1, before=2)), None)
    return first.id if first else "new"


def _place(store: Store) -> Path:
    return _folder() / mark_of(store)


def _read(place: Path) -> _Seen | None:
    try:
        seq, where = place.read_text("ascii").split()
        return _Seen(int(seq), where)
    except (OSError, ValueError):
        return None
