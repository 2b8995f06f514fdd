"""Full-text search: words in one index, texts with Chinese, Japanese or Korean in another.

Every word is quoted before it reaches FTS5, so that no search text is an error or an operator.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, Text, and_, column, or_, select, table

from workbench.model import RECORDS
from workbench.store.schema import RECORD_TABLES, SEARCH_ENTRY
from workbench.store.words import phrase, spaced_cjk, terms_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

EXCERPT = 140
"""Characters of an excerpt."""
_READ_FOR_EXCERPT = 200_000
_INDEXES = {"search": "bm25(search, 5.0, 1.0)", "search_cjk": "bm25(search_cjk)"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found: its kind, id, number, title, and text around a word."""

    kind: str
    record: str
    ref: str
    title: str
    excerpt: str


def matching(kind: str, words: tuple[str, ...]) -> ColumnElement[bool] | None:
    """The records of `kind` that hold all `words`, those with a leading - none of them.

    None when this kind is not indexed.
    """
    if not RECORDS[kind].SEARCHED:
        return None
    own, entry = RECORD_TABLES[kind].c.id, SEARCH_ENTRY.c
    clauses = []
    for word in words:
        negated = word.startswith("-") and len(word) > 1
        for term in terms_of(word.removeprefix("-")):
            holding = select(entry.record).where(entry.kind == kind, _found(term))
            clauses.append(own.not_in(holding) if negated else own.in_(holding))
    return and_(True, *clauses)  # noqa: FBT003 - SQLAlchemy's empty conjunction


def _found(term: str) -> ColumnElement[bool]:
    return or_(*(_in_index(index, f"{phrase(term)}*") for index in _indexes_for(term)))


def _indexes_for(words: str) -> tuple[str, ...]:
    """All records that hold such characters are in the second index, with all of their words."""
    return ("search_cjk",) if spaced_cjk(words) else tuple(_INDEXES)


def _in_index(index: str, match: str) -> ColumnElement[bool]:
    fts = table(index, column("rowid", Integer), column(index, Text))
    return SEARCH_ENTRY.c.id.in_(select(fts.c.rowid).where(fts.c[index].op("MATCH")(match)))


def search(
    connection: Connection, words: str, *, limit: int = 50, kinds: tuple[str, ...] = ()
) -> list[Hit]:
    """The best `limit` records that hold all of `words`, best first; the last may be unfinished.

    Never an error, whatever is typed.
    """
    terms = terms_of(words)
    if not terms:
        return []
    match = " ".join(phrase(term) for term in terms) + "*"
    found: dict[tuple[str, str], None] = {}
    for index in _indexes_for(words):
        found |= dict.fromkeys(_ranked(connection, index, match, limit, kinds))
    return _hits(connection, list(found)[:limit], terms)


def _ranked(
    connection: Connection, index: str, match: str, limit: int, kinds: tuple[str, ...]
) -> list[tuple[str, str]]:
    chosen = " AND e.kind IN (SELECT value FROM json_each(?))" if kinds else ""
    statement = (
        f"SELECT e.kind, e.record FROM {index} JOIN search_entry AS e ON e.id = {index}.rowid"
        f" WHERE {index} MATCH ?{chosen} ORDER BY {_INDEXES[index]} LIMIT ?"
    )
    given = (match, json.dumps(kinds), limit) if kinds else (match, limit)
    return [(kind, record) for kind, record in connection.exec_driver_sql(statement, given)]


def _hits(connection: Connection, found: list[tuple[str, str]], terms: list[str]) -> list[Hit]:
    hits: dict[tuple[str, str], Hit] = {}
    for kind in dict.fromkeys(kind for kind, _ in found):
        keys = [record for each, record in found if each == kind]
        hits |= {(kind, hit.record): hit for hit in _hits_of(connection, kind, keys, terms)}
    return [hits[each] for each in found if each in hits]


def _hits_of(connection: Connection, kind: str, keys: list[str], terms: list[str]) -> list[Hit]:
    model = RECORDS[kind]
    names = ", ".join(f'"{name}"' for name in model.SEARCHED if name != model.TITLE)
    text = (
        "(SELECT substr(bytes, 1, ?) FROM content WHERE hash = text)" if kind == "source" else "?"
    )
    rows = connection.exec_driver_sql(
        f'SELECT id, number, "{model.TITLE}", {text}{", " + names if names else ""} FROM {kind}'
        " WHERE id IN (SELECT value FROM json_each(?))",
        (_READ_FOR_EXCERPT if kind == "source" else b"", json.dumps(keys)),
    )
    return [
        Hit(
            kind,
            key,
            f"{model.PREFIX}-{number:04d}",
            title,
            excerpt(" ".join([(start or b"").decode(errors="replace"), *rest]).strip(), terms),
        )
        for key, number, title, start, *rest in rows
    ]


def excerpt(body: str, terms: list[str]) -> str:
    """Some `EXCERPT` characters of `body` around the first of `terms` in it, cut at spaces."""
    lower = body.lower()
    places = (lower.find(term.lower()) for term in terms)
    found = next((place for place in places if place >= 0), 0)
    start = body.rfind(" ", 0, max(0, found - EXCERPT // 3)) + 1
    stop = start + EXCERPT
    return ("…" if start else "") + _folded(body[start:stop]) + ("…" if stop < len(body) else "")


def _folded(body: str) -> str:
    return " ".join(body.split())
