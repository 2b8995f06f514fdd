"""About: what a dossier is about, its marking, and its bottom line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Marking
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Record):
    """One record per dossier, under the id `about`."""

    KIND: ClassVar[str] = "about"
    PREFIX: ClassVar[str] = "X"
    TITLE: ClassVar[str] = "title"

    id: str = "about"
    title: str = field(metadata=prose(required=True))
    subtitle: str = ""
    marking: Marking = Marking.CLEAR
    national: str = field(default="", metadata=prose(label="National marking"))
    prepared_for: str = ""
    prepared_by: str = ""
    bottom_line: str = field(default="", metadata=prose(long=True))
    source_summary: str = field(
        default="", metadata=prose(long=True, label="Source summary statement")
    )
