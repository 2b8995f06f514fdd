"""What can be done to hypothesis sets, hypotheses and the ratings of their matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.analysis.ach import Matrix
from workbench.dossier.records import Computed, Records
from workbench.dossier.spelling import term
from workbench.errors import InvalidField
from workbench.model.claim import Claim
from workbench.model.hypothesis import AchRating, EvidenceRow, Hypothesis, HypothesisSet
from workbench.model.kinds import AchGrade
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.analysis.ach import Cell, Consensus
    from workbench.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class AchMatrix:
    """One hypothesis set with everything that its matrix shows.

    `ratings` holds each analyst's rating by (hypothesis, claim, analyst). `matrix` scores all of
    `analysts` together, `by_analyst` each alone.
    """

    set: HypothesisSet
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Claim, ...]
    ratings: Mapping[tuple[str, str, str], AchRating]
    analysts: tuple[str, ...]
    matrix: Matrix
    by_analyst: Mapping[str, Matrix]

    def consensus(self, hypothesis: str, claim: str) -> Consensus | None:
        """How far the analysts agree on one cell; None where nobody rated it."""
        from workbench.analysis.ach import consensus

        grades = [self.ratings.get((hypothesis, claim, who)) for who in self.analysts]
        return consensus([each.grade for each in grades if each])


class AchRatings(Records[AchRating]):
    """The ratings of a dossier, one an analyst and cell."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, AchRating)


class Hypotheses(Records[Hypothesis]):
    """The hypotheses of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Hypothesis)

    def of(self, set_: HypothesisSet | str) -> list[Hypothesis]:
        """The hypotheses of a set, in the order in which they were added."""
        key = self._dossier.hypothesis_sets.get(set_).id
        found = self.find(Query(filters=(Filter("hypothesis_set", (key,)),)))
        return sorted(found, key=lambda each: each.number)

    @override
    def remove(self, key: str | Hypothesis) -> None:
        """Removes a hypothesis and its ratings.

        Raises:
            NoSuchRecord: there is no such record.
            StillInUse: an assumption points at it.
        """
        with self._dossier.operation("Remove hypothesis"):
            _remove_ratings(self._dossier, "hypothesis", self.get(key).id)
            super().remove(key)


class HypothesisSets(Records[HypothesisSet]):
    """The sets of competing hypotheses of a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, HypothesisSet)

    def propose(
        self, set_: HypothesisSet | str, statement: str, *, claim: Claim | str | None = None
    ) -> Hypothesis:
        """Adds a hypothesis to a set; `claim` is the source's words that put it forward."""
        words_of = self._dossier.id_of(claim) if claim else None
        made = Hypothesis(statement=statement, hypothesis_set=self.get(set_).id, claim=words_of)
        return self._dossier.hypotheses.add(made)

    def weigh(self, set_: HypothesisSet | str, *claims: Claim | str) -> HypothesisSet:
        """Adds claims to the evidence of a set; those that are there already stay once."""
        known = self.get(set_)
        rows = [each.claim for each in known.evidence]
        rows += [self._dossier.claims.get(each).id for each in claims]
        evidence = tuple(EvidenceRow(claim=each) for each in dict.fromkeys(rows))
        with self._dossier.operation("Add evidence"):
            return self.change(known, evidence=evidence)

    def drop(self, set_: HypothesisSet | str, claim: Claim | str) -> HypothesisSet:
        """Takes a claim out of the evidence of a set, with its ratings there."""
        known, gone = self.get(set_), self._dossier.claims.get(claim).id
        left = tuple(each for each in known.evidence if each.claim != gone)
        own = {each.id for each in self._dossier.hypotheses.of(known)}
        with self._dossier.operation("Remove evidence"):
            _remove_ratings(self._dossier, "claim", gone, of=own)
            return self.change(known, evidence=left)

    def rate(
        self,
        hypothesis: Hypothesis | str,
        claim: Claim | str,
        grade: AchGrade | str | None,
        *,
        analyst: str = "",
    ) -> AchRating | None:
        """Rates a claim against a hypothesis, for the one who writes; None takes the rating back.

        Raises:
            InvalidField: there is no such grade, or the claim is no evidence of the set.
        """
        column, row = self._dossier.hypotheses.get(hypothesis), self._dossier.claims.get(claim)
        if row.id not in {each.claim for each in self.get(column.hypothesis_set).evidence}:
            raise InvalidField("claim", f"{row.ref} is no evidence of this set. Add it first.")
        who = analyst or self._dossier.analyst
        known = self._rating(column.id, row.id, who)
        if grade is None:
            if known:
                self._dossier.ach_ratings.remove(known)
            return None
        given = term(AchGrade, grade, "grade")
        with self._dossier.operation("Rate evidence"):
            if known:
                return self._dossier.ach_ratings.change(known, grade=given)
            made = AchRating(hypothesis=column.id, claim=row.id, analyst=who, grade=given)
            return self._dossier.ach_ratings.add(made)

    def _rating(self, hypothesis: str, claim: str, analyst: str) -> AchRating | None:
        filters = (Filter("hypothesis", (hypothesis,)), Filter("claim", (claim,)))
        found = self._dossier.ach_ratings.find(Query(filters=filters))
        return next((each for each in found if each.analyst == analyst), None)

    def matrix(
        self,
        set_: HypothesisSet | str,
        *,
        analysts: Sequence[str] | None = None,
        weighted: bool = False,
    ) -> AchMatrix:
        """The matrix of a set: scores, diagnosticity, and which rows decide.

        `analysts` leaves out the ratings of others; `weighted` weighs each row by the credibility
        of its claim.
        """
        from workbench.analysis.ach import Cell, credibility_weight, matrix

        known = self.get(set_)
        columns = self._dossier.hypotheses.of(known)
        rows = self._dossier.claims.page([each.claim for each in known.evidence])
        keys, claims = [each.id for each in columns], [each.id for each in rows]
        ratings = self._ratings(keys, set(claims), analysts)
        weights = {each.id: credibility_weight(each.credibility) for each in rows}
        cells: dict[str, list[Cell]] = {}
        for each in ratings:
            cells.setdefault(each.analyst, []).append(
                Cell(
                    hypothesis=each.hypothesis,
                    evidence=each.claim,
                    grade=each.grade,
                    analyst=each.analyst,
                )
            )
        given = weights if weighted else None
        return AchMatrix(
            set=known,
            hypotheses=tuple(columns),
            evidence=tuple(rows),
            ratings={(each.hypothesis, each.claim, each.analyst): each for each in ratings},
            analysts=tuple(sorted(cells)),
            matrix=matrix(keys, claims, chain.from_iterable(cells.values()), weights=given),
            by_analyst={
                who: matrix(keys, claims, some, weights=given) for who, some in cells.items()
            },
        )

    def figures(self, shown: AchMatrix) -> tuple[Computed, ...]:
        """What the matrix says: the least inconsistent, the rows that decide, what is not rated."""
        from workbench.analysis.ach import FORMULA

        scores, told = shown.matrix.scores, shown.matrix
        least = [each for each in shown.hypotheses if each.id in told.least]
        made = []
        against = tuple(("claim", row.evidence) for row in told.rows if any(row.adds.values()))
        if least:
            score = f"{scores[least[0].id]:g}"
            made.append(
                Computed(
                    label="Least inconsistent",
                    words=f"{'; '.join(each.statement for each in least)} (against: {score})",
                    how=f"{FORMULA}. The lowest is the least inconsistent; it is no probability.",
                    inputs=against,
                )
            )
        decisive = tuple(("claim", row.evidence) for row in told.rows if row.decides)
        if decisive:
            made.append(
                Computed(
                    label="Decided by",
                    words=f"{len(decisive)} of {len(told.rows)} rows",
                    how="Leaving one of these rows out puts another hypothesis ahead: check them "
                    "first.",
                    inputs=decisive,
                    warns=True,
                )
            )
        if told.unrated:
            cells = len(shown.hypotheses) * len(shown.evidence)
            how = "A cell without a rating adds nothing to any score."
            words = f"{told.unrated} of {cells} cells"
            given = {(hypothesis, claim) for hypothesis, claim, _ in shown.ratings}
            bare = tuple(
                ("claim", row.evidence)
                for row in told.rows
                if any((each.id, row.evidence) not in given for each in shown.hypotheses)
            )
            made.append(Computed(label="Not rated", words=words, how=how, inputs=bare))
        return tuple(made)

    def _ratings(
        self, hypotheses: Sequence[str], claims: set[str], analysts: Sequence[str] | None
    ) -> list[AchRating]:
        if not hypotheses:
            return []
        chosen = Query(filters=(Filter("hypothesis", tuple(hypotheses)),))
        return [
            each
            for each in self._dossier.ach_ratings.find(chosen)
            if each.claim in claims and (analysts is None or each.analyst in analysts)
        ]

    @override
    def remove(self, key: str | HypothesisSet) -> None:
        """Removes a set with its hypotheses and ratings.

        Raises:
            NoSuchRecord: there is no such record.
            StillInUse: an assumption points at one of its hypotheses.
        """
        known = self.get(key)
        with self._dossier.operation("Remove hypothesis set"):
            for each in self._dossier.hypotheses.of(known):
                self._dossier.hypotheses.remove(each)
            super().remove(known)


def _remove_ratings(dossier: Dossier, field: str, key: str, of: set[str] | None = None) -> None:
    for each in dossier.ach_ratings.find(Query(filters=(Filter(field, (key,)),))):
        if of is None or each.hypothesis in of:
            dossier.ach_ratings.remove(each)
