"""What changed between two moments: each record and field that differs, in words, with who and why.

What was changed and changed back in between is no difference.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from io import StringIO
from typing import TYPE_CHECKING, Any

from workbench.dossier.shown import shown
from workbench.errors import ExchangeNotWritten
from workbench.model import RECORDS
from workbench.model.about import About
from workbench.model.inert import inert
from workbench.model.record import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from dataclasses import Field
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.moments import Moment
    from workbench.model.change import Operation
    from workbench.model.record import Record

HEADS = ("Number", "Kind", "Record", "What", "Before", "After", "Operation", "By", "Reason")
_UNTOLD = frozenset({"id", "number"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that differs, or a record that was added or removed ("added", "removed").

    `operation`, `analyst` and `reason` are those of the last write to the record in between.
    """

    ref: str
    kind: str
    record: str
    title: str
    what: str
    before: str
    after: str
    operation: int
    analyst: str
    reason: str

    @property
    def row(self) -> tuple[str, ...]:
        """The cells under `HEADS`."""
        return (
            self.ref, self.kind.replace("_", " "), self.title, self.what, self.before, self.after,
            f"#{self.operation}", self.analyst, self.reason,
        )  # fmt: skip


def differences(
    dossier: Dossier, since: Moment, until: Moment | None = None
) -> tuple[Difference, ...]:
    """What `dossier.changes` tells, a row a field of a record, in the words of lists.

    In the order of kinds and numbers; parts count as their record.

    Raises:
        InvalidField: a moment is none, or there is no such operation.
    """
    newest: dict[tuple[str, str], Operation] = {}
    for each in dossier.changes(since, until):
        held = newest.setdefault((each.kind, each.record), each.operation)
        if held.seq < each.operation.seq:
            newest[each.kind, each.record] = each.operation
    with dossier.as_of(since) as before:
        if until is None:
            return tuple(_between(before, dossier, newest))
        with dossier.as_of(until) as after:
            return tuple(_between(before, after, newest))


def _between(
    before: Dossier, after: Dossier, newest: dict[tuple[str, str], Operation]
) -> Iterator[Difference]:
    for kind in RECORDS:
        keys = [key for each, key in newest if each == kind]
        old, new = (held(each, kind, keys) for each in (before, after))
        for key in sorted(old.keys() | new.keys(), key=lambda k: (old.get(k) or new[k]).number):
            for what, was, became in _fields(before, old.get(key), after, new.get(key)):
                record, operation = new.get(key) or old[key], newest[kind, key]
                yield Difference(
                    ref=record.ref, kind=kind, record=key, title=record.name, what=what,
                    before=was, after=became, operation=operation.seq,
                    analyst=operation.analyst, reason=operation.reason,
                )  # fmt: skip


def held(dossier: Dossier, kind: str, keys: Sequence[str]) -> dict[str, Record]:
    """The records of a kind that there are of some ids, by id."""
    if kind == About.KIND:
        return {each.id: each for each in ([dossier.about] if keys else [])}
    return {each.id: each for each in dossier.records(kind).page(keys)}


def _fields(
    before: Dossier, old: Record | None, after: Dossier, new: Record | None
) -> Iterator[tuple[str, str, str]]:
    if old is None or new is None:
        yield "added" if old is None else "removed", "", ""
        return
    for each in differing(old, new):
        was, became = (getattr(record, each.name) for record in (old, new))
        label = label_of(each.name, each.metadata)
        yield label, shown(was, before, each.metadata), shown(became, after, each.metadata)


def differing(old: Record, new: Record) -> list[Field[Any]]:
    """The fields that differ between two states of a record."""
    return [
        each
        for each in fields(old)
        if each.name not in _UNTOLD and getattr(old, each.name) != getattr(new, each.name)
    ]


def write_csv(found: tuple[Difference, ...], path: Path) -> None:
    """Writes differences as a table that spreadsheets open; nothing in it becomes a formula.

    Raises:
        ExchangeNotWritten: the file cannot be put there, or is called otherwise than `.csv`.
    """
    from workbench.dossier.exchange import write_whole

    if path.suffix.lower() != ".csv":
        raise ExchangeNotWritten(path, "its name has to end in .csv")
    written = StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow(HEADS)
    rows.writerows(tuple(inert(cell) for cell in each.row) for each in found)
    write_whole(path, written.getvalue().encode("utf-8-sig"))
