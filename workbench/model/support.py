"""Support: which claim backs which field of which record, or that an analyst or a formula does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import SupportOrigin, SupportRole
from workbench.model.record import Record, link


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Record):
    """`claim` backs `field` of the record `record`; an empty `field` means the whole record."""

    KIND: ClassVar[str] = "support"
    PREFIX: ClassVar[str] = "U"
    TITLE: ClassVar[str] = "field"

    record: str
    record_kind: str
    claim: str | None = field(default=None, metadata=link("claim"))
    origin: SupportOrigin = SupportOrigin.SOURCE
    role: SupportRole = SupportRole.SUPPORTS
    field: str = ""
