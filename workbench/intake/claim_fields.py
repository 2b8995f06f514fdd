"""What the form of a claim is pre-filled with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.intake import wording
from workbench.intake.fields import Read, read_from, span_of, statement_of
from workbench.intake.paragraphs import sentence_at
from workbench.intake.suggest import suggest
from workbench.model.claim import Attribution
from workbench.model.kinds import ClaimKind, Voice

if TYPE_CHECKING:
    from workbench.intake.fields import Fields, Span
    from workbench.intake.gazetteer import Gazetteer
    from workbench.intake.suggestion import Suggestion, Suggestions

_QUOTED = re.compile(r"[\"“][^\"“”\n]{15,}[\"”]")


def claim_fields(text: str, start: int, stop: int, gazetteer: Gazetteer | None = None) -> Fields:
    """Read a claim: statement, quote, kind, voice, hedge, quantity, attribution.

    The steps of `attribution` count from 2: step 1 is the document, which the text does not name.
    Who speaks is looked for around the selection too, in its sentence and, for a quotation, its
    paragraph.
    """
    found = suggest(text, start, stop, gazetteer)
    fields = {
        "statement": statement_of(text, start, stop),
        "quote": Read(text[start:stop], (start, stop)),
    }
    told = found.attributions or _speakers(text, start, stop, gazetteer)
    fields["voice"] = _voice(text, (start, stop), found, told)
    fields["kind"] = _claim_kind(text, (start, stop), found)
    if found.hedges:
        first = found.hedges[0]
        words = ", ".join(dict.fromkeys(each.value for each in found.hedges))
        fields["hedge"] = Read(words, span_of(first))
    if found.quantities:
        fields["quantity"] = read_from(found.quantities[0])
    if told:
        steps = tuple(
            Attribution(
                step=step,
                party=each.value.party,
                verb=each.value.verb,
                anonymity=each.value.anonymity,
            )
            for step, each in enumerate(told, 2)
        )
        fields["attribution"] = Read(steps, span_of(told[0]))
    return fields


def _speakers(
    text: str, start: int, stop: int, gazetteer: Gazetteer | None
) -> tuple[Suggestion[Any], ...]:
    """Who says the selection, read from its sentence, or its paragraph where it is quoted."""
    around = sentence_at(text, start, stop)
    if told := suggest(text, *around, gazetteer).attributions:
        return told[:1]
    if not _is_quoted(text, start, stop):
        return ()
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    return suggest(text, begin, len(text) if end < 0 else end, gazetteer).attributions[:1]


def _is_quoted(text: str, start: int, stop: int) -> bool:
    """Whether the selection stands between quotation marks of its line, or holds a quotation."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    inside = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return inside or bool(_QUOTED.search(text, start, stop))


def _voice(text: str, span: Span, found: Suggestions, told: tuple[Suggestion[Any], ...]) -> Read:
    if _is_quoted(text, *span):
        return Read(Voice.DIRECT_QUOTE, span)
    if told:
        return Read(Voice.ATTRIBUTED, span_of(told[0]))
    for each in found.hedges:
        if wording.PASSIVE.match(each.words):
            return Read(Voice.PASSIVE_UNATTRIBUTED, span_of(each))
    return Read(Voice.AUTHOR, span)


def _claim_kind(text: str, span: Span, found: Suggestions) -> Read:
    if found.quantities:
        return Read(ClaimKind.QUANTITY, span_of(found.quantities[0]))
    for pattern, kind in wording.CLAIM_KINDS:
        if words := pattern.search(text, *span):
            return Read(kind, words.span())
    return Read(ClaimKind.EVENT, span)
