"""What writing, undoing, reading and searching cost, each beside its floor in the same run.

Printed, not asserted: machines differ. It is CPU time, which other programs at work change little;
a write waits for the disk besides. `WORKBENCH_SPEED_RECORDS=20000` measures the size of the
targets: undo of an import in 2 s, a small write in 5 ms, a search over half as many sources in
50 ms, and with 100000 the first page of a list at most 1 s after opening.
"""

from __future__ import annotations

import os
import random
import sqlite3
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from tests.speed.floors import milliseconds, report
from workbench.model import Decision, Item, Party, Source
from workbench.model.kinds import Action
from workbench.model.query import Query
from workbench.model.when import When
from workbench.store import find
from workbench.store.everywhere import search
from workbench.store.facets import facets
from workbench.store.rows import columns_of, values_of
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Connection

RECORDS = int(os.environ.get("WORKBENCH_SPEED_RECORDS", "2000"))
ROUNDS = 3
WRITES = 100
QUERIES = 20


def decisions(count: int, authority: Party) -> list[Decision]:
    chance = random.Random(1)  # noqa: S311 - the same records every time
    dates = ["", "2025", "2025-04", *(f"2026-01-{day:02d}" for day in range(1, 29))]
    return [
        Decision(
            title=f"Decision {n} on chips",
            authority=authority.id,
            jurisdiction=chance.choice(("USA", "CHN", "NLD")),
            action=chance.choice(list(Action)),
            announced=When(chance.choice(dates)),
        )
        for n in range(count)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "x.dossier", analyst="me", replica="here")


def executemany(path: Path, rows: list[tuple[object, ...]], *, log: bool) -> None:
    """The floor of an import: one plain table, no index, no search; with a log of rows or not."""
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA journal_mode = WAL")
        names = ", ".join(columns_of(Decision))
        plain.execute(f"CREATE TABLE decision ({names})")
        plain.execute("CREATE TABLE change (row, after)")
        if log:
            spelled = ", ".join(f"'{name}', NEW.{name}" for name in columns_of(Decision))
            entry = f"INSERT INTO change VALUES (NEW.id, json_object({spelled}));"  # noqa: S608 - our names
            plain.execute(f"CREATE TRIGGER log AFTER INSERT ON decision BEGIN {entry} END")
        marks = ", ".join("?" * len(rows[0]))
        plain.executemany(f"INSERT INTO decision VALUES ({marks})", rows)  # noqa: S608 - our names
    plain.close()


def test_an_import_and_its_undo_beside_plain_sqlite(store: Store, tmp_path: Path) -> None:
    with store.operation("Add") as op:
        authority = op.put(Party(title="State Council"))
    records = decisions(RECORDS, authority)
    rows = [values_of(record) for record in records]

    def insert() -> None:
        with store.operation("Import") as op:
            op.add_all(records)

    took: list[list[float]] = []
    for n in range(ROUNDS):
        plain, logged = tmp_path / f"plain{n}.db", tmp_path / f"logged{n}.db"
        steps: list[Callable[[], object]] = [
            partial(executemany, plain, rows, log=False),
            partial(executemany, logged, rows, log=True),
            insert,
            store.undo,
            store.redo,
        ]
        took.append([milliseconds(step, 1) for step in steps])
        store.undo()  # so that the same can be added again
    floor, with_log, inserted, undone, redone = map(median, zip(*took, strict=True))
    report(f"import of {RECORDS:,} decisions beside executemany", inserted, floor)
    report("the same beside executemany with a log", inserted, with_log)
    report("its undo beside the import", undone, inserted)
    report("its redo beside the import", redone, inserted)
    store.close()


def test_a_small_write_beside_a_plain_commit(store: Store, tmp_path: Path) -> None:
    plain = dbapi2.connect(str(tmp_path / "plain.db"), isolation_level=None)
    for setting in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
        plain.execute(setting)
    plain.execute("CREATE TABLE item (id, title)")

    def write() -> None:
        with store.operation("Add") as op:
            op.put(Item(title="H200"))

    floor = milliseconds(lambda: plain.execute("INSERT INTO item VALUES ('a', 'H200')"), WRITES)
    report("one small write beside a plain commit", milliseconds(write, WRITES), floor)
    plain.close()
    store.close()


def test_the_first_page_of_many_decisions_beside_an_empty_dossier(
    store: Store, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.dossier"
    Store.create(empty, analyst="me", replica="here").close()
    with store.operation("Import") as op:
        op.add_all(decisions(RECORDS, op.put(Party(title="State Council"))))
    store.close()

    def first_page(path: Path) -> None:
        opened = Store.open(path, analyst="me", replica="here")
        with opened.reading() as connection:
            ids = find.ids(connection, "decision", Query())
            find.page(connection, Decision, ids[:100])
            for field in ("stance", "jurisdiction", "status"):
                facets(connection, "decision", Query(), field)
        opened.close()

    floor = milliseconds(lambda: first_page(empty))
    full = tmp_path / "x.dossier"
    what = f"first page and facets of {RECORDS:,} decisions beside an empty dossier"
    report(what, milliseconds(lambda: first_page(full)), floor)


def test_a_search_of_many_sources_beside_a_bare_one(store: Store) -> None:
    chance = random.Random(1)  # noqa: S311 - the same texts every time
    words = [f"word{n}" for n in range(5_000)]
    weights = [1 / (n + 1) for n in range(5_000)]
    with store.operation("Import") as op:
        for n in range(RECORDS // 2):
            text = " ".join(chance.choices(words, weights, k=600))
            op.put(Source(title=f"Article {n}", text=op.keep(text.encode())))

    queries = [" ".join(chance.choices(words[5:500], k=2)) for _ in range(QUERIES)]

    def bare(connection: Connection) -> None:
        statement = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50"
        for query in queries:
            connection.exec_driver_sql(statement, (f"{query}*",)).all()

    with store.reading() as connection:
        floor = milliseconds(lambda: bare(connection)) / QUERIES
        ours = milliseconds(lambda: [search(connection, Query.parse(each)) for each in queries])
    what = f"search of {RECORDS // 2:,} sources beside a bare FTS5 query"
    report(what, ours / QUERIES, floor)
    store.close()
