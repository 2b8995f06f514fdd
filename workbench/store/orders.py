"""In what order a query shows records, in SQL; and the first of very many without sorting all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, cast, func, or_, select

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS
from workbench.model.kinds import Credibility, Reliability
from workbench.store.filters import OF_SOURCE, day_column, days_between, spec_of, stance_column
from workbench.store.schema import RECORD_TABLES

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Select

    from workbench.model.query import Query

_UNJUDGED: dict[type, Reliability | Credibility] = {
    Reliability: Reliability.F,
    Credibility: Credibility.NOT_JUDGED,
}
_NEWEST_FIRST = frozenset({"decision", "allocation"})


def order(kind: str, query: Query) -> list[ColumnElement[Any]]:
    """The columns that bring the records of `kind` into the query's order.

    Raises:
        QuerySyntaxError: they cannot be sorted by that.
    """
    newest_first = not query.order and kind in _NEWEST_FIRST
    name, number = "date" if newest_first else query.order or "number", RECORD_TABLES[kind].c.number
    if name == "number":  # by its index, which gives none a place among nulls
        return [number.desc() if query.descending else number.asc()]
    column = _order_column(kind, name)
    sorted_by = column.desc() if newest_first or query.descending else column.asc()
    return [sorted_by.nulls_last(), number.asc()]


def _by_link(kind: str, query: Query) -> tuple[ColumnElement[Any], Select[Any]] | None:
    """Of an order by what records link to: the link, and what is linked to, in that order.

    Selected are its id, by what it is ordered, and how many records link to it.
    """
    c, spec = RECORD_TABLES[kind].c, spec_of(kind, query.order)
    if query.order == "date" and kind in OF_SOURCE:
        link, target = c.source, RECORD_TABLES["source"].alias()
        key: ColumnElement[Any] = day_column(target, "source", "first")
    elif spec and spec.link:
        link, target = c[query.order], RECORD_TABLES[spec.link].alias()
        key = func.lower(target.c[RECORDS[spec.link].TITLE])
    else:
        return None
    linked = select(link.label("id"), func.count().label("n")).where(link.is_not(None))
    counted = linked.group_by(link).subquery()
    joined = counted.join(target, target.c.id == counted.c.id)
    found = select(target.c.id, key, counted.c.n).select_from(joined)
    return link, found.order_by((key.desc() if query.descending else key.asc()).nulls_last())


def _order_column(kind: str, name: str) -> ColumnElement[Any]:
    c = RECORD_TABLES[kind].c
    if name == "date":
        return days_between(kind)[0]
    if name == "stance" and kind == "decision":
        return stance_column(RECORD_TABLES[kind].c)
    if name == "quantity" and "quantity_low" in c:
        known = func.coalesce(c.quantity_low, c.quantity_point, c.quantity_high)
        return cast(known, Float)
    spec = spec_of(kind, name)
    if spec is None:
        raise QuerySyntaxError("search", f"Cannot sort by {name!r}. Try date, title or number.")
    if spec.link:
        target = RECORD_TABLES[spec.link].alias().c
        by_title = func.dense_rank().over(order_by=func.lower(target[RECORDS[spec.link].TITLE]))
        places = select(target.id, by_title.label("place")).cte(f"{name}_places")  # sorted once
        return select(places.c.place).where(places.c.id == c[name]).scalar_subquery()
    if spec.holds in _UNJUDGED:  # no judgement is not the worst one: it sorts last either way
        return func.nullif(c[name], _UNJUDGED[spec.holds].value)
    return func.lower(c[name]) if spec.holds is str else c[name]


def first_by_link(connection: Connection, kind: str, query: Query, limit: int) -> list[str] | None:
    """The first `limit` ids of all records, in an order by what they link to; None in others.

    So only the records that link to what comes first are sorted, not 300,000 claims of 500 sources.
    """
    ordered = _by_link(kind, query)
    if ordered is None:
        return None
    link, targets = ordered
    ranks: dict[str, int] = {}
    filled, last = 0, None
    for key, place, number in connection.execute(targets):
        if place is None or (filled >= limit and place != last):
            break  # what has no place stands with what links to nothing
        ranks[key] = len(ranks) if place != last else ranks[next(reversed(ranks))]
        filled, last = filled + number, place
    c = RECORD_TABLES[kind].c
    rank = func.json_each(json.dumps(ranks)).table_valued("key", "value").c
    first = select(c.id).where(link == rank.key).order_by(rank.value, c.number).limit(limit)
    found = list(connection.execute(first).scalars())
    if len(found) < limit:
        others = select(c.id).where(or_(link.is_(None), link.not_in(select(rank.key))))
        others = others.order_by(c.number).limit(limit - len(found))
        found += connection.execute(others).scalars()
    return found
