"""Writing a dossier anew under another key, or under none."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from workbench.errors import DossierFault, NotRewritten
from workbench.model.progress import Silent
from workbench.store import log
from workbench.store.check import check
from workbench.store.connections import Connections
from workbench.store.sqlite import engine_for, outside

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from workbench.model.progress import Progress


def rewrite(path: Path, to: Path, *, key: bytes, new: bytes, progress: Progress) -> None:
    """Writes the dossier at `path`, under `key`, to `to`, under `new`; an empty key means none.

    The copy is checked in full, down to its records against its log, before this returns.

    Raises:
        NotRewritten: it could not be written, or is not what it was.
    """
    try:
        progress.step(0, 2, "Writing every page anew")
        before = _export(path, to, key, new)
        progress.step(1, 2, "Checking what was written")
        after = _checked(to, new)
    except DossierFault as fault:
        raise NotRewritten(path, str(fault)) from fault
    if after != before:
        raise NotRewritten(path, after or "What was written is not what was read.")


def _export(path: Path, to: Path, key: bytes, new: bytes) -> str:
    """Copies everything; gives the hash of the last operation."""
    connections = Connections(engine_for(path, lambda: None, read_only=True, finish=True, key=key))
    with ExitStack() as ending:
        ending.callback(connections.end, tidy=False)
        with connections.lend() as connection:
            last = log.last_operation(connection)
            connection.commit()
            outside(connection, "PRAGMA journal_mode = DELETE")  # busy where it is open elsewhere
            spelled = f"x'{new.hex()}'" if new else ""
            outside(connection, "ATTACH ? AS anew KEY ?", str(to), spelled)
            outside(connection, "SELECT sqlcipher_export('anew')")
            for mark in ("user_version", "application_id"):
                value = outside(connection, f"PRAGMA main.{mark}")
                outside(connection, f"PRAGMA anew.{mark} = {value}")
            outside(connection, "DETACH anew")
    return last.hash if last else ""


def _checked(path: Path, key: bytes) -> str:
    """The hash of the last operation of a whole dossier, else words about what is wrong."""
    connections = Connections(engine_for(path, lambda: None, read_only=True, key=key))
    with ExitStack() as ending:
        ending.callback(connections.end, tidy=False)
        with connections.lend() as connection:
            return _head_if_whole(connection)


def _head_if_whole(connection: Connection) -> str:
    found = check(connection, Silent())
    if found:
        return f"{found[0].where}: {found[0].message}"
    last = log.last_operation(connection)
    return last.hash if last else ""
