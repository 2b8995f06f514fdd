"""The one SQLite library: connections set up the same way everywhere, and its faults in the analyst's words.

sqlcipher3 carries SQLite 3.53: the standard library's may lie in the range of the WAL-reset corruption bug (3.7.0 to
3.51.2, two connections writing), so an older one is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlcipher3 import dbapi2

from workbench.errors import (
    DossierBusy,
    DossierDamaged,
    DossierFull,
    DossierReadOnly,
    Interrupted,
    NotADossier,
    SqliteTooOld,
    WorkbenchError,
)

SAFE_SQLITE = (3, 51, 3)
"""The first version without the WAL-reset corruption bug."""
BUSY_MILLISECONDS = 5_000
_STEPS_BETWEEN_SIGNALS = 20_000
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")

_CODES: dict[int, type[WorkbenchError]] = {
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


def engine_for(path: Path, *, read_only: bool, running: Callable[[], int | None]) -> Engine:
    """An engine on the file `path`; `running` names the running operation, or None.

    Raises:
        SqliteTooOld: the library could damage a dossier that two programs write.
    """
    if dbapi2.sqlite_version_info < SAFE_SQLITE:
        raise SqliteTooOld(dbapi2.sqlite_version)
    mode = "ro" if read_only else "rw"
    return _engine(f"file:{quote(str(path.absolute()))}?mode={mode}", running, write=not read_only)


def memory_engine(name: str, running: Callable[[], int | None]) -> Engine:
    """An engine on a database in memory that every connection of this process shares under `name`."""
    return _engine(memory_uri(name), running, write=False)


def memory_uri(name: str) -> str:
    """Where the database in memory named `name` is found by SQLite."""
    return f"file:/{name}?vfs=memdb"


def _engine(uri: str, running: Callable[[], int | None], *, write: bool) -> Engine:
    def connect() -> Any:
        return dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=256
        )

    def set_up(connection: Any, _record: Any) -> None:
        connection.create_function("wb_operation", 0, lambda: _named(running()))
        connection.create_function("wb_cjk", 1, spaced_cjk, deterministic=True)
        # An interrupt (Ctrl+C in the console) is seen between two steps, else an endless query never stops.
        connection.set_progress_handler(lambda: 0, _STEPS_BETWEEN_SIGNALS)
        settings = [
            f"busy_timeout={BUSY_MILLISECONDS}",
            "foreign_keys=ON",
            "cache_size=-32000",
            "temp_store=MEMORY",
        ]
        if write:
            settings += ["journal_mode=WAL", "synchronous=FULL"]
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate, retval=True)
    return engine


def _named(operation: int | None) -> int:
    if operation is None:
        message = "a dossier is written inside an operation only"
        raise RuntimeError(message)
    return operation


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _translate(context: ExceptionContext) -> BaseException | None:
    """Puts the environment's faults in the analyst's words; a fault of ours stays what it is."""
    return known_fault(context.original_exception)


def known_fault(fault: BaseException) -> WorkbenchError | None:
    """The error that tells the analyst what the environment did, or None when the fault is ours."""
    code = getattr(fault, "sqlite_errorcode", None)
    if code is None:
        return None
    known = _CODES.get(int(code) & 0xFF)
    return known() if known else None


def spaced_cjk(text: str | None) -> str:
    """The Chinese, Japanese and Korean characters of `text`, each a word; runs are kept together by order."""
    return " ".join(_CJK.findall(text or ""))


def search_terms(word: str) -> tuple[str, str]:
    """One search word as an FTS5 phrase for the index of words and, if it has such characters, for that of CJK."""
    cjk = spaced_cjk(word)
    plain = unicodedata.normalize("NFC", word).replace('"', '""')
    return f'"{plain}"', f'"{cjk}"' if cjk else ""
