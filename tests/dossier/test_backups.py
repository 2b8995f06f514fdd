from __future__ import annotations

import os
import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from workbench import new_dossier, open_dossier
from workbench.dossier.backups import MANY, backups_of, put_back
from workbench.errors import (
    BackupNotWritten,
    BackupOfAnother,
    DossierDamaged,
    NoBackupBefore,
    NotADossier,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbench import Dossier


@pytest.fixture
def chips(tmp_path: Path) -> Iterator[Dossier]:
    with new_dossier(tmp_path / "chips.dossier") as made:
        made.questions.add(made.questions.kind(question="How many?"))
        yield made


def ask(dossier: Dossier, question: str) -> None:
    dossier.questions.add(dossier.questions.kind(question=question))


def test_a_backup_is_a_dossier_with_everything_that_was_written(chips: Dossier) -> None:
    made = chips.backups.make()

    with open_dossier(made.path, read_only=True) as kept:
        assert [each.question for each in kept.questions] == ["How many?"]
        assert kept.check() == []
    assert chips.backups.find() == [made]


def test_going_back_to_a_backup_says_what_it_takes_back_and_can_be_undone(chips: Dossier) -> None:
    made = chips.backups.make()
    ask(chips, "To whom?")
    ask(chips, "When?")

    assert [each.seq for each in chips.backups.since(made)] == [4, 3]
    chips.backups.restore(made)
    assert [each.question for each in chips.questions] == ["How many?"]

    chips.undo()
    assert len(chips.questions) == 3
    assert chips.check() == []


def test_going_back_to_where_one_is_writes_nothing(chips: Dossier) -> None:
    made = chips.backups.make()

    assert chips.backups.restore(made) == []
    assert len(chips.operations()) == 2


def test_the_backup_of_another_dossier_is_refused(chips: Dossier, tmp_path: Path) -> None:
    with new_dossier(tmp_path / "other.dossier") as other:
        made = other.backups.make()

    with pytest.raises(BackupOfAnother):
        chips.backups.restore(made)


def test_the_backup_of_the_day_is_made_once_and_only_where_something_was_written(
    chips: Dossier,
) -> None:
    assert chips.backups.make_if_due() is not None
    assert chips.backups.make_if_due() is None
    ask(chips, "When?")
    assert chips.backups.make_if_due() is None

    newest = chips.backups.find()[0]
    earlier = newest.at - timedelta(days=1)
    newest.path.rename(newest.path.with_name(f"{earlier:%Y%m%dT%H%M%SZ} {newest.seq} day.dossier"))
    assert chips.backups.make_if_due() is not None
    assert len(chips.backups.find()) == 2


def test_a_damaged_dossier_is_put_aside_whole_and_its_backup_takes_its_place(
    chips: Dossier,
) -> None:
    chips.backups.make()
    ask(chips, "Lost?")
    chips.close()
    chips.path.write_bytes(b"SQLite format 3\0" + os.urandom(5_000))
    with pytest.raises((DossierDamaged, NotADossier)):
        open_dossier(chips.path)

    aside = put_back(chips.path, backups_of(chips.path)[0])

    assert aside is not None
    assert aside.stat().st_size == 5_016
    with open_dossier(chips.path) as again:
        assert [each.question for each in again.questions] == ["How many?"]


def test_a_backup_that_cannot_be_written_says_so_and_leaves_nothing(
    chips: Dossier, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(BackupNotWritten, match="Choose another folder"):
        chips.backups.make(to=tmp_path / "file" / "copy.dossier")
    assert chips.backups.find() == []


def test_a_damaged_copy_never_takes_the_place_of_a_dossier(chips: Dossier) -> None:
    made = chips.backups.make()
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 2])
    chips.close()

    with pytest.raises(BackupNotWritten):
        put_back(chips.path.with_name("new.dossier"), made)
    assert not chips.path.with_name("new.dossier").exists()
    assert not list(chips.path.parent.glob(".*unfinished"))


def test_an_older_dossier_is_kept_before_it_is_brought_up_to_date(first_version: Path) -> None:
    with open_dossier(first_version) as opened:
        kept = opened.backups.find()
        assert len(opened.claims) == 31

    assert [each.why for each in kept] == ["upgrade"]
    with sqlite3.connect(kept[0].path) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (1,)
    plain.close()


def table_of(rows: int) -> bytes:
    return "\n".join(["Title", *(f"Rule {n}" for n in range(rows))]).encode()


def bring_table_in(dossier: Dossier, rows: int) -> None:
    place = dossier.path.with_name("rules.csv")
    place.write_bytes(table_of(rows))
    dossier.decisions.import_table(place)


def bring_references_in(dossier: Dossier, many: int) -> None:
    place = dossier.path.with_name("references.ris")
    place.write_text("".join(f"TY  - NEWS\nTI  - Report {n}\nER  - \n" for n in range(many)))
    dossier.sources.add_references(place)


def bring_files_in(dossier: Dossier, many: int) -> None:
    folder = dossier.path.with_name("files")
    folder.mkdir()
    for n in range(many):
        (folder / f"{n}.txt").write_text(f"Report {n} says something of its own.")
    dossier.sources.bring_in([folder])


def bring_codes_in(dossier: Dossier, many: int) -> None:
    place = dossier.path.with_name("codes.qdc")
    with new_dossier(dossier.path.with_name("other.dossier")) as other:
        for n in range(many):
            other.codes.create(f"Code {n}")
        other.exchange.write_codebook(place)
    dossier.exchange.read(place)


@pytest.mark.parametrize(
    "bring_in", [bring_table_in, bring_references_in, bring_files_in, bring_codes_in]
)
def test_before_much_is_brought_in_the_dossier_is_kept_as_it_was(
    chips: Dossier, bring_in: Callable[[Dossier, int], None]
) -> None:
    bring_in(chips, MANY)

    kept = chips.backups.find()
    assert [each.why for each in kept] == ["import"]
    with open_dossier(kept[0].path, read_only=True) as before:
        assert before.check() == []
        assert len(before.operations()) == 2
    chips.backups.restore(kept[0])
    assert [len(chips.decisions), len(chips.sources), len(chips.codes)] == [0, 0, 0]


@pytest.mark.parametrize("bring_in", [bring_table_in, bring_references_in])
def test_a_few_records_are_brought_in_without_waiting_for_a_backup(
    chips: Dossier, bring_in: Callable[[Dossier, int], None]
) -> None:
    bring_in(chips, MANY - 1)

    assert chips.backups.find() == []


def test_nothing_is_kept_before_an_import_that_is_kept_already(
    chips: Dossier, tmp_path: Path
) -> None:
    made = chips.backups.make()
    bring_table_in(chips, MANY)
    assert chips.backups.find() == [made]

    with new_dossier(tmp_path / "new.dossier") as empty:
        bring_table_in(empty, MANY)
        assert empty.backups.find() == []


def test_nothing_is_brought_in_where_the_backup_before_it_cannot_be_written(
    chips: Dossier,
) -> None:
    chips.backups.folder.parent.mkdir(parents=True)
    chips.backups.folder.write_text("in the way")

    with pytest.raises(NoBackupBefore, match="Nothing was brought in"):
        bring_table_in(chips, MANY)
    assert len(chips.decisions) == 0
