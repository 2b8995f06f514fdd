"""The names in a table and the records that they stand for; those that are new are made once."""

from __future__ import annotations

from dataclasses import fields
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_origin, get_type_hints

from workbench.errors import NoSuchRecord
from workbench.model import RECORDS
from workbench.model.jurisdiction import JURISDICTIONS, code_of
from workbench.model.kinds import AliasKind, PartyKind
from workbench.model.stance_scale import StanceScale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record

ADDED = frozenset({"party", "item", "policy_line"})
"""The kinds of which a name alone makes a record."""
SCALE = "stance_scale"
_WHOLE = frozenset({PartyKind.GOVERNMENT, PartyKind.ADMINISTRATION})


class NameBook:
    """Finds records by ref, name or other name, in any case; makes those that are new."""

    def __init__(self, dossier: Dossier, *, add: bool) -> None:
        self._dossier = dossier
        self._add = add
        self._known: dict[str, dict[str, str]] = {}
        self._governments: set[str] = set()
        self._metonyms: dict[str, str] = {}
        self._made: dict[str, Record] = {}
        self._scales: dict[str, StanceScale | None] = {}

    def id_of(self, kind: str, words: str, *, deciding: bool = False) -> str | None:
        """The id of the record that a name stands for; None where there is none to be had.

        "China" stands for its government only where somebody is `deciding`, not where chips go.
        """
        known = self._names(kind)
        if deciding and (government := self._metonyms.get(words.casefold())):
            return government
        wanted = words.casefold()
        if wanted not in known:
            found = self._by_ref(kind, words) or self._new(kind, words)
            if found is None:
                return None
            known[wanted] = found
        return known[wanted]

    def is_body(self, words: str, key: str) -> bool:
        """Whether a name is that of a body, and not of a whole government or of its country."""
        said = words.casefold()
        whole = key in self._governments or code_of(words) or "government" in said
        return not whole and words.upper() not in JURISDICTIONS

    def scale(self, key: str) -> StanceScale:
        """A stance scale by its id; one that is shipped too, before it is added."""
        made = self._made.get(key)
        return made if isinstance(made, StanceScale) else self._dossier.stance_scales.get(key)

    def scale_of_line(self, line: str | None) -> StanceScale | None:
        """The stance scale of a policy line; None where it has none, or is new."""
        if not line or line in self._made:
            return None
        if line not in self._scales:
            key = self._dossier.policy_lines.get(line).scale
            self._scales[line] = self.scale(key) if key else None
        return self._scales[line]

    def wanted(self, records: Iterable[Record]) -> Iterator[Record]:
        """The new records that some records point at, each once."""
        if not self._made:
            return iter(())
        pointed = _links(list(records))
        return (each for key, each in self._made.items() if key in pointed)

    def _names(self, kind: str) -> dict[str, str]:
        if kind not in self._known:
            held: dict[str, str] = {}
            records = self._dossier.records(kind).find()
            if kind == SCALE:  # the newest version goes before the older ones
                records = sorted(records, key=_version, reverse=True)
            for record in records:
                if getattr(record, "kind", None) in _WHOLE:
                    self._governments.add(record.id)
                held.setdefault(record.name.casefold(), record.id)
                for alias in getattr(record, "aliases", ()):
                    stands = getattr(alias, "kind", None) is AliasKind.METONYM
                    (self._metonyms if stands else held).setdefault(
                        alias.name.casefold(), record.id
                    )
            self._known[kind] = held
        return self._known[kind]

    def _by_ref(self, kind: str, words: str) -> str | None:
        if not words.upper().startswith(f"{RECORDS[kind].PREFIX}-"):
            return None
        try:
            return self._dossier.records(kind).get(words).id
        except NoSuchRecord:
            return None

    def _new(self, kind: str, words: str) -> str | None:
        record = self._made_of(kind, words) if self._add else None
        if record is None:
            return None
        if kind == SCALE and (adopted := self._names(kind).get(record.name.casefold())):
            return adopted  # under its title, where the file says the name that it is shipped under
        self._made[record.id] = record
        return record.id

    def _made_of(self, kind: str, words: str) -> Record | None:
        if kind == SCALE:
            return self._dossier.stance_scales.shipped_as(words)
        named: dict[str, Any] = {"title": words}
        return RECORDS[kind](**named) if kind in ADDED else None


def _version(record: Record) -> int:
    return record.version if isinstance(record, StanceScale) else 0


_HOLDING: dict[type, tuple[tuple[str, bool], ...]] = {}


def _links(values: Sequence[Any]) -> set[str | None]:
    """The ids that records or parts of one kind hold, and those that the parts of these hold."""
    found: set[str | None] = set()
    if not values:
        return found
    kind = type(values[0])
    if kind not in _HOLDING:
        _HOLDING[kind] = _holding(kind)
    for name, is_link in _HOLDING[kind]:
        held = map(attrgetter(name), values)
        if is_link:
            found.update(held)
        else:
            found |= _links(list({id(each): each for each in chain.from_iterable(held)}.values()))
    return found


def _holding(kind: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record or part that may hold ids, and whether it is one itself."""
    hints = get_type_hints(kind)
    return tuple(
        (each.name, bool(each.metadata.get("link")))
        for each in fields(kind)
        if each.metadata.get("link") or get_origin(hints[each.name]) is tuple
    )
