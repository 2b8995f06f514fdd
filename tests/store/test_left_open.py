"""A program that ends without closing a dossier leaves one plain file all the same."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.store.steps import titles
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

WRITES = """
import os, sys
from pathlib import Path
from workbench.model import Item
from workbench.store.store import Store

store = Store.create(Path(sys.argv[1]), analyst="me", replica="here")
with store.operation("Add") as op:
    op.put(Item(title="H200"))
past = store.at(1)
{then}
"""
READERS = """
own = {"analyst": "me", "replica": "here", "read_only": True}
readers = [Store.open(Path(sys.argv[1]), **own) for _ in range(20)]
for each in readers:
    assert each.last_seq == 1
"""


def ended(path: Path, then: str) -> None:
    """A program that writes, and does then as the words say."""
    words = [sys.executable, "-c", WRITES.format(then=then), str(path)]
    subprocess.run(words, capture_output=True, timeout=60, check=False)  # noqa: S603 - our own words


@pytest.mark.parametrize(
    "then",
    ["", "sys.exit(3)", "1 / 0", "store.close()", READERS],
    ids=["ends", "exits", "fails", "leaves the past open", "leaves readers open"],
)
def test_the_file_stands_alone_and_holds_all(tmp_path: Path, then: str) -> None:
    path = tmp_path / "a.dossier"
    ended(path, then)
    assert [each.name for each in tmp_path.iterdir()] == ["a.dossier"]
    store = Store.open(path, analyst="me", replica="here")
    assert not store.lacks_journal
    assert titles(store) == ["H200"]
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a system without fork")
def test_a_process_forked_off_leaves_the_files_of_the_other_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    ended(path, "os.fork() or sys.exit()\nos.wait()\nos.kill(os.getpid(), 9)")
    assert (tmp_path / "a.dossier-wal").stat().st_size
