"""The words of judgement: probability words, ratings of evidence, states of assumptions.

Sources: likelihood words and bands are those of Intelligence Community Directive 203 (2015), part
D.6.e; ratings are those of the Open Source ACH Project (Burton and Knowles, 2010).
"""

from __future__ import annotations

from enum import StrEnum


class Likelihood(StrEnum):
    """A probability in words; each names a band of percent, kept as a band."""

    NOT_GIVEN = "not_given"
    ALMOST_NO_CHANCE = "almost_no_chance"
    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly_even_chance"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"
    ALMOST_CERTAIN = "almost_certain"

    @property
    def band(self) -> tuple[int, int] | None:
        """Its lower and upper end in percent; None where no word is given."""
        return _BANDS.get(self)

    @property
    def words(self) -> str:
        """The word and its band: "likely (55 to 80 %)"; empty where no word is given."""
        return f"{self.value.replace('_', ' ')} ({_ends(_BANDS[self])} %)" if self.band else ""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other words for the same band."""
        return tuple(word for word, each in _SYNONYMS.items() if each is self)

    @classmethod
    def read(cls, words: str) -> Likelihood | None:
        """The word that a text is, synonyms of the directive included; None where it is none."""
        plain = " ".join(words.replace("_", " ").casefold().split())
        found = next((each for each in cls if each.value.replace("_", " ") == plain), None)
        return found or _SYNONYMS.get(plain)


def _ends(band: tuple[int, int]) -> str:
    return f"{band[0]} to {band[1]}"


_BANDS = {
    Likelihood.ALMOST_NO_CHANCE: (1, 5),
    Likelihood.VERY_UNLIKELY: (5, 20),
    Likelihood.UNLIKELY: (20, 45),
    Likelihood.ROUGHLY_EVEN_CHANCE: (45, 55),
    Likelihood.LIKELY: (55, 80),
    Likelihood.VERY_LIKELY: (80, 95),
    Likelihood.ALMOST_CERTAIN: (95, 99),
}
_SYNONYMS = {
    "remote": Likelihood.ALMOST_NO_CHANCE,
    "highly improbable": Likelihood.VERY_UNLIKELY,
    "improbable": Likelihood.UNLIKELY,
    "roughly even odds": Likelihood.ROUGHLY_EVEN_CHANCE,
    "even chance": Likelihood.ROUGHLY_EVEN_CHANCE,
    "probable": Likelihood.LIKELY,
    "probably": Likelihood.LIKELY,
    "highly probable": Likelihood.VERY_LIKELY,
    "nearly certain": Likelihood.ALMOST_CERTAIN,
    "almost certainly": Likelihood.ALMOST_CERTAIN,
}


class Outcome(StrEnum):
    """How a forecast's question was decided; an annulled one was neither yes nor no."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    ANNULLED = "annulled"


class AssumptionStatus(StrEnum):
    """How well an assumption holds (key assumptions check)."""

    NOT_CHECKED = "not_checked"
    SUPPORTED = "supported"
    CAVEATED = "caveated"
    UNSUPPORTED = "unsupported"


class AchGrade(StrEnum):
    """How evidence stands to a hypothesis."""

    VERY_INCONSISTENT = "very_inconsistent"
    INCONSISTENT = "inconsistent"
    NEUTRAL = "neutral"
    NOT_APPLICABLE = "not_applicable"
    CONSISTENT = "consistent"
    VERY_CONSISTENT = "very_consistent"

    @property
    def sign(self) -> str:
        """What a cell of the matrix shows."""
        return _SIGNS[self]


_SIGNS = {
    AchGrade.VERY_INCONSISTENT: "−−",
    AchGrade.INCONSISTENT: "−",
    AchGrade.NEUTRAL: "○",
    AchGrade.NOT_APPLICABLE: "n/a",
    AchGrade.CONSISTENT: "+",
    AchGrade.VERY_CONSISTENT: "++",
}


class ContradictionKind(StrEnum):
    """In which way records contradict one another."""

    QUANTITIES = "quantities"
    STANCES = "stances"
    DATES = "dates"
    CLAIMS = "claims"
    FIELDS = "fields"


class BorneOut(StrEnum):
    """What became of a claim, where that can be told; not a grade of its credibility."""

    OPEN = "open"
    TRUE = "true"
    FALSE = "false"
    PARTLY = "partly"
