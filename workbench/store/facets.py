"""The values of some fields, with how many records of a query hold each."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS
from workbench.model.decision import stance_of
from workbench.model.kinds import Action, Direction
from workbench.store.chosen import chosen_by, held_by, led_by
from workbench.store.filters import COUNTRIES, ROLES, link_columns, parts_of, spec_of
from workbench.store.reach import PARTS
from workbench.store.schema import PART_TABLES, RECORD_TABLES
from workbench.store.search import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Table

    from workbench.model.query import Query
    from workbench.store.chosen import Chosen

    _Tally = Counter[tuple[Any, ...]]

_BETWEEN, _AFTER = "\x1f", "\x1e"
_MOST = 0.75
"""From this share of the records on, fewer are looked at where those are that lack a word."""
_MOST_ASKED = 0.4
"""The same where no index leads to those that are shown, and all would be asked."""


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
    held = held_by(connection, kind, query.words)
    counted: dict[str, Counter[str]] = {}
    for rest, some in alike.items():
        counted |= _counted(connection, kind, chosen_by(connection, kind, rest, held), some)
    return {
        field: sorted(counted[field].items(), key=lambda each: (-each[1], each[0]))
        for field in fields
    }


def _counted(
    connection: Connection, kind: str, chosen: Chosen, fields: list[str]
) -> Mapping[str, Counter[str]]:
    """How many of the chosen records hold each value of some fields.

    All are counted field by field, each by the index that holds it.
    """
    held = chosen.held
    if not (held.words or chosen.filtered):
        return _of_all(connection, kind, fields)
    most = _MOST_ASKED if chosen.clauses else _MOST
    if chosen.filtered or held.holding <= most * held.every:
        return _of_some(connection, kind, chosen.source, chosen.clauses, fields)
    lack = _of_some(connection, kind, led_by(lacking(kind, held.words), kind), [], fields)
    every = _of_all(connection, kind, fields)
    return {field: every[field] - lack[field] for field in fields}


def _of_all(connection: Connection, kind: str, fields: list[str]) -> dict[str, Counter[str]]:
    table, counted = RECORD_TABLES[kind], {}
    for field in fields:
        if columns := _columns_of(kind, field):
            tally = _grouped(connection, kind, table, [], columns)
            counted[field] = _said(connection, kind, field, tally)
    return counted | _of_parts(connection, kind, [each for each in fields if each not in counted])


def _of_some(
    connection: Connection,
    kind: str,
    source: FromClause,
    chosen: list[ColumnElement[bool]],
    fields: list[str],
) -> dict[str, Counter[str]]:
    """The same of some records: all that is no prose is read in one pass over them."""
    own = {field: columns for field in fields if (columns := _columns_of(kind, field))}
    parts = [field for field in fields if field not in own]
    together = {each: own[each] for each in own if not _is_prose(kind, each)}
    wanted = [_row(kind, together)] if together else []
    wanted += [RECORD_TABLES[kind].c.id] if parts else []
    texts = _texts(connection, source, chosen, wanted)
    tallied = _tallied(texts[0], together) if together else {}
    tallied |= {
        each: _grouped(connection, kind, source, chosen, own[each])
        for each in own.keys() - together.keys()
    }
    counted = {each: _said(connection, kind, each, tallied[each]) for each in own}
    return counted | (_of_parts(connection, kind, parts, texts[-1]) if parts else {})


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


def _texts(
    connection: Connection,
    source: FromClause,
    chosen: list[ColumnElement[bool]],
    wanted: list[ColumnElement[str]],
) -> list[list[str]]:
    """What each of the chosen records says: for each text that is wanted, those of all.

    One row holds all: to group them SQLite would sort them, and rows one by one take longer.
    """
    if not wanted:
        return []
    joined = [func.group_concat(each, _AFTER) for each in wanted]
    read = connection.execute(select(*joined).select_from(source).where(*chosen)).one()
    return [[] if held is None else held.split(_AFTER) for held in read]


def _row(kind: str, fields: Mapping[str, list[str]]) -> ColumnElement[str]:
    """The columns of some fields without prose as one text."""
    table = RECORD_TABLES[kind].c
    columns = [table[name] for names in fields.values() for name in names]
    first, *others = (func.coalesce(each, "") if each.nullable else each for each in columns)
    row: ColumnElement[str] = first
    for each in others:
        row = row.concat(_BETWEEN).concat(each)
    return row


def _tallied(rows: list[str], fields: Mapping[str, list[str]]) -> dict[str, _Tally]:
    """How many `rows` hold each value of some fields: a text for each row, see `_row`."""
    tallied: dict[str, _Tally] = {field: Counter() for field in fields}
    for row, number in Counter(rows).items():
        values = iter(row.split(_BETWEEN))
        for field, names in fields.items():
            tallied[field][tuple(next(values) for _ in names)] += number
    return tallied


def _said(connection: Connection, kind: str, field: str, tally: _Tally) -> Counter[str]:
    """The tally by what values are called: a stance, or the name of what a link points at."""
    spec = spec_of(kind, field)
    if spec is None:
        pairs = ((stance_of(Action(way[0]), Direction(way[1])), n) for way, n in tally.items())
        return _added_up(pairs)
    return _called(connection, spec.link, {value: n for (value,), n in tally.items()})


def _called(connection: Connection, link: str, tally: Mapping[Any, int]) -> Counter[str]:
    """The tally by the names of records of the kind `link`, whose ids the values are."""
    if not link:
        return _added_up(tally.items())
    target = RECORD_TABLES[link].c
    keys = func.json_each(json.dumps(list(tally))).table_valued("value").c.value
    titles = select(target.id, target[RECORDS[link].TITLE]).where(target.id.in_(select(keys)))
    return _added_up((title, tally[key]) for key, title in connection.execute(titles))


def _added_up(found: Iterable[Sequence[Any]]) -> Counter[str]:
    added: Counter[str] = Counter()
    for value, number in found:
        if value not in {None, ""}:
            added[str(value)] += number
    return added


def _of_parts(
    connection: Connection, kind: str, fields: list[str], ids: list[str] | None = None
) -> dict[str, Counter[str]]:
    """How many records hold each value of fields of their parts: all, or those with some `ids`."""
    roles = [field for field in fields if field in ROLES and kind == "allocation"]
    tallies = _of_roles(connection, roles, ids) if roles else {}
    for field in fields:
        if field not in roles:
            part, column, _ = _part_column(kind, field)
            number = func.count(part.c.record.distinct())
            read = select(part.c[column], number).select_from(_led(part, ids))
            found = connection.execute(read.group_by(part.c[column])).all()
            tallies[field] = {value: number for value, number in found if value is not None}
    return {
        field: _called(connection, _part_column(kind, field)[2], tallies[field]) for field in fields
    }


def _of_roles(
    connection: Connection, roles: list[str], ids: list[str] | None
) -> dict[str, dict[Any, int]]:
    """How many allocations have each party in some roles: one has a party in a role once."""
    part = PART_TABLES["allocation", "parties"]
    # Added to nothing where the index that holds both must not lead.
    role = part.c.role if ids is None else part.c.role + ""
    read = select(role, part.c.party, func.count()).select_from(_led(part, ids))
    found = connection.execute(read.where(role.in_(roles)).group_by(part.c.party, role))
    tallies: dict[str, dict[Any, int]] = {each: {} for each in roles}
    for each, party, number in found:
        tallies[each][party] = number
    return tallies


def _led(part: Table, ids: list[str] | None) -> FromClause:
    """All parts in a table, or those of the records with some `ids`."""
    if ids is None:
        return part
    led = func.json_each(json.dumps(ids)).table_valued("value")
    return led.join(part, part.c.record == led.c.value)


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
