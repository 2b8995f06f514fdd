"""What reverting an operation would change, and what stands in its way, before it is done.

It is done and rolled back, so what is told is what would happen, down to the rules it would break.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from workbench.dossier.differences import Difference, differing, held
from workbench.dossier.shown import named, shown
from workbench.errors import DossierReadOnly, HistoryDropped, WorkbenchError
from workbench.model import RECORDS
from workbench.model.change import Operation
from workbench.model.record import label_of
from workbench.store import log
from workbench.store.conflicts import conflicts
from workbench.store.rehearsal import rehearse
from workbench.store.schema import MODEL_OF_TABLE, specs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.dossier.dossier import Dossier
    from workbench.model.record import Record
    from workbench.store.conflicts import Conflict

MOST_CONFLICTS = 200
HEADS = ("Number", "Record", "What", "Now", "After reverting")

_Keys = dict[str, list[str]]
_Both = tuple[str, "Record | None", "Record | None", tuple[tuple[str, Any, Any, str], ...]]
"""Kind, record now and then, and of each field that differs: label, value now, metadata, words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheWay:
    """One field that no longer holds what the operation left in it, and who changed it since.

    `what` is empty where the whole record is gone or there again; `later` is None where the log
    does not tell.
    """

    ref: str
    title: str
    what: str
    left: str
    now: str
    later: Operation | None

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        since = f", since operation #{self.later.seq} of {self.later.analyst}" if self.later else ""
        record = f"{self.ref} {self.title}".strip()
        if not self.what:
            return f"{record}: {self.now}{since}."
        return f"{record}, {self.what}: left as “{self.left}”, now “{self.now}”{since}."


@dataclass(frozen=True, slots=True, kw_only=True)
class RevertPreview:
    """What would change: each field now and after it; or why it cannot be done.

    In `changes`, `before` is what a field holds now, `after` what it would hold.
    """

    operations: int
    label: str
    changes: tuple[Difference, ...] = ()
    conflicts: tuple[InTheWay, ...] = ()
    refusal: str = ""

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.conflicts or self.refusal)

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The cells of the changes under `HEADS`."""
        return [(x.ref, x.title, x.what, x.before, x.after) for x in self.changes]


def preview_revert(dossier: Dossier, operation: Operation) -> RevertPreview:
    """What reverting `operation` would change, and what stands in its way; nothing is written.

    Raises:
        DossierReadOnly: the dossier is open for reading only, so nothing can be reverted.
    """
    if dossier.read_only:
        raise DossierReadOnly
    try:
        with dossier.store.reading() as connection:
            standing = list(islice(conflicts(connection, operation), MOST_CONFLICTS))
    except HistoryDropped as dropped:
        return RevertPreview(operations=1, label=operation.label, refusal=str(dropped))
    if standing:
        told = tuple(dict.fromkeys(_in_the_way(dossier, each) for each in standing))
        return RevertPreview(operations=1, label=operation.label, conflicts=told)
    return _rehearsed(dossier, operation, since=operation.seq - 1, until=operation.seq)


def preview_return(dossier: Dossier, seq: int) -> RevertPreview:
    """What going back to operation `seq` would change; nothing is written.

    Raises:
        DossierReadOnly: the dossier is open for reading only.
    """
    if dossier.read_only:
        raise DossierReadOnly
    newest = next(iter(dossier.operations(limit=1)), None)
    return _rehearsed(dossier, seq, since=seq, until=newest.seq if newest else seq)


def _rehearsed(
    dossier: Dossier, target: Operation | int, *, since: int, until: int
) -> RevertPreview:
    counted = until - since
    label = f"Go back to operation {target}" if isinstance(target, int) else target.label
    with dossier.store.reading() as connection:
        touched = log.touched_since(connection, since, until)
    keys: _Keys = {kind: sorted(ids) for kind, ids in sorted(touched.items())}
    now = {kind: held(dossier, kind, some) for kind, some in keys.items()}
    try:
        both = rehearse(dossier.store, target, lambda: _look(dossier, keys, now))
    except WorkbenchError as fault:
        return RevertPreview(operations=counted, label=label, refusal=str(fault))
    return RevertPreview(
        operations=counted,
        label=label,
        changes=tuple(each for one in both for each in _told(dossier, one, until)),
    )


def _look(dossier: Dossier, keys: _Keys, now: dict[str, dict[str, Record]]) -> list[_Both]:
    """Each record now and after it; what it would then say is put in words while it says so."""
    found: list[_Both] = []
    for kind in (each for each in RECORDS if each in keys):
        then = held(dossier, kind, keys[kind])
        for key in keys[kind]:
            old, new = now[kind].get(key), then.get(key)
            if old is None or new is None:
                found.append((kind, old, new, ()))
                continue
            found.append((kind, old, new, tuple(
                (label_of(x.name, x.metadata), getattr(old, x.name), x.metadata,
                 shown(getattr(new, x.name), dossier, x.metadata))
                for x in differing(old, new)
            )))  # fmt: skip
    return found


def _told(dossier: Dossier, both: _Both, operation: int) -> Iterable[Difference]:
    kind, old, new, changed = both
    record = old or new
    if record is None:
        return
    whole = "comes back" if old is None else "is removed" if new is None else ""
    rows = [(whole, "", "")] if whole else []
    rows += [(label, shown(was, dossier, about), then) for label, was, about, then in changed]
    for what, before, after in rows:
        yield Difference(
            ref=record.ref, kind=kind, record=record.id, title=record.name, what=what,
            before=before, after=after, operation=operation, analyst="", reason="",
        )  # fmt: skip


def _in_the_way(dossier: Dossier, conflict: Conflict) -> InTheWay:
    record = held(dossier, conflict.kind, [conflict.record]).get(conflict.record)
    kind = conflict.kind.replace("_", " ")
    part, _, column = conflict.field.rpartition(".")
    if not conflict.field or not column:
        gone = "it is no longer there" if conflict.now is None else "it is there again"
        what, left, now = "", "", gone
    else:
        table = f"{conflict.kind}_{part}" if part else conflict.kind
        what, left, now = _words(dossier, table, column, (conflict.left, conflict.now))
    return InTheWay(
        ref=record.ref if record else "",
        title=record.name if record else f"A {kind}",
        what=f"{label_of(part)} · {what}" if part and what else what,
        left=left,
        now=now,
        later=conflict.later,
    )


def _words(
    dossier: Dossier, table: str, column: str, values: tuple[Any, Any]
) -> tuple[str, str, str]:
    """A column in words: its field, and two values; links by the name of what they point at."""
    model = MODEL_OF_TABLE[table]
    spec = next((x for x in specs_of(model) if column in x.columns), None)
    if spec is None:  # its place among the parts
        return column, str(values[0]), str(values[1])
    left, now = (
        named(dossier, spec.link, each) if spec.link and each else shown(each, dossier)
        for each in values
    )
    about = next(each.metadata for each in fields(model) if each.name == spec.name)
    return label_of(spec.name, about), left, now
