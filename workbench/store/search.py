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
    func,
    literal_column,
    select,
    table,
    text,
    true,
    union_all,
)

from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.schema import ENTRIES, RECORD_TABLES
from workbench.store.words import phrase, plain, sought, spaced_cjk, terms_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select, TableClause

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


def row_of(kind: str) -> ColumnElement[int]:
    """The rowid of a record of `kind`: what the indexes know it by (`schema.ENTRIES`)."""
    return literal_column(f"{kind}.rowid", Integer)


def asks(kind: str, words: tuple[str, ...]) -> bool:
    """Whether words ask for anything that is indexed of records of `kind`."""
    return bool(RECORDS[kind].SEARCHED) and any(_terms(words))


def matching(kind: str, words: tuple[str, ...]) -> Select[int] | None:
    """The rowids, as `row`, of the records of `kind` that hold all `words`.

    None of the words with a leading - is in them. Each comes once, in the order in which they were
    indexed. None where all words have one: no index leads to what they leave.
    """
    held, negated = _terms(words)
    return _selected(_with_all(kind, held, negated)) if held else None


def lacking(kind: str, words: tuple[str, ...]) -> Select[int]:
    """The rowids, as `row`, of all other records of a kind than those that are `matching`."""
    held, negated = _terms(words)
    if not held:
        return _selected(_with_any(kind, negated))
    every = select(row_of(kind).label("row")).select_from(RECORD_TABLES[kind])
    return every.where(row_of(kind).not_in(union_all(*_with_all(kind, held, negated))))


def looked_up(kind: str, words: tuple[str, ...], *, leading: bool = False) -> ColumnElement[bool]:
    """Whether a record of `kind` is one of those that are `matching`.

    Unless the words are `leading` each record is asked: where most hold them, and something else
    leaves out most.
    """
    if not asks(kind, words):
        return true()
    row, (held, negated) = row_of(kind), _terms(words)
    if not held:
        return row.not_in(union_all(*_with_any(kind, negated)))
    # What is added to nothing is not looked for.
    return (row if leading else row + 0).in_(union_all(*_with_all(kind, held, negated)))


def count_matching(connection: Connection, kind: str, words: tuple[str, ...]) -> int:
    """How many records are `matching`: counted in the index, where each has one entry."""
    held, negated = _terms(words)
    found = _selected(_with_all(kind, held, negated) if held else _with_any(kind, negated))
    counted = select(func.count()).select_from(found.subquery())
    if not held:
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
    return row_of(kind).in_(union_all(*_with_any(kind, terms, distance)))


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


def _with_all(kind: str, terms: list[str], negated: list[str]) -> list[Select[int]]:
    """The records that hold all `terms` and none `negated`, of each index; some are in both."""
    match = " AND ".join(match_of([term]) for term in terms)
    if not negated:
        return [_match(index, kind, match) for index in indexes_for(terms)]
    against, where = match_of(negated), indexes_for_any(negated)
    found = []
    for index in indexes_for(terms):
        here = _match(index, kind, f"({match}) NOT {against}" if index in where else match)
        others = (_match(each, kind, against) for each in where if each != index)
        found.append(here.where(*(_row(here).not_in(each) for each in others)))
    return found


def _with_any(kind: str, terms: list[str], distance: int | None = None) -> list[Select[int]]:
    """The records that hold one of `terms`, or all within a distance, of each index."""
    match = match_of(terms, distance)
    return [_match(index, kind, match) for index in indexes_for_any(terms, distance)]


def _match(index: str, kind: str, match: str) -> Select[int]:
    """The rowids, as `row`, of the records of `kind` that match in an index."""
    fts = _index(index)
    found = select((fts.c.rowid - ENTRIES[kind][0]).label("row"))
    return found.where(fts.c[index].op("MATCH")(match), fts.c.rowid.between(*ENTRIES[kind]))


def _index(name: str) -> TableClause:
    return table(name, column("rowid", Integer), column(name, Text))


def _row(found: Select[int]) -> ColumnElement[int]:
    return found.selected_columns.row


def _selected(found: list[Select[int]]) -> Select[int]:
    """Selects as `row` the rowids that are `found` in each index, once.

    The limit, which is none, keeps SQLite from asking the index for one record after the other.
    """
    first, *others = found
    once = (first, *(each.where(_row(each).not_in(first)) for each in others))
    return select(union_all(*once).limit(_NONE).subquery().c.row)


def ranked(
    connection: Connection,
    match: str,
    indexes: tuple[str, ...],
    limit: int,
    chosen: ColumnElement[bool] | None = None,
) -> list[tuple[str, str]]:
    """The kinds and ids of the best `limit` records that `match`, best first; also `chosen`."""
    found: dict[int, None] = {}
    for index in indexes:
        fts = _index(index)
        wanted = select(fts.c.rowid).where(fts.c[index].op("MATCH")(match))
        if chosen is not None:
            wanted = wanted.where(chosen)
        best = wanted.order_by(text(_INDEXES[index])).limit(limit)
        found |= dict.fromkeys(connection.execute(best).scalars())
    return _named(connection, list(found)[:limit])


def _named(connection: Connection, entries: list[int]) -> list[tuple[str, str]]:
    """The kinds and ids of the records with some entries in the indexes, in their order."""
    names: dict[int, tuple[str, str]] = {}
    for kind, (first, last) in ENTRIES.items():
        if own := [entry for entry in entries if first <= entry <= last]:
            rows = json.dumps([entry - first for entry in own])
            wanted = select(func.json_each(rows).table_valued("value").c.value)
            read = select(row_of(kind), RECORD_TABLES[kind].c.id).where(row_of(kind).in_(wanted))
            names |= {first + row: (kind, key) for row, key in connection.execute(read)}
    return [names[entry] for entry in entries if entry in names]


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
