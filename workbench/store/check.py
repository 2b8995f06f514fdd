"""Is the dossier whole? SQLite's own checks, the chain of operations, content by its hash."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from workbench.model.progress import Progress
from workbench.store import content, log
from workbench.store.schema import CONTENT, OPERATION


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: where, and in which words."""

    where: str
    message: str


def check(connection: Connection, progress: Progress) -> list[Finding]:
    """Everything that is wrong with a dossier; empty when it is whole."""
    findings = []
    for n, (what, look) in enumerate(_CHECKS):
        progress.step(n, len(_CHECKS), what)
        findings += look(connection)
    progress.step(len(_CHECKS), len(_CHECKS), "")
    return findings


def _structure(connection: Connection) -> list[Finding]:
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return [Finding("file", message) for message in found if message != "ok"]


def _links(connection: Connection) -> list[Finding]:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [Finding(row[0], f"row {row[1]} points at a {row[2]} that is not there") for row in rows]


def _chain(connection: Connection) -> list[Finding]:
    findings, previous = [], ""
    for row in connection.execute(select(OPERATION).order_by(OPERATION.c.seq)).all():
        operation = log.operation_from(row)
        changes = log.changes_of(connection, operation.seq)
        if operation.previous != previous:
            findings.append(
                Finding(f"operation {operation.seq}", "the one before it was altered or taken out")
            )
        if log.hash_operation(operation, changes) != operation.hash:
            findings.append(
                Finding(f"operation {operation.seq}", "it was altered after it was written")
            )
        previous = operation.hash
    return findings


def _contents(connection: Connection) -> list[Finding]:
    rows = connection.execute(
        select(CONTENT.c.hash, CONTENT.c.bytes).execution_options(yield_per=50)
    )
    return [
        Finding(f"content {key[:12]}", "its bytes are not those that were kept")
        for key, data in rows
        if content.hash_of(bytes(data)) != key
    ]


_CHECKS = (
    ("Reading every page", _structure),
    ("Following every link", _links),
    ("Following the chain of operations", _chain),
    ("Comparing content with its hash", _contents),
)
