"""Reading many records tells progress, so that a cancel is heard among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier
from workbench.dossier.telling import Telling
from workbench.errors import Cancelled
from workbench.model import Item

if TYPE_CHECKING:
    from pathlib import Path


class Told:
    """Hears of progress, and stops at the word number `stop`."""

    def __init__(self, stop: int = 0) -> None:
        self.words: list[tuple[int, int, str]] = []
        self._stop = stop

    def step(self, done: int, total: int, what: str = "") -> None:
        """Hears one word."""
        self.words.append((done, total, what))
        if len(self.words) == self._stop:
            raise Cancelled


def test_many_are_told_of_now_and_then() -> None:
    told = Told()
    telling = Telling(told, 2)
    telling.begin("First")
    telling.begin("Second")
    assert list(telling.each(range(2_500))) == list(range(2_500))
    assert told.words == [(0, 2, "First"), *[(1, 2, "Second")] * 4]


def test_many_records_are_read_in_order_and_a_cancel_is_heard_among_them(tmp_path: Path) -> None:
    with new_dossier(tmp_path / "a.dossier") as dossier:
        dossier.items.add_all(Item(title=f"Item {n}") for n in range(1_200))
        assert Telling(Told(), 1).read(dossier.items) == dossier.items.find()
        told = Told(stop=2)
        with pytest.raises(Cancelled):
            Telling(told, 1).read(dossier.items)
        assert len(told.words) == 2
