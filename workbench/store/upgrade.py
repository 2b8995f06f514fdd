"""Upgrades: a new file has the newest version, an older one is brought there when it is opened.

`user_version` holds the version. One that this program does not know is refused, never guessed at.
Most versions only add kinds and fields: those come by themselves, each new column with the default
of its field, also in rows that the log brings back. What is not an addition needs a step.
"""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.schema import CreateColumn

from workbench.errors import (
    DossierDamaged,
    DossierNotFound,
    DossierReadOnly,
    DossierTooNew,
    DossierUnreadable,
    NotADossier,
)
from workbench.store.batches import VIEW
from workbench.store.connections import Connections
from workbench.store.rows import defaults_of
from workbench.store.schema import FINGERPRINT, LIKENESS, LOGGED, METADATA, TEXT
from workbench.store.sqlite import engine_for
from workbench.store.triggers import (
    SEARCH_TABLES,
    drop_triggers,
    log_triggers,
    reindexing,
    search_triggers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy import Column, Connection, Table

APPLICATION_ID = 0x5057424B
"""PWBK, in the header of every dossier, so that file managers and `file` know one."""

VERSION = 8
"""Raised by one with every released change of the tables."""


def _to_7(connection: Connection) -> None:
    """The search index knows records by their rowids now, and indexes of links hold fewer rows."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_entry")
    made = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    for name in connection.exec_driver_sql(made).scalars().all():
        connection.exec_driver_sql(f'DROP INDEX "{name}"')


def _to_8(connection: Connection) -> None:
    """From 8 on `likeness` has every two texts that share a fingerprint, not only the likest.

    Of one that 16 texts have it is not known which others do: those that may are told of as such.
    """
    for table in (TEXT, FINGERPRINT, LIKENESS):
        table.create(connection, checkfirst=True)
    connection.exec_driver_sql(_LIKENESS_TO_8)


_LIKENESS_TO_8 = """
INSERT OR IGNORE INTO likeness (text, other, share)
SELECT a.text, b.text, 0
FROM fingerprint AS a JOIN fingerprint AS b ON b.print = a.print AND b.text != a.text
UNION
SELECT text, text, 0 FROM fingerprint
WHERE print IN (SELECT print FROM fingerprint GROUP BY print HAVING count(*) >= 16)
UNION
SELECT id, id, 0 FROM text
LEFT JOIN (SELECT text AS held_by, count(*) AS held FROM fingerprint GROUP BY text) ON held_by = id
WHERE prints > coalesce(held, 0)
"""


STEPS: Mapping[int, Callable[[Connection], None]] = {7: _to_7, 8: _to_8}
"""By version: what brings the one before it there, beyond additions; never changed once released.

A step that renames a column brings the log along, also its batches: undo reads rows off it.
"""


def create(connection: Connection) -> None:
    """Makes the tables, triggers and marks of a new dossier."""
    METADATA.create_all(connection)
    for statement in (VIEW, *SEARCH_TABLES, *search_triggers(), *log_triggers()):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def check_version(connection: Connection) -> int:
    """The version of an existing dossier.

    Raises:
        NotADossier: an SQLite file of another program.
        DossierTooNew: a newer Policy Workbench made it.
        DossierDamaged: it lacks tables.
    """
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if mark != APPLICATION_ID:
        raise NotADossier
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > VERSION:
        raise DossierTooNew(version, VERSION)
    tables = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    missing = METADATA.tables.keys() - set(tables.scalars())
    if version < 1 or (version == VERSION and missing):
        raise DossierDamaged
    return version


class Found(NamedTuple):
    """What a dossier file is: its version, and whether it lacks the journal that it had.

    SQLite writes to the journal beside an open dossier first. A file that says it has one, and has
    none, was copied while it was open, without what was written last. An empty one is none: reading
    makes it. It is empty too where another process has just opened the dossier.
    """

    version: int
    lacks_journal: bool


def look_at(path: Path, *, read_only: bool, key: bytes = b"") -> Found:
    """What a dossier file is, before it is opened.

    It is looked at without leave to write, so that a file of another program stays as it is; only
    where a program was cut off while it wrote must that be brought to an end first.

    Raises:
        DossierNotFound: no file there.
        DossierFault: as `check_version`, or it cannot be read.
    """
    _expect_file(path)
    beside = path.with_name(f"{path.name}-wal")
    alone = not (beside.exists() and beside.stat().st_size)
    try:
        version, journal = _looked_at(path, finish=False, key=key)
    except DossierReadOnly:
        if read_only:
            raise
        version, journal = _looked_at(path, finish=True, key=key)
    return Found(version, alone and journal == "wal")


def _expect_file(path: Path) -> None:
    try:
        found = path.is_file()
    except OSError as fault:
        if fault.errno == errno.ENAMETOOLONG:
            raise DossierNotFound(path) from None
        raise DossierUnreadable(path) from None
    if not found:
        raise DossierNotFound(path)
    if not os.access(path, os.R_OK):
        raise DossierUnreadable(path)


def _looked_at(path: Path, *, finish: bool, key: bytes) -> tuple[int, str]:
    """The version of a file, and how it keeps its journal."""
    engine = engine_for(path, lambda: None, read_only=True, finish=finish, key=key)
    connections = Connections(engine)
    with contextlib.ExitStack() as ending:
        ending.callback(connections.end, tidy=False)
        with connections.lend() as connection:
            version = check_version(connection)
            journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            return version, str(journal)


def upgrade(connection: Connection) -> None:
    """Brings a dossier to the newest version, in the transaction that runs.

    Raises:
        DossierDamaged: it lacks tables that its version has.
    """
    for version in range(check_version(connection) + 1, VERSION + 1):
        if version in STEPS:
            STEPS[version](connection)
    drop_triggers(connection)
    for table in LOGGED:
        _add_columns(connection, table)
    METADATA.create_all(connection)
    for index in (each for table in METADATA.tables.values() for each in table.indexes):
        index.create(connection, checkfirst=True)
    connection.exec_driver_sql("DROP VIEW IF EXISTS every_change")
    for statement in (VIEW, *reindexing(), *search_triggers(), *log_triggers()):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def has_own_triggers(connection: Connection) -> bool:
    """Whether a dossier has our triggers and no others; what others do would run as we write."""
    found = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
    return set(found.scalars()) == {*search_triggers(), *log_triggers()}


def _add_columns(connection: Connection, table: Table) -> None:
    known = connection.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (table.name,))
    held = set(known.scalars())
    for column in table.c if held else ():
        if column.name not in held:
            spelled = _spelled(connection, column)
            connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {spelled}')


def _spelled(connection: Connection, column: Column[Any]) -> str:
    """A column as ALTER TABLE takes it: with its default, and with what it points at."""
    words = [str(CreateColumn(column).compile(dialect=connection.dialect))]
    default = defaults_of(column.table.name)[column.name]
    if default is not None:
        literal = connection.exec_driver_sql("SELECT quote(?)", (default,)).scalar_one()
        words.append(f"DEFAULT {literal}")
    words += [
        f'REFERENCES "{key.column.table.name}" (id) DEFERRABLE INITIALLY DEFERRED'
        for key in column.foreign_keys
    ]
    return " ".join(words)
