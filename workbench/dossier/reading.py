"""What a stretch of a source states, and how a record is logged from it.

    reading = dossier.sources.read_stretch(source, start, stop, "decision")
    reading.fields["action"], reading.words("action")
    dossier.decisions.log_stretch(reading, title="China allows three firms to buy H200 chips")

Passage, claim, record and supports are written in one operation: one undo takes all of them back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from workbench.errors import InvalidField
from workbench.intake.allocation_fields import allocation_fields
from workbench.intake.claim_fields import claim_fields
from workbench.intake.comment_fields import comment_fields
from workbench.intake.decision_fields import decision_fields
from workbench.intake.expectation_fields import expectation_fields
from workbench.intake.gazetteer import Gazetteer
from workbench.intake.paragraphs import sentences
from workbench.intake.suggest import suggest
from workbench.intake.unknown import UnknownName, unknown_names
from workbench.model.claim import Claim
from workbench.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.fields import Fields
    from workbench.intake.paragraphs import Paragraph
    from workbench.model.passage import Passage

    Reader = Callable[[str, int, int, Gazetteer], Fields]

_READERS: dict[str, Reader] = {
    "claim": claim_fields,
    "decision": decision_fields,
    "allocation": allocation_fields,
    "expectation": expectation_fields,
    "comment_request": comment_fields,
}
_CLAIMED = frozenset(each.name for each in fields(Claim))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the characters `start` to `stop` (half-open, code points) of a source state.

    `fields` holds what a record of `kind` would hold, `spans` where the words for each stand, and
    `claimed` what the claim that backs the record holds. `unknown` are names that the dossier has
    no record for. `moved_from` is the paragraph that was asked for where that repeats an earlier
    one, in which the stretch then lies; 0 otherwise.
    """

    source: Source
    text: str = field(repr=False)
    start: int
    stop: int
    kind: str
    fields: Mapping[str, Any]
    spans: Mapping[str, tuple[int, int]]
    claimed: Mapping[str, Any]
    unknown: tuple[UnknownName, ...] = ()
    moved_from: int = 0

    @property
    def quote(self) -> str:
        """Exactly what stands there."""
        return self.text[self.start : self.stop]

    def words(self, name: str) -> str:
        """The words that the field `name` was read from, on one line; empty where none were."""
        start, stop = self.spans.get(name, (0, 0))
        return " ".join(self.text[start:stop].split())


def read_stretch(dossier: Dossier, source: Source, start: int, stop: int, kind: str) -> Reading:
    """Reads a stretch of a source.

    Raises:
        InvalidField: the stretch is empty or lies outside the text, or no form reads from text.
        SourceNotHeld: only the name of the source is known.
    """
    if kind not in _READERS:
        raise InvalidField("kind", f"{kind!r} cannot be read. Ask for {', '.join(_READERS)}.")
    text = dossier.sources.text(source)
    start, stop = trimmed(text, start, stop)
    start, stop, moved_from = first_said(text, dossier.sources.paragraphs(source), start, stop)
    gazetteer = Gazetteer(dossier.parties.find(), dossier.items.find())
    read = _READERS[kind](text, start, stop, gazetteer)
    claimed = claim_fields(text, start, stop, gazetteer)
    found = suggest(text, start, stop, gazetteer)
    given = {name: each.value for name, each in read.items()}
    spans = {name: each.span for name, each in read.items()}
    if kind == "allocation" and (decision := _decided_in(dossier, source, start, stop)):
        given["decision"], spans["decision"] = decision, (start, stop)
    return Reading(
        source=source,
        text=text,
        start=start,
        stop=stop,
        kind=kind,
        fields=given,
        spans=spans,
        claimed={name: each.value for name, each in claimed.items() if name in _CLAIMED},
        unknown=unknown_names(text, start, stop, found, gazetteer),
        moved_from=moved_from,
    )


def _decided_in(dossier: Dossier, source: Source, start: int, stop: int) -> str:
    """The decision that was logged from these words, or from words around or within them.

    Empty where there is none, and where there are several: then the analyst says which.
    """
    held = [
        each
        for each in dossier.passages.of(source)
        if each.start <= start <= stop <= each.stop or start <= each.start <= each.stop <= stop
    ]
    claims = [each.id for passage in held for each in dossier.claims.resting_on(passage)]
    backed = dossier.supports.backing(claims) if claims else []
    decisions = {each.record for each in backed if each.record_kind == "decision"}
    return decisions.pop() if len(decisions) == 1 else ""


def mark_stretch(dossier: Dossier, reading: Reading) -> Passage:
    """Marks the passage that was read; the one that is marked there already, if any."""
    return dossier.passages.mark(reading.source, reading.start, reading.stop)


def claim_stretch(dossier: Dossier, reading: Reading, **changed: Any) -> Claim:
    """Marks the passage that was read and records its claim, in one operation.

    `changed` are fields that the analyst gives otherwise than the stretch was read. The same
    statement is claimed once, however many records rest on it.

    Raises:
        RepeatedParagraph: the passage stands in a paragraph that repeats an earlier one.
    """
    given: dict[str, Any] = {**reading.claimed, **changed}
    with dossier.operation("Log claim"):
        passage = mark_stretch(dossier, reading)
        for held in dossier.claims.resting_on(passage):
            if held.statement == given["statement"]:
                return dossier.claims.change(held, **changed) if changed else held
        return dossier.claims.claim(passage, **{**given, "quote": passage.quote})


def trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """A stretch without the white space at its ends.

    Raises:
        InvalidField: it is empty, only white space, or lies outside the text.
    """
    if not 0 <= start < stop <= len(text):
        raise InvalidField("passage", "Select some text of the source first.")
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start == stop:
        raise InvalidField("passage", "Only white space is selected. Select some words.")
    return start, stop


def first_said(
    text: str, paragraphs: Sequence[Paragraph], start: int, stop: int
) -> tuple[int, int, int]:
    """Where a stretch was said first: its span there, and the ordinal of the paragraph it stood in.

    The ordinal is 0 where nothing had to be moved. White space and case may differ between a
    paragraph and its repeat; a stretch that does not fit then becomes the whole first paragraph.
    """
    of = next((each for each in paragraphs if each.start <= start < each.stop), None)
    if of is None or not of.repeats:
        return start, stop, 0
    first = paragraphs[of.repeats - 1]
    begin = first.start + (start - of.start)
    end = min(first.stop, begin + (min(stop, of.stop) - start))
    if text[begin:end] != text[start : min(stop, of.stop)]:
        begin, end = first.start, first.stop
    return begin, end, of.ordinal


def sentence_in(text: str, paragraph: Paragraph, at: int) -> tuple[int, int]:
    """The sentence of a paragraph at a position, else the one before it."""
    found = sentences(text, paragraph.start, paragraph.stop)
    within = [span for span in found if span[0] <= at]
    if not found:
        return paragraph.start, paragraph.stop
    return within[-1] if within else found[0]
