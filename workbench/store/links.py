"""Links that lead nowhere, in words: why an operation could not be kept."""

# ruff: noqa: S608 - statements made of our own names only

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from workbench.errors import InvalidField, StillInUse
from workbench.model import RECORDS
from workbench.model.record import ref_of
from workbench.store.schema import KIND_OF_TABLE, LOGGED, RECORD_TABLES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.errors import WorkbenchError

_NAMED = 3


def commit(connection: Connection, operation: int) -> None:
    """Commits the running operation.

    Raises:
        WorkbenchError: a link leads nowhere; then it is rolled back.
    """
    try:
        connection.commit()
    except IntegrityError as fault:
        driver: Any = connection.connection.driver_connection
        reason = broken_links(driver, operation)
        driver.rollback()
        if reason is None:
            raise
        raise reason from fault


def expect_whole(connection: Connection, operation: int) -> None:
    """Checks the links of records as `commit` would, and keeps nothing.

    Raises:
        WorkbenchError: a link leads nowhere.
    """
    driver: Any = connection.connection.driver_connection
    broken = any(
        driver.execute(f'PRAGMA foreign_key_check("{table.name}")').fetchone() for table in LOGGED
    )
    if broken and (reason := broken_links(driver, operation)) is not None:
        raise reason


def broken_links(driver: Any, operation: int) -> WorkbenchError | None:
    """Why the links of the transaction that runs do not hold, or None when they do.

    Args:
        driver: the connection of sqlcipher3 whose commit was refused.
        operation: the number of the running operation.
    """
    users: list[str] = []
    missing: list[tuple[str, str, str]] = []
    broken = driver.execute("PRAGMA foreign_key_check")
    while len(users) < _NAMED and (row := broken.fetchone()):
        table, rowid, kind, key = row
        field = next(
            each[3]
            for each in driver.execute(f'PRAGMA foreign_key_list("{table}")')
            if each[0] == key
        )
        held = _value(driver, f'SELECT "{field}" FROM "{table}" WHERE rowid = ?', rowid)
        removed = "SELECT 1 FROM every_change WHERE operation = ? AND row = ? AND action = 'remove'"
        if _value(driver, removed, operation, held):
            users.append(_ref(driver, table, rowid))
        else:
            missing.append((field, kind, held))
    if users:
        return StillInUse(", ".join(dict.fromkeys(users)))
    return _points_nowhere(*missing[0]) if missing else None


def _points_nowhere(field: str, kind: str, held: str) -> InvalidField:
    words = kind.replace("_", " ")
    return InvalidField(field, f"There is no {words} {held!r} here. Choose one, or add it first.")


def _ref(driver: Any, table: str, rowid: int) -> str:
    kind = KIND_OF_TABLE[table]
    owner = "id" if table in RECORD_TABLES else "record"
    of_owner = f'SELECT "{owner}" FROM "{table}" WHERE rowid = ?'
    number = _value(driver, f'SELECT number FROM "{kind}" WHERE id = ({of_owner})', rowid)
    return ref_of(RECORDS[kind], number or 0)


def _value(driver: Any, statement: str, *values: object) -> Any:
    row = driver.execute(statement, values).fetchone()
    return row[0] if row else None
