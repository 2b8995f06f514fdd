"""Full-text search: words in one index, texts with Chinese, Japanese or Korean in another.

Every word is quoted before it reaches FTS5, so that no search text is an error or an operator.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Integer,
    Text,
    column,
    exists,
    func,
    not_,
    select,
    table,
    text,
    true,
    union_all,
)

from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.schema import RECORD_TABLES, SEARCH_ENTRY
from workbench.store.words import phrase, plain, sought, spaced_cjk, terms_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from workbench.store.words import Sought

EXCERPT = 140
"""Characters of an excerpt."""
OFTEN = 10_000
"""What so many records hold is soon met by looking at one after the other."""
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


def matching(
    kind: str, words: tuple[str, ...], *, often: bool = False
) -> ColumnElement[bool] | None:
    """The records of `kind` that hold all `words`, those with a leading - none of them.

    None when this kind is not indexed. Where they are held `often`, the first records in some order
    are found by looking at one after the other, all of them by going through the index.
    """
    if not RECORDS[kind].SEARCHED:
        return None
    held, negated = _terms(words)
    if not held and not negated:
        return true()
    entry = SEARCH_ENTRY.c
    found = [not_(entry.id.in_(union_all(*_matches([term])))) for term in negated]
    if not often:
        found += [entry.id.in_(union_all(*_matches(held)))] if held else []
        return _with_entry(kind, *found)
    own = RECORD_TABLES[kind].c.id + ""  # added to nothing, so that no other index leads from here
    found += [(entry.id + 0).in_(union_all(*_matches(held)))] if held else []
    return exists().where(entry.kind == kind, entry.record == own, *found)


def held_often(connection: Connection, words: tuple[str, ...]) -> bool:
    """Whether very many records hold all `words`."""
    held, _ = _terms(words)
    if not held:
        return False
    some = union_all(*_matches(held)).limit(OFTEN).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one() == OFTEN


def count_holding(connection: Connection, kind: str, words: tuple[str, ...]) -> int | None:
    """How many records of `kind` hold all `words`; None where only looking at them can tell."""
    held, negated = _terms(words)
    if not RECORDS[kind].SEARCHED or negated or not held:
        return None
    first, *others = _matches(held)
    counted = _count_of(kind, first)
    for other in others:  # what both hold counts once
        counted += _count_of(kind, other, SEARCH_ENTRY.c.id.not_in(first))
    return int(connection.execute(select(counted)).scalar_one())


def _terms(words: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The terms of words that are to be held, and of those that are not."""
    held: list[str] = []
    negated: list[str] = []
    for word in words:
        against = word.startswith("-") and len(word) > 1
        if term := " ".join(terms_of(word[against:])):
            (negated if against else held).append(term)
    return held, negated


def holding(kind: str, terms: list[str], distance: int | None = None) -> ColumnElement[bool]:
    """The records of an indexed kind with one of `terms`, or with all at most `distance` apart."""
    match = match_of(terms, distance)
    found = (_match(index, match) for index in indexes_for(terms))
    return _with_entry(kind, SEARCH_ENTRY.c.id.in_(union_all(*found)))


def _with_entry(kind: str, *found: ColumnElement[bool]) -> ColumnElement[bool]:
    """The records of a kind whose entry in the indexes is `found`: all its words in one look."""
    chosen = select(SEARCH_ENTRY.c.record).where(_of_kind(kind), *found)
    return RECORD_TABLES[kind].c.id.in_(chosen)


def match_of(terms: list[str], distance: int | None = None) -> str:
    """What FTS5 takes for one of `terms`, or for all of them at most `distance` words apart."""
    starts = [f"{phrase(term)} *" for term in terms]
    if distance is None:
        return f"({' OR '.join(starts)})"
    return f"NEAR({' '.join(starts)}, {distance})"


def indexes_for(terms: list[str]) -> tuple[str, ...]:
    """All records that hold such characters are in the second index, with all of their words."""
    return ("search_cjk",) if any(map(spaced_cjk, terms)) else tuple(_INDEXES)


def _count_of(kind: str, found: Select[int], *but: ColumnElement[bool]) -> Any:
    entry, rows = SEARCH_ENTRY.c, found.subquery()
    joined = rows.join(SEARCH_ENTRY, entry.id == rows.c.rowid)
    return select(func.count()).select_from(joined).where(_of_kind(kind), *but).scalar_subquery()


def _of_kind(kind: str) -> ColumnElement[bool]:
    """That an entry is of a kind: asked of each that was found, not by going through the kind."""
    return SEARCH_ENTRY.c.kind + "" == kind


def _matches(terms: list[str]) -> list[Select[int]]:
    """The entries that hold all `terms`, of each index; one in both indexes is in both."""
    match = " AND ".join(match_of([term]) for term in terms)
    return [_match(index, match) for index in indexes_for(terms)]


def _match(index: str, match: str) -> Select[int]:
    fts = table(index, column("rowid", Integer), column(index, Text))
    return select(fts.c.rowid).where(fts.c[index].op("MATCH")(match))


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
    model, wanted = RECORDS[kind], sought(terms)
    names = ", ".join(f'"{name}"' for name in model.SEARCHED if name != model.TITLE)
    text = "(SELECT bytes FROM content WHERE hash = text)" if kind == "source" else "NULL"
    rows = connection.exec_driver_sql(
        f'SELECT id, number, "{model.TITLE}", {text}{", " + names if names else ""} FROM {kind}'
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    found = []
    for key, number, title, own, *rest in rows:
        ref, body = ref_of(model, number), (own or b"").decode(errors="replace")
        places = [each.span() for each in wanted.found_in(plain(body))] if wanted else []
        about = body if places or not any(rest) else " ".join(filter(None, rest))
        shown, marks = excerpt(about, wanted, places[0][0] if places else None)
        start, stop = places[0] if places else (0, 0)
        found.append(Hit(kind, key, ref, title, shown, marks, start, stop, len(places)))
    return found


def excerpt(
    body: str, wanted: Sought | None, place: int | None = None
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Some `EXCERPT` characters of `body` around what is `wanted`, and the spans of that in it.

    It is cut at spaces; `place` says where the first stands, if that is known.
    """
    if place is None:
        first = next(wanted.found_in(plain(body)), None) if wanted else None
        place = first.start() if first else 0
    start = body.rfind(" ", 0, max(0, place - EXCERPT // 3)) + 1
    if place - start > EXCERPT // 2:
        start = place - EXCERPT // 3  # no space near by, as in Chinese
    stop = start + EXCERPT
    shown = ("…" if start else "") + _folded(body[start:stop]) + ("…" if stop < len(body) else "")
    marks = (each.span() for each in wanted.found_in(plain(shown))) if wanted else ()
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
