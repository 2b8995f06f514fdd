from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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


def test_each_record_of_a_large_table_rests_on_its_row(dossier: Dossier, tmp_path: Path) -> None:
    place = Path(tmp_path / "t.csv")
    place.write_text("Title\n" + "".join(f"Rule {n}\n" for n in range(1_200)), "utf-8")
    last = dossier.decisions.import_table(place).records[-1]
    (evidence,) = dossier.evidence(last)
    assert evidence.claim.quote == "Rule 1199"
    assert len(dossier.supports) == len(dossier.decisions) == 1_200


def test_what_an_import_tells_of_is_what_the_dossier_then_holds(
    dossier: Dossier, tmp_path: Path
) -> None:
    place = Path(tmp_path / "t.csv")
    rows = [f"Batch {n},H200,{n},{n + 5}.0,{n + 9},202{n % 6}-03,Buyer {n % 9}" for n in range(600)]
    rows[7] = "Batch 7,H200,9,5,1,someday,"  # bounds the wrong way round, and no date
    place.write_text("\n".join(("Title,Item,Low,Median,High,Date,Recipient", *rows)), "utf-8")

    done = dossier.allocations.import_table(place)

    assert list(done.records) == dossier.allocations.find("order:number")
    assert done.numbers == tuple(range(1, 601))
    assert [each.row for each in done.plan.misfits] == [9] * len(done.plan.misfits) != []
