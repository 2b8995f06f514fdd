"""What is computed over a whole dossier, kept by part: an edit makes only its own parts anew.

A family of results is a mapping: by policy line, by record. After a change notice the parts that
may have become old are read again, and no other. Where very much was touched, all of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier
    from workbench.model.change import Changes

Part = TypeVar("Part")
Touched = Mapping[str, Collection[str]]
"""The ids of the records that were touched, by kind."""
MANY = 2_000
"""So many touched records are read with all others rather than one by one."""


@dataclass(frozen=True, kw_only=True)
class Family(Generic[Part]):
    """How a family of results is read, and what makes a part of it old.

    `rests_on` are the kinds of record that it is read from. `read` gives the parts with some keys,
    or all of them for None; a part that is not there any more it leaves out. `stale` gives the keys
    of the parts that touched records may have made old, or None for all.
    """

    rests_on: Collection[str]
    read: Callable[[Collection[str] | None], Mapping[str, Part]]
    stale: Callable[[Touched], Collection[str] | None]


class Kept(Generic[Part]):
    """The results of a family, up to date with the dossier whenever they are asked for."""

    def __init__(self, dossier: Dossier, family: Family[Part]) -> None:
        self._family = family
        self._parts: Mapping[str, Part] | None = None
        self._notices: list[Touched] = []
        self._reading, self._noting = Lock(), Lock()
        dossier.on_change(self._heard)

    def parts(self) -> Mapping[str, Part]:
        """All parts by their keys; a mapping that is never changed afterwards."""
        with self._reading:
            with self._noting:
                notices = list(self._notices)
            self._parts = self._anew(_together(notices))
            with self._noting:  # what came meanwhile, about the same records too, is for next time
                del self._notices[: len(notices)]
            return self._parts

    def note(self, touched: Touched) -> None:
        """Takes records for touched of which no notice tells."""
        with self._noting:
            self._notices.append(touched)

    def forget(self) -> None:
        """Has all of it read again, as after a change that no notice tells of."""
        with self._reading:
            self._parts = None

    def _heard(self, changes: Changes) -> None:
        rests_on = self._family.rests_on
        if touched := {kind: ids for kind, ids in changes.touched.items() if kind in rests_on}:
            self.note(touched)

    def _anew(self, touched: Touched) -> Mapping[str, Part]:
        if self._parts is None or sum(map(len, touched.values())) > MANY:
            return self._whole()
        if not touched:
            return self._parts
        stale = self._family.stale(touched)
        if stale is None:
            return self._whole()
        if not stale:
            return self._parts
        parts = dict(self._parts)
        for key in stale:
            parts.pop(key, None)
        return parts | dict(self._family.read(stale))

    def _whole(self) -> Mapping[str, Part]:
        with uncollected():
            return self._family.read(None)


def _together(notices: Iterable[Touched]) -> Touched:
    found: dict[str, set[str]] = {}
    for kind, ids in chain.from_iterable(each.items() for each in notices):
        found.setdefault(kind, set()).update(ids)
    return found
