"""Where a column can go: the fields of a kind of record, and the pieces of those with several."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from workbench.errors import MappingError
from workbench.model import RECORDS
from workbench.model.kinds import (
    AllocationRole,
    ConditionKind,
    DecisionRelation,
    DecisionRole,
    EventAction,
    Scope,
)
from workbench.model.quantity import Quantity
from workbench.model.record import label_of
from workbench.model.when import When

KINDS = ("decision", "allocation", "party", "item")
"""The kinds of record that a table can become."""
NOTE = "note"
ROW = "row"
"""The target of the id by which the other rows of a file name this one; no field of a record."""
NUMBERS = ("low", "median", "high", "level", "unit")
_KEPT = frozenset({"id", "number"})
_CODES = frozenset({"jurisdiction"})


class Holds(StrEnum):
    """What a target takes."""

    TEXT = "text"
    DATE = "date"
    TERM = "term"
    NAME = "name"
    QUANTITY = "quantity"
    NUMBER = "number"
    BOUND = "bound"
    FLAG = "flag"
    JURISDICTION = "jurisdiction"
    SCOPE = "scope"
    LIST = "list"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a column can go: `field` of the record, and a `piece` of it where it has several.

    `terms` is the closed list of a term, `link` the kind that a name stands for.
    """

    name: str
    label: str
    holds: Holds
    field: str
    piece: str = ""
    terms: type[StrEnum] | None = None
    link: str = ""

    @property
    def refused_as(self) -> str:
        """What is refused together: a field; of links, those of one relation."""
        return self.name if self.field == "links" else self.field


def targets_of(kind: str) -> dict[str, Target]:
    """Every target of a kind of record, by name.

    Raises:
        MappingError: tables do not become records of that kind.
    """
    if kind not in KINDS:
        raise MappingError(f"A table cannot become {kind!r}. Choose one of: {', '.join(KINDS)}.")
    return _targets(kind)


@cache
def _targets(kind: str) -> dict[str, Target]:
    hints = get_type_hints(RECORDS[kind])
    found = [
        target
        for each in fields(RECORDS[kind])
        if each.name not in _KEPT
        for target in _of_field(kind, each.name, hints[each.name], each.metadata)
    ]
    own = Target(name=ROW, label="Its id in the file", holds=Holds.NAME, field=ROW)
    return {each.name: each for each in (*found, own)}


def _of_field(kind: str, name: str, hint: Any, metadata: Any) -> list[Target]:
    label = label_of(name, metadata)
    if get_origin(hint) is tuple:
        return _of_parts(kind, name, label)
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    own = Target(
        name=name,
        label=label,
        holds=_holds(name, hint, metadata),
        field=name,
        terms=hint if issubclass(hint, StrEnum) else None,
        link=str(metadata.get("link", "")),
    )
    if own.holds is Holds.QUANTITY:
        return [own, *(_number(name, label, piece) for piece in NUMBERS)]
    if own.holds is Holds.DATE:
        return [own, *(_end(name, label, piece) for piece in ("start", "end"))]
    return [own]


def _holds(name: str, hint: type, metadata: Any) -> Holds:
    if metadata.get("link"):
        return Holds.NAME
    if name in _CODES:
        return Holds.JURISDICTION
    for kind, holds in ((When, Holds.DATE), (Quantity, Holds.QUANTITY), (StrEnum, Holds.TERM)):
        if issubclass(hint, kind):
            return holds
    return Holds.FLAG if hint is bool else Holds.TEXT


def _number(name: str, label: str, piece: str) -> Target:
    holds = {"unit": Holds.TEXT, "level": Holds.NUMBER}.get(piece, Holds.BOUND)
    return Target(
        name=f"{name}.{piece}", label=f"{label}: {piece}", holds=holds, field=name, piece=piece
    )


def _end(name: str, label: str, piece: str) -> Target:
    return Target(
        name=f"{name}.{piece}", label=f"{label}: {piece}", holds=Holds.DATE, field=name, piece=piece
    )


_PIECES: dict[tuple[str, str], tuple[type[StrEnum], Holds]] = {
    ("decision", "links"): (DecisionRelation, Holds.LIST),
    ("decision", "parties"): (DecisionRole, Holds.LIST),
    ("allocation", "parties"): (AllocationRole, Holds.LIST),
    ("decision", "events"): (EventAction, Holds.DATE),
    ("decision", "conditions"): (ConditionKind, Holds.TEXT),
}


_LOOKED_UP: dict[tuple[str, str], tuple[tuple[str, Holds], ...]] = {
    ("decision", "stances"): (
        ("level", Holds.LEVEL),
        ("scale", Holds.NAME),
        ("reach", Holds.TERM),
        ("since", Holds.DATE),
    ),
    ("party", "posts"): (
        ("role", Holds.LIST),
        ("organisation", Holds.LIST),
        ("valid", Holds.DATE),
    ),
}
"""Parts of several pieces, of which some stand for records that the dossier has."""


def _of_parts(kind: str, name: str, label: str) -> list[Target]:
    if name == "affected":
        return [Target(name=name, label=label, holds=Holds.SCOPE, field=name)]
    if name == "aliases":
        return [Target(name=name, label=label, holds=Holds.LIST, field=name)]
    if (kind, name) in _LOOKED_UP:
        return [
            Target(
                name=f"{name}.{piece}",
                label=f"{label}: {piece}",
                holds=holds,
                field=name,
                piece=piece,
                terms=Scope if holds is Holds.TERM else None,
            )
            for piece, holds in _LOOKED_UP[kind, name]
        ]
    if (kind, name) not in _PIECES:
        return []
    pieces, holds = _PIECES[kind, name]
    return [
        Target(
            name=f"{name}.{piece.value}",
            label=f"{label}: {piece.value.replace('_', ' ')}",
            holds=holds,
            field=name,
            piece=piece.value,
            link={"parties": "party", "links": "decision"}.get(name, ""),
        )
        for piece in pieces
    ]
