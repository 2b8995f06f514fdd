from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from workbench.errors import BackupNotWritten, Cancelled
from workbench.model import Question
from workbench.store.backup import head_of, put_in_place

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.store import Store


class Stopped:
    def step(self, _done: int, _total: int, _what: str = "") -> None:
        raise Cancelled


def test_a_backup_is_whole_while_another_thread_writes(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            with store.operation("Ask") as op:
                op.put(Question(question="?"))

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(5):
        store.back_up(tmp_path / f"{number}.dossier")
    stop.set()
    writer.join()

    heads = [head_of(tmp_path / f"{number}.dossier") for number in range(5)]
    assert [each.seq if each else 0 for each in heads] == sorted(
        each.seq if each else 0 for each in heads
    )
    with_log = list(tmp_path.glob("?.dossier-*")) + list(tmp_path.glob(".*unfinished"))
    assert with_log == []


def test_a_backup_replaces_an_older_file_only_when_it_is_whole(
    store: Store, tmp_path: Path
) -> None:
    there = tmp_path / "there.dossier"
    store.back_up(there)
    before = there.read_bytes()
    damaged = tmp_path / "damaged.dossier"
    damaged.write_bytes(before[:4096] + bytes(len(before) - 4096))

    with pytest.raises(BackupNotWritten):
        put_in_place(damaged, there)
    assert there.read_bytes() == before


def test_a_backup_that_is_stopped_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with store.operation("Ask") as op:
        op.add_all(Question(question=f"{n} {'why ' * 100}?") for n in range(2_000))
    folder = tmp_path / "kept"

    with pytest.raises(Cancelled):
        store.back_up(folder / "a.dossier", Stopped())
    assert list(folder.iterdir()) == []
    store.back_up(folder / "a.dossier")
