from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.importing import MOST_SUPPORTED

if TYPE_CHECKING:
    from workbench import Dossier


def test_rows_that_differ_in_one_cell_of_the_note_are_both_kept(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = Path(tmp_path / "t.csv")
    place.write_text("Title,Other\nRule,a\nRule,b\nRule,a\n", "utf-8")
    done = dossier.decisions.import_table(place)
    assert len(done.records) == 2
    assert done.plan.repeated == ((4, 2),)
    assert done.plan.rows == (2, 3)


def test_a_plan_says_that_so_many_records_come_without_their_table(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = Path(tmp_path / "t.csv")
    place.write_text("Title\n" + "".join(f"Rule {n}\n" for n in range(MOST_SUPPORTED + 1)), "utf-8")
    done = dossier.decisions.import_table(place)
    assert "the table is not kept as a source above 5,000 records" in done.plan.summary
    assert len(dossier.decisions) == MOST_SUPPORTED + 1
    assert not len(dossier.sources)
