"""Which table a page of a damaged file belongs to: as the file says, else as its rows look.

The statements that made the tables are known by their shape, wherever they lie, so that the first
page may be lost. A page that no tree leads to any more is known by its rows: as many values as a
table has columns, each as that column may hold it, making a record or part that the rules let pass.
"""

from __future__ import annotations

import re
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from workbench.errors import InvalidField
from workbench.model.identity import part_id
from workbench.model.record import Record
from workbench.model.rules import check
from workbench.store.rows import key_of, part_from, record_from
from workbench.store.schema import KIND_OF_TABLE, LOGGED, METADATA, MODEL_OF_TABLE, specs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.store.pages import Pages, Row, Value

Columns = tuple[str, ...]
UNREADABLE = (InvalidField, KeyError, ValueError, TypeError, ArithmeticError)
"""What reading a row ends in that makes no record."""
_ID = re.compile(r"[0-9a-z]{26}|about")


def tables_of(pages: Pages) -> tuple[dict[int, str], dict[str, Columns]]:
    """By page its table, by table its columns, as far as the file tells."""
    named: dict[int, str] = {}
    columns: dict[str, Columns] = {}
    for name, root, sql in _made(pages):
        columns[name] = _columns_in(name, sql)
        named.update(dict.fromkeys(pages.tree(root), name))
    return named, columns


def table_like(rows: Sequence[Row], columns: Mapping[str, Columns]) -> str:
    """The table that rows of one page are of; empty where they fit none, or more than one."""
    if not rows or not isinstance(rows[0].values[0], str):
        return ""
    fitting = [
        table.name
        for table in LOGGED
        if all(_fits(table.name, columns, row.values) for row in rows)
    ]
    return fitting[0] if len(fitting) == 1 else ""


def columns_of(name: str, columns: Mapping[str, Columns]) -> Columns:
    """The columns of a table: as the file says, else as we make it."""
    return columns.get(name) or tuple(METADATA.tables[name].c.keys())


def _made(pages: Pages) -> list[tuple[str, int, str]]:
    """The statements that made tables, with their roots: from the tree, else from any page."""
    found = [each for number in pages.tree(1) for each in _made_on(pages, number)]
    if {name for name, _, _ in found} == METADATA.tables.keys():
        return found
    lying = (n for n in range(1, pages.count + 1) if b"CREATE TABLE" in pages.page(n))
    return [*found, *(each for number in lying for each in _made_on(pages, number))]


def _made_on(pages: Pages, number: int) -> list[tuple[str, int, str]]:
    found = []
    for row in pages.rows(number):
        match row.values:
            case ("table", str(name), _, int(root), str(sql)) if name in METADATA.tables:
                found.append((name, root, sql))
    return found


def _columns_in(name: str, sql: str) -> Columns:
    """The columns of a table in the order of the file: later ones were added at the end."""
    empty = dbapi2.connect(":memory:")
    try:
        empty.execute(sql)
        found = empty.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
    except (dbapi2.Error, ValueError):  # ValueError: a NUL in the statement
        return ()
    finally:
        empty.close()
    return tuple(column for (column,) in found)


def _fits(name: str, columns: Mapping[str, Columns], values: Sequence[Value]) -> bool:
    """Whether values are those of a row of a table."""
    own, model = columns_of(name, columns), MODEL_OF_TABLE[name]
    if len(values) != len(own):
        return False
    row: Any = dict(zip(own, values, strict=True))
    if not all(isinstance(row.get(each), types) for each, types in _may_hold(name).items()):
        return False
    links = {row[spec.columns[0]] for spec in specs_of(model) if spec.link}
    if not all(_ID.fullmatch(each) for each in {row["id"], *links} - {None}):
        return False
    try:
        if issubclass(model, Record):
            check(record_from(model, row, {}))
            return True
        field = name.removeprefix(f"{KIND_OF_TABLE[name]}_")
        key = key_of(part_from(model, row), row)
    except UNREADABLE:
        return False
    return bool(row["id"] == part_id(row["record"], field, *key))


@cache
def _may_hold(name: str) -> Mapping[str, tuple[type, ...]]:
    """The types of what the columns of a table hold."""
    return {
        each.name: (each.type.python_type, NoneType) if each.nullable else (each.type.python_type,)
        for each in METADATA.tables[name].c
    }
