from __future__ import annotations

import _thread
import contextlib
import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from tests.store.steps import ENDLESS, titles
from workbench.errors import (
    DossierBusy,
    DossierFull,
    DossierReadOnly,
    Interrupted,
    OperationTakenBack,
    SqliteTooOld,
)
from workbench.model import Item
from workbench.model.progress import Silent
from workbench.store.check import check
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def put(store: Store, title: str, note: str = "") -> None:
    with store.operation(f"Add {title}") as op:
        op.put(Item(title=title, note=note))


def test_the_library_is_free_of_the_wal_reset_bug() -> None:
    assert dbapi2.sqlite_version_info >= (3, 51, 3)


def test_a_library_that_could_damage_a_dossier_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))

    with pytest.raises(SqliteTooOld):
        Store.create(path, analyst="me", replica="here")
    assert not path.exists()


def test_a_write_is_on_disk_when_it_returns_and_links_are_kept(store: Store) -> None:
    with store.reading() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_ctrl_c_stops_an_endless_search_and_leaves_the_dossier_as_it_was(store: Store) -> None:
    put(store, "H100")
    threading.Timer(0.3, _thread.interrupt_main).start()

    with pytest.raises(Interrupted):
        search_for_ever(store)

    assert titles(store) == ["H100"]
    put(store, "H20")
    assert titles(store) == ["H100", "H20"]


def search_for_ever(store: Store) -> None:
    with store.operation("Endless") as op:
        op.put(Item(title="H200"))
        op.connection.exec_driver_sql(ENDLESS).all()


def wait_for_ever(store: Store) -> None:
    with store.operation("Stopped") as op:
        op.put(Item(title="H200"))
        _thread.interrupt_main()
        time.sleep(60)


def test_ctrl_c_between_two_statements_leaves_the_dossier_as_it_was(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        wait_for_ever(store)

    assert titles(store) == []
    put(store, "H20")


def test_a_fault_of_our_own_is_not_blamed_on_the_dossier(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as fault, store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM absent")

    assert type(fault.value).__name__ == "OperationalError"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB, where this user may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(folder)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs a disk of its own")
    if subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603 - our words
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607 - our words


def test_a_full_disk_leaves_the_dossier_as_it_was(small_disk: Path) -> None:
    store = Store.create(small_disk / "x.dossier", analyst="me", replica="here")
    put(store, "H100")
    (small_disk / "filler").write_bytes(bytes(1_600_000))
    with pytest.raises(DossierFull, match="Nothing was changed"):
        put(store, "H200", "x" * 5_000_000)
    with pytest.raises(DossierFull):
        put_until_full(store)

    kept = titles(store)
    assert kept[0] == "H100"
    (small_disk / "filler").unlink()
    put(store, "there is room again")
    assert titles(store) == [*kept, "there is room again"]
    with store.reading() as connection:
        assert check(connection, Silent()) == []
    store.close()
    assert [each.name for each in small_disk.iterdir()] == ["x.dossier"]


def test_nothing_is_written_after_a_full_disk_took_the_operation_back(small_disk: Path) -> None:
    store = Store.create(small_disk / "x.dossier", analyst="me", replica="here")
    put(store, "H100")
    fill_up(small_disk)

    with pytest.raises(OperationTakenBack, match="Nothing of it is kept"):
        go_on_after_a_full_disk(store)

    (small_disk / "filler").unlink()
    assert titles(store) == ["H100"]
    put(store, "there is room again")
    with store.reading() as connection:
        assert check(connection, Silent()) == []
    store.close()


def go_on_after_a_full_disk(store: Store) -> None:
    """Writes more than memory may hold, in batches within an operation that does not give up."""
    with store.operation("Outer") as outer:
        outer.connection.exec_driver_sql("PRAGMA cache_size = 10")
        with pytest.raises(DossierFull), store.operation("Inner") as inner:
            inner.add_all(Item(title=f"i{n}") for n in range(5_000))
        outer.put(Item(title="after"))


def put_until_full(store: Store) -> None:
    for n in range(1_000):
        put(store, f"item {n}", "x" * 2_000)


def test_no_new_dossier_is_left_on_a_full_disk(small_disk: Path) -> None:
    fill_up(small_disk)

    with pytest.raises(DossierFull):
        Store.create(small_disk / "x.dossier", analyst="me", replica="here")
    assert [each.name for each in small_disk.iterdir()] == ["filler"]


def fill_up(folder: Path) -> None:
    with (folder / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4_096))


def test_a_disk_that_takes_no_writes_is_open_for_reading_only(small_disk: Path) -> None:
    path = small_disk / "x.dossier"
    store = Store.create(path, analyst="me", replica="here")
    put(store, "H200")
    store.close()
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    subprocess.run(remount, check=True)  # noqa: S603 - our words

    with pytest.raises(DossierReadOnly, match="open the copy"):
        Store.open(path, analyst="me", replica="here")
    with pytest.raises(DossierReadOnly):
        Store.create(small_disk / "y.dossier", analyst="me", replica="here")
    reader = Store.open(path, analyst="me", replica="here", read_only=True)
    assert titles(reader) == ["H200"]
    reader.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_file_that_may_not_grow_leaves_the_dossier_as_it_was(
    store: Store, elsewhere: Callable[[str], subprocess.Popen[str]]
) -> None:
    put(store, "H100")
    process = elsewhere(
        "import resource\n"
        "from workbench.errors import DossierFault\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "try:\n"
        "    with store.operation('Add') as op: op.put(Item(title='big', note='x' * 3_000_000))\n"
        "except DossierFault as fault: print(type(fault).__name__)\n"
        "store.close()\n"
    )
    printed, _ = process.communicate(timeout=60)

    assert printed in {"DossierFull\n", "DossierDamaged\n"}
    assert titles(store) == ["H100"]
    with store.reading() as connection:
        assert check(connection, Silent()) == []


@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
def test_a_killed_import_is_whole_or_absent(
    path: Path, elsewhere: Callable[[str], subprocess.Popen[str]], after: float
) -> None:
    store = Store.create(path, analyst="me", replica="here")
    put(store, "before")
    process = elsewhere(
        "items = [Item(title=f'i{n}', note='x' * 500) for n in range(4_000)]\n"
        "print('ready', flush=True)\n"
        "for round in range(100):\n"
        "    with store.operation('Import') as op:\n"
        "        op.add_all(Item(title=f'i{n}', note='x' * 500) for n in range(2_000))\n"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after)
    process.kill()
    process.communicate()
    store.close()

    again = Store.open(path, analyst="me", replica="here")
    assert (len(titles(again)) - 1) % 2_000 == 0
    with again.reading() as connection:
        assert check(connection, Silent()) == []
    put(again, "after")
    again.close()


def test_a_lock_that_another_program_holds_makes_the_dossier_busy(store: Store, path: Path) -> None:
    with store.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    foreign = dbapi2.connect(str(path), isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")

    with pytest.raises(DossierBusy):
        put(store, "H200")
    foreign.execute("ROLLBACK")
    foreign.close()
    put(store, "H200")
