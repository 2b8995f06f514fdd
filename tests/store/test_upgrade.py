from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.errors import DossierDamaged, DossierReadOnly
from workbench.model import Question
from workbench.model.progress import Silent
from workbench.model.query import Query
from workbench.store import find, upgrade
from workbench.store.check import check
from workbench.store.everywhere import search
from workbench.store.repeats import in_common
from workbench.store.schema import LOGGED, METADATA
from workbench.store.store import Store

if TYPE_CHECKING:
    from sqlalchemy import Connection


def header(path: Path, name: str) -> int:
    plain = sqlite3.connect(path)
    found: int = plain.execute(f"PRAGMA {name}").fetchone()[0]
    plain.close()
    return found


def add_note(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE added (x)")


def fail(connection: Connection) -> None:
    add_note(connection)
    raise ZeroDivisionError


@pytest.fixture
def old(path: Path) -> Path:
    """A dossier of the version before the newest."""
    Store.create(path, analyst="me", replica="here").close()
    return path


@pytest.fixture
def step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "STEPS", {upgrade.VERSION + 1: add_note})
    monkeypatch.setattr(upgrade, "VERSION", upgrade.VERSION + 1)


def test_a_dossier_is_known_by_its_header(old: Path) -> None:
    assert header(old, "application_id") == upgrade.APPLICATION_ID
    assert header(old, "user_version") == upgrade.VERSION
    assert old.read_bytes()[68:72] == b"PWBK"


@pytest.mark.usefixtures("step")
def test_an_older_dossier_is_brought_up_to_date_when_opened(path: Path) -> None:
    upgrade_from_before(path)

    Store.open(path, analyst="me", replica="here").close()

    assert header(path, "user_version") == upgrade.VERSION
    Store.open(path, analyst="me", replica="here").close()


def test_an_older_dossier_is_read_without_a_change_where_it_may_not_be_written(
    first_version: Path,
) -> None:
    before = first_version.read_bytes()

    with closing(Store.open(first_version, analyst="me", replica="here", read_only=True)) as store:
        with store.reading() as connection:
            assert find.count(connection, "claim", Query()) == 31
            assert check(connection, Silent()) == []
        with pytest.raises(DossierReadOnly), store.operation("Write"):
            pass

    assert first_version.read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_dossier_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(path, analyst="me", replica="here").close()
    monkeypatch.setattr(upgrade, "STEPS", {upgrade.VERSION + 1: fail})
    monkeypatch.setattr(upgrade, "VERSION", upgrade.VERSION + 1)
    before = header(path, "user_version")

    with pytest.raises(ZeroDivisionError):
        Store.open(path, analyst="me", replica="here")
    assert header(path, "user_version") == before
    plain = sqlite3.connect(path)
    tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master")]
    plain.close()
    assert "added" not in tables


def upgrade_from_before(path: Path) -> None:
    Store.create(path, analyst="me", replica="here").close()
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA user_version = {upgrade.VERSION - 1}")
    plain.close()


@pytest.mark.parametrize("spoil", ["PRAGMA user_version = 0", "DROP TABLE content"])
def test_a_dossier_that_lacks_what_it_needs_is_damaged(old: Path, spoil: str) -> None:
    plain = sqlite3.connect(old)
    plain.execute(spoil)
    plain.close()

    with pytest.raises(DossierDamaged):
        Store.open(old, analyst="me", replica="here")


def columns(store: Store) -> set[tuple[str, ...]]:
    with store.reading() as connection:
        return {
            (table, *row)
            for table in METADATA.tables
            for row in connection.exec_driver_sql(
                'SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,)
            )
        }


def made(store: Store) -> set[tuple[str, ...]]:
    """Kind and name of all tables, indexes and triggers, and what each index leads to."""
    with store.reading() as connection:
        spelled = "CASE type WHEN 'index' THEN sql END"
        found = f"SELECT type, name, {spelled} FROM sqlite_master WHERE sql IS NOT NULL"  # noqa: S608 - our names
        return {tuple(each) for each in connection.exec_driver_sql(found)}


def test_a_dossier_of_the_first_version_gets_all_tables_and_stays_whole(
    first_version: Path, tmp_path: Path
) -> None:
    old = Store.open(first_version, analyst="me", replica="here")
    new = Store.create(tmp_path / "new.dossier", analyst="me", replica="here")

    assert columns(old) == columns(new)
    assert made(old) == made(new)
    with old.reading() as connection:
        assert check(connection, Silent()) == []
        assert [
            hit.kind
            for hit in search(connection, Query(words=("H200",)), limit=1, kinds=("source",))
        ]
    old.close()
    new.close()


def test_the_past_of_a_dossier_of_the_first_version_can_still_be_taken_back(
    first_version: Path,
) -> None:
    store = Store.open(first_version, analyst="me", replica="here")
    while store.peek_undo():
        store.undo()
    with store.reading() as connection:
        assert find.count(connection, "claim", Query()) == 0

    while store.peek_redo():
        store.redo()
    with store.reading() as connection:
        assert find.count(connection, "claim", Query()) == 31
        assert check(connection, Silent()) == []
    with closing(store.at(1)) as past, past.reading() as connection:
        assert find.count(connection, "claim", Query()) == 0
    store.close()


def test_a_field_that_came_later_holds_its_default_in_old_rows_and_in_rows_brought_back(
    path: Path,
) -> None:
    store = Store.create(path, analyst="me", replica="here")
    with store.operation("Add") as op:
        kept, gone = op.put(Question(question="kept?")), op.put(Question(question="gone?"))
    with store.operation("Remove") as op:
        op.remove(gone)
    store.close()
    forget_field(path, "question", "kind")

    store = Store.open(path, analyst="me", replica="here")
    store.undo()
    with store.reading() as connection:
        found = find.page(connection, Question, [kept.id, gone.id])
    store.close()

    assert [each.kind for each in found] == [Question(question="?").kind] * 2


def forget_field(path: Path, table: str, column: str) -> None:
    """Makes a dossier one of a version that did not have this field, in rows and log."""
    plain = sqlite3.connect(path)
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (name,) in plain.execute(triggers).fetchall():
        plain.execute(f"DROP TRIGGER {name}")
    plain.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for side in ("before", "after"):
        plain.execute(
            f"UPDATE change SET {side} = json_remove({side}, ?) WHERE field = ''",  # noqa: S608
            (f"$.{column}",),
        )
    plain.execute(f"PRAGMA user_version = {upgrade.VERSION - 1}")
    plain.commit()
    plain.close()


def test_the_tables_change_only_together_with_the_version() -> None:
    """A dossier of this version must open in every program of this version.

    When this fails: raise VERSION by one, then write tests/data/tables.txt anew from `told`.
    """
    told = [f"version {upgrade.VERSION}"]
    told += sorted(f"{table.name} {column.name}" for table in LOGGED for column in table.c)

    kept = (Path(__file__).parent.parent / "data" / "tables.txt").read_text("utf-8").splitlines()

    assert told == kept


def test_texts_of_before_version_8_have_their_stretches_in_common_found(path: Path) -> None:
    said = "the ministry of commerce allowed the sale of four hundred thousand chips to three firms"
    with new_dossier(path) as dossier:
        for title in ("One", "Other"):
            dossier.sources.add_text(f"{title} says that {said}, of {title}.", title=title)
        with dossier.store.reading() as connection:
            before = in_common(connection).tolist()
    plain = sqlite3.connect(path)
    plain.execute("DELETE FROM likeness")
    plain.execute("PRAGMA user_version = 7")
    plain.commit()
    plain.close()
    with open_dossier(path) as dossier, dossier.store.reading() as connection:
        assert before
        assert in_common(connection).tolist() == before
