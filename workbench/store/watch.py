"""Who listens to an open dossier, and what they were told of so far."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from workbench.model.change import Changes
from workbench.store import log
from workbench.store.sqlite import outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.store.connections import Connections


class Watch:
    """The listeners of a store; `seen` is the last operation that they were told of."""

    def __init__(self) -> None:
        self.seen = 0
        self._version = -1
        self._listeners: list[Callable[[Changes], None]] = []

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Calls `listener` with every notice; gives the function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def tell(self, notice: Changes) -> None:
        """Tells all of them, whatever one of them raises."""
        with contextlib.ExitStack() as every:
            for listener in reversed(self._listeners):
                every.callback(listener, notice)

    def news(self, connections: Connections) -> Changes | None:
        """What another process wrote since the last look; microseconds when nothing."""
        version = outside(connections.watch(), "PRAGMA data_version")
        if version == self._version:
            return None
        self._version = version
        with connections.lend() as connection:
            last = log.last_operation(connection)
            if last is None or last.seq <= self.seen:
                return None
            touched = log.touched_since(connection, self.seen)
        self.seen = last.seq
        return Changes(operation=last, touched=touched)
