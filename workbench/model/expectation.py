"""An expectation: what a source says is to come. Not a forecast, which an analyst makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import ExpectationStatus
from workbench.model.record import Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation(Record):
    """`words` is the time the source gives ("in the coming weeks"), `window` its dates.

    `window` stays empty until it can be computed. `anchor` says what the words count from, such as
    the publication date of the source.
    """

    KIND: ClassVar[str] = "expectation"
    PREFIX: ClassVar[str] = "E"
    TITLE: ClassVar[str] = "statement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("statement", "words")

    statement: str = field(metadata=prose(required=True))
    words: str = field(default="", metadata=prose(label="Time, in the source's words"))
    window: When = When.UNKNOWN
    anchor: str = ""
    status: ExpectationStatus = ExpectationStatus.OPEN
    met_at: When = field(default=When.UNKNOWN, metadata=prose(label="Met on"))
    claim: str | None = field(default=None, metadata=link("claim"))
    decision: str | None = field(default=None, metadata=link("decision"))
