"""Numbered upgrades: a new file has the newest version, an older one is brought there in steps.

`user_version` holds the version. One that this program does not know is refused, never guessed at.
A step that renames or adds columns brings the log along: undo reads rows off it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import DossierDamaged, DossierTooNew, NotADossier
from workbench.store.schema import METADATA
from workbench.store.triggers import SEARCH_TABLES, log_triggers, search_triggers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

APPLICATION_ID = 0x5057424B
"""PWBK, in the header of every dossier, so that file managers and `file` know one."""

UPGRADES: tuple[Callable[[Connection], None], ...] = ()
"""Step n brings version n + 1 to n + 2, inside one transaction; never changed once released."""

VERSION = 1 + len(UPGRADES)


def create(connection: Connection) -> None:
    """Makes the tables, triggers and marks of a new dossier."""
    METADATA.create_all(connection)
    for statement in (*SEARCH_TABLES, *search_triggers(), *log_triggers()):
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
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    missing = METADATA.tables.keys() - set(tables.scalars())
    if version < 1 or (version == VERSION and missing):
        raise DossierDamaged
    return version


def upgrade(connection: Connection) -> None:
    """Brings a dossier to the newest version, in the transaction that runs."""
    for step in UPGRADES[check_version(connection) - 1 :]:
        step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
