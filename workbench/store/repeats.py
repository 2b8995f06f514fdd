"""The index of repeats: which texts hold a paragraph, share a fingerprint, or are alike.

It is derived from texts, which never change, and keyed by their hash: nothing in it is logged, undo
need not touch it, and a text that is missing in it is indexed when that is noticed.
"""

# ruff: noqa: S608 - statements made of our own words only

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.store.operation import insertion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

MOST_TEXTS = 16
"""A fingerprint that so many texts have tells no more of them apart, so the first ones keep it."""
_GIVEN = "(SELECT value FROM json_each(?))"
_LIKENESS = (
    "SELECT a.hash, b.hash, l.share FROM likeness AS l JOIN text AS a ON a.id = l.text"
    " JOIN text AS b ON b.id = l.other"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The share, from 0 to 1, of the text with the hash `text` that stands in `other`."""

    text: str
    other: str
    share: float


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


def index(
    connection: Connection,
    key: str,
    said: Iterable[tuple[int, int]],
    prints: Sequence[int],
    fewest: int = 1,
) -> list[Shared]:
    """Indexes the text with the hash `key`; gives earlier texts with `fewest` of its fingerprints.

    `said` are the number and the ordinal of each of its paragraphs. Nothing is given, and nothing
    is done, where the text is indexed already.
    """
    added = connection.exec_driver_sql(
        "INSERT INTO text (hash, prints) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id",
        (key, len(prints)),
    ).scalar()
    if added is None:
        return []
    rows = [(number, added, ordinal) for number, ordinal in said]
    if rows:
        statement = insertion("paragraph", ("said", "text", "ordinal"))
        connection.exec_driver_sql(statement, rows)
    held = _held(connection, prints)
    full = {value for value, texts in held if len(texts) >= MOST_TEXTS}
    fresh = [(value, added) for value in prints if value not in full]
    if fresh:
        connection.exec_driver_sql(insertion("fingerprint", ("print", "text")), fresh)
    return _shared(connection, held, fewest)


def sharing(connection: Connection, prints: Sequence[int]) -> list[Shared]:
    """The texts that have some of `prints`, those with most first."""
    return _shared(connection, _held(connection, prints), 1)


def _held(connection: Connection, prints: Sequence[int]) -> list[tuple[int, list[str]]]:
    """Those of `prints` that texts have, each with the numbers of these."""
    rows = connection.exec_driver_sql(
        "SELECT f.print, group_concat(f.text, ' ') FROM json_each(?) AS j"
        " CROSS JOIN fingerprint AS f ON f.print = j.value GROUP BY f.print",
        (json.dumps(prints),),
    )
    return [(value, texts.split()) for value, texts in rows]


def _shared(connection: Connection, held: list[tuple[int, list[str]]], fewest: int) -> list[Shared]:
    counted = Counter(text for _, texts in held for text in texts)
    wanted = [int(text) for text, count in counted.items() if count >= fewest]
    if not wanted:
        return []
    rows = connection.exec_driver_sql(
        f"SELECT id, hash, prints FROM text WHERE id IN {_GIVEN} ORDER BY id", (json.dumps(wanted),)
    )
    found = [Shared(key, counted[str(text)], of) for text, key, of in rows]
    return sorted(found, key=lambda each: -each.prints)


def keep_likeness(connection: Connection, found: Iterable[Likeness]) -> None:
    """Remembers how much of some texts stands in others."""
    for each in found:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO likeness (text, other, share)"
            " SELECT a.id, b.id, ? FROM text AS a, text AS b WHERE a.hash = ? AND b.hash = ?",
            (each.share, each.text, each.other),
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
    rows = connection.exec_driver_sql(
        f"{_LIKENESS} WHERE a.hash IN {_GIVEN} OR b.hash IN {_GIVEN}",
        (json.dumps(list(texts)),) * 2,
    )
    return [Likeness(*row) for row in rows]


def copies(connection: Connection, least: float) -> list[tuple[str, str]]:
    """All pairs of texts of which one holds at least the share `least` of the other."""
    rows = connection.exec_driver_sql(f"{_LIKENESS} WHERE l.share >= ?", (least,))
    return [(text, other) for text, other, _ in rows]


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
