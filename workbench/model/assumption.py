"""An assumption: what a judgement takes for granted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import AssumptionStatus
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class RestsOn(Part):
    """One judgement that rests on the assumption: a forecast, a hypothesis or a decision."""

    KEY: ClassVar[tuple[str, ...]] = ("forecast", "hypothesis", "decision")

    forecast: str | None = field(default=None, metadata=link("forecast"))
    hypothesis: str | None = field(default=None, metadata=link("hypothesis"))
    decision: str | None = field(default=None, metadata=link("decision"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """A key assumption: how well it holds, what follows if it is wrong, when to look again."""

    KIND: ClassVar[str] = "assumption"
    PREFIX: ClassVar[str] = "AS"
    TITLE: ClassVar[str] = "statement"
    SEARCHED: ClassVar[tuple[str, ...]] = ("statement", "if_wrong", "note")

    statement: str = field(metadata=prose(required=True))
    status: AssumptionStatus = AssumptionStatus.NOT_CHECKED
    if_wrong: str = field(default="", metadata=prose(long=True, label="What if it is wrong"))
    review: When = field(default=When.UNKNOWN, metadata=prose(label="Look again on"))
    claim: str | None = field(default=None, metadata=link("claim", label="Rests on the claim"))
    note: str = field(default="", metadata=prose(long=True))
    judgements: tuple[RestsOn, ...] = field(
        default=(), metadata=prose(label="Judgements that rest on it")
    )
