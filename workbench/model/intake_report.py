"""An intake report: what came of the files that were brought in together, and what did not."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from workbench.model.record import Part, Record, prose


class IntakeOutcome(StrEnum):
    """What came of a file that was brought in."""

    ADDED = "added"
    DOUBTFUL = "doubtful"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeLine(Part):
    """What came of one file; `name` is its path below the folder that was brought in.

    `source` is the id of the source that was made of it; no link, since sources may be removed.
    """

    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    outcome: IntakeOutcome = IntakeOutcome.ADDED
    source: str = ""
    words: str = ""
    reader: str = ""
    milliseconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeReport(Record):
    """The files that were brought in together, those that failed first.

    Files that were added without a doubt are only counted, in `added`; each other one has a line.
    `left` counts those that were not looked at, since the analyst stopped it.
    """

    KIND: ClassVar[str] = "intake_report"
    PREFIX: ClassVar[str] = "N"
    TITLE: ClassVar[str] = "title"

    title: str = field(metadata=prose(required=True))
    added: int = 0
    failed: int = 0
    held: int = 0
    left: int = 0
    milliseconds: int = 0
    lines: tuple[IntakeLine, ...] = ()
