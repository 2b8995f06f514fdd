"""Tables of many rows are brought in; the issue allows 24,000 rows of 20 columns ten seconds.

Allocations beside executemany of Python's sqlite3 with three indexes made after (target at
1,000,000 rows: the writing in twice of that), and beside the same by the library of our store,
which with the adapters of `store.sqlite` is quicker. `WORKBENCH_IMPORT_ROWS=1000000` measures that
size. A cancel half-way leaves nothing behind.
"""

from __future__ import annotations

import csv
import os
import resource
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlcipher3 import dbapi2

from workbench.dossier.open import new_dossier
from workbench.errors import Cancelled
from workbench.intake.table.mapping import ColumnMapping
from workbench.model import Allocation
from workbench.model.record import fields_of
from workbench.store.bulk import columns_of_parts, columns_of_records
from workbench.store.packing import listed
from workbench.store.schema import specs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.model.record import Record

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


def _estimates(place: Path) -> Path:
    """Allocations with low, median and high, and days in no order."""
    with place.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("Title", "Item", "Low", "Median", "High", "Date", "Recipient"))
        for n in range(ROWS):
            day = f"{2020 + n * 7 % 6}-{1 + n % 12:02d}-{1 + n % 28:02d}"
            row = (f"Batch {n}", "H200", n % 97 + 1, n % 97 + 5, n % 97 + 9, day, f"Buyer {n % 9}")
            out.writerow(row)
    return place


def _raw(library: Any, place: Path, records: Sequence[Record]) -> float:
    """The seconds of CPU that plain SQLite takes for the same rows and three indexes.

    The rows are those of the allocations and those of their recipients, in all our columns, made
    beforehand; two `executemany` in one transaction put them in tables without key, log or search,
    then three indexes are made. Journal and syncing are those of a dossier, and as there the pages
    are brought from the journal to the file within the figure.
    """
    (parties,) = (spec for spec in specs_of(Allocation) if spec.part)
    fields = fields_of(Allocation, records)
    both = {
        "allocation": columns_of_records(Allocation, fields),
        "allocation_parties": columns_of_parts(parties, fields["id"], fields["parties"]),
    }
    rows = {
        name: list(zip(*(listed(columns, each) for each in columns), strict=True))
        for name, columns in both.items()
    }
    begun = time.process_time()
    with closing(library.connect(str(place))) as plain, plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        for name, columns in both.items():
            spelled, marks = ", ".join(columns), ", ".join("?" * len(columns))
            plain.execute(f"CREATE TABLE {name} ({spelled})")
            plain.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])  # noqa: S608 - our names
        for name in ("id", "item", "as_of_first"):
            plain.execute(f"CREATE INDEX by_{name} ON allocation ({name})")
    return time.process_time() - begun


class HalfWay:
    """Counts the steps that an import tells, and cancels it half-way where that is asked."""

    def __init__(self, *, stop: bool) -> None:
        self.told = 0
        self._stop = stop

    def step(self, done: int, total: int, what: str = "") -> None:
        """Is told how far the work is."""
        self.told += 1
        if self._stop and what == "Writing" and done * 2 >= total:
            raise Cancelled


@pytest.mark.timeout(1800)  # a million takes minutes
def test_allocations_are_brought_in_beside_raw_sqlite_and_a_cancel_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = _estimates(tmp_path / "estimates.csv")
    with new_dossier(tmp_path / "a.dossier") as dossier:
        told = HalfWay(stop=False)
        table = dossier.table_mappings.read(place)
        mapping = dossier.table_mappings.propose(table, "allocation")
        mapping = replace(mapping, keep_source=False)  # evidence would be three records more each
        plan = dossier.table_mappings.plan(table, mapping, told)
        begun = time.process_time()
        done = dossier.table_mappings.carry_out(plan, told)
        ours = time.process_time() - begun
        assert len(dossier.allocations) == ROWS
    assert told.told > ROWS // 500
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # of the one import
    with new_dossier(tmp_path / "b.dossier") as dossier:
        with pytest.raises(Cancelled):
            dossier.allocations.import_table(place, progress=HalfWay(stop=True))
        assert len(dossier.allocations) == len(dossier.parties) == 0
    raw = _raw(sqlite3, tmp_path / "plain.db", done.records)
    same = _raw(dbapi2, tmp_path / "same.db", done.records)
    with capsys.disabled():
        print(  # noqa: T201 - what a benchmark is for
            f"\n  {ROWS:,} allocations written and logged: {ours:.2f} s, peak {peak:,.0f} MB; "
            f"executemany of sqlite3 {raw:.2f} s, ratio {ours / raw:.1f}; "
            f"by our connections' library {same:.2f} s, ratio {ours / same:.1f} (CPU)"
        )
