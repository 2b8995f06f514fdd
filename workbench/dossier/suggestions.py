"""Suggestions: what the sentences of a source say, offered until an analyst accepts or rejects it.

    offer = dossier.suggestions.of(source)[0]
    dossier.suggestions.accept(offer)             # logs the record that suits it
    dossier.suggestions.reject(offer)             # this sentence does not ask again, anywhere

Rules read offline (`intake/suggest.py`); nothing is kept of a suggestion but what was said of it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from workbench.dossier.cited import Cited
from workbench.errors import NoSuchRecord
from workbench.intake.comment_fields import comment_fields
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.paragraphs import sentences
from workbench.intake.suggest import suggest
from workbench.intake.suggestion import Suggestion, SuggestionKind
from workbench.model.kinds import VerdictOutcome
from workbench.model.source import Source
from workbench.model.verdict import Verdict
from workbench.store.tally import claimed_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.reading import Reading
    from workbench.intake.paragraphs import Paragraph
    from workbench.model.record import Record

    Span = tuple[int, int]

_SPACE = re.compile(r"\s+")
_SUITS: dict[SuggestionKind, tuple[str, str]] = {
    SuggestionKind.QUANTITY: ("allocation", "quantity"),
    SuggestionKind.ITEM: ("allocation", "item"),
    SuggestionKind.ACTION: ("decision", "action"),
    SuggestionKind.CONDITION: ("decision", "conditions"),
    SuggestionKind.DATE: ("decision", "announced"),
    SuggestionKind.HEDGE: ("claim", "hedge"),
    SuggestionKind.ATTRIBUTION: ("claim", "attribution"),
    SuggestionKind.PARTY: ("claim", ""),
    SuggestionKind.COMMENT: ("comment_request", "outcome"),
    SuggestionKind.EXPECTATION: ("expectation", "words"),
}
"""The form that a suggestion goes into, and the field; a total is a part of its quantity."""
_WHOLE = frozenset({SuggestionKind.CONDITION, SuggestionKind.ATTRIBUTION})
"""What a form reads as a list from the whole sentence, not from one suggestion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A suggestion in a source, with its sentence (half-open, code points).

    `said` is the hash by which it is remembered, `suits` the kind of record that it goes into and
    `field` the field of that, `verdict` what was said of it before.
    """

    source: Source
    suggestion: Suggestion[Any]
    sentence: Span
    said: str
    suits: str
    field: str
    verdict: VerdictOutcome | None = None

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.suggestion.start

    @property
    def stop(self) -> int:
        """Where its words end; not included."""
        return self.suggestion.stop

    @property
    def kind(self) -> SuggestionKind:
        """What was read."""
        return self.suggestion.kind

    @property
    def words(self) -> str:
        """The words that it was read from, on one line."""
        return self.suggestion.words


class Suggestions:
    """The suggestions of a dossier: read anew each time, as its parties and verdicts stand."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._known: tuple[int, Gazetteer] = (-1, Gazetteer())

    def of(
        self, source: Source | str, start: int = 0, stop: int | None = None, *, every: bool = False
    ) -> list[Offer]:
        """What the paragraphs between two positions of a source say, in order.

        Left out are repeated paragraphs, what was rejected anywhere or accepted here, and what the
        passage of a record that suits it says already; with `every`, nothing is left out.

        Raises:
            SourceNotHeld: only the name of the source is known.
        """
        record = self._dossier.sources.get(source)
        text = self._dossier.sources.text(record)
        paragraphs = self._dossier.sources.paragraphs(record)
        end = len(text) if stop is None else stop
        chosen = [
            each
            for each in paragraphs
            if each.stop > start and each.start < end and (every or not each.repeats)
        ]
        return self._in(record, text, chosen, every=every)

    def next(self, source: Source | str, point: int, *, back: bool = False) -> Offer | None:
        """The first suggestion behind a position of a source, or the last before it."""
        record = self._dossier.sources.get(source)
        paragraphs = self._dossier.sources.paragraphs(record)
        ahead: Sequence[Paragraph] = (
            [each for each in reversed(paragraphs) if each.start < point]
            if back
            else [each for each in paragraphs if each.stop > point]
        )
        text = self._dossier.sources.text(record)
        for each in ahead:
            found = [] if each.repeats else self._in(record, text, [each])
            fit = [o for o in found if (o.start < point if back else o.start > point)]
            if fit:
                return fit[-1 if back else 0]
        return None

    def at(self, source: Source | str, point: int) -> Offer:
        """The suggestion whose words hold a position of a source.

        Raises:
            NoSuchRecord: none does, or it was judged before.
        """
        found = [
            each for each in self.of(source, point, point + 1) if each.start <= point < each.stop
        ]
        if not found:
            raise NoSuchRecord("suggestion", str(point))
        return min(found, key=lambda each: each.stop - each.start)

    def read(self, offer: Offer, kind: str = "") -> Reading:
        """What the sentence of a suggestion says for a record of `kind`, with the suggestion in it.

        `kind` is claim, decision, allocation, expectation or comment_request; without one, what
        suits the suggestion.
        """
        wanted = kind or offer.suits
        reading = self._dossier.sources.read_stretch(offer.source, *offer.sentence, wanted)
        spans = set(reading.spans.values())
        own = (offer.start, offer.stop)
        fits = offer.field and wanted == offer.suits and offer.kind not in _WHOLE
        if not fits or own in spans:
            return reading
        if offer.kind is SuggestionKind.COMMENT:  # another answer, and perhaps of another party
            read = comment_fields(reading.text, reading.start, offer.stop, self._gazetteer())
            return replace(
                reading,
                fields={name: each.value for name, each in read.items()},
                spans={name: each.span for name, each in read.items()},
            )
        return replace(
            reading,
            fields={**reading.fields, offer.field: offer.suggestion.value},
            spans={**reading.spans, offer.field: own},
        )

    def accept(self, offer: Offer, kind: str = "", **changed: Any) -> Record:
        """Logs the record that a suggestion's sentence states, and remembers that it was accepted.

        `kind` is claim, decision, allocation, expectation or comment_request; `changed` are fields
        that the analyst gives otherwise.

        Raises:
            InvalidField: a field holds what it cannot mean, or is needed and not in the sentence.
        """
        reading = self.read(offer, kind)
        with self._dossier.operation("Accept suggestion"):
            self.settle(offer, VerdictOutcome.ACCEPTED)
            noun = self._dossier.records(reading.kind)
            if isinstance(noun, Cited):
                made: Record = noun.log_stretch(reading, **changed)
                return made
            return self._dossier.claims.claim_stretch(reading, **{**_claim(reading), **changed})

    def reject(self, offer: Offer) -> Verdict:
        """Remembers that a suggestion is wrong: its sentence does not ask again, wherever it is."""
        with self._dossier.operation("Reject suggestion"):
            return self.settle(offer, VerdictOutcome.REJECTED)

    def settle(self, offer: Offer, outcome: VerdictOutcome) -> Verdict:
        """Records what was said of a suggestion; the same is not said twice."""
        for held in self._dossier.verdicts.on([offer.said]):
            if held.outcome is outcome:
                return held
        return self._dossier.verdicts.add(
            Verdict(
                words=offer.words,
                suggested=offer.kind.value,
                outcome=outcome,
                said=offer.said,
                rule=offer.suggestion.rule,
                source=offer.source.id,
            )
        )

    # --- inside -----------------------------------------------------------------------------------

    def _in(
        self, source: Source, text: str, paragraphs: Sequence[Paragraph], *, every: bool = False
    ) -> list[Offer]:
        gazetteer = self._gazetteer()
        offers = [each for some in paragraphs for each in _offers(source, text, some, gazetteer)]
        judged = self._judged(source, offers) if offers else []
        return judged if every else self._pending(source, judged)

    def _gazetteer(self) -> Gazetteer:
        seq = self._dossier.store.last_seq
        if self._known[0] != seq:
            parties, items = self._dossier.parties.find(), self._dossier.items.find()
            self._known = (seq, Gazetteer(parties, items))
        return self._known[1]

    def _judged(self, source: Source, offers: list[Offer]) -> list[Offer]:
        said = self._dossier.verdicts.on(each.said for each in offers)
        outcomes = {
            each.said: each.outcome
            for each in said
            if each.outcome is VerdictOutcome.REJECTED or each.source == source.id
        }
        return [replace(each, verdict=outcomes.get(each.said)) for each in offers]

    def _pending(self, source: Source, offers: list[Offer]) -> list[Offer]:
        open_ones = [each for each in offers if each.verdict is None]
        if not open_ones:
            return []
        with self._dossier.store.reading() as connection:
            ends = open_ones[0].start, max(each.stop for each in open_ones)
            claimed = claimed_spans(connection, source.id, *ends)
        return [each for each in open_ones if not _recorded(each, claimed)]


def _claim(reading: Reading) -> dict[str, Any]:
    return {name: reading.fields[name] for name in ("hedge", "quantity") if name in reading.fields}


def _recorded(offer: Offer, claimed: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a passage that holds a suggestion was made into what it suits."""
    return any(
        start <= offer.start and offer.stop <= stop and offer.suits in {"claim", kind}
        for start, stop, kind in claimed
    )


def _offers(
    source: Source, text: str, paragraph: Paragraph, gazetteer: Gazetteer
) -> Iterator[Offer]:
    """The suggestions of a paragraph; each party is offered once, where it is named first."""
    named: set[object] = set()
    for sentence in sentences(text, paragraph.start, paragraph.stop):
        counts: Counter[tuple[SuggestionKind, str]] = Counter()
        for each in suggest(text, *sentence, gazetteer):
            party = each.value if each.kind is SuggestionKind.PARTY else None
            if each.kind not in _SUITS or party in named:
                continue
            named |= {party} - {None}
            counts[each.kind, each.words] += 1
            suits, field = _SUITS[each.kind]
            yield Offer(
                source=source,
                suggestion=each,
                sentence=sentence,
                said=_hash(text[slice(*sentence)], each, counts[each.kind, each.words]),
                suits=suits,
                field=field,
            )


def _hash(sentence: str, suggestion: Suggestion[Any], nth: int) -> str:
    words = _SPACE.sub(" ", sentence).strip().casefold()
    parts = (suggestion.kind.value, words, suggestion.words.casefold(), str(nth))
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
