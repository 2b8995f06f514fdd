"""The dossier as a whole: operations, undo, the past, notices, bad files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier, places
from workbench.errors import (
    DossierExists,
    DossierNotFound,
    DossierReadOnly,
    DossierTooNew,
    InvalidField,
    NoSuchRecord,
    NotADossier,
    NothingToRedo,
    NothingToUndo,
    StillInUse,
    WorkbenchError,
)
from workbench.model import Item, Party

if TYPE_CHECKING:
    from pathlib import Path

    from workbench import Dossier
    from workbench.model.change import Changes


def test_undo_takes_back_the_whole_operation_and_redo_brings_it_back(dossier: Dossier) -> None:
    with dossier.operation("Add two") as operation:
        operation.put(Party(title="One"))
        operation.put(Party(title="Two"))
    assert dossier.undo().label == "Add two"
    assert len(dossier.parties) == 0
    dossier.redo()
    assert [party.title for party in dossier.parties] == ["One", "Two"]


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    place = tmp_path / "x.dossier"
    with new_dossier(place) as dossier:
        dossier.parties.add(Party(title="One"))
    with open_dossier(place) as dossier:
        dossier.undo()
        assert len(dossier.parties) == 0
    with open_dossier(place) as dossier:
        dossier.redo()
        assert len(dossier.parties) == 1


def test_an_old_operation_is_reverted_while_later_ones_stay(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="One"))
    dossier.parties.change(party, jurisdiction="CHN")
    changed = dossier.operations(limit=1)[0]
    dossier.items.add(Item(title="H200"))
    dossier.revert(changed.seq)
    assert dossier.parties.get(party).jurisdiction == ""
    assert len(dossier.items) == 1


def test_an_empty_log_says_that_there_is_nothing_to_undo(dossier: Dossier) -> None:
    dossier.items.add(Item(title="H200"))
    dossier.undo()
    with pytest.raises(NothingToUndo):
        dossier.undo()
    dossier.redo()
    with pytest.raises(NothingToRedo):
        dossier.redo()


def test_a_failed_operation_leaves_nothing(dossier: Dossier) -> None:
    with pytest.raises(InvalidField):
        dossier.parties.add_all([Party(title="One"), Party(title=" ")])
    assert len(dossier.parties) == 0
    assert [each.label for each in dossier.operations()] == ["New dossier"]


def test_the_past_can_be_read_as_it_was(dossier: Dossier) -> None:
    party = dossier.parties.add(Party(title="Old name"))
    seq = dossier.operations(limit=1)[0].seq
    dossier.parties.change(party, title="New name")
    past = dossier.as_of(seq)
    assert past.parties.get(party).title == "Old name"
    assert [hit.title for hit in past.search("name")] == ["Old name"]
    with pytest.raises(DossierReadOnly):
        past.parties.change(party, title="Rewritten")
    past.close()
    assert dossier.parties.get(party).title == "New name"


def test_the_history_of_a_record_says_who_changed_what(tmp_path: Path) -> None:
    with new_dossier(tmp_path / "x.dossier", analyst="Mei") as dossier:
        party = dossier.parties.add(Party(title="Old name"))
        dossier.parties.change(party, title="New name")
        newest = dossier.history(party)[0]
        assert (newest.field, newest.before, newest.after) == ("title", "Old name", "New name")
        assert newest.operation.analyst == "Mei"


def test_listeners_hear_which_records_were_touched(dossier: Dossier) -> None:
    heard: list[Changes] = []
    stop = dossier.on_change(heard.append)
    party = dossier.parties.add(Party(title="One"))
    stop()
    dossier.parties.add(Party(title="Two"))
    assert [each.touched for each in heard] == [{"party": {party.id}}]


def test_another_process_is_heard(tmp_path: Path) -> None:
    place = tmp_path / "x.dossier"
    with new_dossier(place) as one, open_dossier(place) as other:
        one.poll()
        other.parties.add(Party(title="From elsewhere"))
        heard = one.poll()
        assert heard is not None
        assert heard.kinds() == {"party"}
        assert one.poll() is None


def test_a_record_in_use_cannot_go_and_says_who_uses_it(sample: Dossier) -> None:
    reuters = next(party for party in sample.parties if party.title == "Reuters")
    with pytest.raises(StillInUse, match="S-000"):
        sample.parties.remove(reuters)
    assert reuters in sample.parties


def test_a_closed_dossier_is_one_plain_file(tmp_path: Path) -> None:
    with new_dossier(tmp_path / "x.dossier") as dossier:
        dossier.parties.add(Party(title="One"))
    assert [each.name for each in tmp_path.glob("x.dossier*")] == ["x.dossier"]


@pytest.mark.parametrize("content", [b"", b"plain text, long enough to be a header " * 40])
def test_a_file_that_is_no_dossier_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "x.dossier"
    place.write_bytes(content)
    with pytest.raises(NotADossier):
        open_dossier(place)
    assert place.read_bytes() == content


def test_an_sqlite_file_of_another_program_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "x.dossier"
    other = sqlite3.connect(place)
    other.execute("CREATE TABLE notes (words)")
    other.commit()
    other.close()
    with pytest.raises(NotADossier):
        open_dossier(place)


def test_a_dossier_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "x.dossier"
    new_dossier(place).close()
    plain = sqlite3.connect(place)
    plain.execute("PRAGMA user_version = 99")
    plain.commit()
    plain.close()
    with pytest.raises(DossierTooNew, match="newer"):
        open_dossier(place)


def test_a_missing_or_taken_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DossierNotFound):
        open_dossier(tmp_path / "none.dossier")
    new_dossier(tmp_path / "x.dossier").close()
    with pytest.raises(DossierExists):
        new_dossier(tmp_path / "x.dossier")
    with pytest.raises(WorkbenchError):
        new_dossier(tmp_path / "no folder" / "x.dossier")


def test_a_dossier_opened_for_reading_refuses_to_write(sample_file: Path) -> None:
    with open_dossier(sample_file, read_only=True) as dossier:
        assert dossier.read_only
        assert len(dossier.decisions) == 3
        with pytest.raises(DossierReadOnly):
            dossier.parties.add(Party(title="One"))


def test_any_record_is_found_by_its_name(sample: Dossier) -> None:
    assert sample.get("D-0001").name == "Approval of H200 purchases"
    assert sample.get("C-0011").KIND == "claim"
    for key in ("D-9999", "Z-0001", "nonsense"):
        with pytest.raises(NoSuchRecord):
            sample.get(key)


def test_a_whole_dossier_checks_clean(sample: Dossier) -> None:
    assert sample.check() == []


@pytest.mark.parametrize("kept", ["", "folder"])
def test_a_dossier_opens_where_the_name_of_this_laptop_was_lost_or_cannot_be_kept(
    kept: str, tmp_path: Path
) -> None:
    place = places.state_folder() / "replica"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    if kept:
        place.mkdir()
    else:
        place.write_text("")  # a program that was cut off

    with new_dossier(tmp_path / "named.dossier") as made:
        assert made.operations(limit=1)[0].replica
