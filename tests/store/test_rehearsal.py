"""What is rehearsed is as if it had been done, and leaves no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.steps import titles
from workbench.errors import OperationRunning
from workbench.model import Item
from workbench.store.rehearsal import rehearse

if TYPE_CHECKING:
    from workbench.store.store import Store


def test_a_rehearsal_shows_what_would_be_and_keeps_nothing(store: Store) -> None:
    for title in ("a", "b"):
        with store.operation(title) as op:
            op.put(Item(title=title))
    first = store.operations()[1]

    assert rehearse(store, first, lambda: titles(store)) == ["b"]
    assert rehearse(store, 1, lambda: titles(store)) == ["a"]
    assert titles(store) == ["a", "b"]
    assert len(store.operations()) == 2


def test_nothing_is_rehearsed_inside_an_operation(store: Store) -> None:
    with store.operation("a") as op:
        op.put(Item(title="a"))
    first = store.operations(limit=1)[0]
    with store.operation("b"), pytest.raises(OperationRunning):
        rehearse(store, first, lambda: None)
