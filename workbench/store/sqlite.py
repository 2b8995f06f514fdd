"""The one SQLite library: connections set up the same way everywhere, its faults in plain words.

sqlcipher3 carries SQLite 3.53: the standard library's may lie in the range of the WAL-reset
corruption bug (3.7.0 to 3.51.2, two connections writing), so an older one is refused.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from functools import partial
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from sqlalchemy import QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from workbench.errors import (
    Cancelled,
    DossierBusy,
    DossierDamaged,
    DossierFull,
    DossierReadOnly,
    Interrupted,
    NotADossier,
    SqliteTooOld,
)
from workbench.store.folders import folder_kind
from workbench.store.keys import pragma_of
from workbench.store.packing import unpacked
from workbench.store.words import spaced_cjk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

    from workbench.errors import WorkbenchError
    from workbench.model.progress import Progress

_ValueT = TypeVar("_ValueT")

SAFE_SQLITE = (3, 51, 3)
"""The first version without the WAL-reset corruption bug."""
BUSY_SECONDS = 5
"""How long a write waits for another one to end."""
_SAVEPOINTS = {
    "do_savepoint": "SAVEPOINT",
    "do_rollback_to_savepoint": "ROLLBACK TO SAVEPOINT",
    "do_release_savepoint": "RELEASE SAVEPOINT",
}
"""What SQLAlchemy would compile each time, a statement of two words, as each has its own name."""
_STEPS_BETWEEN_SIGNALS = 20_000
_BETWEEN_LOOKS = 0.05

_CODES: dict[int, type[WorkbenchError]] = {
    3: DossierReadOnly,
    5: DossierBusy,
    6: DossierBusy,
    8: DossierReadOnly,
    9: Interrupted,
    10: DossierDamaged,
    11: DossierDamaged,
    13: DossierFull,
    14: DossierReadOnly,
    26: NotADossier,
}
"""SQLite's primary result codes that are the environment's fault, not ours."""

_SAID: dict[str, type[WorkbenchError]] = {
    "attempt to write a readonly database": DossierReadOnly,
    "database disk image is malformed": DossierDamaged,
    "database or disk is full": DossierFull,
    "disk I/O error": DossierDamaged,
    "unable to open database file": DossierReadOnly,
}
"""The same in words: `sqlcipher_export` passes on what an inner statement said, not its code."""


def _as_it_is(value: _ValueT) -> _ValueT:
    return value


for _kind in (NoneType, bytes):
    # Where it knows no adapter the driver looks for one in many places, each time: forty times what
    # it costs to hand over a text, and most columns of most rows hold nothing.
    dbapi2.register_adapter(_kind, _as_it_is)


def engine_for(
    path: Path,
    running: Callable[[], int | None],
    *,
    read_only: bool,
    finish: bool = False,
    key: bytes = b"",
) -> Engine:
    """An engine on the file `path`; `running` names the running operation, or None.

    `key` is that of an encrypted file. With `finish` a read-only one may bring to an end what a
    program that was cut off left undone.

    Raises:
        SqliteTooOld: the library could damage a dossier that two programs write.
    """
    if dbapi2.sqlite_version_info < SAFE_SQLITE:
        raise SqliteTooOld(dbapi2.sqlite_version)
    uri = file_uri(path, "ro" if read_only and not finish else "rw")
    journal = "" if read_only else "TRUNCATE" if folder_kind(path) else "WAL"
    return _engine(uri, running, journal=journal, key=key)


def file_uri(path: Path, mode: str) -> str:
    """Where SQLite finds a file, also from a database in memory; `mode` is "ro" or "rw"."""
    system = "win32" if os.name == "nt" else "unix"
    return f"file:{quote(str(path.absolute()))}?mode={mode}&vfs={system}"


def memory_engine(name: str, *, key: bytes = b"", beginning: Sequence[str] = ()) -> Engine:
    """An engine on a database in memory that its connections share under `name`, unlogged.

    Each of them begins with the statements `beginning`.
    """
    return _engine(memory_uri(name), lambda: None, journal="", key=key, beginning=beginning)


def memory_uri(name: str) -> str:
    """Where SQLite finds the database in memory named `name`; it ends with its last connection."""
    return f"file:/{name}?vfs=memdb"


def attaching(uri: str, name: str, key: bytes) -> str:
    """The statement that lets a connection see another database, under a name."""
    return f"ATTACH '{uri}' AS {name}" + (f" KEY \"x'{key.hex()}'\"" if key else "")


def _engine(
    uri: str,
    running: Callable[[], int | None],
    *,
    journal: str,
    key: bytes = b"",
    beginning: Sequence[str] = (),
) -> Engine:
    def connect() -> Any:
        return dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        )

    def set_up(connection: Any, _record: object) -> None:
        if key:
            connection.execute("PRAGMA cipher_log_level = NONE")  # told by our own error
            connection.execute(pragma_of(key))
        connection.create_function("wb_operation", 0, lambda: _named(running()))
        connection.create_function("wb_unpacked", 1, unpacked, deterministic=True)
        connection.create_function("wb_cjk", 1, spaced_cjk, deterministic=True)
        # Ctrl+C is seen while Python code runs, so here: else an endless query never stops.
        connection.set_progress_handler(lambda: 0, _STEPS_BETWEEN_SIGNALS)
        settings = [
            f"busy_timeout={BUSY_SECONDS * 1000}",
            "foreign_keys=ON",
            "cache_size=-32000",
            "temp_store=MEMORY",
        ]
        if journal:
            settings += [
                f"journal_mode={journal}",
                "synchronous=FULL",
                "journal_size_limit=67108864",
            ]
        for statement in (*(f"PRAGMA {setting}" for setting in settings), *beginning):
            connection.execute(statement)

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=15,
        max_overflow=0,
    )
    for name, words in _SAVEPOINTS.items():
        setattr(engine.dialect, name, partial(_at_savepoint, words))
    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate, retval=True)
    return engine


def _named(operation: int | None) -> int:
    if operation is None:
        message = "a dossier is written inside an operation only"
        raise RuntimeError(message)
    return operation


def _at_savepoint(words: str, connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f"{words} {name}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _translate(context: ExceptionContext) -> BaseException | None:
    """Puts the environment's faults in the analyst's words; a fault of ours stays what it is.

    On a full or broken disk SQLite takes back the whole transaction by itself. The connection is
    given up then, so that nothing goes back to a savepoint that is gone, and nothing more is
    written as if the transaction went on.
    """
    driver: Any = context.connection and context.connection.connection.driver_connection
    begun = not (context.statement or "").startswith("BEGIN")
    if driver and begun and not driver.in_transaction:
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False
    return known_fault(context.original_exception)


def known_fault(fault: BaseException) -> WorkbenchError | None:
    """The error that tells what the environment did, or None when the fault is ours."""
    code = getattr(fault, "sqlite_errorcode", None)
    known = _CODES.get(int(code) & 0xFF) if code is not None else None
    known = known or _SAID.get(str(fault))
    return known() if known else None


def outside(connection: Connection, statement: str, *values: object) -> Any:
    """The first value of a statement that must run outside a transaction, or None.

    Raises:
        DossierFault: the environment refused it.
    """
    driver: Any = connection.connection.driver_connection
    try:
        row = driver.execute(statement, values).fetchone()
    except dbapi2.Error as fault:
        known = known_fault(fault)
        if known is None:
            raise
        raise known from fault
    return row[0] if row else None


@contextmanager
def stoppable(connection: Connection, progress: Progress, what: str) -> Iterator[None]:
    """What runs on a connection in the block ends soon after `progress` says that it should.

    Raises:
        Cancelled: it was stopped.
    """
    driver: Any = connection.connection.driver_connection
    stopped: list[Cancelled] = []
    next_look = 0.0

    def look() -> bool:
        nonlocal next_look
        now = time.monotonic()
        if now >= next_look:
            next_look = now + _BETWEEN_LOOKS
            try:
                progress.step(0, 0, what)
            except Cancelled as wish:
                stopped.append(wish)
        return bool(stopped)

    driver.set_progress_handler(look, _STEPS_BETWEEN_SIGNALS)
    try:
        yield
    except Interrupted as fault:
        if stopped:
            raise stopped[0] from fault
        raise
    finally:
        if not connection.invalidated:  # as it is where a write was stopped amid its transaction
            driver.set_progress_handler(lambda: 0, _STEPS_BETWEEN_SIGNALS)
