"""What can be done to claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.dossier.ratings import graded, ratings_of
from workbench.dossier.records import Records
from workbench.errors import RepeatedParagraph
from workbench.model.claim import Attribution, Claim
from workbench.model.kinds import Credibility
from workbench.store.tally import pointing, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.ratings import Rating
    from workbench.dossier.reading import Reading
    from workbench.model.passage import Passage
    from workbench.model.source import Source


class Claims(Records[Claim]):
    """The claims of a dossier.

    Examples:
        claim = dossier.claims.get("C-0001")
        dossier.claims.rate(claim, "2", basis="two officials named")
        dossier.claims.ratings(claim)
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, Claim)

    def counts(self, sources: Sequence[str]) -> dict[str, int]:
        """How many claims are made in each of some sources, by source id."""
        with self._dossier.store.reading() as connection:
            return tally(connection, "claim", "source", sources)

    def of(self, source: Source | str) -> list[Claim]:
        """The claims that are made in a source, oldest first."""
        return self._pointing("source", self._dossier.id_of(source))

    def resting_on(self, passage: Passage | str) -> list[Claim]:
        """The claims that rest on a passage, oldest first."""
        return self._pointing("passage", self._dossier.id_of(passage))

    def _pointing(self, field: str, key: str) -> list[Claim]:
        with self._dossier.store.reading() as connection:
            ids = pointing(connection, "claim", field, [key])
        return self.page(ids)

    def claim(self, passage: Passage | str, *, statement: str = "", **fields: Any) -> Claim:
        """Records what a passage asserts.

        The quote is the passage's, the attribution chain starts with its source; `attribution` adds
        further steps.

        Raises:
            RepeatedParagraph: the passage stands in a paragraph that repeats an earlier one.
        """
        if isinstance(passage, str):
            passage = self._dossier.passages.get(passage)
        told = fields.pop("attribution", ())
        if not told or told[0].source != passage.source:
            first = Attribution(step=1, source=passage.source)
            told = (first, *(_at(step, n) for n, step in enumerate(told, 2)))
        self._refuse_repeated(passage)
        made = Claim(
            statement=statement or passage.quote,
            source=passage.source,
            passage=passage.id,
            **{"quote": passage.quote, "attribution": told} | fields,
        )
        return self.add(made, label="Log claim")

    def claim_stretch(self, reading: Reading, **changed: Any) -> Claim:
        """Marks the passage that was read and records its claim; `changed` is given otherwise.

        The same statement of one passage is claimed once.

        Raises:
            RepeatedParagraph: the passage stands in a paragraph that repeats an earlier one.
        """
        from workbench.dossier.reading import claim_stretch

        return claim_stretch(self._dossier, reading, **changed)

    def _refuse_repeated(self, passage: Passage) -> None:
        for paragraph in self._dossier.sources.paragraphs(passage.source):
            if paragraph.ordinal == passage.paragraph and paragraph.repeats:
                raise RepeatedParagraph(paragraph.ordinal, paragraph.repeats)

    def rate(
        self,
        claim: Claim | str,
        credibility: Credibility | str,
        *,
        reason: str = "",
        basis: str = "",
    ) -> Claim:
        """Grades a claim, 1 to 6 (NATO), on a `basis`; why it was graded stands in the log.

        Raises:
            InvalidField: no such grade.
        """
        grade = graded(Credibility, credibility, "credibility")
        with self._dossier.operation("Rate claim", reason=reason):
            return self.change(claim, credibility=grade, credibility_basis=basis)

    def ratings(self, claim: Claim | str) -> list[Rating]:
        """Every judgement of a claim's credibility, newest first."""
        return ratings_of(self._dossier, self.get(claim))


def _at(told: Attribution, step: int) -> Attribution:
    return Attribution(
        step=step, source=told.source, party=told.party, verb=told.verb, anonymity=told.anonymity
    )
