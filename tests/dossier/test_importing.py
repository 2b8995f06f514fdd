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
