"""A query asked of records of every kind at once: the best ones, with the words around."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Integer, and_, false, literal_column, or_, select

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS
from workbench.store import find
from workbench.store.filters import asked_of, clauses
from workbench.store.refusal import refusal
from workbench.store.schema import ENTRIES, RECORD_TABLES
from workbench.store.search import (
    hits,
    indexes_for,
    indexes_for_any,
    match_of,
    ranked,
    row_of,
)
from workbench.store.words import storable, terms_of

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from workbench.model.query import Filter, Query
    from workbench.store.search import Hit


def search(
    connection: Connection, query: Query, *, limit: int = 50, kinds: tuple[str, ...] = ()
) -> list[Hit]:
    """The best `limit` records that hold what `query` asks for, best first.

    `kind:source,claim` chooses kinds, as `kinds` does; other filters leave out the kinds that do
    not have their field. Without words, the records that the filters show are given, kind by kind.

    Raises:
        QuerySyntaxError: no kind has a field or state that the query names.
    """
    query, chosen = _kinds_of(query, kinds)
    texts = [each for each in query.filters if each.of_words and not each.negated]
    said = (" ".join(terms_of(word)) for word in query.words if not _negated(word))
    terms = [each for each in said if each]
    wanted = [*terms, *(value for each in texts for value in each.values if terms_of(value))]
    shown = [kind for kind in chosen if RECORDS[kind].SEARCHED]
    by_kind = _clauses(shown, _without_texts(query))
    if not wanted:
        return _listed(connection, query, by_kind, limit) if query.filters else []
    match = " AND ".join([*(match_of([term]) for term in terms), *map(_match, texts)])
    where = min((indexes_for(terms), *map(_indexes, texts)), key=len)
    found = ranked(connection, match, where, limit, _either(by_kind, kinds))
    return hits(connection, found, wanted)


def _negated(word: str) -> bool:
    return word.startswith("-") and len(word) > 1


def _kinds_of(query: Query, kinds: tuple[str, ...]) -> tuple[Query, tuple[str, ...]]:
    """The query without `kind:`, and the kinds that it asks for."""
    named = query.values("kind")
    unknown = [each for each in named if each not in RECORDS]
    if unknown:
        known = ", ".join(sorted(kind for kind, each in RECORDS.items() if each.SEARCHED))
        raise QuerySyntaxError("search", f"No kind {unknown[0]!r}. Known: {known}.")
    out = {
        v for each in query.filters if each.field == "kind" and each.negated for v in each.values
    }
    wanted = [kind for kind in kinds or RECORDS if (not named or kind in named) and kind not in out]
    return query.without("kind"), tuple(kind for kind in wanted if kind in RECORDS)


def _without_texts(query: Query) -> Query:
    """What is left to ask of each kind: filters, dates, and words that must not be there."""
    words = tuple(word for word in query.words if _negated(word))
    kept = tuple(each for each in query.filters if not each.of_words or each.negated)
    return replace(query, words=words, filters=kept)


def _clauses(kinds: list[str], query: Query) -> dict[str, list[ColumnElement[bool]]]:
    """What the records of each kind fulfil; kinds that lack a field are left out.

    Raises:
        QuerySyntaxError: all lack one.
    """
    found: dict[str, list[ColumnElement[bool]]] = {}
    refused: dict[str, QuerySyntaxError] = {}
    for kind in kinds:
        try:
            found[kind] = clauses(kind, query)
        except QuerySyntaxError as fault:
            refused[kind] = fault
    if refused and not found:
        raise _of_all(refused, query)
    return found


def _of_all(refused: dict[str, QuerySyntaxError], query: Query) -> QuerySyntaxError:
    """What all kinds refuse: a field that none has, else what the kind refuses that has most."""
    fields = {kind: asked_of(kind) for kind in refused}
    every = set().union(*fields.values())
    unknown = next((each for each in query.filters if each.field not in every), None)
    if unknown:
        return QuerySyntaxError("search", refusal(unknown, every, ()))
    asked = {each.field for each in query.filters}
    return refused[max(refused, key=lambda kind: len(asked & fields[kind]))]


def _terms(chosen: Filter) -> list[str]:
    return [" ".join(terms_of(storable(value))) for value in chosen.values if terms_of(value)]


def _match(chosen: Filter) -> str:
    return match_of(_terms(chosen), chosen.distance)


def _indexes(chosen: Filter) -> tuple[str, ...]:
    return indexes_for_any(_terms(chosen), chosen.distance)


def _either(
    by_kind: dict[str, list[ColumnElement[bool]]], kinds: tuple[str, ...]
) -> ColumnElement[bool] | None:
    """What an entry of the index fulfils: one of the kinds, with what is asked of it."""
    if not kinds and not any(by_kind.values()) and len(by_kind) == _SEARCHED:
        return None
    entry, either = literal_column("rowid", Integer), []
    for kind, some in by_kind.items():
        own = [entry.between(*ENTRIES[kind])]
        if some:
            rows = select(row_of(kind)).select_from(RECORD_TABLES[kind]).where(*some)
            own.append((entry - ENTRIES[kind][0]).in_(rows))
        either.append(and_(*own))
    return or_(*either) if either else false()


_SEARCHED = sum(1 for each in RECORDS.values() if each.SEARCHED)


def _listed(
    connection: Connection,
    query: Query,
    by_kind: dict[str, list[ColumnElement[bool]]],
    limit: int,
) -> list[Hit]:
    found: list[tuple[str, str]] = []
    for kind in by_kind:
        keys = find.ids(connection, kind, query.unordered(), limit - len(found))
        found += [(kind, key) for key in keys]
        if len(found) >= limit:
            break
    return hits(connection, found, [])
