"""Claims that stand in one and the same paragraph of several documents: it was written once.

A paragraph is the same where it says the same, and where it says nearly the same and the two texts
have, or may have, a stretch of words in common. Texts are read for the latter alone: the rest is an
index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.analysis.circles import joined
from workbench.analysis.numbering import distinct, places
from workbench.dossier.kept import MANY
from workbench.store import content, repeats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from workbench.analysis.numbering import Ids, Numbers
    from workbench.dossier.dossier import Dossier

    Flags = NDArray[np.bool_]

_FEWEST = 2


class _Said(NamedTuple):
    """What claims about things say in documents, row by row, ascending by the first two columns.

    `said` is the number of what is said in a spot (see `store/repeats`).
    """

    owners: Numbers
    said: Numbers
    documents: Numbers
    spots: Numbers


def copied(dossier: Dossier, owners: Numbers, documents: Numbers, passages: Ids) -> Numbers:
    """Which claims stand in one copied paragraph, as a number for each group of them; -1 for none.

    Args:
        dossier: holds the passages and their texts.
        owners: what each claim is about: claims about other things are not compared.
        documents: the source of each claim: claims of one are not compared with one another.
        passages: in which each claim stands; empty where in none.
    """
    import numpy as np

    groups = np.full(len(owners), -1)
    at = np.flatnonzero(passages != b"")
    at = at[_of_several(owners[at], documents[at])]
    if not len(at):
        return groups
    with dossier.store.reading() as connection:
        spots, said = _standing(connection, passages[at])
        telling = np.flatnonzero(said)
        telling = telling[np.lexsort((said[telling], owners[at[telling]]))]
        at = at[telling]
        some = _Said(owners[at], said[telling], documents[at], spots[telling])
        if len(at):
            groups[at] = _grouped(some, _nearly_the_same(connection, some))
    return groups


def _of_several(owners: Numbers, documents: Numbers) -> Flags:
    """Whether claims are about something that several documents speak of."""
    import numpy as np

    width = int(documents.max(initial=0)) + 2  # -1 is a document that is not known
    pairs = distinct(owners * width + documents + 1)
    several: Flags = np.bincount(pairs // width)[owners] >= _FEWEST
    return several


def _standing(connection: Connection, passages: Ids) -> tuple[Numbers, Numbers]:
    """The spot in which each passage begins, and the number of what is said there.

    That number is 0 where it tells too little, where the text is not indexed and where the passage
    is gone.
    """
    import numpy as np

    few = len(passages) < MANY
    known, spots = repeats.standing(connection, passages.astype(str).tolist() if few else None)
    spots = np.append(spots, 0)[places(passages, known)]
    if few:
        spoken = _spoken(connection, spots.tolist())
        said = [spoken[each][0] if each in spoken else 0 for each in spots.tolist()]
        return spots, np.array(said, dtype=np.int64)
    every, said_there = repeats.every_paragraph(connection)
    order = np.argsort(every)
    at = every.searchsorted(spots, sorter=order)
    found = np.append(order, -1)[at]
    return spots, np.where(np.append(every, -1)[found] == spots, np.append(said_there, 0)[found], 0)


def _grouped(some: _Said, near: NDArray[np.int64]) -> Numbers:
    """The first of those that stand in one paragraph with each; -1 where none does.

    `near` are pairs that say nearly the same.
    """
    import numpy as np

    fresh = np.diff(some.owners, prepend=-1) != 0
    fresh[1:] |= some.said[1:] != some.said[:-1]
    run = np.cumsum(fresh) - 1
    begins = np.flatnonzero(fresh)
    other = some.documents != some.documents[begins][run]
    several = np.logical_or.reduceat(other, begins)[run]
    first = np.where(several, begins[run], np.arange(len(run)))
    lead = np.where(several, first, -1)
    for group in joined((one, other) for one, other in first[near].tolist()):
        lead[list(group)] = min(group)
    grouped: Numbers = lead[first]
    return grouped


def _nearly_the_same(connection: Connection, some: _Said) -> NDArray[np.int64]:
    """The pairs, row by row, that say nearly the same about one thing in several documents."""
    from workbench.intake.repeats import folded_alike

    pairs = _likely(connection, some)
    said, spots = (each[pairs.ravel()].tolist() for each in (some.said, some.spots))
    where = dict(zip(said, spots, strict=True))
    spoken = _spoken(connection, where.values())
    both = list(zip(said[::2], said[1::2], strict=True))
    alike = {pair for pair in set(both) if folded_alike(*(spoken[where[each]][1] for each in pair))}
    return pairs[[pair in alike for pair in both]]


def _likely(connection: Connection, some: _Said) -> NDArray[np.int64]:
    """The pairs that do not say the same, in texts that may have a stretch of words in common."""
    import numpy as np

    texts = repeats.text_of(some.spots)
    known = repeats.in_common(connection, set(texts.tolist()) if len(texts) < MANY else None)
    crowded = _among(repeats.pair_of(texts, texts), known)
    found = [np.empty((0, 2), dtype=np.int64)]
    for one, other in _pairs(some.owners):
        both = np.sort([texts[one], texts[other]], axis=0)
        likely = _among(repeats.pair_of(*both), known)
        likely |= (both[0] == both[1]) | (crowded[one] & crowded[other])
        likely &= some.documents[one] != some.documents[other]
        likely &= some.said[one] != some.said[other]
        found.append(np.stack([one[likely], other[likely]], axis=1))
    return np.concatenate(found)


def _among(pairs: Numbers, known: Numbers) -> Flags:
    """Whether each is among those that are known, which ascend."""
    import numpy as np

    found: Flags = np.append(known, -1)[known.searchsorted(pairs)] == pairs
    return found


def _pairs(owners: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """All pairs of places that hold the same; what is the same stands together."""
    import numpy as np

    first, apart = np.arange(len(owners)), 1
    while len(first):
        first = first[first + apart < len(owners)]
        first = first[owners[first] == owners[first + apart]]
        yield first, first + apart
        apart += 1


def _spoken(connection: Connection, spots: Collection[int]) -> dict[int, tuple[int, str]]:
    """What is said in some spots, as a number and as folded words."""
    from workbench.intake.paragraphs import with_words

    wanted = set(spots)
    texts = {key: text for text, key in repeats.hashes(connection, map(repeats.text_of, wanted))}
    return {
        spot: (paragraph.said, words)
        for key, data in content.read_all(connection, texts)
        for paragraph, words in with_words(data.decode())
        if (spot := repeats.spot_of(texts[key], paragraph.ordinal)) in wanted
    }
