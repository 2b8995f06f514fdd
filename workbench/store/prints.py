"""Which texts share fingerprints, worked out for many texts at once, without asking one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints and the numbers of the texts that have them, pair by pair."""

    prints: Column
    texts: Column

    @classmethod
    def of(cls, parts: Iterable[Sequence[tuple[int, int]]]) -> Prints:
        """Pairs of a fingerprint and a text, part by part."""
        import numpy as np

        some = [np.array(each, dtype=np.int64).reshape(-1, 2) for each in parts]
        pairs = np.concatenate([np.empty((0, 2), dtype=np.int64), *some])
        return cls(pairs[:, 0], pairs[:, 1])

    def each_once(self) -> Column:
        """The fingerprints, each once, ascending; here they ascend already."""
        import numpy as np

        kept: Column = self.prints[np.diff(self.prints, prepend=-1) != 0]
        return kept

    def among(self, wanted: Column) -> Prints:
        """Those with one of the fingerprints `wanted`, which ascend."""
        import numpy as np

        if not len(wanted):
            return Prints(self.prints[:0], self.texts[:0])
        at = np.minimum(wanted.searchsorted(self.prints), len(wanted) - 1)
        found = wanted[at] == self.prints
        return Prints(self.prints[found], self.texts[found])

    def parts(self, size: int) -> Iterator[list[tuple[int, int]]]:
        """The pairs, so many at a time."""
        for begin in range(0, len(self.prints), size):
            some = slice(begin, begin + size)
            yield list(zip(self.prints[some].tolist(), self.texts[some].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Met:
    """What comes of texts meeting those that are known.

    Attributes:
        kept: the fresh fingerprints to remember, ascending.
        crowded: the fresh texts of which not all fingerprints are remembered, ascending.
        shared: a text, an earlier one, and how many fingerprints they share, where these are enough
            of them; text by text, those that share most first.
    """

    kept: Prints
    crowded: Column
    shared: list[tuple[int, int, int]]


def gathered(texts: Iterable[tuple[int, Sequence[int] | Column]]) -> Prints:
    """The fingerprints of texts, given by their numbers, in one column, ascending."""
    import numpy as np

    some = list(texts)
    prints = np.concatenate([np.asarray(each, dtype=np.int64) for _, each in some])
    numbers = np.repeat([number for number, _ in some], [len(each) for _, each in some])
    order = np.lexsort((numbers, prints))
    return Prints(prints[order], numbers[order])


def meet(held: Prints, fresh: Prints, most: int, fewest: int = 1) -> Met:
    """What `fresh` texts share with those that are `held`, and with one another.

    Both are sorted by fingerprint and text, and fresh texts have higher numbers than held ones.
    Only the first `most` texts that have a fingerprint are told apart by it: later ones are
    compared with these, and do not keep it. Texts that share less than `fewest` share nothing.
    """
    import numpy as np

    prints = np.concatenate([held.prints, fresh.prints])
    texts = np.concatenate([held.texts, fresh.texts])
    is_fresh = np.arange(len(prints)) >= len(held.prints)
    order = prints.argsort(kind="stable")
    prints, texts, is_fresh = prints[order], texts[order], is_fresh[order]
    begins = np.flatnonzero(np.diff(prints, prepend=-1))
    first = np.repeat(begins, np.diff(begins, append=len(prints)))
    rank = np.arange(len(prints)) - first
    keep = is_fresh & (rank < most)
    pairs = _pairs(texts, first, np.where(is_fresh, rank, 0), most)
    crowded = np.unique(texts[is_fresh & ~keep])
    return Met(Prints(prints[keep], texts[keep]), crowded, _shared(pairs, fewest))


def _pairs(texts: Column, first: Column, rank: Column, most: int) -> Column:
    """Two texts in one number, the later one first, for each fingerprint that they share.

    `texts` are sorted by fingerprint and number; `first` is where the texts with the same one
    begin, and `rank` how many of them come before, 0 where a text is no fresh one.
    """
    import numpy as np

    later = np.flatnonzero(rank)
    pairs = [np.empty(0, dtype=np.int64)]
    for place in range(most):
        later = later[rank[later] > place]
        pairs.append((texts[later] << 32) | texts[first[later] + place])
    return np.concatenate(pairs)


def _shared(pairs: Column, fewest: int) -> list[tuple[int, int, int]]:
    """Which texts share how many fingerprints: see `Met.shared`."""
    import numpy as np

    pairs = np.sort(pairs)
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(begins, append=len(pairs))
    enough = counts >= fewest
    found, counts = pairs[begins[enough]], counts[enough]
    later, earlier = found >> 32, found & 0xFFFFFFFF
    order = np.lexsort((earlier, -counts, later))
    columns = (each[order].tolist() for each in (later, earlier, counts))
    return list(zip(*columns, strict=True))
