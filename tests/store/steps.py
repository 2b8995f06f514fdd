"""What tests of the store do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.model import Item
from workbench.model.query import Query
from workbench.store import find

if TYPE_CHECKING:
    from workbench.store.store import Store

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def titles(store: Store) -> list[str]:
    """Return the titles of the items that a store holds."""
    with store.reading() as connection:
        found = find.page(connection, Item, find.ids(connection, "item", Query()))
    return [item.title for item in found]
