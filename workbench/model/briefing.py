"""A briefing: that a workbook was written, from what, and at which operation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Marking
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Record):
    """`operation` and `head` name the last operation, and its hash, that the workbook shows.

    Where its marking is lower than that of its content, `lowered_from` says what that is and
    `why_lowered` why; `left_out` names the sources and passages that were redacted.
    """

    KIND: ClassVar[str] = "briefing"
    PREFIX: ClassVar[str] = "B"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(required=True))
    recipe: str = ""
    query: str = ""
    marking: Marking = Marking.CLEAR
    national: str = field(default="", metadata=prose(label="National marking"))
    written: str = ""
    file_name: str = ""
    findings: int = field(default=0, metadata=prose(label="Findings left open"))
    operation: int = 0
    head: str = ""
    lowered_from: str = field(default="", metadata=prose(label="Marking of its content"))
    why_lowered: str = ""
    left_out: str = ""
