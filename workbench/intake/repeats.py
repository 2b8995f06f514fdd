"""Where two texts say the same: paragraph by paragraph, also where words were changed.

How much of a text another one holds is measured by containment, not by likeness of the whole: an
outlet that cuts a wire story in half, or adds paragraphs of its own, still copies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from workbench.intake.fingerprints import RUN, WINDOW, folded, numbered, runs, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from workbench.intake.fingerprints import Numbers
    from workbench.intake.paragraphs import Paragraph

    Places = NDArray[np.intp]
    Flags = NDArray[np.bool_]

NEAR = 75.0
"""The least likeness, 0 to 100, of two paragraphs that say the same in nearly the same words."""
EXACT = 100.0
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

    What costs time is done for a paragraph when it is first needed: in copies, most are not.

    Attributes:
        ordinals: how each paragraph is counted.
        sizes: how many characters each has.
        size: all of them.
        places: where each thing is said first, by its number.
    """

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text, self._paragraphs = text, paragraphs
        self.ordinals = [each.ordinal for each in paragraphs]
        self.sizes = [each.stop - each.start for each in paragraphs]
        self.size = sum(self.sizes) or 1
        self.places: dict[int, int] = {}
        for place, each in enumerate(paragraphs):
            if each.said:
                self.places.setdefault(each.said, place)
        self._runs: dict[int, Numbers] = {}

    @property
    def told(self) -> list[tuple[int, int]]:
        """The number and the ordinal of each thing said, but for what is too short to tell."""
        return [(each.said, each.ordinal) for each in self._paragraphs if each.said]

    def shared_with(self, other: Pieces) -> dict[int, int]:
        """The paragraphs that stand in another text in the same words: their places in both."""
        return {
            place: other.places[each.said]
            for place, each in enumerate(self._paragraphs)
            if each.said in other.places
        }

    def without(self, places: Collection[int]) -> list[int]:
        """The places of all paragraphs but some."""
        return [place for place in range(len(self.ordinals)) if place not in places]

    def said(self, place: int) -> str:
        """The words of a paragraph, folded."""
        each = self._paragraphs[place]
        return folded(self._text[each.start : each.stop])

    def runs(self, place: int) -> Numbers:
        """A number for each run of 5 words of a paragraph."""
        if place not in self._runs:
            self._runs[place] = runs(numbered(words(self.said(place))))
        return self._runs[place]


@dataclass(frozen=True, slots=True)
class _Overlap:
    """What of some paragraphs of a text stands in some of another, run by run of 5 words.

    `held` says for each paragraph which of its runs do; `near` gives those that share runs, by
    their places in both, those that share most first.
    """

    held: Mapping[int, Flags]
    near: Iterable[tuple[int, list[int]]]


def align(text: Pieces, other: Pieces) -> Alignment:
    """Return which paragraphs of two texts say the same, and how much of each is in the other.

    A paragraph counts as a whole where its counterpart is nearly the same; else as far as runs of
    5 words of it stand in what is left of the other text, so that split and joined paragraphs count
    too.
    """
    same, back = text.shared_with(other), other.shared_with(text)
    mine, theirs = text.without(same), other.without(back)
    here = there = _Overlap({}, ())
    if mine and theirs and not _run_set(text, mine).isdisjoint(_run_set(other, theirs)):
        here, there = _overlap(text, mine, other, theirs), _overlap(other, theirs, text, mine)
    matches = [Match(text.ordinals[at], other.ordinals[to], EXACT) for at, to in same.items()]
    close = dict(_close(text, other, here.near))
    matches += [Match(text.ordinals[x], other.ordinals[y], how) for x, (y, how) in close.items()]
    matches.sort(key=lambda each: each.ordinal)
    whole = {*back, *same.values(), *(place for place, _ in close.values())}
    return Alignment(
        tuple(matches),
        _share(text, here.held, {*same, *close}),
        _share(other, there.held, whole),
    )


def _overlap(text: Pieces, mine: list[int], other: Pieces, theirs: list[int]) -> _Overlap:
    import numpy as np

    own, place = _gathered(text, mine)
    known, standing = _gathered(other, theirs)
    order = known.argsort(kind="stable")
    known, standing = known[order], standing[order]
    first = known.searchsorted(own, "left")
    many = known.searchsorted(own, "right") - first
    cuts = np.searchsorted(place, mine[1:])
    held = dict(zip(mine, np.split(many > 0, cuts), strict=True))
    many = np.minimum(many, _MOST_PLACES)
    begun = np.repeat(first - (np.cumsum(many) - many), many)
    there = standing[begun + np.arange(len(begun))]
    return _Overlap(held, _counted(np.repeat(place, many), there, len(other.ordinals)))


def _run_set(text: Pieces, places: list[int]) -> set[int]:
    return {run for place in places for run in text.runs(place).tolist()}


def _gathered(text: Pieces, places: list[int]) -> tuple[Numbers, Places]:
    """The runs of some paragraphs, in their order, and in which paragraph each stands."""
    import numpy as np

    found = [text.runs(place) for place in places]
    return np.concatenate(found), np.repeat(places, list(map(len, found)))


def _counted(here: Places, there: Places, many: int) -> Iterator[tuple[int, list[int]]]:
    """Each place with those that it shares most with, given the two places of each shared run."""
    import numpy as np

    pairs, counts = np.unique(here * many + there, return_counts=True)
    order = np.lexsort((-counts, pairs // max(many, 1)))
    ranked: list[Any] = pairs[order].tolist()
    for place, some in groupby(ranked, lambda pair: int(pair // many)):
        yield place, [pair % many for pair in islice(some, _TRIED)]


def alike(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100, without case and white space; below `NEAR` it is 0."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(folded(one), folded(other), score_cutoff=NEAR))


def _close(
    text: Pieces, other: Pieces, near: Iterable[tuple[int, list[int]]]
) -> Iterator[tuple[int, tuple[int, float]]]:
    """The best counterpart of each paragraph that has one, by their places, and how alike it is."""
    from rapidfuzz.fuzz import ratio

    for place, some in near:
        said = text.said(place)
        scored = ((ratio(said, other.said(at), score_cutoff=NEAR), -at) for at in some)
        likeness, found = max(scored, default=(0.0, 0))
        if likeness:
            yield place, (-found, likeness)


def _share(text: Pieces, held: Mapping[int, Flags], whole: Collection[int]) -> float:
    covered = float(sum(text.sizes[place] for place in whole))
    covered += sum(
        text.sizes[place] * _covered(found)
        for place, found in held.items()
        if place not in whole and found.any()
    )
    return covered / text.size


def _covered(held: Flags) -> float:
    """The share of the words of a paragraph that the other text holds, `STRETCH` or more in a row.

    Fewer words in a row are a turn of phrase that anybody may use.
    """
    import numpy as np

    edges = np.flatnonzero(np.diff(held, prepend=False, append=False))
    stretches = edges[1::2] - edges[::2] + RUN - 1
    return float(stretches[stretches >= STRETCH].sum()) / (len(held) + RUN - 1)
