"""Where two texts say the same: paragraph by paragraph, also where words were changed.

How much of a text another one holds is measured by containment, not by likeness of the whole: an
outlet that cuts a wire story in half, or adds paragraphs of its own, still copies it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from workbench.intake.fingerprints import RUN, WINDOW, folded, numbered, runs, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from workbench.intake.paragraphs import Paragraph

    Places = NDArray[np.intp]
    Flags = NDArray[np.bool_]

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
_MOST_PLACES = 50
"""Of the places where a run stands in a text, so many are looked at: a table repeats its words."""


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
    """The paragraphs of a text, prepared for being compared with many others.

    `said` are the words of each, folded; `size` counts the characters of all of them.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        import numpy as np  # noqa: PLC0415 - where no text is read, start-up need not pay for it

        self.ordinals = [each.ordinal for each in paragraphs]
        self.said = [folded(text[each.start : each.stop]) for each in paragraphs]
        self.size = sum(map(len, self.said)) or 1
        spoken = [words(said) for said in self.said]
        found = runs(numbered([word for some in spoken for word in some]))
        place = np.repeat(np.arange(len(spoken)), list(map(len, spoken)))
        inside = place[: len(found)] == place[len(place) - len(found) :]
        self._runs, self._place = found[inside], place[: len(found)][inside]

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.uint64], Places]:
        """All runs that stand inside a paragraph, ascending, and where each stands."""
        order = self._runs.argsort(kind="stable")
        return self._runs[order], self._place[order]

    def held_by(self, other: Pieces) -> tuple[list[Flags], Iterator[tuple[int, list[int]]]]:
        """What of this text stands in another one, run by run of 5 words.

        Returns:
            For each paragraph, which of its runs stand in the other text; and the paragraphs that
            share runs with it, by their places in both, those that share most first.
        """
        import numpy as np  # noqa: PLC0415 - where no text is read, start-up need not pay for it

        known, standing = other._sorted
        first = known.searchsorted(self._runs, "left")
        many = known.searchsorted(self._runs, "right") - first
        ends = np.cumsum(np.bincount(self._place, minlength=len(self.said)))[:-1]
        held = np.split(many > 0, ends) if self.said else []
        many = np.minimum(many, _MOST_PLACES)
        begun = np.repeat(first - (np.cumsum(many) - many), many)
        there = standing[begun + np.arange(len(begun))]
        return held, _counted(np.repeat(self._place, many), there, len(other.said))


def _counted(here: Places, there: Places, many: int) -> Iterator[tuple[int, list[int]]]:
    """Each place with those that it shares most with, given the two places of each shared run."""
    import numpy as np  # noqa: PLC0415 - where no text is read, start-up need not pay for it

    pairs, counts = np.unique(here * many + there, return_counts=True)
    order = np.lexsort((-counts, pairs // max(many, 1)))
    ranked: list[Any] = pairs[order].tolist()
    for place, some in groupby(ranked, lambda pair: int(pair // many)):
        yield place, [pair % many for pair in islice(some, _TRIED)]


def align(text: Pieces, other: Pieces) -> Alignment:
    """Return which paragraphs of two texts say the same, and how much of each is in the other.

    A paragraph counts as a whole where its counterpart is nearly the same; else as far as runs of
    5 words of it stand in the other text, so that split and joined paragraphs count too.
    """
    held, near = text.held_by(other)
    matches = tuple(_matches(text, other, near))
    best = {each.ordinal for each in matches}, {each.other for each in matches}
    back, _ = other.held_by(text)
    return Alignment(matches, _share(text, held, best[0]), _share(other, back, best[1]))


def alike(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, without case and white space; below `NEAR` it is 0."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where texts are compared

    return float(ratio(folded(one), folded(other), score_cutoff=NEAR))


def _matches(text: Pieces, other: Pieces, near: Iterable[tuple[int, list[int]]]) -> Iterable[Match]:
    """The best counterpart of each paragraph that has one."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - only where texts are compared

    for place, some in near:
        said = text.said[place]
        scored = ((ratio(said, other.said[at], score_cutoff=NEAR), -at) for at in some)
        likeness, found = max(scored, default=(0.0, 0))
        if likeness:
            yield Match(text.ordinals[place], other.ordinals[-found], likeness)


def _share(text: Pieces, held: Sequence[Flags], whole: set[int]) -> float:
    covered = 0.0
    for place, said in enumerate(text.said):
        if text.ordinals[place] in whole:
            covered += len(said)
        elif held[place].any():
            covered += len(said) * _covered(held[place])
    return covered / text.size


def _covered(held: Flags) -> float:
    """The share of the words of a paragraph that the other text holds, `STRETCH` or more in a row.

    Fewer words in a row are a turn of phrase that anybody may use.
    """
    import numpy as np  # noqa: PLC0415 - where no text is read, start-up need not pay for it

    edges = np.flatnonzero(np.diff(held, prepend=False, append=False))
    stretches = edges[1::2] - edges[::2] + RUN - 1
    return float(stretches[stretches >= STRETCH].sum()) / (len(held) + RUN - 1)
