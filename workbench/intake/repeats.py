"""Where two texts say the same: paragraph by paragraph, also where words were changed.

How much of a text another one holds is measured by containment, not by likeness of the whole: an
outlet that cuts a wire story in half, or adds paragraphs of its own, still copies it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from workbench.intake.fingerprints import RUN, WINDOW, folded, runs, winnowed
from workbench.intake.paragraphs import with_words
from workbench.intake.word_numbers import numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from workbench.intake.fingerprints import Prints
    from workbench.intake.word_numbers import Numbers

    Flags = NDArray[np.bool_]
    Places = NDArray[np.intp]

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
_AT_ONCE = 1 << 20
"""So many characters are counted out at once: what comes of them stays in the processor's cache."""
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

    Attributes:
        said: the words of each paragraph, folded.
        sizes: how many characters each has.
        size: all of them.
        places: where each thing is said first, by its number.
        prints: the fingerprints of the text, once each, ascending.
    """

    def __init__(self, text: str) -> None:
        found = with_words(text)
        self._numbers = [paragraph.said for paragraph, _ in found]
        self.said = [words for _, words in found]
        self.sizes = [paragraph.stop - paragraph.start for paragraph, _ in found]
        self.size = sum(self.sizes) or 1
        self.places = dict(zip(reversed(self._numbers), range(len(found) - 1, -1, -1), strict=True))
        self.places.pop(0, None)
        self._runs: Numbers
        self._begins: list[int]
        self.prints: Prints

    @classmethod
    def of(cls, texts: Iterable[str]) -> Iterator[Pieces]:
        """Those of each text, worked out for many texts at once as far as memory goes."""
        some, size = [], 0
        for text in texts:
            some.append(cls(text))
            size += len(text)
            if size >= _AT_ONCE:
                yield from _counted_out(some)
                some, size = [], 0
        yield from _counted_out(some)

    def count_out(self, found: Numbers, begins: Sequence[int], prints: Prints) -> None:
        """Takes the runs of 5 words of the text, where those of each paragraph begin and end."""
        self._runs, self._begins, self.prints = found, list(begins), prints

    @property
    def told(self) -> list[tuple[int, int]]:
        """The number and the ordinal of each thing said, but for what is too short to tell."""
        return [(said, ordinal) for ordinal, said in enumerate(self._numbers, 1) if said]

    def shared_with(self, other: Pieces) -> dict[int, int]:
        """The paragraphs that stand in another text in the same words: their places in both."""
        return {
            place: other.places[said]
            for place, said in enumerate(self._numbers)
            if said in other.places
        }

    def without(self, places: Collection[int]) -> list[int]:
        """The places of all paragraphs but some."""
        return [place for place in range(len(self.sizes)) if place not in places]

    def runs(self, place: int) -> Numbers:
        """A number for each run of 5 words of a paragraph."""
        first, last = self._begins[place], self._begins[place + 1] - RUN + 1
        return self._runs[first : max(first, last)]


def _counted_out(texts: Sequence[Pieces]) -> Sequence[Pieces]:
    """Texts with the runs of their words, and their fingerprints."""
    import numpy as np

    numbers, begins = numbered([said for text in texts for said in text.said])
    found = runs(numbers)
    cuts = np.cumsum([0, *(len(text.said) for text in texts)])
    prints = winnowed(found, begins[cuts])
    places = begins.tolist()
    for text, own, first in zip(texts, prints, cuts.tolist(), strict=False):
        text.count_out(found, places[first : first + len(text.said) + 1], own)
    return texts


@dataclass(frozen=True, slots=True)
class _Overlap:
    """What of some paragraphs of a text stands in some of another, run by run of 5 words.

    Attributes:
        place: in which paragraph each run stands, ascending.
        held: whether it stands in the other text, too.
        near: the paragraphs that share runs, by their places in both, those that share most first.
    """

    place: Places
    held: Flags
    near: Iterable[tuple[int, list[int]]] = ()


def align(text: Pieces, other: Pieces) -> Alignment:
    """Return which paragraphs of two texts say the same, and how much of each is in the other.

    A paragraph counts as a whole where its counterpart is nearly the same; else as far as runs of
    5 words of it stand in what is left of the other text, so that split and joined paragraphs count
    too.
    """
    same, back = text.shared_with(other), other.shared_with(text)
    here, there = _overlap(text, text.without(same), other, other.without(back))
    close = dict(_close(text, other, here.near))
    matches = [Match(at + 1, to + 1, EXACT) for at, to in same.items()]
    matches += [Match(at + 1, to + 1, how) for at, (to, how) in close.items()]
    matches.sort(key=lambda each: each.ordinal)
    whole = {*back, *same.values(), *(place for place, _ in close.values())}
    return Alignment(
        tuple(matches),
        _share(text, here, {*same, *close}),
        _share(other, there, whole),
    )


def _overlap(
    text: Pieces, mine: list[int], other: Pieces, theirs: list[int]
) -> tuple[_Overlap, _Overlap]:
    """What of some paragraphs of two texts stands in one another."""
    import numpy as np

    own, place = _gathered(text, mine)
    known, standing = _gathered(other, theirs)
    order = known.argsort(kind="stable")
    ordered = known[order]
    first = ordered.searchsorted(own, "left")
    many = ordered.searchsorted(own, "right") - first
    if not many.any():
        none = np.zeros(len(own), dtype=np.bool_), np.zeros(len(known), dtype=np.bool_)
        return _Overlap(place, none[0]), _Overlap(standing, none[1])
    # `np.isin` would load what numpy has for masked arrays, which takes as long as adding a text.
    ours = np.sort(own)
    back = _Overlap(standing, ours.searchsorted(known, "right") > ours.searchsorted(known, "left"))
    many = np.minimum(many, _MOST_PLACES)
    begun = np.repeat(first - (np.cumsum(many) - many), many)
    there = standing[order[begun + np.arange(len(begun))]]
    near = _counted(np.repeat(place, many), there, len(other.sizes))
    return _Overlap(place, many > 0, near), back


def _gathered(text: Pieces, places: list[int]) -> tuple[Numbers, Places]:
    """The runs of some paragraphs, in their order, and in which paragraph each stands."""
    import numpy as np

    found = [text.runs(place) for place in places]
    none = np.empty(0, dtype=np.uint64)
    return np.concatenate([none, *found]), np.repeat(
        np.asarray(places, dtype=np.intp), list(map(len, found))
    )


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
    return folded_alike(folded(one), folded(other))


def folded_alike(one: str, other: str) -> float:
    """How `alike` two texts are that are folded already."""
    from rapidfuzz.fuzz import ratio

    return float(ratio(one, other, score_cutoff=NEAR))


def _close(
    text: Pieces, other: Pieces, near: Iterable[tuple[int, list[int]]]
) -> Iterator[tuple[int, tuple[int, float]]]:
    """The best counterpart of each paragraph that has one, by their places, and how alike it is."""
    from rapidfuzz.fuzz import ratio

    for place, some in near:
        said = text.said[place]
        scored = ((ratio(said, other.said[at], score_cutoff=NEAR), -at) for at in some)
        likeness, found = max(scored, default=(0.0, 0))
        if likeness:
            yield place, (-found, likeness)


def _share(text: Pieces, found: _Overlap, whole: Collection[int]) -> float:
    """The share of a text that stands in another: some paragraphs as a whole, others in part.

    Of these, words count that stand there `STRETCH` or more in a row: fewer are a turn of phrase
    that anybody may use.
    """
    import numpy as np

    covered = float(sum(text.sizes[place] for place in whole))
    if not found.held.any():
        return covered / text.size
    begins = np.flatnonzero(
        np.diff(found.held, prepend=False) | np.diff(found.place, prepend=-1) != 0
    )
    words = np.diff(begins, append=len(found.held)) + RUN - 1
    places = found.place[begins]
    partly = np.ones(len(text.sizes), dtype=np.bool_)
    partly[list(whole)] = False
    telling = found.held[begins] & (words >= STRETCH) & partly[places]
    all_words = np.bincount(found.place, minlength=len(text.sizes))[places] + RUN - 1
    parts = np.asarray(text.sizes)[places] * words / all_words
    return (covered + float(parts[telling].sum())) / text.size
