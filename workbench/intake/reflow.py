"""Puts the printed lines of pages together into paragraphs, and leaves running heads out.

A page holds lines; people quote paragraphs. Whether a line goes on from the one above is seen from
where both stand: distance, indent, size, and how far the upper one reaches.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from workbench.intake.document import Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TERMINAL = re.compile(r"[.!?:;。！？：；][\"'”’)\]]*$")  # noqa: RUF001 - Chinese marks
_LISTED = re.compile(r"(?:[•●▪◦‣■□–—*]|\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})[.)])\s")
_NUMBERS = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—|\s]*(?:[0-9]{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*[0-9]{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_HYPHENS = "-\u00ad\u2010"
_WORD_AT_END = re.compile(r"[^\W\d_]+$")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
_CJK_EDGE = re.compile("[\u3000-\u9fff\uff00-\uffef]")

_FURNITURE_SHARE = 0.4
_FEWEST_PAGES = 3
_EDGE_LINES = 3
_WIDE_GAP = 1.35
_OTHER_SIZE = 0.15
_INDENT = 0.8
_SHORT = 0.15
_VERY_SHORT = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; lengths in points, from the lower left corner of its page.

    `indices` holds, for each character of `text`, how the page counts it.
    """

    page: int
    text: str
    indices: Sequence[int]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 0.1)


def reflow(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Run, ...], tuple[str, ...]]:
    """Return the paragraphs of pages, a line each, where on the pages they stand, and warnings."""
    furniture = _furniture(pages)
    kept = [
        [line for line in page if (number, id(line)) not in furniture]
        for number, page in enumerate(pages)
    ]
    blocks = [block for page in kept for block in _blocks(page)]
    pitch = _typical_pitch(blocks)
    made = _Text({word.casefold() for page in kept for line in page for word in _words(line.text)})
    above: tuple[Line, _Block] | None = None
    for block in blocks:
        for order, line in enumerate(block.lines):
            below = block.lines[order + 1] if order + 1 < len(block.lines) else None
            goes_on = above is not None and _goes_on(above, (line, block), below, pitch)
            made.add(line, goes_on=goes_on)
            above = (line, block)
    warnings: tuple[str, ...] = ()
    if furniture:
        warnings = (f"Left out: {len(furniture):,} running heads, feet and page numbers.",)
    return made.text(), tuple(made.runs), warnings


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that follow one another downwards: a column of a page."""

    lines: tuple[Line, ...]
    left: float
    right: float


def _blocks(page: Sequence[Line]) -> Iterator[_Block]:
    lines: list[Line] = []
    for line in page:
        if lines and line.bottom > lines[-1].bottom + 0.5 * line.height:
            yield _block(lines)
            lines = []
        lines.append(line)
    if lines:
        yield _block(lines)


def _block(lines: list[Line]) -> _Block:
    return _Block(tuple(lines), min(each.left for each in lines), max(each.right for each in lines))


def _typical_pitch(blocks: Iterable[_Block]) -> float:
    """How far one line usually stands below the other, as a multiple of its height."""
    found = [
        (upper.bottom - lower.bottom) / lower.height
        for block in blocks
        for upper, lower in pairwise(block.lines)
        if lower.bottom < upper.bottom
    ]
    return median(found) if found else 1.2


def _goes_on(
    above: tuple[Line, _Block], here: tuple[Line, _Block], below: Line | None, pitch: float
) -> bool:
    """Whether a line belongs to the paragraph of the one before it."""
    (upper, column), (line, block) = above, here
    if abs(upper.height - line.height) > _OTHER_SIZE * max(upper.height, line.height):
        return False
    if _LISTED.match(line.text) or _is_short(upper, column):
        return False
    if column is not block:  # the next column or page
        return not _TERMINAL.search(upper.text)
    if upper.bottom - line.bottom > _WIDE_GAP * pitch * line.height:
        return False
    indented = line.left - block.left > _INDENT * line.height
    after = upper.left - block.left > _INDENT * line.height
    returns = below is None or below.left < line.left - 0.5 * line.height
    return not (indented and not after and returns)


def _is_short(line: Line, block: _Block) -> bool:
    """Whether a line ends so early that its paragraph ends with it."""
    width = max(block.right - block.left, 1)
    missing = (block.right - line.right) / width
    return missing > _VERY_SHORT or (missing > _SHORT and bool(_TERMINAL.search(line.text)))


def _furniture(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """The lines at the edges of pages that recur on many of them, and page numbers."""
    edges = [[(line, _pattern(line.text)) for line in _edge(page)] for page in pages]
    counts = Counter(pattern for page in edges for pattern in {each for _, each in page})
    held = sum(bool(page) for page in pages)
    needed = max(_FEWEST_PAGES, _FURNITURE_SHARE * held)
    return {
        (number, id(line))
        for number, page in enumerate(edges)
        for line, pattern in page
        if counts[pattern] >= needed
        or (held > 1 and _PAGE_NUMBER.fullmatch(line.text.strip()) and _at_rim(line, pages[number]))
    }


def _edge(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.bottom)
    return [*ordered[:_EDGE_LINES], *ordered[max(_EDGE_LINES, len(ordered) - _EDGE_LINES) :]]


def _at_rim(line: Line, page: Sequence[Line]) -> bool:
    """Whether a line is the topmost or lowest of its page."""
    return line.bottom in {min(each.bottom for each in page), max(each.bottom for each in page)}


def _pattern(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(text.split())).casefold()


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text))


class _Text:
    """Gathers paragraphs, and where their characters stand."""

    def __init__(self, words: set[str]) -> None:
        self.runs: list[Run] = []
        self._words = words
        self._parts: list[str] = []
        self._length = 0

    def text(self) -> str:
        return "".join(self._parts)

    def add(self, line: Line, *, goes_on: bool) -> None:
        """Add a line, to the paragraph before it or as a new one."""
        if self._parts:
            if not goes_on:
                self._join("\n")
            elif self._hyphenated(line.text):
                self._cut_hyphen()
            elif self._parts[-1][-1:] not in _HYPHENS and not self._is_cjk(line.text):
                self._join(" ")
        self._parts.append(line.text)
        self._place(line)
        self._length += len(line.text)

    def _join(self, sign: str) -> None:
        self._parts.append(sign)
        self._length += len(sign)

    def _is_cjk(self, text: str) -> bool:
        return bool(_CJK_EDGE.match(self._parts[-1][-1:]) and _CJK_EDGE.match(text[:1]))

    def _hyphenated(self, text: str) -> bool:
        """Whether a hyphen at the end of the last line only divides a word."""
        last = self._parts[-1]
        if last[-1:] not in _HYPHENS or not last[-1:]:
            return False
        before, after = _WORD_AT_END.search(last[:-1]), _WORD_AT_START.match(text)
        if before is None or after is None or not after[0][0].islower():
            return False
        whole = f"{before[0]}-{after[0]}".casefold()
        return last[-1] != "-" or whole not in self._words

    def _cut_hyphen(self) -> None:
        self._parts[-1] = self._parts[-1][:-1]
        self._length -= 1
        run = self.runs.pop()
        if run.length > 1:
            self.runs.append(Run(run.start, run.page, run.first, run.length - 1))

    def _place(self, line: Line) -> None:
        start = 0
        for at in range(1, len(line.indices) + 1):
            if at == len(line.indices) or line.indices[at] != line.indices[at - 1] + 1:
                first = line.indices[start]
                self.runs.append(Run(self._length + start, line.page, first, at - start))
                start = at
