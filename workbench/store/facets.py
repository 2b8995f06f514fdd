"""The values of some fields, with how many records of a query hold each."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS
from workbench.model.decision import stance_of
from workbench.model.kinds import Action, Direction
from workbench.store.chosen import chosen_by, led_by
from workbench.store.filters import COUNTRIES, ROLES, link_columns, parts_of, spec_of
from workbench.store.reach import PARTS
from workbench.store.schema import PART_TABLES, RECORD_TABLES
from workbench.store.search import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table

    from workbench.model.query import Query

    _Tally = Counter[tuple[Any, ...]]

_NONE = -1
_BETWEEN, _AFTER = "\x1f", "\x1e"
_MOST = 0.75
"""From this share of the records on, fewer are looked at where those are that lack a word."""


def facets(
    connection: Connection, kind: str, query: Query, *fields: str
) -> dict[str, list[tuple[str, int]]]:
    """Each value of each field with the number of records that choosing it would show, most first.

    The query's own filters on a field do not count there, so that another value can be chosen.

    Raises:
        QuerySyntaxError: this kind has no such field.
    """
    alike: dict[Query, list[str]] = {}
    for field in fields:
        alike.setdefault(query.without(field), []).append(field)
    counted: dict[str, Counter[str]] = {}
    for rest, some in alike.items():
        counted |= _counted(connection, kind, rest, some)
    return {
        field: sorted(counted[field].items(), key=lambda each: (-each[1], each[0]))
        for field in fields
    }


def _counted(
    connection: Connection, kind: str, query: Query, fields: list[str]
) -> Mapping[str, Counter[str]]:
    """How many records hold each value of some fields, all chosen by the same query."""
    chosen, every = chosen_by(connection, kind, query), RECORD_TABLES[kind]
    if chosen.clauses or chosen.holding <= _MOST * chosen.every:
        return _read(connection, kind, chosen.source, chosen.clauses, fields)
    others = led_by(lacking(kind, chosen.words), kind)
    counted = _read(connection, kind, every, [], fields)
    lack = _read(connection, kind, others, [], fields)
    return {field: counted[field] - lack[field] for field in fields}


def _read(
    connection: Connection,
    kind: str,
    source: FromClause,
    chosen: list[ColumnElement[bool]],
    fields: Sequence[str],
) -> dict[str, Counter[str]]:
    """The fields of the chosen records: those of the record itself in one pass.

    Where all records are chosen each field is counted by the index that holds it.
    """
    counted: dict[str, Counter[str]] = {}
    own = {field: columns for field in fields if (columns := _columns_of(kind, field))}
    some = chosen or source is not RECORD_TABLES[kind]
    together = {each: own[each] for each in own if some and not _is_prose(kind, each)}
    tallied = _at_once(connection, kind, source, chosen, together) if together else {}
    for field in fields:
        if field in own:
            tally = tallied.get(field)
            if tally is None:
                tally = _grouped(connection, kind, source, chosen, own[field])
            counted[field] = _said(connection, kind, field, tally)
        else:
            found = connection.execute(_of_parts(kind, source, chosen, field))
            counted[field] = _added_up(found)
    return counted


def _is_prose(kind: str, field: str) -> bool:
    """Whether a field may hold any text; others hold terms, codes of countries, ids or numbers."""
    spec = spec_of(kind, field)
    return bool(spec and spec.holds is str and not spec.link and field not in COUNTRIES)


def _columns_of(kind: str, field: str) -> list[str]:
    """The columns of the record that a field is read from; none where it is one of its parts."""
    if field == "stance" and kind == "decision":
        return ["action", "direction"]
    return [field] if spec_of(kind, field) else []


def _grouped(
    connection: Connection,
    kind: str,
    source: FromClause,
    chosen: list[ColumnElement[bool]],
    columns: list[str],
) -> _Tally:
    """How many records hold each value of some columns."""
    wanted = [RECORD_TABLES[kind].c[each] for each in columns]
    read = select(*wanted, func.count()).select_from(source).where(*chosen).group_by(*wanted)
    return Counter({tuple(values): number for *values, number in connection.execute(read)})


def _at_once(
    connection: Connection,
    kind: str,
    source: FromClause,
    chosen: list[ColumnElement[bool]],
    columns: Mapping[str, list[str]],
) -> dict[str, _Tally]:
    """The same for several fields without prose: to group them SQLite would sort all records."""
    values = [
        func.coalesce(RECORD_TABLES[kind].c[name], "")
        for names in columns.values()
        for name in names
    ]
    rows = func.group_concat(func.concat_ws(_BETWEEN, *values), _AFTER)
    read = connection.execute(select(rows).select_from(source).where(*chosen)).scalar()
    tallied: dict[str, _Tally] = {field: Counter() for field in columns}
    for row, number in Counter(read.split(_AFTER) if read else ()).items():
        held = iter(row.split(_BETWEEN))
        for field, names in columns.items():
            tallied[field][tuple(next(held) for _ in names)] += number
    return tallied


def _said(connection: Connection, kind: str, field: str, tally: _Tally) -> Counter[str]:
    """The tally by what values are called: a stance, or the name of what a link points at."""
    spec = spec_of(kind, field)
    if spec is None:
        pairs = ((stance_of(Action(way[0]), Direction(way[1])), n) for way, n in tally.items())
        return _added_up(pairs)
    if not spec.link:
        return _added_up((value, n) for (value,), n in tally.items())
    target = RECORD_TABLES[spec.link].c
    keys = func.json_each(json.dumps([each for (each,) in tally])).table_valued("value").c.value
    titles = select(target.id, target[RECORDS[spec.link].TITLE]).where(target.id.in_(select(keys)))
    return _added_up((title, tally[key,]) for key, title in connection.execute(titles))


def _added_up(found: Iterable[Sequence[Any]]) -> Counter[str]:
    added: Counter[str] = Counter()
    for value, number in found:
        if value not in {None, ""}:
            added[str(value)] += number
    return added


def _of_parts(
    kind: str, source: FromClause, chosen: list[ColumnElement[bool]], field: str
) -> Select[Any]:
    """Selects the values of a field of the parts, and how many records have each in a part."""
    part, name, link = _part_column(kind, field)
    joined: FromClause = part
    role: ColumnElement[Any] = part.c.role if field in ROLES else literal(field)
    if chosen or source is not RECORD_TABLES[kind]:
        some = select(RECORD_TABLES[kind].c.id).select_from(source).where(*chosen)
        led = some.limit(_NONE).subquery()
        # The limit, which is none, and what is added to nothing, have the chosen records lead.
        joined, role = led.join(part, part.c.record == led.c.id + ""), role + ""
    # A record has a party in a role once.
    number = func.count() if field in ROLES else func.count(part.c.record.distinct())
    grouped = select(part.c[name], number.label("n")).select_from(joined).group_by(part.c[name])
    counted = grouped.where(role == field).subquery()
    if not link:
        return select(counted.c[name], counted.c.n)
    target = RECORD_TABLES[link].alias()
    named = counted.join(target, target.c.id == counted.c[name])
    return select(target.c[RECORDS[link].TITLE], counted.c.n).select_from(named)


def _part_column(kind: str, field: str) -> tuple[Table, str, str]:
    """The part table, the column in it and the kind that it points at, if any."""
    if field in ROLES and kind == "allocation":
        return PART_TABLES["allocation", "parties"], "party", "party"
    for part in parts_of(kind):
        if field in link_columns(part):
            return part, field, link_columns(part)[field]
    if kind == "decision" and field in PARTS:
        name, column = PARTS[field]
        return PART_TABLES[kind, name], column, ""
    raise QuerySyntaxError("search", f"No field {field!r} here.")
