"""What tests of the store do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Item
from workbench.model.query import Query
from workbench.store import find
from workbench.store.triggers import LOG_PREFIX

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from workbench.store.store import Store

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def end_logging(connection: Connection) -> None:
    """Have nothing logged from now on, and nothing refused: to damage a dossier, or fill it."""
    ours = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND instr(name, ?) = 1"
    for name in connection.exec_driver_sql(ours, (LOG_PREFIX,)).scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def titles(store: Store) -> list[str]:
    """Return the titles of the items that a store holds."""
    with store.reading() as connection:
        found = find.page(connection, Item, find.ids(connection, "item", Query()))
    return [item.title for item in found]
