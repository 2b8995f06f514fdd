"""A forecast: what an analyst says is to come, with criteria, a date, and probabilities over time.

Not an expectation, which a source has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from workbench.model.kinds import Likelihood, Outcome
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record, link, prose
from workbench.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPoint(Part):
    """What one analyst thought on one day: a number in percent, or a word kept as a band."""

    KEY: ClassVar[tuple[str, ...]] = ("at", "analyst")

    at: When = field(default=When.UNKNOWN, metadata=prose(label="Made on"))
    analyst: str = ""
    word: Likelihood = Likelihood.NOT_GIVEN
    percent: Quantity = Quantity()

    @property
    def band(self) -> tuple[float, float]:
        """Its lower and upper end, 0 to 1; both ends are the number where one is given."""
        if self.word.band:
            low, high = self.word.band
            return low / 100, high / 100
        given = self.percent
        low_end = given.point if given.point is not None else given.low
        high_end = given.point if given.point is not None else given.high
        return float(low_end or 0) / 100, float(100 if high_end is None else high_end) / 100

    @property
    def words(self) -> str:
        """The probability as it was given: "likely (55 to 80 %)", "70 %"."""
        return self.word.words or f"{self.percent.sign_text().removesuffix(' %')} %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Record):
    """A question with criteria that decide it and the last day of its term.

    `outcome` and `resolved_at` are set together; `decided_by` is the claim that decides it. Opening
    it again takes both away, and its score with them.
    """

    KIND: ClassVar[str] = "forecast"
    PREFIX: ClassVar[str] = "FC"
    TITLE: ClassVar[str] = "question"
    SEARCHED: ClassVar[tuple[str, ...]] = ("question", "criteria", "note")

    question: str = field(metadata=prose(required=True))
    criteria: str = field(metadata=prose(required=True, long=True, label="Decided yes when"))
    opened: When = When.UNKNOWN
    due: When = field(default=When.UNKNOWN, metadata=prose(label="Scheduled day"))
    outcome: Outcome = Outcome.OPEN
    resolved_at: When = field(default=When.UNKNOWN, metadata=prose(label="Decided on"))
    decided_by: str | None = field(default=None, metadata=link("claim", label="Decided by"))
    decision: str | None = field(default=None, metadata=link("decision", label="About"))
    note: str = field(default="", metadata=prose(long=True))
    points: tuple[ForecastPoint, ...] = field(default=(), metadata=prose(label="Probabilities"))
