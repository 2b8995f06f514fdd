"""Competing hypotheses, the evidence they are held against, and how each analyst rates it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from workbench.model.kinds import AchGrade
from workbench.model.record import Part, Record, link, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow(Part):
    """One row of the matrix: a claim."""

    KEY: ClassVar[tuple[str, ...]] = ("claim",)

    claim: str = field(metadata=link("claim"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisSet(Record):
    """A question with hypotheses that may explain it; `exclusive` where only one can be true."""

    KIND: ClassVar[str] = "hypothesis_set"
    PREFIX: ClassVar[str] = "HS"
    TITLE: ClassVar[str] = "question"
    SEARCHED: ClassVar[tuple[str, ...]] = ("question", "note")

    question: str = field(metadata=prose(required=True))
    exclusive: bool = field(default=True, metadata=prose(label="Only one can be true"))
    note: str = field(default="", metadata=prose(long=True))
    evidence: tuple[EvidenceRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis(Record):
    """One column of the matrix; `claim` is the source's words that put it forward, if any did."""

    KIND: ClassVar[str] = "hypothesis"
    PREFIX: ClassVar[str] = "HY"
    TITLE: ClassVar[str] = "statement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("statement",)

    statement: str = field(metadata=prose(required=True))
    hypothesis_set: str = field(metadata=link("hypothesis_set", label="Set"))
    claim: str | None = field(default=None, metadata=link("claim", label="Put forward by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AchRating(Record):
    """How one analyst rates one claim against one hypothesis."""

    KIND: ClassVar[str] = "ach_rating"
    PREFIX: ClassVar[str] = "AR"
    TITLE: ClassVar[str] = "grade"

    hypothesis: str = field(metadata=link("hypothesis"))
    claim: str = field(metadata=link("claim", label="Evidence"))
    analyst: str = field(metadata=prose(required=True))
    grade: AchGrade = AchGrade.NEUTRAL
    note: str = field(default="", metadata=prose(long=True))

    @property
    @override
    def name(self) -> str:
        """The grade in plain words."""
        return self.grade.value.replace("_", " ").capitalize()
