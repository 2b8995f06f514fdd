"""What every record has in common: an id, a number, a kind, and fields that describe themselves.

A record is a frozen dataclass. What a form, a table or the store needs to know of a field beyond
its type stands in the field's metadata, made by the functions below, and nowhere else.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, fields
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from workbench.model.identity import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def link(kind: str, *, label: str = "") -> dict[str, Any]:
    """Metadata of a field that holds the id of a record of `kind`."""
    return {"link": kind, "label": label}


def prose(*, label: str = "", long: bool = False, required: bool = False) -> dict[str, Any]:
    """Metadata of a text field: several lines when `long`, never blank when `required`."""
    return {"label": label, "long": long, "required": required}


def arranged() -> dict[str, Any]:
    """Metadata of a field that a verb keeps in order, and that no form or table shows."""
    return {"arranged": True}


def label_of(name: str, metadata: Any = None) -> str:
    """The words of a field: its label, else its name in plain letters."""
    given = (metadata or {}).get("label", "")
    return str(given) or name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A value kept in a dossier under its id.

    `number` runs per kind and is given when the record is first written; `ref` is how people name
    it: D-0003.
    """

    KIND: ClassVar[str]
    PREFIX: ClassVar[str]
    TITLE: ClassVar[str]
    """The field that names a record of this kind in a list."""
    SEARCHED: ClassVar[tuple[str, ...]] = ()
    """The text fields that full-text search reads."""

    id: str = field(default_factory=new_id)
    number: int = 0

    @property
    def ref(self) -> str:
        """The short name that people use, such as D-0003."""
        return ref_of(type(self), self.number)

    @property
    def name(self) -> str:
        """The words that stand for this record in a list."""
        return str(getattr(self, self.TITLE)) or self.ref


RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A value inside one record, in an ordered tuple, such as one condition of a decision."""

    KEY: ClassVar[tuple[str, ...]]
    """The fields that tell two parts of one record apart."""


def records_of(kind: type[RecordT], held: Mapping[str, Sequence[Any]]) -> list[RecordT]:
    """The records whose fields hold this (as `fields_of` gives it), which was checked before.

    Field by field: a tenth of what `dataclasses.replace` costs, which makes and checks each anew.
    """
    made: list[RecordT] = list(map(object.__new__, repeat(kind, len(held["id"]))))
    for name in field_names(kind):
        deque(map(getattr(kind, name).__set__, made, held[name]), maxlen=0)  # fills the slots
    return made


def ref_of(kind: type[Record], number: int) -> str:
    """The short name of the record of a kind that has a number, such as D-0003."""
    return f"{kind.PREFIX}-{number:04d}"


def fields_of(kind: type[Record | Part], values: Sequence[Record | Part]) -> dict[str, list[Any]]:
    """What each field of many records or parts of one kind holds, by its name."""
    return {name: list(map(attrgetter(name), values)) for name in field_names(kind)}


def field_names(kind: type[Record | Part]) -> tuple[str, ...]:
    """The fields of a record or part class, in order."""
    return tuple(each.name for each in fields(kind))
