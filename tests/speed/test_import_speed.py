"""A tracker of many rows is brought in; the issue allows 24,000 rows of 20 columns ten seconds."""

from __future__ import annotations

import csv
import os
import time
from typing import TYPE_CHECKING

from workbench.dossier.open import new_dossier
from workbench.intake.table.mapping import ColumnMapping

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ROWS = int(os.environ.get("WORKBENCH_IMPORT_ROWS", "2000"))
HEAD = (
    "Title",
    "Announced",
    "Effective",
    "Ended",
    "Country",
    "Affected",
    "Evaluation",
    "Authority",
)


def _tracker(place: Path) -> Path:
    """Rows with missing dates, odd case, long cells and exact duplicates, 20 columns wide."""
    with place.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow([*HEAD, *(f"Column {n}" for n in range(9, 21))])
        for n in range(ROWS):
            year = 2015 + n % 11
            row = [f"Measure {n}", f"{year}-03-04" if n % 5 else "", f"{year}-0{1 + n % 9}-01"]
            row += ["incomplete" if n % 11 == 0 else "", ("chn", "USA", "Jpn")[n % 3]]
            row += [("CHN:HKG", "ALL_EXCEPT:CAN:MEX", "")[n % 3], ("Red", "green")[n % 2]]
            row += [f"Ministry {n % 40}", "x" * 5_000 if n % 200 == 0 else "words"]
            row += [str(n * column) for column in range(10, 21)]
            out.writerow(row)
            if n % 500 == 0:
                out.writerow(row)
    return place


def test_a_tracker_is_brought_in_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = _tracker(tmp_path / "tracker.csv")
    with new_dossier(tmp_path / "a.dossier") as dossier:
        tables = dossier.table_mappings
        start = time.process_time()
        table = tables.read(place)
        mapping = tables.propose(table, "decision")
        read = time.process_time()
        plan = tables.plan(table, mapping.with_column("Column 20", ColumnMapping(field="note")))
        planned = time.process_time()
        tables.carry_out(plan)
        done = time.process_time()
        assert len(dossier.decisions) == ROWS
        assert len(plan.repeated) == len(range(0, ROWS, 500))
    with capsys.disabled():
        print(  # noqa: T201 - what a benchmark is for
            f"\n  import of {ROWS:,} rows x 20: read {read - start:.2f} s, "
            f"dry run {planned - read:.2f} s, write {done - planned:.2f} s (CPU)"
        )
