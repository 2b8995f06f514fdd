"""Full-text search: words in one index, texts with Chinese, Japanese or Korean in another.

Every word is quoted before it reaches FTS5, so that no search text is an error or an operator.
"""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    Integer,
    Text,
    column,
    exists,
    func,
    or_,
    select,
    table,
    text,
    union_all,
)

from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.schema import ENTRIES, RECORD_TABLES, SEARCH_ENTRY
from workbench.store.words import phrase, plain, sought, spaced_cjk, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select

    from workbench.store.words import Sought

EXCERPT = 140
"""Characters of an excerpt."""
_NONE = -1
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
    kind: str, words: tuple[str, ...], *, among: Sequence[str] | None = None
) -> Select[str] | None:
    """The ids of the records of `kind` that hold all `words`, those with a leading - none of them.

    Each comes once, in the order in which they were indexed; with `among` only those of these ids.
    None where the words ask for nothing that is indexed.
    """
    held, negated = _terms(words)
    if not RECORDS[kind].SEARCHED or not (held or negated):
        return None
    entry = SEARCH_ENTRY.c
    without = _without(kind, negated, entry.id)
    if not held:
        return select(entry.record).where(*_of(kind, among), *without)
    entries = None if among is None else select(entry.id).where(*_of(kind, among))
    return _records(_each_once(_with_all(kind, held), entries)).where(*without)


def looked_up(kind: str, words: tuple[str, ...]) -> ColumnElement[bool]:
    """The same records, but each record of `kind` is asked whether it is one of them.

    The sooner the better where most hold the words, and something else leaves out most.
    """
    held, negated = _terms(words)
    entry = SEARCH_ENTRY.c
    own = RECORD_TABLES[kind].c.id + ""  # added to nothing, so that no other index leads from here
    found = _without(kind, negated, entry.id + 0)
    found += [(entry.id + 0).in_(union_all(*_with_all(kind, held)))] if held else []
    return exists().where(entry.kind == kind, entry.record == own, *found)


def lacking(kind: str, words: tuple[str, ...]) -> Select[str]:
    """The ids of all other records of a kind than those that are `matching`."""
    held, negated = _terms(words)
    if not held:
        return _records(_each_once(_with_any(kind, negated)))
    entry = SEARCH_ENTRY.c
    other = [entry.id.not_in(union_all(*_with_all(kind, held)))]
    other += [entry.id.in_(union_all(*_with_any(kind, negated)))] if negated else []
    return select(entry.record).where(*_of(kind, None), or_(*other))


def count_matching(connection: Connection, kind: str, words: tuple[str, ...]) -> int:
    """How many records are `matching`: counted in the index, where each has one entry."""
    held, negated = _terms(words)
    found = _each_once(_with_all(kind, held) if held else _with_any(kind, negated)).subquery()
    counted = select(func.count()).select_from(found)
    if held:
        counted = counted.where(*_without(kind, negated, found.c.rowid))
    else:
        every = select(func.count()).select_from(RECORD_TABLES[kind]).scalar_subquery()
        counted = select(every - counted.scalar_subquery())
    return int(connection.execute(counted).scalar_one())


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
    found = _with_any(kind, terms, distance)
    entries = select(SEARCH_ENTRY.c.record).where(SEARCH_ENTRY.c.id.in_(union_all(*found)))
    return RECORD_TABLES[kind].c.id.in_(entries)


def match_of(terms: list[str], distance: int | None = None) -> str:
    """What FTS5 takes for one of `terms`, or for all of them at most `distance` words apart."""
    starts = [f"{phrase(term)} *" for term in terms]
    if distance is None:
        return f"({' OR '.join(starts)})"
    return f"NEAR({' '.join(starts)}, {distance})"


def indexes_for(terms: list[str]) -> tuple[str, ...]:
    """Where to look for all of `terms`.

    All records that hold such characters are in the second index, with all of their words.
    """
    return ("search_cjk",) if any(map(spaced_cjk, terms)) else tuple(_INDEXES)


def indexes_for_any(terms: list[str], distance: int | None = None) -> tuple[str, ...]:
    """Where to look for one of `terms`, or for all of them within a distance: see `match_of`."""
    if distance is not None:
        return indexes_for(terms)
    return ("search_cjk",) if all(map(spaced_cjk, terms)) else tuple(_INDEXES)


def _with_all(kind: str, terms: list[str]) -> list[Select[int]]:
    """The entries that hold all `terms`, of each index; one in both indexes is in both."""
    match = " AND ".join(match_of([term]) for term in terms)
    return [_match(index, kind, match) for index in indexes_for(terms)]


def _with_any(kind: str, terms: list[str], distance: int | None = None) -> list[Select[int]]:
    """The entries that hold one of `terms`, or all within a distance, of each index."""
    match = match_of(terms, distance)
    return [_match(index, kind, match) for index in indexes_for_any(terms, distance)]


def _match(index: str, kind: str, match: str) -> Select[int]:
    fts = table(index, column("rowid", Integer), column(index, Text))
    found = select(fts.c.rowid).where(fts.c[index].op("MATCH")(match))
    return found.where(fts.c.rowid.between(*ENTRIES[kind]))


def _without(kind: str, terms: list[str], entry: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """That an entry holds none of `terms`."""
    return [entry.not_in(union_all(*_with_any(kind, terms)))] if terms else []


def _each_once(found: list[Select[int]], among: Select[int] | None = None) -> CompoundSelect[int]:
    """The entries `found` in each index, or those of them that are `among` some.

    The limit, which is none, keeps SQLite from asking the index for one entry after the other.
    """
    first, *others = found
    once = [first, *(each.where(_rowid(each).not_in(first)) for each in others)]
    if among is not None:
        once = [each.where((_rowid(each) + 0).in_(among)) for each in once]
    return union_all(*once).limit(_NONE)


def _records(found: CompoundSelect[int]) -> Select[str]:
    led = found.subquery()
    joined = led.join(SEARCH_ENTRY, SEARCH_ENTRY.c.id == led.c.rowid)
    return select(SEARCH_ENTRY.c.record).select_from(joined)


def _rowid(found: Select[int]) -> ColumnElement[int]:
    return found.selected_columns.rowid


def _of(kind: str, among: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """That an entry is of a kind, and of one of these records: looked up by both."""
    entry = SEARCH_ENTRY.c
    if among is None:
        return [entry.kind == kind]
    keys = func.json_each(json.dumps(list(among))).table_valued("value").c.value
    return [entry.kind == kind, entry.record.in_(select(keys))]


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
