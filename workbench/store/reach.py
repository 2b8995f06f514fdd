"""Filters on decisions by their parts: whom they reach, under which conditions, which steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, not_, or_

from workbench.model.event_action import EventAction
from workbench.model.kinds import ConditionKind
from workbench.store.schema import PART_TABLES, RECORD_TABLES
from workbench.store.values import countries_meant, terms_meant

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement

    Values = tuple[str, ...]
    Clause = ColumnElement[bool]

EVERYWHERE = "ALL"
"""Stands for all jurisdictions but those that are left out."""


def _affected(_kind: str, values: Values) -> Clause:
    """Decisions that reach one of some jurisdictions: by name, or all where it is not left out."""
    return or_(*map(_reaches, countries_meant("affected", values)))


def _reaches(code: str) -> Clause:
    named, everywhere = _affects(code, excluded=False), _affects(EVERYWHERE, excluded=False)
    return or_(named, and_(everywhere, not_(_affects(code, excluded=True))))


def _affects(code: str, *, excluded: bool) -> Clause:
    part = _part("affected")
    return _has(part, part.jurisdiction == code, part.excluded == excluded)


def _condition(_kind: str, values: Values) -> Clause:
    """Decisions under one of some kinds of condition."""
    part = _part("conditions")
    return _has(part, part.kind.in_(terms_meant("condition", ConditionKind, values)))


def _event(_kind: str, values: Values) -> Clause:
    """Decisions to which one of some things happened."""
    part = _part("events")
    return _has(part, part.action.in_(terms_meant("event", EventAction, values)))


def _part(name: str) -> Any:
    return PART_TABLES["decision", name].alias().c


def _has(part: Any, *clauses: Clause) -> Clause:
    return exists().where(part.record == RECORD_TABLES["decision"].c.id, *clauses)


REACH: dict[str, Callable[[str, Values], Clause]] = {
    "affected": _affected,
    "condition": _condition,
    "event": _event,
}
"""What a filter on decisions may ask of their parts."""
PARTS = {"condition": ("conditions", "kind"), "event": ("events", "action")}
"""The part and the field of it in which the values of these stand, each for itself."""
