"""The store: a dossier's file while it is open. All threads read at once, one operation writes."""

from __future__ import annotations

import contextlib
import threading
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from workbench.errors import (
    DossierBusy,
    DossierExists,
    DossierNotFound,
    DossierReadOnly,
    NothingToRedo,
    NothingToUndo,
    OperationRunning,
    PastReadOnly,
)
from workbench.model.change import Changes, Operation
from workbench.model.identity import new_id
from workbench.model.progress import Silent
from workbench.store import backup, copies, left_open, log, past, revert, rules, upgrade
from workbench.store.baseline import ROLE as DROP, expect_kept
from workbench.store.connections import Connections
from workbench.store.leaving_out import leave_out
from workbench.store.links import commit, expect_whole
from workbench.store.operation import RunningOperation
from workbench.store.sqlite import BUSY_SECONDS, engine_for, file_uri
from workbench.store.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from workbench.model.progress import Progress


class Store:
    """One open dossier file.

    `analyst` and `replica` (this laptop) sign every operation. `lacks_journal` is told by
    `upgrade.look_at`; `at_end` is called when it is closed.
    """

    def __init__(
        self,
        connections: Callable[[Callable[[], int | None]], Connections],
        *,
        read_only: bool,
        analyst: str,
        replica: str,
    ) -> None:
        self.read_only = read_only
        self.analyst = analyst
        self.replica = replica
        self.refusal: type[DossierReadOnly] = DossierReadOnly
        self.lacks_journal = False
        self.at_end: Callable[[], None] = lambda: None
        self._connections = connections(self._running_seq)
        self._watch = Watch()
        self._lock = threading.RLock()
        self._running: RunningOperation | None = None
        self._writer = 0
        left_open.watch(self)

    def _running_seq(self) -> int | None:
        running = self._running
        return running.seq if running else None

    @property
    def key(self) -> bytes:
        """The key of an encrypted one."""
        return self._connections.key

    @property
    def in_operation(self) -> bool:
        """Whether this thread is inside an operation."""
        return self._running is not None and self._writer == threading.get_ident()

    @classmethod
    def create(cls, path: Path, *, analyst: str, replica: str, key: bytes = b"") -> Store:
        """Makes a new dossier file at `path`, encrypted with `key` where one is given.

        Raises:
            DossierExists: something is there already.
            DossierFault: the folder is not there, cannot be written, or its disk is full.
        """
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            raise DossierExists(path) from None
        except FileNotFoundError:
            raise DossierNotFound(path.parent) from None
        except OSError:
            raise DossierReadOnly from None
        with contextlib.ExitStack() as failing:
            failing.callback(path.unlink, missing_ok=True)
            store = cls._on(path, read_only=False, analyst=analyst, replica=replica, key=key)
            failing.callback(store.close)
            with store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - its own
                upgrade.create(connection)
                connection.commit()
            failing.pop_all()
        return store

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        analyst: str,
        replica: str,
        read_only: bool = False,
        key: bytes = b"",
        before_upgrade: Callable[[Store], None] | None = None,
    ) -> Store:
        """Opens the dossier file at `path`; one of an older version is brought to the newest.

        `before_upgrade` may keep a copy of it before that. Read-only, a copy in memory is brought
        there, and the file stays as it is.

        Raises:
            DossierNotFound: no file there.
            NotADossier: a file of another program.
            DossierTooNew: a newer version made it.
            DossierFault: it cannot be read.
        """
        version, lacks_journal = upgrade.look_at(path, read_only=read_only, key=key)
        store = cls._on(path, read_only=read_only, analyst=analyst, replica=replica, key=key)
        store.lacks_journal = lacks_journal
        with contextlib.ExitStack() as failing:
            failing.callback(store.close)
            if version < upgrade.VERSION and read_only:
                copy = copies.whole(store._connections, upgrade.upgrade)  # noqa: SLF001 - its own
                return store._copy(copy, store.last_seq)  # noqa: SLF001 - its own
            if version < upgrade.VERSION and before_upgrade:
                before_upgrade(store)
            store._start(version)  # noqa: SLF001 - its own
            failing.pop_all()
        return store

    @classmethod
    def _on(
        cls, path: Path, *, read_only: bool, analyst: str, replica: str, key: bytes = b""
    ) -> Store:
        def connections(running: Callable[[], int | None]) -> Connections:
            engine = engine_for(path, running, read_only=read_only, key=key)
            return Connections(engine, uri=file_uri(path, "ro"), key=key, file=path)

        return cls(connections, read_only=read_only, analyst=analyst, replica=replica)

    def _start(self, version: int) -> None:
        with self.reading() as connection:
            last = log.last_seq(connection)
            ours = version == upgrade.VERSION and upgrade.has_own_triggers(connection)
        if not (ours or self.read_only):
            with self._connections.lend(immediate=True) as connection:
                upgrade.upgrade(connection)
                connection.commit()
        self._watch.seen = last

    def close(self) -> None:
        """Stops what still reads and ends; one plain file is left, if no other process has it open.

        Raises:
            OperationRunning: this thread is inside an operation.
            DossierBusy: an operation of another thread does not end.
        """
        with self._writing():
            self.expect_idle()
            self.at_end()
            self._connections.end(tidy=not self.read_only)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the dossier; in an operation, what that wrote so far.

        Raises:
            DossierClosed: it was closed.
        """
        running = self._running
        if running is not None and self.in_operation:
            yield running.connection
            return
        with self._connections.lend() as connection:
            yield connection

    @contextmanager
    def operation(
        self,
        label: str,
        *,
        reason: str = "",
        role: str = "do",
        reverts: int | None = None,
        kept: bool = True,
    ) -> Iterator[RunningOperation]:
        """One undoable write; inside another it joins that one, an empty one leaves no trace.

        One that is not `kept` is checked at its end as any other, and then rolled back.

        Raises:
            DossierReadOnly: the dossier is open for reading only.
            DossierBusy: another operation does not end.
            WorkbenchError: a rule refuses it, or the file cannot be written; then nothing is kept.
        """
        if self.read_only:
            raise self.refusal
        with self._writing():
            if self._running is not None:
                self._running.reason = self._running.reason or reason
                with self._running.part():
                    yield self._running
                return
            with self._connections.lend(immediate=True) as connection:
                connection.begin()
                last = log.last_operation(connection)
                running = RunningOperation(connection, (last.seq if last else 0) + 1, reason)
                self._writer, self._running = threading.get_ident(), running
                try:
                    yield running
                    running.keep_numbers()
                    operation = Operation(
                        seq=running.seq,
                        id=new_id(),
                        clock=log.next_clock(last.clock if last else ""),
                        at=log.now_text(),
                        replica=self.replica,
                        analyst=self.analyst,
                        label=label,
                        reason=running.reason,
                        role=role,
                        reverts=reverts,
                        previous=last.hash if last else "",
                    )
                    notice = self._keep(running, operation, kept=kept)
                finally:
                    self._running = None
        if notice:
            self._watch.tell(notice)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Waits for an operation of another thread as long as for one of another process."""
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise DossierBusy
        try:
            yield
        finally:
            self._lock.release()

    def _keep(self, running: RunningOperation, made: Operation, *, kept: bool) -> Changes | None:
        """Checks the operation, seals it into the chain and commits it, if it shall be kept."""
        if kept and not (made.role == DROP or log.has_changes(running.connection, made.seq)):
            running.connection.commit()  # content may have been kept
            return None
        touched = running.touched(self._watch.seen)  # other processes' news as well
        rules.check(running, touched.keys())
        made = log.seal(running.connection, made)
        if not kept:
            expect_whole(running.connection, made.seq)
            return None
        commit(running.connection, made.seq)
        self._watch.seen = made.seq
        return Changes(operation=made, touched=touched)

    def undo(self) -> Operation:
        """Takes the last operation back by a new one; gives the operation that was taken back.

        Raises:
            NothingToUndo: there is none.
            RevertConflict: another process changed the same fields since.
        """
        return self._revert("undo", revert.next_undo)

    def redo(self) -> Operation:
        """Brings back what the last undo took back; gives that undo.

        Raises:
            NothingToRedo: nothing was undone, or something else was done since.
        """
        return self._revert("redo", revert.next_redo)

    def peek_undo(self) -> Operation | None:
        """The operation that undo would take back, or None."""
        with contextlib.suppress(NothingToUndo), self.reading() as connection:
            return revert.next_undo(connection)
        return None

    def peek_redo(self) -> Operation | None:
        """The undo that redo would take back, or None."""
        with contextlib.suppress(NothingToRedo), self.reading() as connection:
            return revert.next_redo(connection)
        return None

    def revert(self, target: Operation) -> Operation:
        """Takes any operation back by a new one; gives the operation that was taken back.

        Raises:
            RevertConflict: a field no longer holds what `target` left in it.
        """
        return self._revert("revert", lambda _connection: target)

    def expect_idle(self) -> None:
        """Refuses what cannot be a part of an operation.

        Raises:
            OperationRunning: this store is inside one.
        """
        if self._running is not None:
            raise OperationRunning

    def return_to(self, seq: int) -> list[Operation]:
        """Takes back all operations after `seq` by one new one; gives them, newest first."""
        with self.operation(f"Go back to operation {seq}", role="revert") as running:
            later = log.operations_since(running.connection, seq)
            past.put_back(running, seq)
        return later

    def back_up(self, to: Path, progress: Progress | None = None) -> None:
        """Writes a checked copy of the dossier to `to`.

        Raises:
            BackupNotWritten, Cancelled: it was not made whole, or stopped; nothing of it is left.
        """
        with self._connections.lend() as connection:
            backup.back_up(connection, to, key=self.key, progress=progress or Silent())

    def _revert(self, role: str, choose: Callable[[Connection], Operation]) -> Operation:
        with self._writing():
            self.expect_idle()
            with self.reading() as connection:
                target = choose(connection)
            label = revert.label_of(role, target)
            with self.operation(label, role=role, reverts=target.seq) as running:
                revert.take_back(running, target)
        return target

    def operations(
        self, limit: int = 100, before: int | None = None, words: str = ""
    ) -> list[Operation]:
        """The newest `limit` operations, newest first: see `log.operations`."""
        with self.reading() as connection:
            return log.operations(connection, limit, before, words)

    def seq_at(self, moment: datetime) -> int:
        """The number of the last operation that was written by a moment with a time zone, or 0."""
        with self.reading() as connection:
            return log.seq_at(connection, moment)

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Calls `listener` after each operation; gives the function that ends this."""
        return self._watch.listen(listener)

    def poll(self) -> Changes | None:
        """Tells of what another process wrote since the last look; microseconds when nothing."""
        if self._running is not None or not self._lock.acquire(blocking=False):
            return None  # an operation tells of it at its end
        try:
            notice = self._watch.news(self._connections)
        finally:
            self._lock.release()
        if notice:
            self._watch.tell(notice)
        return notice

    def at(self, seq: int) -> Store:
        """This dossier as it was after operation `seq`: a copy in memory, read-only.

        Raises:
            HistoryDropped: what it was then is no longer told by the log.
        """
        with (self._connections.of or self._connections).lend() as connection:
            expect_kept(connection, seq)
        copy = self._copy(copies.records_at(self._connections, seq, self._watch.seen), seq)
        copy.refusal = PastReadOnly
        return copy

    def without(self, ids: Mapping[str, Collection[str]]) -> Store:
        """This dossier as if the records `ids` (by kind) had never been: a copy in memory."""
        seq, bring = self.last_seq, partial(leave_out, ids=ids)
        return self._copy(copies.records_at(self._connections, seq, seq, bring), seq)

    @property
    def last_seq(self) -> int:
        """The number of the newest operation, or 0."""
        with self.reading() as connection:
            return log.last_seq(connection)

    def _copy(self, connections: Connections, seq: int) -> Store:
        """A store on a copy in memory, whose last operation is `seq`."""
        both = {"analyst": self.analyst, "replica": self.replica}
        copy = Store(lambda _running: connections, read_only=True, **both)
        copy._watch.seen = seq
        return copy
