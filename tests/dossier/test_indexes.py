from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

from workbench.errors import Cancelled, DossierReadOnly
from workbench.model import Item
from workbench.model.progress import Silent

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier


class Stopping(Silent):
    """Wishes that what runs should stop."""

    @override
    def step(self, done: int, total: int, what: str = "") -> None:
        raise Cancelled


def test_rebuilt_indexes_find_what_they_found_and_no_operation_is_made(dossier: Dossier) -> None:
    dossier.items.add(Item(title="H200"))
    dossier.indexes.rebuild()
    assert [hit.title for hit in dossier.search("h200")] == ["H200"]
    assert [each.label for each in dossier.operations(limit=1)] == ["Add item"]
    assert dossier.check() == []


def test_rebuilding_that_is_stopped_leaves_all_as_it_was(dossier: Dossier) -> None:
    dossier.items.add_all(Item(title=f"Chip {n}") for n in range(2_000))
    with pytest.raises(Cancelled):
        dossier.indexes.rebuild(Stopping())
    assert len(dossier.search("chip", limit=3)) == 3
    assert dossier.check() == []


def test_the_past_has_its_indexes_and_cannot_be_written(dossier: Dossier) -> None:
    with dossier.as_of(1) as past, pytest.raises(DossierReadOnly):
        past.indexes.rebuild()
