"""Filters on passages by who coded them, by a branch of the codebook, and by what they overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, func, select

from workbench.model.passage import AnchorState
from workbench.store.linked import links
from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, Select

    Values = tuple[str, ...]
    Clause = ColumnElement[bool]


def _under(_kind: str, values: Values) -> Clause:
    """Passages with one of some codes, or with any code below one of them."""
    codes = RECORD_TABLES["code"]
    branch = select(codes.c.id).where(links(codes.c.id, "code", values))
    tree = branch.cte("branch", recursive=True)
    below = codes.alias()
    tree = tree.union(select(below.c.id).where(below.c.parent == tree.c.id))
    return _coded(RECORD_TABLES["passage"].c.id, select(tree.c.id))


def _overlaps(_kind: str, values: Values) -> Clause:
    """Passages that share characters with another one that carries one of some codes."""
    own, other = RECORD_TABLES["passage"].c, RECORD_TABLES["passage"].alias().c
    codes = RECORD_TABLES["code"].alias().c
    named = select(codes.id).where(links(codes.id, "code", values))
    return exists().where(
        other.source == own.source,
        other.text == own.text,
        other.id != own.id,
        other.start < own.stop,
        own.start < other.stop,
        other.anchor != AnchorState.ORPHAN.value,
        _coded(other.id, named),
    )


def _coder(_kind: str, values: Values) -> Clause:
    """Passages to which one of some people gave a code."""
    part = PART_TABLES["passage", "codes"].alias().c
    wanted = [value.casefold() for value in values]
    own = part.record == RECORD_TABLES["passage"].c.id
    return exists().where(own, func.lower(part.coder).in_(wanted))


def _coded(passage: ColumnElement[Any], codes: Select[Any]) -> Clause:
    part = PART_TABLES["passage", "codes"].alias().c
    return exists().where(part.record == passage, part.code.in_(codes))


CODINGS: dict[str, Callable[[str, Values], Clause]] = {
    "under": _under,
    "overlaps": _overlaps,
    "coder": _coder,
}
"""What each filter asks of a passage."""
