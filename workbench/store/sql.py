"""Questions in SQL that can only read: the database itself refuses anything else.

SQLite asks an authorizer about each thing that a statement would do, before it runs. Only reading
is allowed: no write, no other file, no setting of the connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from workbench.errors import SqlRefused
from workbench.model.rows import Rows
from workbench.store.sqlite import known_fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    Values = Sequence[Any] | Mapping[str, Any]

_READING = {
    dbapi2.SQLITE_SELECT,
    dbapi2.SQLITE_READ,
    dbapi2.SQLITE_FUNCTION,
    dbapi2.SQLITE_RECURSIVE,
}
_LOOKED_UP = {"data_version", "index_list", "table_info", "table_list", "table_xinfo"}
"""What full-text search asks for, and what tells the columns of a table."""
_KEPT_BACK = {"wb_operation"}


def ask(connection: Connection, statement: str, values: Values = ()) -> Rows:
    """The rows of a `select`; `values` fill the `?` or `:name` in it.

    Raises:
        SqlRefused: it would do more than read, or it cannot be read.
        Interrupted: the analyst has stopped it.
    """
    plain: Any = connection.connection.driver_connection
    plain.set_authorizer(_judge)
    try:
        cursor = plain.execute(statement, values)
        found = tuple(cursor.fetchall())
        columns = tuple(each[0] for each in cursor.description or ())
    except (dbapi2.Error, dbapi2.Warning, ValueError, TypeError) as fault:
        raise known_fault(fault) or SqlRefused(_words(fault)) from fault
    finally:
        plain.set_authorizer(None)
    return Rows(columns, found)


def _judge(
    act: int, first: str | None, second: str | None, _base: str | None, _inner: str | None
) -> int:
    if act == dbapi2.SQLITE_FUNCTION:
        reads = second not in _KEPT_BACK
    elif act == dbapi2.SQLITE_PRAGMA:
        reads = first in _LOOKED_UP
    else:
        reads = act in _READING
    return int(dbapi2.SQLITE_OK if reads else dbapi2.SQLITE_DENY)


def _words(fault: Exception) -> str:
    told = str(fault).strip() or type(fault).__name__
    if "not authorized" in told or "prohibited" in told or "not an error" in told:
        return "It would do more than read. Ask with select; write with the verbs of the dossier."
    return f"{told[:1].upper()}{told[1:].rstrip('.')}."
