"""What every record has in common: an id, a number, a kind, and fields that describe themselves.

A record is a frozen dataclass. What a form, a table or the store needs to know of a field beyond
its type stands in the field's metadata, made by the functions below, and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from workbench.model.identity import new_id

if TYPE_CHECKING:
    from collections.abc import Callable


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
        return f"{self.PREFIX}-{self.number:04d}"

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


def numbered(record: RecordT, number: int) -> RecordT:
    """A copy of `record` with another number.

    A quarter of what `dataclasses.replace` costs, which makes and checks it anew.
    """
    kind: Any = type(record)
    read, slots = _slots(kind)
    copy: RecordT = object.__new__(kind)
    for put, value in zip(slots, read(record), strict=True):
        put(copy, value)
    object.__setattr__(copy, "number", number)
    return copy


@cache
def _slots(kind: type[Record]) -> tuple[Callable[[Any], tuple[Any, ...]], list[Callable[..., Any]]]:
    """What reads all fields of a record of this kind at once, and what fills them in a new one."""
    names = field_names(kind)
    return attrgetter(*names), [getattr(kind, name).__set__ for name in names]


def field_names(kind: type[Record | Part]) -> tuple[str, ...]:
    """The fields of a record or part class, in order."""
    return tuple(each.name for each in fields(kind))
