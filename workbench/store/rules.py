"""The constraints that span records, checked before an operation is kept. Those of one record are in `model.rules`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from workbench.errors import InvalidField
from workbench.store.schema import PART_TABLES, RECORD_TABLES

_ALLOCATION = RECORD_TABLES["allocation"].c
_PARTS = PART_TABLES["allocation", "parties"].c
_SUPPORT = RECORD_TABLES["support"].c


def check(connection: Connection, touched: frozenset[tuple[str, str]]) -> None:
    """Refuses an operation whose touched records break a rule among them.

    Raises:
        InvalidField: names the field and what to do.
    """
    for kind, record in touched:
        for rule in _RULES.get(kind, ()):
            rule(connection, record)


def _no_cycle(field: str, words: str) -> Callable[[Connection, str], None]:
    def rule(connection: Connection, record: str) -> None:
        seen, at = set(), record
        while at and at not in seen:
            seen.add(at)
            at = connection.execute(select(_ALLOCATION[field]).where(_ALLOCATION.id == at)).scalar()
        if at:
            raise InvalidField(
                field, f"An allocation cannot be {words} itself, directly or through others."
            )

    return rule


def _joint_parts_are_claimed(connection: Connection, record: str) -> None:
    """A joint quantity may hold exact parts only where a claim says so."""
    split = connection.execute(select(_ALLOCATION.split).where(_ALLOCATION.id == record)).scalar()
    if split != "joint_unspecified":
        return
    exact = (
        select(_PARTS.id).where(_PARTS.record == record, _PARTS.quantity_kind == "exact").limit(1)
    )
    if connection.execute(exact).scalar() is None:
        return
    claimed = select(_SUPPORT.id).where(
        _SUPPORT.record == record, _SUPPORT.field == "parties", _SUPPORT.claim.is_not(None)
    )
    if connection.execute(claimed.limit(1)).scalar() is None:
        raise InvalidField(
            "parties",
            "No source states this split. Cite the claim that does, or leave the parts empty.",
        )


def _undoes_another(connection: Connection, record: str) -> None:
    links = PART_TABLES["decision", "links"].c
    own = select(links.id).where(links.record == record, links.decision == record).limit(1)
    if connection.execute(own).scalar() is not None:
        raise InvalidField(
            "links", "A decision cannot be linked to itself. Choose another decision."
        )


_RULES: dict[str, tuple[Callable[[Connection, str], None], ...]] = {
    "allocation": (
        _no_cycle("part_of", "part of"),
        _no_cycle("supersedes", "superseded by"),
        _joint_parts_are_claimed,
    ),
    "decision": (_undoes_another,),
}
