"""Numbered upgrades: a new file is made at the newest version, an older one is brought there step by step.

`user_version` holds the version. A version that this program does not know is refused, never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from workbench.errors import DossierTooNew, NotADossier
from workbench.store.schema import METADATA
from workbench.store.triggers import SEARCH_TABLES, log_triggers, search_triggers

APPLICATION_ID = 0x5057424B
"""PWBK, in the header of every dossier, so that file managers and `file` know one."""

UPGRADES: tuple[Callable[[Connection], None], ...] = ()
"""Step n brings version n + 1 to version n + 2, inside one transaction; never changed once released."""

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
    """
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if mark != APPLICATION_ID:
        raise NotADossier
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > VERSION:
        raise DossierTooNew(version, VERSION)
    return version


def upgrade(connection: Connection, version: int) -> None:
    """Brings a dossier from `version` to the newest, in the transaction that runs."""
    for step in UPGRADES[version - 1 :]:
        step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
