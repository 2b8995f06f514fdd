from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench.errors import Cancelled
from workbench.model import Question, Source
from workbench.model.progress import Silent
from workbench.store.check import EVERY, check
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.model import Allocation, Decision, Party

    Records = tuple[Party, Party, Decision, Allocation]


@pytest.fixture
def closed(store: Store, path: Path, records: Records) -> Path:
    """The file of a dossier with some history, closed."""
    with store.operation("Rename") as op:
        op.put(replace(records[2], title="Renamed"))
    store.undo()
    with store.operation("Add source") as op:
        op.put(Source(title="Article", text=op.keep(b"content")))
    store.close()
    return path


def tamper(path: Path, statement: str) -> None:
    """Do what a determined forger can: drop the triggers and write with another program."""
    foreign = sqlite3.connect(path, isolation_level=None)
    foreign.execute("BEGIN")
    for (name,) in foreign.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        foreign.execute(f'DROP TRIGGER "{name}"')
    assert foreign.execute(statement).rowcount != 0
    foreign.execute("COMMIT")
    foreign.close()


def findings(path: Path) -> list[str]:
    store = Store.open(path, analyst="me", replica="here")
    with store.reading() as connection:
        found = [f"{each.where}: {each.message}" for each in check(connection, Silent())]
    store.close()
    return found


def test_a_whole_dossier_has_no_findings(closed: Path) -> None:
    assert findings(closed) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET after = 'x' WHERE seq = 2",
        "UPDATE change SET before = 'x' WHERE action = 'change'",
        "UPDATE change SET field = 'note' WHERE action = 'change'",
        "UPDATE change SET record = 'x' WHERE seq = 1",
        "UPDATE change SET row = 'x' WHERE seq = 1",
        "UPDATE change SET tbl = 'item' WHERE seq = 1",
        "UPDATE change SET action = 'remove' WHERE seq = 1",
        "UPDATE change SET operation = 2 WHERE seq = 1",
        "DELETE FROM change WHERE seq = 3",
        "UPDATE operation SET analyst = 'nobody' WHERE seq = 1",
        "UPDATE operation SET at = '1999' WHERE seq = 1",
        "UPDATE operation SET clock = 'x' WHERE seq = 2",
        "UPDATE operation SET label = 'x' WHERE seq = 3",
        "UPDATE operation SET reason = 'x' WHERE seq = 3",
        "UPDATE operation SET role = 'do' WHERE seq = 3",
        "UPDATE operation SET reverts = 1 WHERE seq = 3",
        "UPDATE operation SET replica = 'x' WHERE seq = 1",
        "UPDATE operation SET id = 'x' WHERE seq = 1",
        "UPDATE operation SET changes = 9 WHERE seq = 1",
        "UPDATE operation SET hash = 'x' WHERE seq = 1",
        "UPDATE operation SET previous = 'x' WHERE seq = 2",
        "DELETE FROM operation WHERE seq = 1",
        "DELETE FROM operation WHERE seq = 2",
    ],
)
def test_a_log_that_was_tampered_with_is_found_out(closed: Path, statement: str) -> None:
    tamper(closed, statement)

    assert [each for each in findings(closed) if re.match(r"operation \d|\w+: row", each)]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE decision SET title = 'x'", r"decision: row \w+ is not what the log says"),
        ("DELETE FROM party_aliases", "party_aliases: row .* is in the log but not there"),
        ("DELETE FROM content", "S-0001: its text is not there"),
        ("UPDATE content SET bytes = x'00'", "content .*: its bytes are not those"),
        ("UPDATE decision SET authority = 'x'", "decision: row 1 points at a party"),
        ("DELETE FROM allocation", "allocation_parties: row 1 belongs to an allocation that"),
    ],
)
def test_records_and_content_that_were_tampered_with_are_found_out(
    closed: Path, statement: str, finding: str
) -> None:
    tamper(closed, statement)

    assert [each for each in findings(closed) if re.search(finding, each)]


def test_a_file_with_an_overwritten_page_is_found_out(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    place = content.index(b"Government of the PRC")
    content[place : place + 10] = b"Parliament"
    closed.write_bytes(content)

    assert findings(closed)


class Stopping(Silent):
    """Progress that is stopped when it is asked within the check of this name."""

    def __init__(self, within: str) -> None:
        self.within = within
        self.told: list[tuple[int, int, str]] = []

    @override
    def step(self, done: int, total: int, what: str = "") -> None:
        if (done, total, what) in self.told and what == self.within:
            raise Cancelled
        self.told.append((done, total, what))


@pytest.fixture
def long(store: Store) -> Store:
    """A dossier that takes SQLite a while to look through."""
    with store.operation("Ask") as op:
        op.add_all(Question(question=f"{n} and {'more ' * 30}?") for n in range(3_000))
    return store


@pytest.mark.parametrize("within", [0, 3, 5])
def test_a_check_that_is_stopped_ends_amid_what_it_looks_at(long: Store, within: int) -> None:
    progress = Stopping(EVERY[within][0])
    with pytest.raises(Cancelled), long.reading() as connection:
        check(connection, progress)
    assert progress.told[-1] == (within, len(EVERY), EVERY[within][0])
    with long.reading() as connection:
        assert check(connection, Silent()) == []
