"""An acknowledgement: an analyst knows of a contradiction, and says why it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import ContradictionKind
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement(Record):
    """`contradiction` is the key of the finding: it no longer fits once other records clash."""

    KIND: ClassVar[str] = "acknowledgement"
    PREFIX: ClassVar[str] = "AK"
    TITLE: ClassVar[str] = "reason"
    SEARCHED: ClassVar[tuple[str, ...]] = ("reason",)

    contradiction: str = field(metadata=prose(required=True))
    kind: ContradictionKind = ContradictionKind.CLAIMS
    reason: str = field(metadata=prose(required=True, long=True))
