"""Dossiers that nobody closed are closed as the program ends, so that each is one plain file.

A script may end without closing its own, also by an error. Left as it is, the file alone would lack
what still stands in its journal.
"""

from __future__ import annotations

import atexit
import contextlib
import os
from typing import TYPE_CHECKING
from weakref import WeakSet

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.store.store import Store

_stores: WeakSet[Store] = WeakSet()


def watch(store: Store) -> None:
    """Has a store closed at the end of the program, if it still stands open then."""
    _stores.add(store)


@atexit.register
def _close() -> None:
    for store in sorted(_stores, key=lambda each: not each.read_only):  # who writes tidies up
        with contextlib.suppress(WorkbenchError):
            store.close()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_stores.clear)  # there they are the parent's
