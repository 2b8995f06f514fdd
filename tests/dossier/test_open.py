"""Making and opening dossiers: a failed start leaves no file behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier
from workbench.dossier import sample
from workbench.errors import DossierFull, InvalidField, NothingToUndo
from workbench.model.item import Item

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_a_blank_title_is_refused_and_no_file_is_left(tmp_path: Path) -> None:
    with pytest.raises(InvalidField, match="title"):
        new_dossier(tmp_path / "x.dossier", title=" ")
    assert list(tmp_path.iterdir()) == []


def test_a_sample_that_cannot_be_finished_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_dossier: Dossier, _which: str) -> None:
        raise DossierFull

    monkeypatch.setattr(sample, "fill", full)
    with pytest.raises(DossierFull):
        sample.build(tmp_path / "x.dossier")
    assert list(tmp_path.iterdir()) == []


def test_undo_leaves_the_dossier_that_was_made(dossier: Dossier) -> None:
    assert dossier.next_undo is None
    dossier.items.add(Item(title="H200"))
    dossier.undo()
    assert dossier.about.title == "Test dossier"
    with pytest.raises(NothingToUndo):
        dossier.undo()
