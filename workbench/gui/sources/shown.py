"""The text as the reader shows it, and where each of its positions lies in the canonical text.

One block a paragraph; the white space between paragraphs is left out, a line break inside one
becomes a space, and a folded paragraph is one line that says which it repeats. Nothing is ever
read back from a widget: positions are mapped by counting.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from workbench.model.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.intake.paragraphs import Paragraph

_REWRITTEN = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
_LOST = re.compile("[\0\ufeff\ufdd0\ufdd1]")


def folded_words(paragraph: Paragraph) -> str:
    """What stands for a paragraph that is folded."""
    return f"Paragraph {paragraph.ordinal} repeats paragraph {paragraph.repeats}"


class Stretch(NamedTuple):
    """The characters `start` to `stop` (half-open); `selected` by the analyst, or a sentence."""

    start: int
    stop: int
    selected: bool


class Shown:
    """A text with some of its paragraphs folded; block `n` shows `paragraphs[n]`.

    Points are positions in the canonical text in code points, units positions in the Qt document.
    """

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], unfolded: Collection[int] = ()
    ) -> None:
        """Maps a text.

        Args:
            text: the canonical text.
            paragraphs: its paragraphs, in order.
            unfolded: the ordinals of the repeating paragraphs that are shown all the same.
        """
        self.paragraphs = paragraphs
        self.folded = frozenset(
            each.ordinal for each in paragraphs if each.repeats and each.ordinal not in unfolded
        )
        pieces = [self._piece(text, each) for each in paragraphs]
        self.text = "\n".join(pieces)
        self._starts: list[int] = []
        self._lengths = [len(each) for each in pieces]
        at = 0
        for length in self._lengths:
            self._starts.append(at)
            at += length + 1
        self._begins = [each.start for each in paragraphs]
        self._offsets = Offsets(self.text)

    def _piece(self, text: str, paragraph: Paragraph) -> str:
        if paragraph.ordinal in self.folded:
            return folded_words(paragraph)
        piece = text[paragraph.start : paragraph.stop]
        return _LOST.sub("\ufffd", _REWRITTEN.sub(" ", piece))

    def block(self, point: int) -> int:
        """The block that shows a point; one between two paragraphs counts to the first."""
        return max(0, bisect_right(self._begins, point) - 1)

    def units(self, point: int) -> int:
        """The Qt position of a point; inside a folded paragraph, where its line begins."""
        block = self.block(point)
        paragraph = self.paragraphs[block]
        inside = min(max(point - paragraph.start, 0), paragraph.stop - paragraph.start)
        if paragraph.ordinal in self.folded:
            inside = 0 if point < paragraph.stop else self._lengths[block]
        return self._offsets.units(self._starts[block] + inside)

    def point(self, unit: int) -> int:
        """The point at a Qt position; in the line of a folded paragraph, where that begins."""
        at = self._offsets.point(unit)
        block = max(0, bisect_right(self._starts, at) - 1)
        paragraph = self.paragraphs[block]
        inside = min(at - self._starts[block], self._lengths[block])
        if paragraph.ordinal in self.folded:
            return paragraph.stop if inside and inside == self._lengths[block] else paragraph.start
        return paragraph.start + inside
