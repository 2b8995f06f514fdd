"""Full-text search: words in one index, texts with Chinese, Japanese or Korean in another.

Every word is quoted before it reaches FTS5, so that no search text is an error or an operator.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, Text, and_, column, not_, or_, select, table, text, true

from workbench.model import RECORDS
from workbench.store.schema import RECORD_TABLES, SEARCH_ENTRY
from workbench.store.words import pattern, phrase, plain, spaced_cjk, terms_of

if TYPE_CHECKING:
    import re

    from sqlalchemy import ColumnElement, Connection

EXCERPT = 140
"""Characters of an excerpt."""
_INDEXES = {"search": "bm25(search, 5.0, 1.0)", "search_cjk": "bm25(search_cjk)"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found: its kind, id, number, title, and text around a word.

    `marks` are the half-open spans of what was found in `excerpt`. For a source, `start` and `stop`
    say where the first place stands in its text (code points), and `places` how many there are;
    both are 0 where the words stand elsewhere, such as in its title.
    """

    kind: str
    record: str
    ref: str
    title: str
    excerpt: str
    marks: tuple[tuple[int, int], ...] = ()
    start: int = 0
    stop: int = 0
    places: int = 0


def matching(kind: str, words: tuple[str, ...]) -> ColumnElement[bool] | None:
    """The records of `kind` that hold all `words`, those with a leading - none of them.

    None when this kind is not indexed.
    """
    if not RECORDS[kind].SEARCHED:
        return None
    clauses = []
    for word in words:
        negated = word.startswith("-") and len(word) > 1
        term = " ".join(terms_of(word[negated:]))
        if term:
            clause = _entry_holds([term])
            clauses.append(not_(clause) if negated else clause)
    return _with_entry(kind, and_(*clauses)) if clauses else true()


def holding(kind: str, terms: list[str], distance: int | None = None) -> ColumnElement[bool]:
    """The records of an indexed kind with one of `terms`, or with all at most `distance` apart."""
    return _with_entry(kind, _entry_holds(terms, distance))


def _with_entry(kind: str, found: ColumnElement[bool]) -> ColumnElement[bool]:
    """The records of a kind whose entry in the indexes is `found`: all its words in one look."""
    entry = SEARCH_ENTRY.c
    chosen = select(entry.record).where(entry.kind == kind, found)
    return RECORD_TABLES[kind].c.id.in_(chosen)


def _entry_holds(terms: list[str], distance: int | None = None) -> ColumnElement[bool]:
    match = match_of(terms, distance)
    return or_(*(_in_index(index, match) for index in indexes_for(terms)))


def match_of(terms: list[str], distance: int | None = None) -> str:
    """What FTS5 takes for one of `terms`, or for all of them at most `distance` words apart."""
    starts = [f"{phrase(term)} *" for term in terms]
    if distance is None:
        return f"({' OR '.join(starts)})"
    return f"NEAR({' '.join(starts)}, {distance})"


def indexes_for(terms: list[str]) -> tuple[str, ...]:
    """All records that hold such characters are in the second index, with all of their words."""
    return ("search_cjk",) if any(map(spaced_cjk, terms)) else tuple(_INDEXES)


def _in_index(index: str, match: str) -> ColumnElement[bool]:
    fts = table(index, column("rowid", Integer), column(index, Text))
    return SEARCH_ENTRY.c.id.in_(select(fts.c.rowid).where(fts.c[index].op("MATCH")(match)))


def ranked(
    connection: Connection,
    match: str,
    indexes: tuple[str, ...],
    limit: int,
    chosen: ColumnElement[bool] | None = None,
) -> list[tuple[str, str]]:
    """The kinds and ids of the best `limit` records that `match`, best first; also `chosen`."""
    found: dict[tuple[str, str], None] = {}
    for index in indexes:
        fts = table(index, column("rowid", Integer), column(index, Text))
        joined = fts.join(SEARCH_ENTRY, SEARCH_ENTRY.c.id == fts.c.rowid)
        wanted = select(SEARCH_ENTRY.c.kind, SEARCH_ENTRY.c.record).select_from(joined)
        wanted = wanted.where(fts.c[index].op("MATCH")(match))
        if chosen is not None:
            wanted = wanted.where(chosen)
        best = wanted.order_by(text(_INDEXES[index])).limit(limit)
        found |= dict.fromkeys((kind, record) for kind, record in connection.execute(best))
    return list(found)[:limit]


def hits(connection: Connection, found: list[tuple[str, str]], terms: list[str]) -> list[Hit]:
    """What to show of some records, given by kind and id, in their order; gone ones are left out.

    `terms` are what to find in their texts.
    """
    made: dict[tuple[str, str], Hit] = {}
    for kind in dict.fromkeys(kind for kind, _ in found):
        keys = [record for each, record in found if each == kind]
        made |= {(kind, hit.record): hit for hit in _hits_of(connection, kind, keys, terms)}
    return [made[each] for each in found if each in made]


def _hits_of(connection: Connection, kind: str, keys: list[str], terms: list[str]) -> list[Hit]:
    model, wanted = RECORDS[kind], pattern(terms)
    names = ", ".join(f'"{name}"' for name in model.SEARCHED if name != model.TITLE)
    text = "(SELECT bytes FROM content WHERE hash = text)" if kind == "source" else "NULL"
    rows = connection.exec_driver_sql(
        f'SELECT id, number, "{model.TITLE}", {text}{", " + names if names else ""} FROM {kind}'
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    found = []
    for key, number, title, own, *rest in rows:
        ref, body = f"{model.PREFIX}-{number:04d}", (own or b"").decode(errors="replace")
        places = [each.span() for each in wanted.finditer(plain(body))] if wanted else []
        about = body if places or not any(rest) else " ".join(filter(None, rest))
        shown, marks = excerpt(about, wanted, places[0][0] if places else None)
        start, stop = places[0] if places else (0, 0)
        found.append(Hit(kind, key, ref, title, shown, marks, start, stop, len(places)))
    return found


def excerpt(
    body: str, wanted: re.Pattern[str] | None, place: int | None = None
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Some `EXCERPT` characters of `body` around what is `wanted`, and the spans of that in it.

    It is cut at spaces; `place` says where the first stands, if that is known.
    """
    if place is None:
        first = wanted.search(plain(body)) if wanted else None
        place = first.start() if first else 0
    start = body.rfind(" ", 0, max(0, place - EXCERPT // 3)) + 1
    if place - start > EXCERPT // 2:
        start = place - EXCERPT // 3  # no space near by, as in Chinese
    stop = start + EXCERPT
    shown = ("…" if start else "") + _folded(body[start:stop]) + ("…" if stop < len(body) else "")
    marks = (each.span() for each in wanted.finditer(plain(shown))) if wanted else ()
    return shown, tuple(marks)


def around(body: str, start: int, stop: int) -> tuple[str, tuple[int, int]]:
    """Some `EXCERPT` characters around a stretch of `body`, and where that stands in them."""
    left = max(0, start - EXCERPT // 3)
    begin = body.find(" ", left, start) + 1 or left if left else 0
    end = min(len(body), max(stop, begin + EXCERPT))
    before = ("…" if begin else "") + _in_line(body[begin:start])
    found = _in_line(body[start:stop])
    after = _in_line(body[stop:end]) + ("…" if end < len(body) else "")
    return before + found + after, (len(before), len(before) + len(found))


def _in_line(body: str) -> str:
    return body.replace("\n", " ").replace("\t", " ")


def _folded(body: str) -> str:
    return " ".join(body.split())
