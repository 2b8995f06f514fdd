"""The store: a dossier's file while it is open. Reads take a connection of a pool, writes run one at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from workbench.errors import (
    DossierExists,
    DossierNotFound,
    DossierReadOnly,
    NothingToRedo,
    NothingToUndo,
    StillInUse,
    WorkbenchError,
)
from workbench.model.change import Changes, Operation
from workbench.model.identity import new_id
from workbench.store import log, revert, rules, upgrade
from workbench.store.operation import RunningOperation
from workbench.store.schema import KIND_OF_TABLE, OPERATION, RECORD_TABLES
from workbench.store.sqlite import engine_for, known_fault, memory_engine, memory_uri


class Store:
    """One open dossier file.

    `analyst` and `replica` (this laptop) sign every operation.
    """

    def __init__(self, engine: Engine, *, read_only: bool, analyst: str, replica: str) -> None:
        self.read_only = read_only
        self.analyst = analyst
        self.replica = replica
        self._engine = engine
        self._listeners: list[Callable[[Changes], None]] = []
        self._lock = threading.RLock()
        self._running: RunningOperation | None = None
        self._writer = 0
        self._watch: Connection | None = None
        self._version = -1
        self._seen = 0

    @classmethod
    def create(cls, path: Path, *, analyst: str, replica: str) -> Store:
        """Makes a new dossier file at `path`.

        Raises:
            DossierExists: something is there already.
            DossierFault: the folder cannot be written.
        """
        try:
            path.touch(exist_ok=False)
        except FileExistsError:
            raise DossierExists(path) from None
        except FileNotFoundError:
            raise DossierNotFound(path.parent) from None
        except OSError:
            raise DossierReadOnly from None
        store = cls._on(path, read_only=False, analyst=analyst, replica=replica)
        try:
            with store._engine.connect().execution_options(immediate=True) as connection:
                upgrade.create(connection)
                connection.commit()
        except WorkbenchError:
            store._engine.dispose()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, *, analyst: str, replica: str, read_only: bool = False) -> Store:
        """Opens the dossier file at `path`.

        Raises:
            DossierNotFound: no file there.
            NotADossier: a file of another program.
            DossierTooNew: a newer version made it.
            DossierFault: it cannot be read.
        """
        if not path.is_file():
            raise DossierNotFound(path)
        peek = cls._on(path, read_only=True, analyst=analyst, replica=replica)
        with contextlib.closing(peek), peek.reading() as connection:
            version = upgrade.check_version(connection)
        store = cls._on(path, read_only=read_only, analyst=analyst, replica=replica)
        if not read_only and version < upgrade.VERSION:
            with store._engine.connect().execution_options(immediate=True) as connection:
                upgrade.upgrade(connection, version)
                connection.commit()
        with store.reading() as connection:
            last = log.last_operation(connection)
            store._seen = last.seq if last else 0
        return store

    @classmethod
    def _on(cls, path: Path, *, read_only: bool, analyst: str, replica: str) -> Store:
        made: list[Store] = []

        def running() -> int | None:
            operation = made[0]._running  # noqa: SLF001 - its own
            return operation.seq if operation else None

        engine = engine_for(path, read_only=read_only, running=running)
        made.append(cls(engine, read_only=read_only, analyst=analyst, replica=replica))
        return made[0]

    def close(self) -> None:
        """Ends all connections and leaves one plain file, when no other process has it open."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        if not self.read_only:
            with contextlib.suppress(WorkbenchError), self._engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                self._engine.pool.dispose()
                for pragma in ("busy_timeout=0", "wal_checkpoint(TRUNCATE)", "journal_mode=DELETE"):
                    _try(driver, pragma)
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the dossier; inside an operation of this thread, that operation's own."""
        if self._running is not None and self._writer == threading.get_ident():
            yield self._running.connection
            return
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def operation(
        self, label: str, *, reason: str = "", role: str = "do", reverts: int | None = None
    ) -> Iterator[RunningOperation]:
        """One undoable write; inside another it joins that one, an empty one leaves no trace.

        Raises:
            DossierReadOnly: the dossier is open for reading only.
            WorkbenchError: a rule refuses it, or the file cannot be written; then nothing is kept.
        """
        if self.read_only:
            raise DossierReadOnly
        with self._lock:
            if self._running is not None:
                with self._running.connection.begin_nested():
                    yield self._running
                return
            with self._engine.connect().execution_options(immediate=True) as connection:
                connection.begin()
                last = log.last_operation(connection)
                running = RunningOperation(
                    connection, (last.seq if last else 0) + 1, label, reason, role, reverts
                )
                self._running, self._writer = running, threading.get_ident()
                try:
                    yield running
                    notice = self._keep(running, last)
                finally:
                    self._running = None
        if notice:
            self._tell(notice)

    def _keep(self, running: RunningOperation, last: Operation | None) -> Changes | None:
        """Seals the operation into the chain and commits it."""
        connection = running.connection
        changes = log.changes_of(connection, running.seq)
        if not changes:
            connection.commit()  # content may have been kept
            return None
        touched = frozenset((KIND_OF_TABLE[each.tbl], each.record) for each in changes)
        rules.check(connection, touched)
        operation = Operation(
            seq=running.seq,
            id=new_id(),
            clock=log.next_clock(last.clock if last else ""),
            at=log.now_text(),
            replica=self.replica,
            analyst=self.analyst,
            label=running.label,
            reason=running.reason,
            role=running.role,
            reverts=running.reverts,
            changes=len(changes),
            previous=last.hash if last else "",
        )
        kept = {name: getattr(operation, name) for name in OPERATION.c.keys()}  # noqa: SIM118 - a collection
        kept["hash"] = log.hash_operation(operation, changes)
        connection.execute(insert(OPERATION), kept)
        self._commit(connection)
        self._seen = operation.seq
        return Changes(operation=Operation(**kept), touched=touched)

    def _commit(self, connection: Connection) -> None:
        try:
            connection.commit()
        except IntegrityError as fault:
            driver: Any = connection.connection.driver_connection
            users = _users(driver)
            driver.execute("ROLLBACK")
            raise StillInUse(users) from fault

    def undo(self) -> Operation:
        """Takes the last operation back by a new one; gives the operation that was taken back.

        Raises:
            NothingToUndo: there is none.
            RevertConflict: another process changed the same fields since.
        """
        with self._lock, self.reading() as connection:
            target = revert.next_undo(connection)
        return self.revert(target, role="undo")

    def redo(self) -> Operation:
        """Brings back what the last undo took back.

        Raises:
            NothingToRedo: nothing was undone, or something else was done since.
        """
        with self._lock, self.reading() as connection:
            target = revert.next_redo(connection)
        return self.revert(target, role="redo")

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

    def revert(self, target: Operation, *, role: str = "revert") -> Operation:
        """Takes any operation back by a new one.

        Raises:
            RevertConflict: a field no longer holds what `target` left in it.
        """
        words = {"undo": f"Undo: {target.label}", "redo": target.label.removeprefix("Undo: ")}
        label = words.get(role, f"Revert: {target.label}")
        with self.operation(label, role=role, reverts=target.seq) as running:
            changes = log.changes_of(running.connection, target.seq)
            revert.take_back(running.connection, target.label, changes)
        return target

    def operations(self, limit: int = 100, before: int | None = None) -> list[Operation]:
        """The newest `limit` operations, newest first; with `before`, those older than that number."""
        query = select(OPERATION).order_by(OPERATION.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(OPERATION.c.seq < before)
        with self.reading() as connection:
            return [log.operation_from(row) for row in connection.execute(query)]

    def listen(self, listener: Callable[[Changes], None]) -> Callable[[], None]:
        """Calls `listener` after each operation; gives the function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _tell(self, notice: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(notice)

    def poll(self) -> Changes | None:
        """Tells of what another process wrote since the last look; costs microseconds when there is nothing."""
        with self._lock:
            if self._watch is None:
                self._watch = self._engine.connect()
            driver: Any = self._watch.connection.driver_connection
            version = driver.execute("PRAGMA data_version").fetchone()[0]
            if version == self._version:
                return None
            self._version = version
            with self.reading() as connection:
                last = log.last_operation(connection)
                if last is None or last.seq <= self._seen:
                    return None
                notice = Changes(operation=last, touched=log.touched_since(connection, self._seen))
            self._seen = last.seq
        self._tell(notice)
        return notice

    def at(self, seq: int) -> Store:
        """This dossier as it was after operation `seq`: a copy in memory, read-only."""
        name = new_id()
        engine = memory_engine(name, lambda: None)
        past = Store(engine, read_only=True, analyst=self.analyst, replica=self.replica)
        past._watch = engine.connect()  # keeps the memory alive while the past is open
        with self._engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("VACUUM INTO ?", (memory_uri(name),))
        _wind_back(past._watch, seq)
        past._seen = seq
        return past


def _wind_back(connection: Connection, seq: int) -> None:
    """Takes back every operation after `seq` in a copy, without logging."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'log\\_%' ESCAPE '\\'"
    )
    for name in names.scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    later = (
        select(OPERATION.c.seq, OPERATION.c.label)
        .where(OPERATION.c.seq > seq)
        .order_by(OPERATION.c.seq.desc())
    )
    for operation in connection.execute(later).all():
        revert.take_back(connection, operation.label, log.changes_of(connection, operation.seq))
    connection.exec_driver_sql("DELETE FROM change WHERE operation > ?", (seq,))
    connection.exec_driver_sql("DELETE FROM operation WHERE seq > ?", (seq,))
    connection.commit()


def _users(driver: Any) -> str:
    """The records that point at something that is not there, in words; read in the transaction that cannot be kept."""
    words = []
    for table, rowid, _parent, _ in driver.execute("PRAGMA foreign_key_check").fetchmany(3):
        kind = KIND_OF_TABLE.get(table, table)
        owner = "id" if table in RECORD_TABLES else "record"
        number = driver.execute(
            f'SELECT number FROM "{kind}" WHERE id = (SELECT "{owner}" FROM "{table}" WHERE rowid = ?)',  # noqa: S608
            (rowid,),
        ).fetchone()
        words.append(f"{kind.replace('_', ' ')} {number[0] if number else ''}".strip())
    return ", ".join(dict.fromkeys(words)) or "another record"


def _try(driver: Any, pragma: str) -> None:
    try:
        driver.execute(f"PRAGMA {pragma}")
    except driver.Error as fault:
        if known_fault(fault) is None:
            raise
