"""Full-text search: words in one index, Chinese, Japanese and Korean characters in another.

Every word is quoted before it reaches FTS5, so that no search text is ever an error or an operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    column,
    or_,
    select,
    table,
)

from workbench.model import RECORDS
from workbench.store import content
from workbench.store.schema import RECORD_TABLES, SEARCH_ENTRY
from workbench.store.sqlite import search_terms

EXCERPT = 140
"""Characters of an excerpt."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found: its kind, id, number, title, and the stretch of text around the first word."""

    kind: str
    record: str
    ref: str
    title: str
    excerpt: str


def matching(kind: str, words: tuple[str, ...]) -> ColumnElement[bool] | None:
    """The records of `kind` that hold all `words` (those with a leading - none of them); None when none are indexed."""
    if not RECORDS[kind].SEARCHED:
        return None
    records, entry = RECORD_TABLES[kind], SEARCH_ENTRY
    clauses = []
    for word in words:
        negated, plain = word.startswith("-") and len(word) > 1, word
        clause = _found(word[1:] if negated else plain)
        holding = select(entry.c.record).where(entry.c.kind == kind, clause)
        clauses.append(records.c.id.not_in(holding) if negated else records.c.id.in_(holding))
    return and_(*clauses)


def _found(word: str, *, prefix: bool = True) -> ColumnElement[bool]:
    plain, cjk = search_terms(word)
    star = "*" if prefix and re.search(r"\w", word) else ""
    found = SEARCH_ENTRY.c.id.in_(_matches("search", plain + star))
    return or_(found, SEARCH_ENTRY.c.id.in_(_matches("search_cjk", cjk))) if cjk else found


def _matches(index: str, phrase: str) -> Select[tuple[int]]:
    fts = table(index, column("rowid", Integer), column(index, Text))
    return select(fts.c.rowid).where(fts.c[index].op("MATCH")(phrase))


def search(
    connection: Connection, words: str, *, limit: int = 50, kinds: tuple[str, ...] = ()
) -> list[Hit]:
    """The best `limit` records that hold all words of `words` in title or text, best first; the last word may be unfinished.

    Never an error, whatever is typed.
    """
    terms = words.replace('"', " ").split()
    if not terms:
        return []
    plain = " ".join(
        f"{search_terms(term)[0]}{'*' if n == len(terms) - 1 else ''}"
        for n, term in enumerate(terms)
    )
    cjk = " ".join(filter(None, (search_terms(term)[1] for term in terms)))
    rows = _ranked(connection, "search", plain, limit, kinds)
    if cjk:
        known = {(row[0], row[1]) for row in rows}
        rows += [
            row
            for row in _ranked(connection, "search_cjk", cjk, limit, kinds)
            if (row[0], row[1]) not in known
        ]
    return [_hit(connection, kind, record, terms) for kind, record in rows[:limit]]


def _ranked(
    connection: Connection, index: str, match: str, limit: int, kinds: tuple[str, ...]
) -> list[tuple[str, str]]:
    weights = ", 5.0, 1.0" if index == "search" else ""
    chosen = "".join(
        f" AND e.kind IN ({', '.join(repr(kind) for kind in kinds if kind in RECORDS)})"
        for _ in kinds[:1]
    )
    statement = (
        f"SELECT e.kind, e.record FROM {index} JOIN search_entry e ON e.id = {index}.rowid"  # noqa: S608 - our own names
        f" WHERE {index} MATCH ?{chosen} ORDER BY bm25({index}{weights}) LIMIT ?"
    )
    return [
        (kind, record) for kind, record in connection.exec_driver_sql(statement, (match, limit))
    ]


def _hit(connection: Connection, kind: str, record: str, terms: list[str]) -> Hit:
    records, model = RECORD_TABLES[kind], RECORDS[kind]
    row = connection.execute(select(records).where(records.c.id == record)).mappings().one()
    body = " ".join(str(row[name] or "") for name in model.SEARCHED[1:])
    if kind == "source" and row["text"]:
        body = (content.read(connection, row["text"]) or b"").decode(errors="replace") + " " + body
    return Hit(
        kind,
        record,
        f"{model.PREFIX}-{row['number']:04d}",
        str(row[model.SEARCHED[0]]),
        excerpt(body, terms),
    )


def excerpt(body: str, terms: list[str]) -> str:
    """Some `EXCERPT` characters of `body` around the first of `terms` that stands in it, cut at spaces."""
    found = next(
        (m for term in terms if (m := re.search(re.escape(term), body, re.IGNORECASE))), None
    )
    if found is None:
        return _folded(body[:EXCERPT])
    start = max(0, found.start() - EXCERPT // 3)
    start = body.rfind(" ", 0, start) + 1 if start else 0
    stop = start + EXCERPT
    return ("…" if start else "") + _folded(body[start:stop]) + ("…" if stop < len(body) else "")


def _folded(body: str) -> str:
    return " ".join(body.split())
