"""What moved in a dossier since the last briefing of the same query, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from workbench.briefing.comparison import changed, since
from workbench.errors import NoSuchRecord
from workbench.model.query import Query
from workbench.model.when_text import MONTHS
from workbench.store import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.briefing.data import BriefingData, ChangeRow
    from workbench.dossier.dossier import Dossier
    from workbench.model.briefing import Briefing
    from workbench.model.change import Operation
    from workbench.model.record import Record

_SHOWN_NOWHERE = frozenset({"briefing", "saved_query", "saved_recipe", "verdict"})
_MOST_REASONS = 500


def with_changes(
    dossier: Dossier, data: BriefingData, gather: Callable[[Dossier, Query], BriefingData]
) -> BriefingData:
    """`data` with what moved since the last briefing of its query; `gather` reads the past.

    Reasons are looked up for the first 500 changes; a briefing of more is no news but an import.
    """
    last = previous_of(dossier, data.query)
    if last is None:
        return data
    written = datetime.fromisoformat(last.written)
    month = MONTHS[written.month - 1]
    words = f"{last.ref}, {written.day} {month} {written.year}" if last.written else last.ref
    data = replace(data, previous=words)
    if not _touched(dossier, last.operation):
        known = {row.ref: "unchanged" for row in data.judgements}
        return _with_since(data, known)
    with dossier.as_of(last.operation) as past:
        before = gather(past, Query.parse(data.query))
        rows = changed(before, data)
        told = tuple(_reasons(dossier, past, rows[:_MOST_REASONS], last.operation))
    return _with_since(
        replace(data, changes=(*told, *rows[_MOST_REASONS:])), dict(since(before, data))
    )


def previous_of(dossier: Dossier, query: str) -> Briefing | None:
    """The newest briefing of `query` that remembers its operation."""
    written = [each for each in dossier.briefings.find() if each.query == query and each.operation]
    return max(written, key=lambda each: each.number, default=None)


def _touched(dossier: Dossier, operation: int) -> bool:
    with dossier.store.reading() as connection:
        found = log.touched_since(connection, operation)
    return not found.keys() <= _SHOWN_NOWHERE


def _with_since(data: BriefingData, known: dict[str, str]) -> BriefingData:
    rows = (replace(row, since=known.get(row.ref, "new")) for row in data.judgements)
    return replace(data, judgements=tuple(rows))


def _reasons(
    dossier: Dossier, past: Dossier, rows: tuple[ChangeRow, ...], operation: int
) -> Iterator[ChangeRow]:
    """Each row with the newest operation that touched its record, and the day of it."""
    known: dict[str, Operation | None] = {}
    for row in rows:
        if row.ref not in known:
            known[row.ref] = _newest(dossier, past, row.ref, operation)
        made = known[row.ref]
        if made is None:
            yield row
        else:
            day = datetime.fromisoformat(made.at).date()
            yield replace(row, why=made.reason, act=made.label, day=day)


def _newest(dossier: Dossier, past: Dossier, ref: str, operation: int) -> Operation | None:
    """The newest operation after `operation` that touched a record."""
    record = _found(dossier, ref) or _found(past, ref)
    history = dossier.history(record.id) if record else ()
    made = (change.operation for change in history)
    return next((each for each in made if each.seq > operation), None)


def _found(dossier: Dossier, ref: str) -> Record | None:
    try:
        return dossier.get(ref)
    except NoSuchRecord:
        return None
