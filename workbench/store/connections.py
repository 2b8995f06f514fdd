"""The connections of one open dossier: who uses one now, and how they end."""

from __future__ import annotations

import contextlib
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import PendingRollbackError

from workbench.errors import DossierClosed, DossierFault, OperationTakenBack
from workbench.store import guard
from workbench.store.sqlite import BUSY_SECONDS, outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine


_BETWEEN_INTERRUPTS = 0.02
_WORN = "worn"
_MUCH_TEXT = 1 << 18


class Connections:
    """Lends the connections of an engine, in any thread, until it is told to end.

    `file` is what the engine opens, if it is one: until the end nothing else here may open it.
    Another database finds it under `uri`, with `key`. A copy reads in the one that it is a copy
    `of`, and holds that until its own end.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        uri: str = "",
        key: bytes = b"",
        file: Path | None = None,
        of: Connections | None = None,
    ) -> None:
        self.uri = uri
        self.key = key
        self.of = of
        self._engine = engine
        self._holders = 1  # themselves
        self._tidy = False
        self._guarded = guard.watch(file) if file is not None else None
        self._lent: list[list[Any]] = []
        self._change = threading.Condition()
        self._ended = False
        self._watch: Connection | None = None

    @contextmanager
    def lend(self, *, immediate: bool = False) -> Iterator[Connection]:
        """A connection; what it has begun and not committed is rolled back at the end.

        Raises:
            DossierClosed: they have ended.
            OperationTakenBack: it was used on after a stop or a full disk cut a write off.
        """
        with self._counted() as using, self._engine.connect() as connection:
            using.append(connection.connection.driver_connection)
            try:
                yield connection.execution_options(immediate=immediate)
            except PendingRollbackError as fault:
                raise OperationTakenBack from fault
            if connection.info.pop(_WORN, False):
                using.clear()
                connection.invalidate()

    @staticmethod
    def wear(connection: Connection, indexed: int) -> None:
        """Has a connection that indexed many bytes closed when it comes back, not lent again.

        FTS5 keeps a table of the words of all that a connection indexed between two commits, never
        makes it smaller, and goes through the whole of it at every later write.
        """
        if indexed > _MUCH_TEXT:
            connection.info[_WORN] = True

    @contextmanager
    def _counted(self) -> Iterator[list[Any]]:
        using: list[Any] = []
        with self._change:
            if self._ended:
                raise DossierClosed
            self._lent.append(using)
        try:
            yield using
        finally:
            with self._change:
                self._lent = [each for each in self._lent if each is not using]
                self._change.notify_all()

    def watch(self) -> Connection:
        """The one connection that stays open, for `PRAGMA data_version`.

        Raises:
            DossierClosed: they have ended.
        """
        with self._change:
            if self._ended:
                raise DossierClosed
            if self._watch is None:
                self._watch = self._engine.connect()
            return self._watch

    def hold(self) -> None:
        """Has the file stay as it is until `let_go`, also after the end: a copy reads in it.

        Raises:
            DossierClosed: they have ended.
        """
        with self._change:
            if self._ended:
                raise DossierClosed
            self._holders += 1

    def end(self, *, tidy: bool) -> None:
        """Stops what still reads and ends all connections.

        `tidy` leaves one plain file, unless another process has it open, once no copy reads in it.
        """
        with self._change:
            if self._ended:
                return
            self._ended = True
            until = time.monotonic() + BUSY_SECONDS
            while self._lent and time.monotonic() < until:
                for driver in (each for using in self._lent for each in using):
                    driver.interrupt()  # the statement that runs now, not the next one: so again
                self._change.wait(_BETWEEN_INTERRUPTS)
            if self._watch is not None:
                self._watch.close()
        self._engine.dispose()
        self._tidy = tidy
        self.let_go()
        if self.of is not None:
            self.of.let_go()

    def let_go(self) -> None:
        """The file may be left as one plain file, if nobody else holds it."""
        with self._change:
            self._holders -= 1
            if self._holders:
                return
        if self._tidy:
            with contextlib.suppress(DossierFault), self._engine.connect() as connection:
                for pragma in ("busy_timeout=0", "wal_checkpoint(TRUNCATE)", "journal_mode=DELETE"):
                    outside(connection, f"PRAGMA {pragma}")
            self._engine.dispose()
        if self._guarded is not None:
            guard.let_go(self._guarded)
