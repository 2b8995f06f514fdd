"""Is the dossier whole? SQLite's own checks, the chain of operations, records against the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.errors import DossierDamaged
from workbench.model import RECORDS
from workbench.model.progress import Here, Silent
from workbench.model.record import ref_of
from workbench.store import chain, content, orphans, reindex
from workbench.store.log import row_in
from workbench.store.rows import defaults_of
from workbench.store.schema import CONTENT, EVERY_CHANGE, LOGGED
from workbench.store.sqlite import stoppable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from workbench.model.progress import Progress

    Look = tuple[str, Callable[[Connection], Iterator["Finding"]]]


DAMAGED = "Keep this file. Go back to a backup of before, or salvage it into a new dossier."
REBUILD = "Rebuild the indexes (workbench dossier reindex); no record is concerned."
LEFT_OVER = "Remove it, or bring back from the history what it belongs to."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, in which words, and what to do."""

    where: str
    message: str
    remedy: str = DAMAGED


def check(
    connection: Connection, progress: Progress, *, looks: Sequence[Look] | None = None
) -> list[Finding]:
    """Everything that is wrong with a dossier; empty when it is whole.

    `looks` are the checks to make, all of them unless given.

    Raises:
        Cancelled: it was stopped, which is heard within each of them.
    """
    looks = EVERY if looks is None else looks
    findings: list[Finding] = []
    for n, (what, look) in enumerate(looks):
        progress.step(n, len(looks), what)
        with stoppable(connection, Here(progress, n, len(looks), what), what):
            try:
                findings += look(connection)
            except DossierDamaged:
                findings.append(Finding("file", f"it cannot be read whole ({what.casefold()})"))
    progress.step(len(looks), len(looks), "")
    return findings


def _structure(connection: Connection) -> Iterator[Finding]:
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if "fts5" in message.casefold():
            yield Finding("search index", "it cannot be read whole", REBUILD)
        elif message != "ok":
            yield Finding("file", message)


def _links(connection: Connection) -> Iterator[Finding]:
    for table, row, kind, key in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        keys = connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
        part = any((each[0], each[3]) == (key, "record") for each in keys)
        verb, article = "belongs to" if part else "points at", "an" if kind[0] in "aeio" else "a"
        words = kind.replace("_", " ")
        yield Finding(table, f"row {row} {verb} {article} {words} that is not there")


def _chain(connection: Connection) -> Iterator[Finding]:
    for each in chain.breaks(connection, Silent()):
        yield Finding(chain.named(each.operation), each.message)


def _records(connection: Connection) -> Iterator[Finding]:
    told = set(connection.exec_driver_sql("SELECT DISTINCT tbl FROM change").scalars())
    for table in LOGGED:
        logged = _replayed(connection, table) if table.name in told else {}
        for row in connection.execute(select(table)).mappings():
            if logged.pop(row["id"], None) != dict(row):
                yield Finding(table.name, f"row {row['id']} is not what the log says")
        for key in logged:
            yield Finding(table.name, f"row {key} is in the log but not there")


def _replayed(connection: Connection, table: Table) -> dict[str, dict[str, Any]]:
    """The rows of a table by id, as its log tells them."""
    rows: dict[str, dict[str, Any]] = {}
    changes = (
        select(EVERY_CHANGE).where(EVERY_CHANGE.c.tbl == table.name).order_by(EVERY_CHANGE.c.seq)
    )
    for change in connection.execute(changes):
        if change.action == "add":
            rows[change.row] = {**defaults_of(table.name), **row_in(change.after)}
        elif change.action == "remove":
            rows.pop(change.row, None)
        elif change.row in rows:
            rows[change.row][change.field] = change.after
    return rows


def _contents(connection: Connection) -> Iterator[Finding]:
    for kind, model in RECORDS.items():
        for field in orphans.CONTENT[kind]:
            missing = connection.exec_driver_sql(
                f'SELECT number FROM "{kind}" WHERE "{field}" <> \'\' AND "{field}" NOT IN'  # noqa: S608 - our names
                " (SELECT hash FROM content)"
            )
            for number in missing.scalars():
                yield Finding(ref_of(model, number), f"its {field} is not there")
    kept = select(CONTENT.c.hash, CONTENT.c.bytes).execution_options(yield_per=1)
    for key, data in connection.execute(kept):
        if content.hash_of(bytes(data)) != key:
            yield Finding(f"content {key[:12]}", "its bytes are not those that were kept")


def _derived(connection: Connection) -> Iterator[Finding]:
    for message in reindex.wrong_with_search(connection):
        yield Finding("search index", message, REBUILD)
    for message in orphans.dangling(connection):
        yield Finding("index of repeats", message, REBUILD)


def _orphans(connection: Connection) -> Iterator[Finding]:
    for ref, message in orphans.orphans(connection):
        yield Finding(ref, message, LEFT_OVER)
    for key, size in orphans.named_by_nothing(connection).items():
        message = f"{size:,} bytes that no record names, nor the history of any"
        yield Finding(f"content {key[:12]}", message, REBUILD)


WHOLE: tuple[Look, ...] = (
    ("Reading every page", _structure),
    ("Following every link", _links),
    ("Following the chain of operations", _chain),
)
"""What tells that a copy is whole."""

EVERY: tuple[Look, ...] = (
    *WHOLE,
    ("Comparing records with the log", _records),
    ("Comparing content with its hash", _contents),
    ("Comparing the indexes with what they index", _derived),
    ("Looking for what is left over", _orphans),
)
