"""A verdict: what an analyst said of a suggestion, so that the same words do not ask twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import VerdictOutcome
from workbench.model.record import Record, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Record):
    """A suggestion of the kind `suggested` was accepted or rejected.

    `said` is the hash of the sentence, the words and which of them were meant: a repeated sentence
    has the same one, wherever it stands. `rule` names the rule and its version. `source` is the id
    of the source that was read; it is no link, since a verdict outlives its source.
    """

    KIND: ClassVar[str] = "verdict"
    PREFIX: ClassVar[str] = "VD"
    TITLE: ClassVar[str] = "words"

    words: str = field(metadata=prose(required=True))
    suggested: str
    outcome: VerdictOutcome = VerdictOutcome.REJECTED
    said: str
    rule: str = ""
    source: str = ""
