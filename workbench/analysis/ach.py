"""Analysis of competing hypotheses: which hypothesis the evidence speaks against least.

R. J. Heuer, Psychology of Intelligence Analysis (CIA, 1999), chapter 8: rate each piece of evidence
against each hypothesis, and work by disproof. Scores and consensus classes are those of the Open
Source ACH Project (M. Burton and J. Knowles, 2010): a very inconsistent rating counts 2, an
inconsistent one 1, everything else 0, times the credibility of the evidence where that is weighed.
The lowest score is the least inconsistent hypothesis. It is never a probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import pstdev
from typing import TYPE_CHECKING

from workbench.model.kinds import AchGrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.model.kinds import Credibility

INCONSISTENCY = {AchGrade.VERY_INCONSISTENT: 2, AchGrade.INCONSISTENT: 1}
AGREEMENT = {
    AchGrade.VERY_INCONSISTENT: -2.0,
    AchGrade.INCONSISTENT: -1.5,
    AchGrade.NEUTRAL: 0.0,
    AchGrade.NOT_APPLICABLE: 0.0,
    AchGrade.CONSISTENT: 1.5,
    AchGrade.VERY_CONSISTENT: 2.0,
}
FORMULA = "Score = sum over the evidence of (very inconsistent 2, inconsistent 1, else 0) × weight"
CREDIBILITY_WEIGHT = {"1": 1.0, "2": 0.8, "3": 0.6, "4": 0.4, "5": 0.2}
"""Even steps over the five judged grades; the workbench's own, off unless asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How one analyst rates one piece of evidence against one hypothesis."""

    hypothesis: str
    evidence: str
    grade: AchGrade
    analyst: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One piece of evidence: what it adds to each hypothesis' score, and how far it tells apart.

    `diagnosticity` is the range of those additions over the hypotheses; a row of 0 may be dropped.
    `decides` is true where the least inconsistent hypotheses would be others without it.
    """

    evidence: str
    adds: Mapping[str, float]
    diagnosticity: float
    decides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The scores of one matrix, for one analyst or for several together.

    `least` are the hypotheses with the lowest score, none before anything is rated; `unrated`
    counts the cells without a rating.
    """

    scores: Mapping[str, float]
    rows: tuple[Row, ...]
    least: tuple[str, ...]
    unrated: int


def credibility_weight(credibility: Credibility) -> float:
    """The weight of evidence by its credibility; 1 where that is not judged, as weights are off."""
    return CREDIBILITY_WEIGHT.get(credibility.value, 1.0)


def matrix(
    hypotheses: Sequence[str],
    evidence: Sequence[str],
    cells: Iterable[Cell],
    *,
    weights: Mapping[str, float] | None = None,
) -> Matrix:
    """Scores the hypotheses.

    Args:
        hypotheses: their ids, in the order of the matrix.
        evidence: the ids of the rows, in order.
        cells: the ratings; those of other hypotheses or evidence are left out.
        weights: the weight of each row; None (as a rule) weighs all alike.
    """
    known = [each for each in cells if each.hypothesis in hypotheses and each.evidence in evidence]
    adds = {row: dict.fromkeys(hypotheses, 0.0) for row in evidence}
    for cell in known:
        weight = weights.get(cell.evidence, 1.0) if weights else 1.0
        adds[cell.evidence][cell.hypothesis] += INCONSISTENCY.get(cell.grade, 0) * weight
    scores = {each: sum(adds[row][each] for row in evidence) for each in hypotheses}
    rated = {(each.hypothesis, each.evidence) for each in known}
    least = _least(scores) if rated else ()
    return Matrix(
        scores=scores,
        rows=tuple(
            Row(
                evidence=row,
                adds=adds[row],
                diagnosticity=_range(adds[row]),
                decides=bool(rated)
                and _least({each: scores[each] - adds[row][each] for each in hypotheses}) != least,
            )
            for row in evidence
        ),
        least=least,
        unrated=len(hypotheses) * len(evidence) - len(rated),
    )


def _range(adds: Mapping[str, float]) -> float:
    return max(adds.values()) - min(adds.values()) if adds else 0.0


def _least(scores: Mapping[str, float]) -> tuple[str, ...]:
    lowest = min(scores.values(), default=0.0)
    return tuple(each for each, score in scores.items() if abs(score - lowest) < _ROUNDING)


_ROUNDING = 1e-9


class Consensus(StrEnum):
    """How far analysts agree on one cell."""

    ONE_VOICE = "one voice"
    CONSENSUS = "consensus"
    MILD = "mild disagreement"
    STRONG = "strong disagreement"
    EXTREME = "extreme disagreement"


_CLASSES = ((0.25, Consensus.CONSENSUS), (1.0, Consensus.MILD), (1.74, Consensus.STRONG))


def consensus(grades: Sequence[AchGrade]) -> Consensus | None:
    """The class of agreement of several analysts' ratings of one cell; None where there is none.

    Population standard deviation of (-2, -1.5, 0, 0, 1.5, 2): at most 0.25 consensus, 1.0 mild,
    1.74 strong, else extreme disagreement. A single rating is one voice, not a consensus.
    """
    if not grades:
        return None
    if len(grades) == 1:
        return Consensus.ONE_VOICE
    spread = pstdev(AGREEMENT[each] for each in grades)
    return next((name for most, name in _CLASSES if spread <= most), Consensus.EXTREME)
