"""From a query to ids, counts, facets and records: one reading of the query for lists, plots and briefings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    case,
    exists,
    func,
    or_,
    select,
)

from workbench.errors import NoSuchRecord, QuerySyntaxError
from workbench.model import RECORDS
from workbench.model.decision import STANCE_OF_ACTION, STANCE_OF_DIRECTION
from workbench.model.kinds import DecisionRelation
from workbench.model.query import Filter, Query
from workbench.model.record import Part, Record
from workbench.model.when import days_of
from workbench.store.rows import part_from, record_from
from workbench.store.schema import PART_TABLES, RECORD_TABLES, specs_of
from workbench.store.search import matching

RecordT = TypeVar("RecordT", bound=Record)
Clause = ColumnElement[bool]

_REF = re.compile(r"[A-Za-z]-0*(\d+)")
_DATES = {
    "decision": ("announced", "published", "effective"),
    "allocation": ("as_of", "period"),
    "source": ("published",),
    "expectation": ("window",),
    "activity": ("during",),
}
_ROLES = {"recipient": "recipient", "supplier": "supplier", "end_user": "end_user"}
_NEWEST_FIRST = {"decision", "allocation"}


def ids(connection: Connection, kind: str, query: Query) -> list[str]:
    """The ids of the records of `kind` that `query` shows, in its order.

    Raises:
        QuerySyntaxError: the query names a field or state that this kind does not have.
    """
    table = RECORD_TABLES[kind]
    chosen = select(table.c.id).where(*_clauses(kind, query))
    return list(connection.execute(_ordered(chosen, kind, query)).scalars())


def count(connection: Connection, kind: str, query: Query) -> int:
    """How many records of `kind` the query shows."""
    chosen = select(func.count()).select_from(RECORD_TABLES[kind]).where(*_clauses(kind, query))
    return int(connection.execute(chosen).scalar_one())


def facets(connection: Connection, kind: str, query: Query, field: str) -> list[tuple[str, int]]:
    """Each value of `field` with the number of records that choosing it would show, most first.

    The query's own filters on `field` do not count, so that another value can be chosen.
    """
    table = RECORD_TABLES[kind]
    value, source = _value_of(kind, field)
    number = func.count()
    chosen = select(value, number).select_from(source).where(*_clauses(kind, query.without(field)))
    found = connection.execute(chosen.group_by(value).order_by(number.desc(), value))
    del table
    return [(str(each), int(n)) for each, n in found if each not in {None, ""}]


def page(connection: Connection, kind: type[RecordT], wanted: Sequence[str]) -> list[RecordT]:
    """The records with the ids `wanted`, in that order; ids that are gone are left out."""
    table = RECORD_TABLES[kind.KIND]
    found = {}
    for some in _chunks(wanted):
        rows = connection.execute(select(table).where(table.c.id.in_(some))).mappings().all()
        parts = _parts(connection, kind, some)
        for row in rows:
            own = {name: of.get(row["id"], ()) for name, of in parts.items()}
            found[row["id"]] = record_from(kind, row, own)
    return [found[key] for key in wanted if key in found]


def get(connection: Connection, kind: type[RecordT], key: str) -> RecordT:
    """The record with the id or number `key`, such as D-0003 or 3.

    Raises:
        NoSuchRecord: there is none.
    """
    table = RECORD_TABLES[kind.KIND]
    ref = _REF.fullmatch(key)
    number = (
        int(ref[1])
        if ref
        else int(key)
        if key.isascii() and key.isdigit() and len(key) < 10
        else -1
    )  # noqa: PLR2004
    if ref and key[0].upper() != kind.PREFIX:
        raise NoSuchRecord(kind.KIND, key)
    by = or_(table.c.id == key, table.c.number == number)
    found = connection.execute(select(table.c.id).where(by).order_by(table.c.id).limit(1)).scalar()
    if found is None:
        raise NoSuchRecord(kind.KIND, key)
    return page(connection, kind, [found])[0]


def _chunks(wanted: Sequence[str], size: int = 5_000) -> Iterable[Sequence[str]]:
    return (wanted[start : start + size] for start in range(0, len(wanted), size))


def _parts(
    connection: Connection, kind: type[Record], owners: Sequence[str]
) -> dict[str, dict[str, tuple[Part, ...]]]:
    """The parts of some records, by field and owner."""
    found: dict[str, dict[str, tuple[Part, ...]]] = {}
    for spec in specs_of(kind):
        if not spec.part:
            continue
        table = PART_TABLES[kind.KIND, spec.name]
        chosen = (
            select(table)
            .where(table.c.record.in_(owners))
            .order_by(table.c.record, table.c.position)
        )
        of: dict[str, tuple[Part, ...]] = {}
        for row in connection.execute(chosen).mappings():
            of[row["record"]] = (*of.get(row["record"], ()), part_from(spec.part, row))
        found[spec.name] = of
    return found


def _clauses(kind: str, query: Query) -> list[Clause]:
    table = RECORD_TABLES[kind]
    clauses = [_words(table, query.words)] if query.words else []
    clauses += [_filter(kind, each) for each in query.filters]
    if query.since or query.until:
        first, last = _extent(kind)
        start, stop = days_of(query.since)[0], days_of(query.until)[1]
        clauses += [last >= start] if start else []
        clauses += [first <= stop] if stop else []
    return clauses


def _words(table: Table, words: tuple[str, ...]) -> Clause:
    found = matching(table.name, words)
    if found is not None:
        return found
    title = table.c[RECORDS[table.name].TITLE]
    return and_(
        *(title.icontains(word, autoescape=True) for word in words if not word.startswith("-"))
    )


def _filter(kind: str, chosen: Filter) -> Clause:
    clause = _own_filter(kind, chosen)
    if clause is None:
        clause = _filter_via(kind, chosen)
    if clause is None:
        known = ", ".join(sorted(fields_of(kind)))
        raise QuerySyntaxError("search", f"No field {chosen.field!r} here. Known: {known}.")
    return ~clause if chosen.negated else clause


def _filter_via(kind: str, chosen: Filter) -> Clause | None:
    """Decisions by a field of their allocations and allocations by a field of their decision: a plot shows both."""
    allocation, decision = RECORD_TABLES["allocation"].c, RECORD_TABLES["decision"].c
    if kind == "allocation" and (clause := _own_filter("decision", chosen)) is not None:
        return allocation.decision.in_(select(decision.id).where(clause))
    if kind == "decision" and (clause := _own_filter("allocation", chosen)) is not None:
        return decision.id.in_(
            select(allocation.decision).where(clause, allocation.decision.is_not(None))
        )
    return None


def fields_of(kind: str) -> set[str]:
    """The names that a filter on `kind` may use."""
    own = {
        spec.name for spec in specs_of(RECORDS[kind]) if not spec.part and len(spec.columns) == 1
    }
    via_parts = {
        name
        for (owner, _), table in PART_TABLES.items()
        if owner == kind
        for name in _link_columns(table)
    }
    extra = (
        {"is", "ref"}
        | ({"stance"} if kind == "decision" else set())
        | (set(_ROLES) if kind == "allocation" else set())
    )
    return (own | via_parts | extra) - {"id", "number", "text", "original"}


def _own_filter(kind: str, chosen: Filter) -> Clause | None:
    field, values = chosen.field, chosen.values
    table = RECORD_TABLES[kind]
    if field == "is":
        states = [_STATES.get((kind, value)) or _STATES.get(("", value)) for value in values]
        return or_(*(state(kind) for state in states if state)) if all(states) else None
    if field == "ref":
        numbers = [int(found[1]) for value in values if (found := _REF.fullmatch(value))]
        return table.c.number.in_(numbers)
    if field == "stance" and kind == "decision":
        return stance_column().in_([value.casefold() for value in values])
    if field in _ROLES and kind == "allocation":
        part = PART_TABLES["allocation", "parties"]
        return exists().where(
            part.c.record == table.c.id, part.c.role == field, _links(part.c.party, "party", values)
        )
    return _column_filter(kind, field, values)


def _column_filter(kind: str, field: str, values: tuple[str, ...]) -> Clause | None:
    table = RECORD_TABLES[kind]
    spec = next(
        (each for each in specs_of(RECORDS[kind]) if each.name == field and len(each.columns) == 1),
        None,
    )
    if spec and spec.link:
        return _links(table.c[field], spec.link, values)
    if spec:
        return func.lower(table.c[field]).in_([value.casefold() for value in values])
    parts = [
        exists().where(
            part.c.record == table.c.id, _links(part.c[field], _link_columns(part)[field], values)
        )
        for (owner, _), part in PART_TABLES.items()
        if owner == kind and field in _link_columns(part)
    ]
    return or_(*parts) if parts else None


def _link_columns(part: Table) -> dict[str, str]:
    """The columns of a part table that hold ids, with the kind that they point at."""
    return {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in part.c
        if column.foreign_keys and column.name != "record"
    }


def _links(column: ColumnElement[Any], kind: str, values: tuple[str, ...]) -> Clause:
    """Whether a link points at a record with one of these ids, numbers, names or other names."""
    table = RECORD_TABLES[kind].alias()
    title = table.c[RECORDS[kind].TITLE]
    matches: list[Clause] = []
    for value in values:
        found = _REF.fullmatch(value)
        matches += [table.c.id == value, title.icontains(value, autoescape=True)]
        matches += [table.c.number == int(found[1])] if found else []
        if (kind, "aliases") in PART_TABLES:
            alias = PART_TABLES[kind, "aliases"].alias()
            matches.append(
                exists().where(
                    alias.c.record == table.c.id, func.lower(alias.c.name) == value.casefold()
                )
            )
    return column.in_(select(table.c.id).where(or_(*matches)))


def stance_column() -> ColumnElement[Any]:
    """The stance of a decision as SQL, by the same two tables as `Decision.stance`."""
    c = RECORD_TABLES["decision"].c
    by_direction = case(
        {direction.value: stance.value for direction, stance in STANCE_OF_DIRECTION.items()},
        value=c.direction,
    )
    by_action = {action.value: stance.value for action, stance in STANCE_OF_ACTION.items()}
    return case(by_action, value=c.action, else_=by_direction)


def _extent(kind: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The first and last day of a record of `kind`, as `Record.when` chooses its date.

    Raises:
        QuerySyntaxError: records of this kind have no date.
    """
    if kind not in _DATES:
        raise QuerySyntaxError(
            "search",
            f"A {kind.replace('_', ' ')} has no date, so since: and until: say nothing here.",
        )
    c = RECORD_TABLES[kind].c
    names = _DATES[kind]
    first = case(*((c[name] != "", c[f"{name}_first"]) for name in names))
    last = case(*((c[name] != "", c[f"{name}_last"]) for name in names))
    if kind == "allocation":
        decision = RECORD_TABLES["decision"].alias()
        of = [
            select(
                case(*((decision.c[n] != "", decision.c[f"{n}_{end}"]) for n in _DATES["decision"]))
            )
            .where(decision.c.id == c.decision)
            .scalar_subquery()
            for end in ("first", "last")
        ]
        return func.coalesce(first, of[0]), func.coalesce(last, of[1])
    return first, last


def _ordered(chosen: Select[Any], kind: str, query: Query) -> Select[Any]:
    c = RECORD_TABLES[kind].c
    order = query.order or ("date" if kind in _NEWEST_FIRST else "number")
    descending = query.descending or (not query.order and kind in _NEWEST_FIRST)
    column = _order_column(kind, order)
    return chosen.order_by(
        (column.desc() if descending else column.asc()).nulls_last(), c.number.asc()
    )


def _order_column(kind: str, order: str) -> ColumnElement[Any]:
    c = RECORD_TABLES[kind].c
    if order == "date":
        return _extent(kind)[0]
    if order == "stance" and kind == "decision":
        return stance_column()
    if order == "quantity" and "quantity_low" in c:
        return func.cast(
            func.coalesce(c.quantity_low, c.quantity_point, c.quantity_high),
            RECORD_TABLES["decision"].c.number.type,
        )
    spec = next(
        (each for each in specs_of(RECORDS[kind]) if each.name == order and len(each.columns) == 1),
        None,
    )
    if spec is None:
        raise QuerySyntaxError("search", f"Cannot sort by {order!r}. Try date, title or number.")
    if spec.link:
        target = RECORD_TABLES[spec.link].alias()
        return (
            select(target.c[RECORDS[spec.link].TITLE])
            .where(target.c.id == c[order])
            .scalar_subquery()
        )
    return func.lower(c[order]) if spec.type is str else c[order]


def _value_of(kind: str, field: str) -> tuple[ColumnElement[Any], Any]:
    """The expression that a facet counts, and what it is selected from."""
    table = RECORD_TABLES[kind]
    if field == "stance":
        return stance_column(), table
    if field in _ROLES:
        part, party = PART_TABLES["allocation", "parties"], RECORD_TABLES["party"]
        joined = table.join(part, and_(part.c.record == table.c.id, part.c.role == field))
        return party.c.title, joined.join(party, party.c.id == part.c.party)
    spec = next(each for each in specs_of(RECORDS[kind]) if each.name == field)
    if spec.link:
        target = RECORD_TABLES[spec.link].alias()
        return target.c[RECORDS[spec.link].TITLE], table.join(target, target.c.id == table.c[field])
    return table.c[field], table


def _undated(kind: str) -> Clause:
    first, last = _extent(kind)
    return and_(first.is_(None), last.is_(None))


def _reversal(_kind: str) -> Clause:
    part = PART_TABLES["decision", "links"]
    undoing = [each.value for each in DecisionRelation if each.undoes]
    return exists().where(
        part.c.record == RECORD_TABLES["decision"].c.id, part.c.relation.in_(undoing)
    )


def _joint(_kind: str) -> Clause:
    return RECORD_TABLES["allocation"].c.split.like("joint%")


def _unbounded(_kind: str) -> Clause:
    return RECORD_TABLES["allocation"].c.quantity_kind.in_(["lower_bound", "vague", "unknown"])


def _disputed(kind: str) -> Clause:
    support = RECORD_TABLES["support"]
    return exists().where(
        support.c.record == RECORD_TABLES[kind].c.id, support.c.role == "contradicts"
    )


_STATES: dict[tuple[str, str], Callable[[str], Clause]] = {
    ("", "undated"): _undated,
    ("", "disputed"): _disputed,
    ("decision", "reversal"): _reversal,
    ("decision", "draft"): lambda _: RECORD_TABLES["decision"].c.status == "draft",
    ("allocation", "joint"): _joint,
    ("allocation", "unbounded"): _unbounded,
    ("question", "open"): lambda _: RECORD_TABLES["question"].c.answer.is_(None),
}
