"""Names in a sentence that the dossier has no record for: who may buy, who acts, who says so, what.

Only places where a name must stand are read, so that a capital letter alone makes no party.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake import wording
from workbench.intake.paragraphs import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.gazetteer import Gazetteer
    from workbench.intake.suggestion import Suggestions

_LIST_BREAK = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|\s*;\s*")
_NAME = re.compile(r"(?:the\s+)?(?P<name>[^\W\d_a-z][\w.&'’-]*(?:\s+[^\W\d_a-z][\w.&'’-]*){0,4})\Z")
_SUBJECT = re.compile(
    r"(?P<name>[A-Z][\w.&-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w.&-]*){0,4})"
    r"(?:['’]s)?\s+(?:(?:has|have|had|will|also)\s+)?\Z"
)
_ITEM = re.compile(r"\b(?:[A-Z]{1,3}[0-9]{2,4}[A-Z]{0,2}|[A-Z]{2,4}-[0-9]{2,4}[A-Z]{0,2})\b")
_NO_NAMES = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "You",
        "This",
        "That",
        "These",
        "Those",
        "But",
        "And",
        "However",
        "More",
        "As",
        "In",
        "If",
        "Under",
        "According",
        "Chinese",
        "American",
        "European",
        "US",
        "U.S",
    ]
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name at the characters `start` to `stop` (half-open); `kind` is party or item."""

    name: str
    kind: str
    start: int
    stop: int


def unknown_names(
    text: str, start: int, stop: int, found: Suggestions, gazetteer: Gazetteer
) -> tuple[UnknownName, ...]:
    """Return the names between `start` and `stop` that the gazetteer lacks, in order, each once."""
    known = [
        (each.start, each.stop) for each in gazetteer.find(text, *sentence_at(text, start, stop))
    ]
    every = [
        *_listed(text, start, stop),
        *_acting(text, start, found),
        *_speaking(found),
        *_items(text, start, stop),
    ]
    fresh: dict[str, UnknownName] = {}
    for each in sorted(every, key=lambda one: one.start):
        overlaps = any(each.start < end and begin < each.stop for begin, end in known)
        if not overlaps and each.name not in _NO_NAMES:
            fresh.setdefault(each.name.casefold(), each)
    return tuple(fresh.values())


def _listed(text: str, start: int, stop: int) -> Iterator[UnknownName]:
    """The names in a list of those who may buy or are sold to."""
    for pattern in wording.RECIPIENTS:
        if listed := pattern.search(text, start, stop):
            begin, end = listed.span("who")
            at = begin
            for gap in [*_LIST_BREAK.finditer(text, begin, end), None]:
                close = gap.start() if gap else end
                if name := _NAME.match(text[at:close]):
                    yield _party(name, at)
                at = gap.end() if gap else end
            return


def _acting(text: str, start: int, found: Suggestions) -> Iterator[UnknownName]:
    """The name right before a verb of deciding."""
    for act in found.actions:
        begin = max(start, act.start - _REACH)
        if name := _SUBJECT.search(text[begin : act.start]):
            yield _party(name, begin)


def _speaking(found: Suggestions) -> Iterator[UnknownName]:
    for each in found.attributions:
        told = each.value
        if told.party is None and told.anonymity.value == "named":
            at = each.start + max(0, each.words.find(told.who))
            yield UnknownName(told.who, "party", at, at + len(told.who))


def _items(text: str, start: int, stop: int) -> Iterator[UnknownName]:
    for name in _ITEM.finditer(text, start, stop):
        yield UnknownName(name[0], "item", *name.span())


def _party(name: re.Match[str], offset: int) -> UnknownName:
    words = name["name"].removesuffix("'s").removesuffix("’s")
    at = offset + name.start("name")
    return UnknownName(" ".join(words.split()), "party", at, at + len(words))
