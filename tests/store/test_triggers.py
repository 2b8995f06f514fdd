from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from workbench.model import RECORDS
from workbench.store.schema import LOGGED, METADATA, PART_TABLES
from workbench.store.triggers import (
    LOG_PREFIX,
    SEARCH_PREFIX,
    log_triggers,
    search_triggers,
    unindexing,
)

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.model import Allocation, Decision, Party
    from workbench.store.store import Store

    Records = tuple[Party, Party, Decision, Allocation]


def triggers(store: Store) -> set[str]:
    with store.reading() as connection:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(found.scalars())


def test_every_column_of_every_table_of_records_is_logged(store: Store) -> None:
    expected = {
        f"{LOG_PREFIX}{table.name}_{what}"
        for table in LOGGED
        for what in ("add", "remove", *table.c.keys())
    }

    assert expected <= triggers(store)


def test_what_is_taken_out_of_the_index_is_looked_up_however_many_are_in_it(store: Store) -> None:
    rows = "SELECT value AS row FROM json_each('[]')"
    for statement in unindexing("decision", rows):
        with store.reading() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
        looked_at = [str(step[-1]) for step in plan if "_docsize" in str(step[-1])]
        assert len(looked_at) == 1
        assert looked_at[0].endswith("USING INTEGER PRIMARY KEY (rowid=?)")


DERIVED = {"fingerprint", "likeness", "paragraph", "text"}
"""What is computed from the texts of sources, and can be computed again."""


def test_every_table_is_logged_or_known_not_to_be() -> None:
    logged = {table.name for table in LOGGED}

    assert METADATA.tables.keys() - logged == {
        "operation",
        "change",
        "batched",
        "content",
        "counter",
        *DERIVED,
    }


def test_every_searched_kind_and_its_other_names_are_indexed(store: Store) -> None:
    expected = {
        f"{SEARCH_PREFIX}{kind}_{what}"
        for kind, record in RECORDS.items()
        if record.SEARCHED
        for what in ("add", "change", "remove")
    }
    expected |= {
        f"{SEARCH_PREFIX}{PART_TABLES[kind, 'aliases'].name}_{verb}"
        for kind in ("item", "party")
        for verb in ("insert", "update", "delete")
    }

    assert expected <= triggers(store)


def test_a_dossier_holds_these_triggers_and_no_others(store: Store) -> None:
    assert len(triggers(store)) == len([*log_triggers(), *search_triggers()])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE party SET title = 'x'",
        "DELETE FROM allocation_parties",
        "INSERT INTO item (id, number, title, note, kind, unit) VALUES ('x', 1, 'x', '', '', '')",
        "UPDATE change SET after = 'x'",
        "DELETE FROM change",
        "UPDATE operation SET analyst = 'nobody'",
        "DELETE FROM operation",
        "INSERT INTO batched VALUES (1)",
    ],
)
def test_no_other_program_can_write(
    store: Store, path: Path, records: Records, statement: str
) -> None:
    assert records
    store.close()
    before = path.read_bytes()
    foreign = sqlite3.connect(path)

    with pytest.raises(
        sqlite3.Error, match=r"no such function: wb_operation|never rewritten|has no column"
    ):
        foreign.execute(statement)
    foreign.close()
    assert path.read_bytes() == before


@pytest.mark.usefixtures("records")
def test_nothing_is_written_outside_an_operation(store: Store) -> None:
    table = METADATA.tables["party"]
    with store.reading() as connection, pytest.raises(Exception, match="user-defined function"):
        connection.execute(table.update().values(title="x"))

    with store.reading() as connection:
        assert "x" not in connection.execute(select(table.c.title)).scalars().all()
