"""What an operation changed: the notice that listeners get, and the entries of the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One undoable write: who did what, when, on which laptop, chained to the one before by `hash`.

    `role` is do, undo, redo or revert; the last three name the operation they take back in
    `reverts`.
    """

    seq: int
    id: str
    clock: str
    at: str
    replica: str
    analyst: str
    label: str
    reason: str = ""
    role: str = "do"
    reverts: int | None = None
    changes: int = 0
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one record, before and after, in one operation.

    A record that was added or removed is one change: its whole row stands in `after` or `before`.
    """

    operation: Operation
    kind: str
    record: str
    action: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The notice after a commit: the last operation, and the ids of the records it touched by kind.

    A kind of which none was touched is not among them.
    """

    operation: Operation
    touched: Mapping[str, Collection[str]]

    def kinds(self) -> AbstractSet[str]:
        """The kinds of record that were touched."""
        return self.touched.keys()
