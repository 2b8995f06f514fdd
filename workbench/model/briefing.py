"""A briefing: that a workbook was written, from what, and at which operation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Marking
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Record):
    """`operation` and `head` name the last operation, and its hash, that the workbook shows."""

    KIND: ClassVar[str] = "briefing"
    PREFIX: ClassVar[str] = "B"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(required=True))
    recipe: str = ""
    query: str = ""
    marking: Marking = Marking.CLEAR
    written: str = ""
    file_name: str = ""
    findings: int = field(default=0, metadata=prose(label="Findings left open"))
    operation: int = 0
    head: str = ""
