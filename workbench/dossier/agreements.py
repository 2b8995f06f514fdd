"""How far the coders of a dossier agree, code by code.

    dossier.agreements.read(unit="sentence")
    dossier.agreements.read(unit="character", codes=[harm], sources=[article])

Who gave a code stands in the passage (`PassageCode.coder`), not only in the log: an import brings
the codes of people who never opened this dossier, and two people may give one passage one code.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.dossier.spelling import term
from workbench.errors import NothingToCompare
from workbench.intake.paragraphs import sentences
from workbench.model.code import Code
from workbench.model.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from workbench.analysis.agreement import (  # noqa: TC004 - numpy, wherever a dossier opens
        Agreement,
        Coefficient,
    )
    from workbench.dossier.dossier import Dossier
    from workbench.model.source import Source

    Span = tuple[int, int]
    Given = Mapping[str, Sequence[tuple[int, int, str]]]

NOT_NAMED = "not named"


class Unit(StrEnum):
    """What is compared: each character, or each sentence or paragraph that a passage touches."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAgreement:
    """How far coders agree about a code; without a code, about which codes a unit carries.

    `spans` says how far they agree about where passages begin and end (gamma), whatever the unit.
    `unlike` are the ids of passages that touch a unit of which they judge differently, `alike`
    those of the others.
    """

    code: Code | None
    passages: int
    agreement: Agreement
    spans: Coefficient
    unlike: Sequence[str] = ()
    alike: Sequence[str] = ()


class Agreements:
    """The agreement of those who coded."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    def coders(self) -> list[str]:
        """Everybody who gave a code."""
        found = {code.coder for each in self._dossier.passages for code in each.codes}
        return sorted(each or NOT_NAMED for each in found)

    def read(
        self,
        unit: Unit | str = Unit.SENTENCE,
        *,
        codes: Sequence[Code | str] = (),
        sources: Sequence[Source | str] = (),
        coders: Sequence[str] = (),
    ) -> list[CodeAgreement]:
        """The agreement about all codes together, then about each code, by the tree.

        A coder has judged a source when any passage of it carries a code of theirs; only sources
        that two coders have judged are compared. Repeated paragraphs count once.

        Args:
            unit: what is compared.
            codes: only these; all that somebody gave unless given.
            sources: only these.
            coders: only these people; everybody unless given.

        Raises:
            InvalidField: there is no such unit.
            NothingToCompare: no source was coded by two of them.
        """
        compared = self._compared(term(Unit, unit, "unit"), codes, sources, coders)
        used = _used(compared)
        book = [line.code for line in self._dossier.codes.tree()]
        each_code = [
            _agreement(
                compared,
                {code.id},
                code=code,
                passages=sum(place.carrying(code.id) for place in compared),
            )
            for code in book
            if code.id in used
        ]
        return [_together(compared), *each_code]

    def together(self, unit: Unit | str = Unit.SENTENCE) -> CodeAgreement:
        """The agreement of everybody about all codes together: what `read` begins with.

        Raises:
            InvalidField: there is no such unit.
            NothingToCompare: no source was coded by two people.
        """
        return _together(self._compared(term(Unit, unit, "unit"), (), (), ()))

    def _compared(
        self,
        unit: Unit,
        codes: Sequence[Code | str],
        sources: Sequence[Source | str],
        coders: Sequence[str],
    ) -> list[_Place]:
        """The sources that two people have judged."""
        wanted = {self._dossier.id_of(each) for each in codes}
        chosen = [self._dossier.sources.get(each) for each in sources]
        places = [
            self._place(source, unit, set(coders), wanted)
            for source in chosen or self._dossier.sources.find("is:held")
        ]
        compared = [each for each in places if len(each.given) > 1]
        if not compared:
            raise NothingToCompare
        return compared

    def _place(self, source: Source, unit: Unit, coders: set[str], codes: set[str]) -> _Place:
        passages = [each for each in self._dossier.passages.of(source) if each.text == source.text]
        given: dict[str, list[tuple[int, int, str]]] = {}
        for passage in passages:
            for code in passage.codes:
                name = code.coder or NOT_NAMED
                if not coders or name in coders:
                    some = given.setdefault(name, [])
                    if not codes or code.code in codes:
                        some.append((passage.start, passage.stop, code.code))
        spans = self._units(source, unit, passages) if len(given) > 1 else []
        length = len(self._dossier.sources.text(source)) if spans else 0
        return _Place(spans, given, unit is Unit.CHARACTER, passages, length)

    def _units(self, source: Source, unit: Unit, passages: Sequence[Passage]) -> list[Span]:
        text = self._dossier.sources.text(source)
        told = [each for each in self._dossier.sources.paragraphs(source) if not each.repeats]
        if unit is Unit.PARAGRAPH:
            return [(each.start, each.stop) for each in told]
        if unit is Unit.SENTENCE:
            return [s for each in told for s in sentences(text, each.start, each.stop)]
        ends = {point for each in passages for point in (each.start, each.stop)}
        spans = []
        cuts = sorted(ends | {point for each in told for point in (each.start, each.stop)})
        first = iter(told)
        held = next(first, None)
        for start, stop in pairwise(cuts):
            while held is not None and held.stop <= start:
                held = next(first, None)
            if held is not None and held.start <= start:
                spans.append((start, stop))
        return spans


@dataclass(frozen=True, slots=True)
class _Place:
    """One source: its units in order, and which stretches each coder gave which code."""

    spans: Sequence[Span]
    given: Given
    weighted: bool
    passages: Sequence[Passage]
    length: int

    def carrying(self, code: str) -> int:
        """How often a code was given here."""
        return sum(key == code for some in self.given.values() for *_, key in some)

    def values(self, coder: str, codes: set[str]) -> list[Hashable]:
        """Which of `codes` each unit carries for a coder; None where they judged nothing here."""
        if coder not in self.given:
            return [None] * len(self.spans)
        found: list[set[str]] = [set() for _ in self.spans]
        at = 0
        for start, stop, code in sorted(self.given[coder]):
            while at < len(self.spans) and self.spans[at][1] <= start:
                at += 1
            for number in range(at, len(self.spans)):
                if self.spans[number][0] >= stop:
                    break
                if code in codes:
                    found[number].add(code)
        return [frozenset(each) for each in found]

    def judged(self, codes: set[str]) -> tuple[list[str], list[str]]:
        """The passages carrying one of `codes`: those that coders judge unlike, and the others."""
        rows = zip(*(self.values(coder, codes) for coder in self.given), strict=True)
        unlike = [span for span, row in zip(self.spans, rows, strict=True) if len(set(row)) > 1]
        starts = [start for start, _ in unlike]
        differing: list[str] = []
        others: list[str] = []
        for each in self.passages:
            if any(given.code in codes for given in each.codes):
                last = bisect_left(starts, each.stop) - 1  # of units, the last to begin within it
                differ = last >= 0 and unlike[last][1] > each.start
                (differing if differ else others).append(each.id)
        return differing, others


def _used(places: Sequence[_Place]) -> set[str]:
    """The codes that anybody gave there, by id."""
    return {code for place in places for some in place.given.values() for *_, code in some}


def _together(places: Sequence[_Place]) -> CodeAgreement:
    passages = sum(len(place.passages) for place in places)
    return _agreement(places, _used(places), code=None, passages=passages)


def _agreement(
    places: Sequence[_Place], codes: set[str], *, code: Code | None, passages: int
) -> CodeAgreement:
    judged = [place.judged(codes) for place in places]
    return CodeAgreement(
        code=code,
        passages=passages,
        agreement=_compared(places, codes),
        spans=_spans(places, codes),
        unlike=[key for unlike, _ in judged for key in unlike],
        alike=[key for _, alike in judged for key in alike],
    )


def _spans(places: Sequence[_Place], codes: set[str]) -> Coefficient:
    from workbench.analysis.span_agreement import Continuum, gamma

    return gamma(
        [
            Continuum(
                place.length,
                {who: [s for s in some if s[2] in codes] for who, some in place.given.items()},
            )
            for place in places
        ]
    )


def _compared(places: Sequence[_Place], codes: set[str]) -> Agreement:
    from workbench.analysis.agreement import agreement

    names = sorted({coder for place in places for coder in place.given})
    rows = {name: [v for place in places for v in place.values(name, codes)] for name in names}
    weights = [
        stop - start if place.weighted else 1 for place in places for start, stop in place.spans
    ]
    return agreement(rows, weights)
