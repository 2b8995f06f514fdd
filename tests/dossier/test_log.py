"""The operation log as a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.errors import (
    BackupNotWritten,
    BackupOfAnother,
    HistoryDropped,
    InvalidField,
    NoSuchRecord,
    NothingToDrop,
)
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

    with new_dossier(tmp_path / "other.dossier") as other:
        backup = other.backups.make()
    with pytest.raises(BackupOfAnother):
        dossier.log.preview_return(backup)


def test_history_before_a_day_is_dropped_with_a_backup_that_holds_it(dossier: Dossier) -> None:
    item = dossier.items.add(Item(title="a"))
    item = dossier.items.change(item, title="b")
    dossier.items.change(item, title="c")

    covered = dossier.log.dropping("#4")
    assert (covered.first.seq, covered.last.seq, covered.count) == (1, 3, 3)
    dossier.log.drop_before("#4", reason="Asked for")

    assert [each.title for each in dossier.items] == ["c"]
    assert [each.title for each in dossier.as_of(3).items] == ["b"]
    with pytest.raises(HistoryDropped):
        dossier.as_of(2)
    with pytest.raises(HistoryDropped):
        dossier.changes(1)
    assert not dossier.log.preview(2).possible
    assert dossier.check() == []
    (backup,) = dossier.backups.find()
    with open_dossier(backup.path, read_only=True) as kept, kept.as_of(2) as past:
        assert [each.title for each in past.items] == ["a"]
    assert dossier.log.dropped is not None
    with pytest.raises(NothingToDrop):
        dossier.log.drop_before("#3")


def test_what_is_dropped_before_a_day_ends_where_that_day_begins(dossier: Dossier) -> None:
    dossier.items.add(Item(title="a"))
    with pytest.raises(NothingToDrop):
        dossier.log.dropping("2000-01-01")
    assert dossier.log.dropping("2999-01-01").last.seq == 2
    with pytest.raises(InvalidField):
        dossier.log.dropping("soon")


def test_nothing_is_dropped_where_no_backup_can_be_made(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dossier.items.add(Item(title="a"))
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(BackupNotWritten):
        dossier.log.drop_before("2999-01-01")
    assert dossier.log.dropped is None
