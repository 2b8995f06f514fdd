from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from workbench.errors import DossierDamaged, DossierReadOnly
from workbench.store import upgrade
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

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
    monkeypatch.setattr(upgrade, "UPGRADES", (*upgrade.UPGRADES, add_note))
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


@pytest.mark.usefixtures("step")
def test_an_older_dossier_cannot_be_read_where_it_cannot_be_brought_up(path: Path) -> None:
    upgrade_from_before(path)

    with pytest.raises(DossierReadOnly):
        Store.open(path, analyst="me", replica="here", read_only=True)


def test_an_upgrade_that_fails_leaves_the_dossier_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.create(path, analyst="me", replica="here").close()
    monkeypatch.setattr(upgrade, "UPGRADES", (*upgrade.UPGRADES, fail))
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
