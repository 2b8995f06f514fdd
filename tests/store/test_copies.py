from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.errors import LiveFile
from workbench.model import Item
from workbench.model.progress import Silent
from workbench.store.check import check
from workbench.store.log import history_of
from workbench.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_a_past_that_outlives_the_present_leaves_one_plain_file(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.dossier", analyst="me", replica="here")
    with store.operation("a") as op:
        op.put(Item(title="a"))
    past = store.at(1)
    earlier = past.at(0)
    store.close()
    past.close()
    with pytest.raises(LiveFile):
        (tmp_path / "a.dossier").read_bytes()
    earlier.close()

    assert [each.name for each in tmp_path.iterdir()] == ["a.dossier"]
    assert (tmp_path / "a.dossier").read_bytes()[18:20] == b"\1\1", "no journal goes with it"


def test_the_past_does_not_take_the_log_along_but_reads_in_it(store: Store) -> None:
    with store.operation("add") as op:
        item = op.put(Item(title="a", note="x" * 100_000))
    for n in range(20):
        with store.operation(f"edit {n}") as op:
            op.put(replace(item, note=f"{n}" * 100_000))
    past = store.at(20)

    with past.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA main.page_count").scalar_one()
        size = connection.exec_driver_sql("PRAGMA main.page_size").scalar_one()
        told = list(history_of(connection, item.id))
        assert check(connection, Silent()) == []
    assert pages * size < 2_000_000
    assert len(told) == 20
    assert told[0].after == "18" * 100_000
    past.close()
