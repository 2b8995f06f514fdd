"""Paragraphs and sentences of a canonical text, and which paragraphs repeat an earlier one."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.fingerprints import folded, same_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]*\S")
_LONGEST_WRAPPED = 120
_SHORTEST_WRAPPED = 40
_ENDED = re.compile(r"[.!?:;。！？：；][\"'”’)\]]*$")  # noqa: RUF001 - Chinese marks
_ITEM = re.compile(r"\s*(?:[-*+•–—#>|]|\(?[0-9a-zA-Z]{1,3}[.)])\s")
_MOST_ENDED = 0.5
_FEWEST_CHARACTERS = 25
_UNEVEN = ("  ", " \n", "\n ", *"\t\v\f\r\x1c\x1d\x1e\x1f")
"""What ASCII texts have where white space is more than one space or line break."""

_SENTENCE_END = re.compile(
    r"(?P<stop>[.!?…]+[\"'”’)\]]*)(?P<gap>\s+)(?=[\"'“‘(\[]*[^\W_a-z])|[。！？]+[”’」』）]*|\n\s*\n"  # noqa: RUF001
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jr|Sr|Inc|Corp|Co|Ltd|No|Nos|Art|Sec"
    r"|Fig|vs|cf|al|approx|ca|e\.g|i\.e|a\.m|p\.m|U\.S|U\.K|E\.U|U\.N|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept|Sep|Oct|Nov|Dec)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The characters `start` to `stop` (half-open) of a text; `ordinal` counts from 1.

    `repeats` is the ordinal of the first paragraph that says the same, None where there is none.
    Paragraphs of any text that say the same have the same `said`; 0 where it is too short to tell.
    """

    ordinal: int
    start: int
    stop: int
    repeats: int | None = None
    said: int = 0


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a canonical text, without the white space around them.

    A line is a paragraph, except where lines are wrapped by hand: there, empty lines divide.
    Repeats are exact but for case and white space; headings and other short lines may recur freely.
    """
    return tuple(paragraph for paragraph, _ in with_words(text))


def with_words(text: str) -> list[tuple[Paragraph, str]]:
    """Return the paragraphs of a canonical text, each with its words, `folded`."""
    first: dict[int, int] = {}
    fold, found = _folder(text), []
    for ordinal, (start, stop) in enumerate(_spans(text), 1):
        words = fold(start, stop)
        repeats, said = None, 0
        if len(words) >= _FEWEST_CHARACTERS:
            said = same_words(words)
            earlier = first.setdefault(said, ordinal)
            repeats = earlier if earlier != ordinal else None
        found.append((Paragraph(ordinal, start, stop, repeats, said), words))
    return found


def _folder(text: str) -> Callable[[int, int], str]:
    """Return what folds a stretch of `text`; one whose spaces are even is folded as a whole."""
    if not text.isascii() or any(space in text for space in _UNEVEN):
        return lambda start, stop: folded(text[start:stop])
    lowered = text.lower().replace("\n", " ")
    return lambda start, stop: lowered[start:stop]


def starts(text: str) -> list[int]:
    """Return where the paragraphs of a canonical text begin."""
    return [start for start, _ in _spans(text)]


def paragraph_at(found: Sequence[Paragraph], point: int) -> Paragraph | None:
    """The paragraph in which a position stands; None between two of them."""
    at = bisect_right(found, point, key=lambda each: each.start) - 1
    return found[at] if at >= 0 and point < found[at].stop else None


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    for block in _BLOCK.finditer(text):
        if "\n" not in block[0]:
            spans.append((block.start(), block.start() + len(block[0].rstrip())))
            continue
        lines = [
            (each.end() - len(each[0].lstrip()), each.end())
            for each in _LINE.finditer(text, block.start(), block.end())
        ]
        if _wrapped([text[start:stop] for start, stop in lines]):
            spans.append((lines[0][0], lines[-1][1]))
        else:
            spans.extend(lines)
    return spans


def _wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph that was broken at a fixed width."""
    if max(map(len, lines)) > _LONGEST_WRAPPED:
        return False
    inner = lines[:-1]
    ended = sum(1 for line in inner if _ENDED.search(line)) / len(inner)
    narrow = min(map(len, inner)) < _SHORTEST_WRAPPED
    return not narrow and ended <= _MOST_ENDED and not any(_ITEM.match(line) for line in lines[1:])


def sentences(text: str, start: int = 0, stop: int | None = None) -> tuple[tuple[int, int], ...]:
    """Return the sentences between `start` and `stop` as half-open spans without outer white space.

    A full stop after an abbreviation or an initial ends none; Chinese and Japanese marks end one
    without a space.
    """
    stop = len(text) if stop is None else stop
    spans = []
    begin = start
    for end in _SENTENCE_END.finditer(text, start, stop):
        closed = end.end("stop") if end["stop"] else end.end()
        if end["stop"] and _ABBREVIATION.search(text, max(begin, closed - 12), closed):
            continue
        spans.append(_trimmed(text, begin, closed))
        begin = end.end()
    spans.append(_trimmed(text, begin, stop))
    return tuple(span for span in spans if span[0] < span[1])


def sentence_at(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return the span of the sentences that `start` to `stop` touches, inside their lines."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    around = sentences(text, begin, len(text) if end < 0 else end)
    touched = [span for span in around if span[1] > start and span[0] < max(stop, start + 1)]
    return (touched[0][0], touched[-1][1]) if touched else (start, stop)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    piece = text[start:stop]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))
