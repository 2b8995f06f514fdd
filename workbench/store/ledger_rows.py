"""Allocations as numpy rows, read straight from the tables: no record is made.

The statements select numbers and codes only; SQLite does the casting, and one pass over its cursor
fills the array. Small codes come packed into one integer: what costs is each value that Python has
to make, not what SQLite computes.
"""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Float,
    Integer,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)

from workbench.model.kinds import QuantityKind, Split, Stage
from workbench.store.filters import clauses, days_between
from workbench.store.log import last_seq
from workbench.store.schema import PART_TABLES, RECORD_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from sqlalchemy import (
        ColumnElement,
        Connection,
        Select,
    )

    from workbench.model.query import Query

ABSENT = -1
_TABLE = RECORD_TABLES["allocation"]
_A = _TABLE.c
_I = RECORD_TABLES["item"].c
_D = RECORD_TABLES["decision"].c
_NONE: ColumnElement[int] = literal_column(str(ABSENT), Integer)
_EXACT = _A.quantity_kind == QuantityKind.EXACT.value
_PLAIN = ("id", "item", "first", "last", "low", "high")
_PACKS = {
    "stage": (0, 8),
    "kind": (8, 8),
    "joint": (16, 2),
    "low_open": (18, 2),
    "high_open": (20, 2),
    "unit": (22, 32),
}
"""Where in the packed integer each code stands: its lowest bit, and how many bits it has."""


@dataclass(frozen=True, slots=True)
class AllocationColumns:
    """Rows of the type that was asked for, and what their codes stand for.

    `items` are ids. `links` is what an allocation is part of and what it supersedes. `state` is the
    number of the last operation that they hold.
    """

    rows: Any  # an array; its type would load numpy wherever a dossier is opened
    units: tuple[str, ...]
    items: tuple[str, ...]
    links: dict[str, tuple[str | None, str | None]]
    state: int


def allocation_columns(
    connection: Connection, query: Query, row: np.dtype[Any]
) -> AllocationColumns:
    """The allocations that `query` shows, as rows of type `row` (see `analysis.ledger`)."""
    import numpy as np

    chosen = clauses("allocation", query)
    units = _units(connection, chosen)
    rows = _unpacked(_read(connection, chosen, units, row), row)
    items = _items(connection)
    places = np.array(sorted(items), dtype=np.int64)
    known = rows["item"] >= 0
    rows["item"][known] = np.searchsorted(places, rows["item"][known])
    linked = select(_A.id, _A.part_of, _A.supersedes).where(
        *chosen,
        or_(_A.part_of > "", _A.supersedes > ""),  # as IS NOT NULL, but found by index
    )
    links = {key: (above, old) for key, above, old in connection.execute(linked)}
    ids = tuple(items[each] for each in places.tolist())
    return AllocationColumns(rows, tuple(units), ids, links, last_seq(connection))


def allocation_groups(
    connection: Connection, query: Query, of: AllocationColumns, by: str
) -> tuple[Any, tuple[str, ...]]:
    """The group of each row of `of`, which `query` has read in this state, and the groups' keys.

    `by` is "item", "jurisdiction" or a role of a party. A key is an id, a jurisdiction, several ids
    with spaces between, or empty.
    """
    import numpy as np

    if by == "item":
        return np.where(of.rows["item"] < 0, len(of.items), of.rows["item"]), (*of.items, "")
    chosen = clauses("allocation", query)
    keys: dict[str, int] = {}
    if by == "jurisdiction":
        own = select(_D.jurisdiction).where(_D.id == _A.decision).scalar_subquery()
        found = _cursor(connection, select(func.coalesce(own, "")), chosen)
        codes = (keys.setdefault(key, len(keys)) for (key,) in found)
        return np.fromiter(codes, dtype=np.int32, count=len(of.rows)), tuple(keys)
    return _party_groups(connection, chosen, by)


def _party_groups(
    connection: Connection, chosen: list[ColumnElement[bool]], role: str
) -> tuple[Any, tuple[str, ...]]:
    """The parties in a role, of each allocation; of few allocations there are several."""
    import numpy as np

    part = PART_TABLES["allocation", "parties"].alias("part")
    joined = _TABLE.outerjoin(part, (part.c.record == _A.id) & (part.c.role == role))
    statement = select(text("allocation.rowid"), func.coalesce(part.c.party, ""))
    found = _cursor(connection, statement.select_from(joined), chosen)
    keys: dict[str, int] = {}
    numbers = ((row, keys.setdefault(key, len(keys))) for row, key in found)
    parts = np.fromiter(numbers, dtype=np.dtype([("row", np.int64), ("key", np.int32)]))
    starts = np.flatnonzero(np.diff(parts["row"], prepend=-1))
    ends = np.append(starts[1:], len(parts))
    groups, names = parts["key"][starts], tuple(keys)
    for at in np.flatnonzero(ends - starts > 1).tolist():
        own = (names[each] for each in parts["key"][starts[at] : ends[at]].tolist())
        groups[at] = keys.setdefault(" ".join(sorted(filter(None, own))), len(keys))
    return groups, tuple(keys)


def _read(
    connection: Connection,
    chosen: list[ColumnElement[bool]],
    units: list[str],
    row: np.dtype[Any],
) -> Any:
    """The chosen allocations as an array whose codes are packed, its fields typed as in `row`."""
    import numpy as np

    first, last = days_between("allocation")
    item = select(text("item.rowid")).where(_I.id == _A.item).scalar_subquery()
    statement = select(
        _A.id,
        _packed(units),
        *(func.coalesce(each, _NONE) for each in (item, first, last)),
        *(
            func.coalesce(cast(case((_EXACT, _A.quantity_point), else_=each), Float), float(ABSENT))
            for each in (_A.quantity_low, _A.quantity_high)
        ),
    )
    fields = [(name, row[name]) for name in _PLAIN]
    fields.insert(1, ("packed", np.dtype(np.int64)))
    return np.fromiter(_cursor(connection, statement, chosen), dtype=np.dtype(fields))


def _unpacked(found: Any, row: np.dtype[Any]) -> Any:
    """Rows of type `row` from those that `_read` gives."""
    import numpy as np

    rows = np.empty(len(found), dtype=row)
    for name in _PLAIN:
        rows[name] = found[name]
    rows["point"] = found["low"]
    for name, (shift, width) in _PACKS.items():
        rows[name] = (found["packed"] >> shift & (1 << width) - 1) + ABSENT
    return rows


def _packed(units: list[str]) -> ColumnElement[int]:
    """The codes in `_PACKS` as one integer, each one higher than it is so that none is negative."""
    flags = (_A.split == Split.JOINT_UNSPECIFIED.value, _A.quantity_low_open, _A.quantity_high_open)
    codes = (
        _code(_A.stage, [each.value for each in Stage]),
        _code(_A.quantity_kind, [each.value for each in QuantityKind]),
        *(case((flag, _plain(1)), else_=_plain(0)) for flag in flags),
        _code(_A.quantity_unit, units),
    )
    parts = [
        (code - _NONE) * _plain(1 << shift)
        for code, (shift, _) in zip(codes, _PACKS.values(), strict=True)
    ]
    return functools.reduce(operator.add, parts)


def _cursor(
    connection: Connection, statement: Select[Any], chosen: list[ColumnElement[bool]]
) -> Iterator[Any]:
    """The rows of a statement over the chosen allocations, in one order, as the driver has them."""
    ordered = statement.select_from(_TABLE).where(*chosen).order_by(text("allocation.rowid"))
    made = ordered.compile(connection, compile_kwargs={"render_postcompile": True})
    given = tuple(made.params[name] for name in made.positiontup or ())
    return iter(connection.exec_driver_sql(str(made), given).cursor)  # type: ignore[call-overload,no-any-return] # PEP 249 leaves it open


def _units(connection: Connection, chosen: list[ColumnElement[bool]]) -> list[str]:
    column = _A.quantity_unit
    found = connection.execute(select(column).where(*chosen).distinct())
    return sorted(str(each) for each in found.scalars())


def _items(connection: Connection) -> dict[int, str]:
    """The ids of all items by the number of their row."""
    found = connection.execute(select(text("item.rowid"), _I.id).select_from(RECORD_TABLES["item"]))
    return {int(place): str(key) for place, key in found}


def _plain(number: int) -> ColumnElement[int]:
    """A number of ours as it stands: SQLite reads it once, a bound one anew in each row."""
    return literal_column(str(number), Integer)


def _code(column: ColumnElement[Any], values: list[str]) -> ColumnElement[Any]:
    """The place of a column's value among `values`."""
    if not values:
        return literal(ABSENT)
    return case({value: _plain(at) for at, value in enumerate(values)}, value=column, else_=_NONE)
