"""Where two texts say the same: paragraph by paragraph, also where words were changed.

How much of a text another one holds is measured by containment, not by likeness of the whole: an
outlet that cuts a wire story in half, or adds paragraphs of its own, still copies it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake.fingerprints import RUN, WINDOW, folded, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.intake.paragraphs import Paragraph

NEAR = 75.0
"""The least likeness, 0 to 100, of two paragraphs that say the same in nearly the same words."""
COPY = 0.5
"""A text is a copy of another that holds this share of it."""
RELATED = 0.25
"""Two texts have passages in common where one holds this share of the other."""
SHARED_PRINTS = 0.08
"""The least share of the fingerprints of the shorter text that makes it worth being compared."""

STRETCH = RUN + WINDOW - 1
"""Words in a row that two texts cannot share without sharing a fingerprint."""

_TRIED = 3

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Paragraph `ordinal` of one text says what paragraph `other` of another does.

    `likeness` is 100 where they are the same but for case and white space.
    """

    ordinal: int
    other: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two texts share: matching paragraphs, and the share of each text that is in the other.

    Shares count characters, from 0 to 1.
    """

    matches: tuple[Match, ...]
    share: float
    share_of_other: float

    @property
    def containment(self) -> float:
        """How much of the shorter text the longer one holds, however much more that says."""
        return max(self.share, self.share_of_other)


class Pieces:
    """The paragraphs of a text, prepared for being compared with many others."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self.ordinals = [each.ordinal for each in paragraphs]
        self.said = [folded(text[each.start : each.stop]) for each in paragraphs]
        self.runs = [_runs(words(said)) for said in self.said]
        self.size = sum(map(len, self.said)) or 1
        self.holding: dict[Run, list[int]] = {}
        for place, runs in enumerate(self.runs):
            for run in dict.fromkeys(runs):
                self.holding.setdefault(run, []).append(place)


def align(text: Pieces, other: Pieces) -> Alignment:
    """Return which paragraphs of two texts say the same, and how much of each is in the other.

    A paragraph counts as a whole where its counterpart is nearly the same; else as far as runs of
    5 words of it stand in the other text, so that split and joined paragraphs count too.
    """
    matches = tuple(_matches(text, other))
    best = {each.ordinal for each in matches}, {each.other for each in matches}
    return Alignment(matches, _share(text, other, best[0]), _share(other, text, best[1]))


def alike(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, without case and white space; below `NEAR` it is 0."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where texts are compared

    return float(ratio(folded(one), folded(other), score_cutoff=NEAR))


def _runs(said: Sequence[str]) -> list[Run]:
    return list(zip(*(said[place:] for place in range(RUN)), strict=False))


def _matches(text: Pieces, other: Pieces) -> Iterable[Match]:
    """The best counterpart of each paragraph that has one."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where texts are compared

    for place, said in enumerate(text.said):
        shared = Counter(found for run in text.runs[place] for found in other.holding.get(run, ()))
        scored = (
            (ratio(said, other.said[found], score_cutoff=NEAR), -found)
            for found, _ in shared.most_common(_TRIED)
        )
        likeness, found = max(scored, default=(0.0, 0))
        if likeness:
            yield Match(text.ordinals[place], other.ordinals[-found], likeness)


def _share(text: Pieces, other: Pieces, whole: set[int]) -> float:
    covered = 0.0
    for place, said in enumerate(text.said):
        if text.ordinals[place] in whole:
            covered += len(said)
        elif text.runs[place]:
            covered += len(said) * _covered(text.runs[place], other)
    return covered / text.size


def _covered(runs: Sequence[Run], other: Pieces) -> float:
    """The share of the words of a paragraph that the other text holds, `STRETCH` or more in a row.

    Fewer words in a row are a turn of phrase that anybody may use.
    """
    covered = begin = 0
    for place, run in enumerate((*runs, ())):
        if run in other.holding:
            continue
        stretch = place - begin + RUN - 1
        covered += stretch if place > begin and stretch >= STRETCH else 0
        begin = place + 1
    return covered / (len(runs) + RUN - 1)
