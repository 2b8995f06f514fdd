"""What a query means in SQL: its words, filters, dates, order, and the values of a facet."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, case, exists, false, func, not_, or_, select, true

from workbench.errors import QuerySyntaxError
from workbench.model import RECORDS
from workbench.model.decision import STANCE_OF_ACTION, STANCE_OF_DIRECTION
from workbench.model.kinds import AllocationRole, DecisionRelation, Stance
from workbench.model.when import days_of
from workbench.store.codings import CODINGS
from workbench.store.linked import ID, REF, links
from workbench.store.reach import REACH
from workbench.store.refusal import refusal
from workbench.store.schema import PART_TABLES, RECORD_TABLES, specs_of
from workbench.store.search import holding, looked_up
from workbench.store.values import answers_meant, countries_meant, terms_meant
from workbench.store.words import storable, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, FromClause, Table

    from workbench.model.query import Filter, Query
    from workbench.store.schema import FieldSpec

    Clause = ColumnElement[bool]

_DATES = {
    "decision": ("announced", "published", "effective"),
    "allocation": ("as_of", "period"),
    "source": ("published",),
    "expectation": ("window",),
    "activity": ("during",),
}
OF_SOURCE = frozenset({"passage", "claim"})
"""The kinds that stand in a source: they have its facts and its date."""
_HAVE_KIND = frozenset(
    kind for kind, record in RECORDS.items() if any(s.name == "kind" for s in specs_of(record))
)
"""The kinds with a field called kind: there, `kind:` asks for that, as it always did."""
COUNTRIES = frozenset({"jurisdiction", "target"})
"""The fields that hold a country's code; a filter may say its name."""
_HASHES = frozenset({"text", "original"})
ROLES = frozenset(role.value for role in AllocationRole)


def clauses(kind: str, query: Query) -> list[Clause]:
    """What the records of `kind` that the query shows fulfil.

    Raises:
        QuerySyntaxError: the query names a field or state that this kind does not have, or a value
        that the field cannot have.
    """
    chosen = [_words(kind, query.words)] if query.words else []
    chosen += [_filter(kind, each) for each in query.filters]
    return chosen + (_dated(kind, query) if query.since or query.until else [])


def _dated(kind: str, query: Query) -> list[Clause]:
    if kind in OF_SOURCE:  # there are far fewer sources; added to nothing, as most may be dated so
        of_source = select(RECORD_TABLES["source"].c.id).where(*_dated("source", query))
        return [(RECORD_TABLES[kind].c.source + "").in_(of_source)]
    first, last = days_between(kind)
    start, stop = days_of(query.since)[0], days_of(query.until)[1]
    return [*([last >= start] if start else []), *([first <= stop] if stop else [])]


def _words(kind: str, words: tuple[str, ...]) -> Clause:
    if RECORDS[kind].SEARCHED:
        return looked_up(kind, words, leading=True)
    title = RECORD_TABLES[kind].c[RECORDS[kind].TITLE]
    holding = []
    for word in map(storable, words):
        negated = word.startswith("-") and len(word) > 1
        held = title.icontains(word[negated:], autoescape=True)
        holding.append(not_(held) if negated else held)
    return and_(*holding)


def _filter(kind: str, chosen: Filter) -> Clause:
    chosen = replace(chosen, values=tuple(map(storable, chosen.values)))
    known = chosen.field not in _HASHES
    clause = _own_filter(kind, chosen) if known else None
    if clause is None and known:
        clause = _filter_via(kind, chosen)
    if clause is None:
        states = {state for _, state in _STATES}
        raise QuerySyntaxError("search", refusal(chosen, asked_of(kind), states))
    return not_(func.coalesce(clause, false())) if chosen.negated else clause


def _filter_via(kind: str, chosen: Filter) -> Clause | None:
    """Decisions by a field of their allocations, and the other way: a plot shows both.

    Passages and claims by a field of their source.
    """
    if kind in OF_SOURCE and (clause := _own_filter("source", chosen)) is not None:
        return RECORD_TABLES[kind].c.source.in_(select(RECORD_TABLES["source"].c.id).where(clause))
    allocation, decision = RECORD_TABLES["allocation"].c, RECORD_TABLES["decision"].c
    if kind == "allocation" and (clause := _own_filter("decision", chosen)) is not None:
        return allocation.decision.in_(select(decision.id).where(clause))
    if kind == "decision" and (clause := _own_filter("allocation", chosen)) is not None:
        with_decision = allocation.decision.is_not(None)
        return decision.id.in_(select(allocation.decision).where(clause, with_decision))
    return None


def fields_of(kind: str) -> set[str]:
    """The names that a filter on `kind` may use."""
    own = {spec.name for spec in specs_of(RECORDS[kind]) if len(spec.columns) == 1}
    in_parts = {name for table in parts_of(kind) for name in link_columns(table)}
    extra = {"is", "ref"}
    extra |= {"stance", *REACH} if kind == "decision" else set()
    extra |= ROLES if kind == "allocation" else set()
    return (own | in_parts | extra) - {"id", "number", *_HASHES}


def asked_of(kind: str) -> set[str]:
    """The names that a filter on `kind` may use, those of what it belongs to as well."""
    extra = CODINGS.keys() if kind == "passage" else set()
    return fields_of(kind) | extra | (fields_of("source") if kind in OF_SOURCE else set())


def parts_of(kind: str) -> list[Table]:
    """The tables of the parts of a kind of record."""
    return [table for (owner, _), table in PART_TABLES.items() if owner == kind]


def _own_filter(kind: str, chosen: Filter) -> Clause | None:
    field, values = chosen.field, chosen.values
    if chosen.of_words:
        return _of_words(kind, chosen)
    if field == "kind" and kind not in _HAVE_KIND:
        return true() if kind in values else false()
    if (special := _special(kind, field)) is not None:
        return special(kind, values)
    if field == "stance" and kind == "decision":
        return stance_column(RECORD_TABLES[kind].c).in_(terms_meant(field, Stance, values))
    if field in ROLES and kind == "allocation":
        part = PART_TABLES["allocation", "parties"].alias().c  # others may read the same table
        found = select(part.record).where(part.role == field, links(part.party, "party", values))
        return RECORD_TABLES[kind].c.id.in_(found)
    return _column_filter(kind, field, values)


def _of_words(kind: str, chosen: Filter) -> Clause:
    """Records with one of some words, or with all of them near one another."""
    if not RECORDS[kind].SEARCHED:
        return false()
    terms = [" ".join(terms_of(value)) for value in chosen.values]
    return holding(kind, [each for each in terms if each] or [""], chosen.distance)


def _in_state(kind: str, values: tuple[str, ...]) -> Clause | None:
    states = [_STATES.get((kind, value)) or _STATES.get(("", value)) for value in values]
    return or_(*(state(kind) for state in states if state)) if all(states) else None


def _special(kind: str, field: str) -> Callable[[str, tuple[str, ...]], Clause | None] | None:
    """What a filter asks that is no field."""
    return _OF_KIND.get(kind, {}).get(field) or _SPECIAL.get(field)


def _named_any(kind: str, values: tuple[str, ...]) -> Clause:
    found = [each for value in values if (each := REF.fullmatch(value))]
    own = [each for each in found if each["prefix"].upper() == RECORDS[kind].PREFIX]
    numbers = [int(each["number"][-18:]) for each in own]
    # A selection may be of thousands: SQLite refuses so many ORs, and so many parameters.
    return RECORD_TABLES[kind].c.number.in_(
        bindparam(None, numbers, expanding=True, literal_execute=True)
    )


_OF_KIND = {"passage": CODINGS, "decision": REACH}
_SPECIAL: dict[str, Callable[[str, tuple[str, ...]], Clause | None]] = {
    "is": _in_state,
    "ref": _named_any,
}


def spec_of(kind: str, field: str) -> FieldSpec | None:
    """How a field that fills one column is kept."""
    specs = specs_of(RECORDS[kind])
    return next((each for each in specs if each.name == field and len(each.columns) == 1), None)


def _column_filter(kind: str, field: str, values: tuple[str, ...]) -> Clause | None:
    table, spec = RECORD_TABLES[kind], spec_of(kind, field)
    if spec and spec.link:
        return links(table.c[field], spec.link, values)
    if spec and all(map(ID.fullmatch, values)):
        return table.c[field].in_(values)  # by the index, which lower() would not use
    if spec:
        return _says(table.c[field], field, spec.holds, values)
    parts = [
        table.c.id.in_(select(part.c.record).where(links(part.c[field], target, values)))
        for part, target in (
            (each.alias(), link_columns(each)[field])
            for each in parts_of(kind)
            if field in link_columns(each)
        )
    ]
    return or_(*parts) if parts else None


def _says(column: ColumnElement[Any], field: str, holds: type, values: tuple[str, ...]) -> Clause:
    """Whether a text holds one of some words; whether a term, country or number is one of them."""
    if field in COUNTRIES:
        return column.in_(countries_meant(field, values))
    if issubclass(holds, StrEnum):
        return column.in_(terms_meant(field, holds, values))
    if holds is bool:
        return column.in_(answers_meant(field, values))
    if holds is str:
        return or_(*(column.icontains(value, autoescape=True) for value in values))
    return func.lower(column).in_([value.casefold() for value in values])


def link_columns(part: Table) -> dict[str, str]:
    """The columns of a part table that hold ids, with the kind that they point at."""
    return {
        column.name: next(iter(column.foreign_keys)).column.table.name
        for column in part.c
        if column.foreign_keys and column.name != "record"
    }


def stance_column(c: Any) -> ColumnElement[Any]:
    """The stance of a decision as SQL, by the same two tables as `Decision.stance`."""
    by_direction = case(
        {direction.value: stance.value for direction, stance in STANCE_OF_DIRECTION.items()},
        value=c.direction,
    )
    by_action = {action.value: stance.value for action, stance in STANCE_OF_ACTION.items()}
    return case(by_action, value=c.action, else_=by_direction)


def days_between(kind: str) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The first and last day of a record of `kind`, as `Record.when` chooses its date.

    Raises:
        QuerySyntaxError: records of this kind have no date.
    """
    if kind in OF_SOURCE:
        source, link = RECORD_TABLES["source"].alias(), RECORD_TABLES[kind].c.source
        days = [select(day_column(source, "source", end)) for end in ("first", "last")]
        of_source = [each.where(source.c.id == link).scalar_subquery() for each in days]
        return func.coalesce(of_source[0], None), func.coalesce(of_source[1], None)
    if kind not in _DATES:
        words = f"A {kind.replace('_', ' ')} has no date"
        raise QuerySyntaxError("search", f"{words}: since, until and order:date say nothing here.")
    table = RECORD_TABLES[kind]
    first, last = (day_column(table, kind, end) for end in ("first", "last"))
    if kind == "allocation":
        decision = RECORD_TABLES["decision"].alias()
        of_decision = [
            select(day_column(decision, "decision", end))
            .where(decision.c.id == table.c.decision)
            .scalar_subquery()
            for end in ("first", "last")
        ]
        return func.coalesce(first, of_decision[0]), func.coalesce(last, of_decision[1])
    return first, last


def day_column(table: FromClause, kind: str, end: str) -> ColumnElement[Any]:
    """The "first" or "last" day of what a table of `kind` holds, of the first date that is said."""
    return case(*((table.c[name] != "", table.c[f"{name}_{end}"]) for name in _DATES[kind]))


def _undated(kind: str) -> Clause:
    first, last = days_between(kind)
    return and_(first.is_(None), last.is_(None))


def _reversal(_kind: str) -> Clause:
    part = PART_TABLES["decision", "links"].alias().c
    undoing = [each.value for each in DecisionRelation if each.undoes]
    own = part.record == RECORD_TABLES["decision"].c.id
    return exists().where(own, part.relation.in_(undoing))


def _joint(_kind: str) -> Clause:
    return RECORD_TABLES["allocation"].c.split.like("joint%")


def _unbounded(_kind: str) -> Clause:
    return RECORD_TABLES["allocation"].c.quantity_kind.in_(["lower_bound", "vague", "unknown"])


def _disputed(kind: str) -> Clause:
    support = RECORD_TABLES["support"].c
    return exists().where(support.record == RECORD_TABLES[kind].c.id, support.role == "contradicts")


_STATES: dict[tuple[str, str], Callable[[str], Clause]] = {
    ("", "undated"): _undated,
    ("", "disputed"): _disputed,
    ("decision", "reversal"): _reversal,
    ("decision", "draft"): lambda _: RECORD_TABLES["decision"].c.status == "draft",
    ("allocation", "joint"): _joint,
    ("allocation", "unbounded"): _unbounded,
    ("source", "held"): lambda _: RECORD_TABLES["source"].c.text != "",
    ("source", "scan"): lambda _: and_(
        RECORD_TABLES["source"].c.text == "", RECORD_TABLES["source"].c.original != ""
    ),
    ("question", "open"): lambda _: RECORD_TABLES["question"].c.answer.is_(None),
}
