"""Scales of likelihood, and how sure of its basis a judgement is.

A word keeps its band and is never turned into one number. Likelihood is about the event,
confidence about the evidence; the two never stand in one sentence (ICD 203, section D.6.e.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.model.tradecraft import Likelihood


class Confidence(StrEnum):
    """How sure the basis of a judgement makes its analyst (ICD 203)."""

    NOT_STATED = "not_stated"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Scale(StrEnum):
    """Whose words of likelihood are used: ICD 203 (United States), PHIA (United Kingdom)."""

    ICD_203 = "ICD 203"
    PHIA = "PHIA"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words of the scale, from the least likely on."""
        return _TERMS[self]

    def term(self, word: str) -> Term | None:
        """The term that has `word` among its words, whatever its letters' case."""
        sought = " ".join(word.casefold().split())
        return next((each for each in self.terms if sought in each.words), None)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that mean the same, and the band of chances they stand for, in percent."""

    words: tuple[str, ...]
    low: int
    high: int

    @property
    def band(self) -> str:
        """The band in words: "55–80 %"."""
        return f"{self.low}–{self.high} %"


_TERMS = {
    Scale.ICD_203: tuple(
        Term((each.value.replace("_", " "), *each.synonyms), *each.band)
        for each in Likelihood
        if each.band
    ),
    Scale.PHIA: (
        Term(("remote chance",), 0, 5),
        Term(("highly unlikely",), 10, 20),
        Term(("unlikely",), 25, 35),
        Term(("realistic possibility",), 40, 50),
        Term(("likely", "probable"), 55, 75),
        Term(("highly likely",), 80, 90),
        Term(("almost certain",), 95, 100),
    ),
}
