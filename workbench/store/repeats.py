"""The index of repeats: which texts hold a paragraph, share a fingerprint, or are alike.

It is derived from texts, which never change, and keyed by their hash: nothing in it is logged, undo
need not touch it, and a text that is missing in it is indexed when that is noticed.
"""

# ruff: noqa: S608 - statements made of our own words only

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.store.batches import insertion
from workbench.store.columns import IDS, ids_in
from workbench.store.prints import Prints, gathered, meet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection, CursorResult

    from workbench.store.columns import Ids

    Numbers = NDArray[np.int64]
    Fingerprints = Sequence[int] | NDArray[np.int64]

MOST_TEXTS = 16
"""A fingerprint that so many texts have tells no more of them apart, so the first ones keep it."""
_HALF = 32
_BITS = 24
"""No text has so many paragraphs that their number takes more."""
_PART = 50_000
_READ_WHOLE = 4
"""How many fingerprints are read in the time in which one is looked up."""
_HOLDS_MORE = (
    "SELECT 1 FROM (SELECT sum(prints) OVER (ROWS UNBOUNDED PRECEDING) AS held FROM text)"
    " WHERE held > ? LIMIT 1"
)
"""Whether the texts have more fingerprints than that: it stops where they do."""
_GIVEN = "(SELECT value FROM json_each(?))"
_LIKENESS = (
    "SELECT a.hash, b.hash, l.share, back.share FROM text AS a CROSS JOIN likeness AS l"
    " ON l.text = a.id AND l.share > 0 CROSS JOIN likeness AS back"
    " ON back.text = l.other AND back.other = l.text JOIN text AS b ON b.id = l.other"
    f" WHERE a.hash IN {_GIVEN}"
)
_STANDING = f"""
SELECT {IDS.format("p.id")}, json_group_array(coalesce(t.id, 0) << {_BITS} | p.paragraph)
FROM passage AS p LEFT JOIN text AS t ON t.hash = CASE p.text
  WHEN '' THEN (SELECT s.text FROM source AS s WHERE s.id = p.source) ELSE p.text END
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share, from 0 to 1, of the text with the hash `text` that stands in `other`."""

    text: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Indexed:
    """A text to index: the number and the ordinal of each paragraph, and its fingerprints.

    Fingerprints stand once each, ascending.
    """

    key: str
    said: Sequence[tuple[int, int]]
    prints: Fingerprints


@dataclass(frozen=True, slots=True)
class Shared:
    """`prints` of the fingerprints that were asked for are in the text `text`, which has `of`."""

    text: str
    prints: int
    of: int


def missing(connection: Connection) -> list[str]:
    """The hashes of the texts of sources that are not indexed yet, oldest source first."""
    found = connection.exec_driver_sql(
        "SELECT s.text FROM source AS s JOIN content AS c ON c.hash = s.text"
        " LEFT JOIN text AS t ON t.hash = s.text WHERE t.id IS NULL GROUP BY s.text"
        " ORDER BY min(s.number)"
    )
    return list(found.scalars())


def compared(connection: Connection) -> int:
    """How many texts were compared with one another so far."""
    found = connection.exec_driver_sql("SELECT COALESCE(max(id), 0) FROM text").scalar_one()
    return int(found)


def sources_since(connection: Connection, text: int) -> set[str]:
    """The ids of the sources whose texts were compared later than the one with that number."""
    found = connection.exec_driver_sql(
        "SELECT s.id FROM text AS t JOIN source AS s ON s.text = t.hash WHERE t.id > ?", (text,)
    )
    return set(found.scalars())


def index(
    connection: Connection, texts: Iterable[Indexed], fewest: int = 1, least: float = 0.0
) -> dict[str, list[Shared]]:
    """Indexes texts, and gives the earlier ones that each has enough fingerprints in common with.

    Enough are `fewest`, and the share `least` of those that the text with fewer of them has. Of
    others is kept that they have a stretch in common. A text that is indexed already is passed
    over. What is given is keyed by the hash of a text and begins with those that share most; the
    texts come in the order in which they are given.
    """
    fresh = _added(connection, texts)
    if not fresh:
        return {}
    rows = sorted((said, key, place) for key, each in fresh.items() for said, place in each.said)
    _insert(connection, "paragraph", ("said", "text", "ordinal"), rows)
    prints = gathered((key, each.prints) for key, each in fresh.items())
    found = meet(_held(connection, prints), prints, MOST_TEXTS)
    for part in found.kept.parts(_PART):
        _insert(connection, "fingerprint", ("print", "text"), part)
    pairs = [(later, earlier, 0.0) for later, earlier, _ in found.shared]
    pairs += [(earlier, later, 0.0) for later, earlier, _ in found.shared]
    pairs += [(text, text, 0.0) for text in found.crowded.tolist()]
    _insert(connection, "likeness", ("text", "other", "share"), pairs)
    known = _known(connection, {earlier for _, earlier, count in found.shared if count >= fewest})
    given: dict[str, list[Shared]] = {}
    for later, earlier, count in found.shared:
        if count < fewest:
            continue
        (key, of), text = known[earlier], fresh[later]
        if count >= least * min(of, len(text.prints)):
            given.setdefault(text.key, []).append(Shared(key, count, of))
    return given


def _added(connection: Connection, texts: Iterable[Indexed]) -> dict[int, Indexed]:
    """Those of `texts` that were not indexed yet, under their new numbers."""
    wanted = {each.key: each for each in texts}
    held = connection.exec_driver_sql(
        f"SELECT hash FROM text WHERE hash IN {_GIVEN}", (json.dumps(list(wanted)),)
    )
    for key in held.scalars():
        del wanted[key]
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM text").scalar_one()
    fresh = dict(enumerate(wanted.values(), last + 1))
    rows = [(number, each.key, len(each.prints)) for number, each in fresh.items()]
    _insert(connection, "text", ("id", "hash", "prints"), rows)
    return fresh


def _insert(
    connection: Connection, table: str, names: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    if rows:
        connection.exec_driver_sql(insertion(table, names), rows)


def sharing(connection: Connection, prints: Sequence[int]) -> list[Shared]:
    """The texts that have some of `prints`, those with most first."""
    counted = Counter(text for part in _sought(connection, sorted(prints)) for _, text in part)
    known = _known(connection, counted)
    found = [Shared(known[text][0], counted[text], known[text][1]) for text in sorted(counted)]
    return sorted(found, key=lambda each: -each.prints)


def _held(connection: Connection, fresh: Prints) -> Prints:
    """The indexed texts that have some of the fingerprints of fresh ones, both ascending.

    Where most of the index would be looked up, reading it from end to end is quicker.
    """
    wanted = fresh.each_once()
    if connection.exec_driver_sql(_HOLDS_MORE, (_READ_WHOLE * len(wanted),)).all():
        return Prints.of(_sought(connection, wanted.tolist()))
    whole = connection.exec_driver_sql("SELECT print, text FROM fingerprint")
    return Prints.of(_parted(whole)).among(wanted)


def _sought(connection: Connection, prints: list[int]) -> Iterator[Sequence[tuple[int, int]]]:
    rows = connection.exec_driver_sql(
        "SELECT f.print, f.text FROM json_each(?) AS j"
        " CROSS JOIN fingerprint AS f ON f.print = j.value",
        (json.dumps(prints),),
    )
    yield from _parted(rows)


def _parted(rows: CursorResult[Any]) -> Iterator[Sequence[tuple[int, int]]]:
    """Rows as the driver gives them, many at a time: a `Row` for each would cost more than it."""
    cursor = rows.cursor
    while cursor is not None and (part := cursor.fetchmany(_PART)):
        yield part
    rows.close()


def _known(connection: Connection, texts: Iterable[int]) -> dict[int, tuple[str, int]]:
    """The hash of each text and how many fingerprints it has, by its number."""
    rows = connection.exec_driver_sql(
        f"SELECT id, hash, prints FROM text WHERE id IN {_GIVEN}", (json.dumps(list(texts)),)
    )
    return {text: (key, of) for text, key, of in rows}


def keep_likeness(connection: Connection, found: Iterable[Likeness]) -> None:
    """Remembers how much of some texts stands in others."""
    rows = [(each.share, each.text, each.other) for each in found]
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO likeness (text, other, share)"
            " SELECT a.id, b.id, ? FROM text AS a, text AS b WHERE a.hash = ? AND b.hash = ?",
            rows,
        )


def holding(connection: Connection, said: int) -> list[tuple[str, int]]:
    """The hashes of the texts that hold the paragraph `said`, each with its ordinal there."""
    rows = connection.exec_driver_sql(
        "SELECT t.hash, p.ordinal FROM paragraph AS p JOIN text AS t ON t.id = p.text"
        " WHERE p.said = ? ORDER BY p.text, p.ordinal",
        (said,),
    )
    return [(key, ordinal) for key, ordinal in rows]


def likeness(connection: Connection, texts: Collection[str]) -> list[Likeness]:
    """How much of some texts stands in others, and of those in them, as far as worth telling."""
    rows = connection.exec_driver_sql(_LIKENESS, (json.dumps(list(texts)),))
    return [
        each
        for text, other, share, back in rows
        for each in (Likeness(text, other, share), Likeness(other, text, back))
    ]


def copies(connection: Connection, least: float) -> list[tuple[str, str]]:
    """All pairs of texts of which one holds at least the share `least` of the other."""
    rows = connection.exec_driver_sql(
        "SELECT a.hash, b.hash FROM likeness AS l JOIN text AS a ON a.id = l.text"
        " JOIN text AS b ON b.id = l.other WHERE l.share >= ?",
        (least,),
    )
    return [(text, other) for text, other in rows]


def spot_of(text: int, ordinal: int) -> int:
    """A paragraph of a text in one number, the spot."""
    return text << _BITS | ordinal


NumberOrNumbers = TypeVar("NumberOrNumbers", int, "Numbers")


def text_of(spots: NumberOrNumbers) -> NumberOrNumbers:
    """The number of the text of a spot, or of many."""
    return spots >> _BITS


def standing(
    connection: Connection, passages: Collection[str] | None = None
) -> tuple[Ids, Numbers]:
    """The ids of some passages, or of all, and the spots in which they begin.

    In a spot, the text is 0 where it is not indexed.
    """
    chosen = "" if passages is None else f" WHERE p.id IN {_GIVEN}"
    given = () if passages is None else (json.dumps(list(passages)),)
    ((ids, spots),) = connection.exec_driver_sql(_STANDING + chosen, given)
    return ids_in(ids), _numbers(spots)


def every_paragraph(connection: Connection) -> tuple[Numbers, Numbers]:
    """The spots of all paragraphs of indexed texts, and the number of what is said in each."""
    ((spots, said),) = connection.exec_driver_sql(
        f"SELECT json_group_array(text << {_BITS} | ordinal), json_group_array(said) FROM paragraph"
    )
    return _numbers(spots), _numbers(said)


def pair_of(one: Numbers, other: Numbers) -> Numbers:
    """Two texts in one number, the lower one first."""
    return one << _HALF | other


def in_common(connection: Connection, texts: Collection[int] | None = None) -> Numbers:
    """The pairs of texts that have a stretch of words in common, of some texts or all.

    Each pair is a number, see `pair_of`; they ascend. Any two of those that stand there with
    themselves may have more in common: it was no more told of, see `MOST_TEXTS`.
    """
    import numpy as np

    chosen = "" if texts is None else f" AND text IN {_GIVEN}"
    given = () if texts is None else (json.dumps(list(texts)),)
    ((one, other),) = connection.exec_driver_sql(
        "SELECT json_group_array(text), json_group_array(other) FROM likeness"
        f" WHERE text <= other{chosen}",
        given,
    )
    return np.sort(pair_of(_numbers(one), _numbers(other)))


def hashes(connection: Connection, texts: Iterable[int]) -> list[tuple[int, str]]:
    """The numbers of some texts, each with its hash."""
    return [(text, key) for text, (key, _) in _known(connection, set(texts)).items()]


def _numbers(packed: str) -> Numbers:
    import numpy as np

    return np.array(json.loads(packed), dtype=np.int64)


def held_twice(connection: Connection) -> list[str]:
    """The hashes of the texts that several sources have."""
    rows = connection.exec_driver_sql(
        "SELECT text FROM source WHERE text != '' GROUP BY text HAVING count(*) > 1"
    )
    return list(rows.scalars())


def sources_of(connection: Connection, texts: Collection[str]) -> list[tuple[str, str]]:
    """The hash of the text and the id of each source that has one of `texts` now, oldest first."""
    rows = connection.exec_driver_sql(
        f"SELECT text, id FROM source WHERE text IN {_GIVEN} ORDER BY number",
        (json.dumps(list(texts)),),
    )
    return [(text, key) for text, key in rows]
