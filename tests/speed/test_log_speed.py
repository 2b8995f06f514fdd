"""What a long log costs: opening, undo, looking back, following the chain.

Printed, not asserted: machines differ. `WORKBENCH_SPEED_OPERATIONS=1000000` measures the size of
the targets: opening at most 1.3 times that of an empty log, undo no slower however long the log,
looking back to any operation in 2 s, 200,000 operations a second followed.
"""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.speed.long_log import make
from workbench.model.progress import Silent
from workbench.store.chain import breaks
from workbench.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPERATIONS = int(os.environ.get("WORKBENCH_SPEED_OPERATIONS", "2000"))
RUNS = 5


def took(work: Callable[[], object]) -> float:
    """The seconds of processor time that `work` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def opened(path: Path) -> Store:
    """The dossier at a path."""
    return Store.open(path, analyst="me", replica="here")


def close(path: Path) -> None:
    """Open a dossier and close it."""
    opened(path).close()


def look_back(store: Store, seq: int) -> None:
    """Show the dossier as it was after an operation."""
    store.at(seq).close()


@pytest.mark.timeout(1800)  # a log of 1,000,000 takes minutes to make
def test_a_long_log_beside_an_empty_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long, empty = tmp_path / "long.dossier", tmp_path / "empty.dossier"
    make(long, OPERATIONS)
    make(empty, 4)

    opening = [min(took(partial(close, p)) for _ in range(RUNS)) for p in (long, empty)]
    undoing = []
    for path in (long, empty):
        store = opened(path)
        undoing.append(min(took(store.undo) for _ in range(2)))
        store.close()
    store = opened(long)
    back = {
        seq: took(partial(look_back, store, seq)) for seq in (2, OPERATIONS // 2, OPERATIONS - 1)
    }
    with store.reading() as connection:
        following = took(lambda: list(breaks(connection, Silent())))
        assert list(breaks(connection, Silent())) == []
    store.close()
    with capsys.disabled():
        print(  # noqa: T201 - this is what a benchmark is for
            f"\nlog of {OPERATIONS:,} operations: opening {opening[0] / opening[1]:.2f} times that"
            f" of an empty one, undo {undoing[0] / undoing[1]:.2f} times; looking back"
            f" {', '.join(f'to #{seq} {each:.2f} s' for seq, each in back.items())}; following"
            f" {OPERATIONS / following:,.0f} operations/s",
            end="",
        )
