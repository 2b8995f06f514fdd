"""What a careful reader would send back, found before the briefing leaves the desk.

Rules of ICD 203 (D.6.e): likelihood and confidence apart, one scale, no weasel words in judgements;
and of this program: each judgement and each figure rests on a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import override

from workbench.model.likelihood import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.briefing.data import BriefingData

BOTTOM_LINE = "about"
"""What a finding of the bottom line names in place of a record's ref."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_LEVEL = "(low|moderate|medium|high)"
_CONFIDENCE = re.compile(
    rf"\b{_LEVEL}\s+confidence\b|\bconfidence\s+is\s+{_LEVEL}\b|\bconfident\b", re.IGNORECASE
)
_WEASEL = re.compile(r"\b(may|[Mm]ight|[Cc]ould)\b")
_FIGURES = frozenset({"quantity", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: the rule, what is wrong in words, and the ref of the record it lies in."""

    rule: str
    words: str
    ref: str

    @override
    def __str__(self) -> str:
        where = "the bottom line" if self.ref == BOTTOM_LINE else self.ref
        return f"{where}: {self.words}" if where else self.words


def lint(data: BriefingData, scale: Scale = Scale.ICD_203) -> tuple[Finding, ...]:
    """All findings in `data`, in the order in which a reader meets them."""
    texts = list(_texts(data))
    return (
        *_each(texts, scale),
        *_mixed([*texts, *((row.ref, row.likelihood) for row in data.judgements)], scale),
        *_unsupported(data),
        *_without_evidence(data),
    )


def _texts(data: BriefingData) -> Iterator[tuple[str, str]]:
    """The preparer's own words, each with the ref of its record."""
    if data.bottom_line:
        yield BOTTOM_LINE, data.bottom_line
    for row in data.judgements:
        yield row.ref, row.statement
        if row.basis:
            yield row.ref, row.basis


def _each(texts: Iterable[tuple[str, str]], scale: Scale) -> Iterator[Finding]:
    words = _pattern(scale)
    for ref, text in texts:
        for sentence in _SENTENCE.split(text):
            if _CONFIDENCE.search(sentence) and words.search(sentence):
                said = "likelihood and confidence stand in one sentence; make two of it."
                yield Finding(rule="apart", words=said, ref=ref)
            if weasel := _WEASEL.search(sentence):
                said = f"“{weasel[0]}” says no likelihood; use a word of {scale}."
                yield Finding(rule="weasel", words=said, ref=ref)


def _mixed(texts: Iterable[tuple[str, str]], scale: Scale) -> Iterator[Finding]:
    """Words of another scale than the recipe's, in texts and in the likelihood of a judgement."""
    (other,) = (each for each in Scale if each is not scale)
    ours = {word for term in scale.terms for word in term.words}
    pattern = _of_words({word for each in Scale for term in each.terms for word in term.words})
    for ref, text in texts:
        for found in pattern.finditer(text):
            if found[0].casefold() not in ours:
                said = f"“{found[0]}” is a word of {other}, not of {scale}; use one scale."
                yield Finding(rule="mixed", words=said, ref=ref)


def _pattern(scale: Scale) -> re.Pattern[str]:
    return _of_words({word for term in scale.terms for word in term.words})


def _of_words(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _unsupported(data: BriefingData) -> Iterator[Finding]:
    for row in data.judgements:
        if not row.cites:
            said = "the judgement rests on no claim; cite one, or say in its basis why not."
            if not row.basis:
                yield Finding(rule="support", words=said, ref=row.ref)
        if row.likelihood and not any(scale.term(row.likelihood) for scale in Scale):
            said = f"“{row.likelihood}” is no word of a scale."
            yield Finding(rule="mixed", words=said, ref=row.ref)


def _without_evidence(data: BriefingData) -> Iterator[Finding]:
    for row in data.allocations:
        if str(row.quantity) and not any(cite.field in _FIGURES for cite in row.cites):
            said = "the figure rests on no claim; cite the sentence that gives it."
            yield Finding(rule="evidence", words=said, ref=row.ref)
    for decision in data.decisions:
        if not decision.cites:
            said = "the decision rests on no claim; cite the sentence that reports it."
            yield Finding(rule="evidence", words=said, ref=decision.ref)
