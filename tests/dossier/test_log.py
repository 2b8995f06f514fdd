"""The operation log as a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.errors import BackupOfAnother, NoSuchRecord
from workbench.model import Item

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier


def test_an_operation_is_known_by_its_number(dossier: Dossier) -> None:
    dossier.items.add(Item(title="H200"))
    assert dossier.log.get(2).label == "Add item"
    with pytest.raises(NoSuchRecord):
        dossier.log.get(3)


def test_going_back_to_the_backup_of_another_dossier_is_refused_beforehand(
    dossier: Dossier, tmp_path: Path
) -> None:
    from workbench import new_dossier

    with new_dossier(tmp_path / "other.dossier") as other:
        backup = other.backups.make()
    with pytest.raises(BackupOfAnother):
        dossier.log.preview_return(backup)
