"""Bringing a table in: names looked up, records checked, duplicates left out, all written once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.dossier.import_rows import RowRecords, print_of
from workbench.dossier.table_evidence import TableEvidence
from workbench.errors import RowsDoNotFit
from workbench.intake.table.fit import Misfit, fitted
from workbench.intake.table.mapping import Mapping
from workbench.intake.table.read import Table
from workbench.model import RECORDS
from workbench.model.many import many
from workbench.model.record import Record, fields_of, records_of
from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.model.progress import Progress

_STEP = 500
_AT_ONCE, _SUPPORTED_AT_ONCE = 20_000, 5_000
"""So many records are written between two looks at whether to stop: half a second or so."""
_FROM = "From "


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What a table would become: `records` to add, `added` names before them, and what is odd.

    `repeated` are (row, row it repeats) within the file, `held` the rows whose record the dossier
    has already; neither is added. `rows` are the row numbers of `records`.
    """

    table: Table
    mapping: Mapping
    records: tuple[Record, ...] = ()
    rows: tuple[int, ...] = ()
    added: tuple[Record, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()
    held: tuple[int, ...] = ()

    @property
    def summary(self) -> str:
        """What would be done, in one sentence."""
        rows = many(len(self.table.rows), "row")
        words = f"{_many(len(self.records), self.mapping.kind)} of {rows}"
        told = [f"{words} to add"]
        misfit = len({each.row for each in self.misfits})
        for count, one, several in (
            (len(self.added), "new name", "new names"),
            (misfit, "row has a cell that does not fit", "rows have a cell that does not fit"),
            (len(self.repeated), "row repeats an earlier one", "rows repeat an earlier one"),
            (len(self.held), "row is in the dossier already", "rows are in the dossier already"),
        ):
            if count:
                told.append(many(count, one, several))
        return "; ".join(told) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import added: the numbers of the records, and the plan with everything odd."""

    numbers: tuple[int, ...]
    plan: ImportPlan

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of the plan with the numbers that they were given."""
        if not self.numbers:
            return ()
        kind = RECORDS[self.plan.mapping.kind]
        return tuple(
            records_of(kind, fields_of(kind, self.plan.records) | {"number": self.numbers})
        )


@uncollected()
def planned(dossier: Dossier, table: Table, mapping: Mapping, progress: Progress) -> ImportPlan:
    """Fits each row, looks its names up, and sorts out what is there already."""
    first: dict[tuple[str, ...], int] = {}
    repeated: list[tuple[int, int]] = []
    rows = RowRecords(dossier, mapping.kind, table.name, add_names=mapping.add_names)
    total = len(table.rows)
    for done, (row, cells) in enumerate(zip(fitted(table, mapping), table.rows, strict=True)):
        if done % _STEP == 0:
            progress.step(done, total, f"Row {row.number:,}")
        if cells in first:
            repeated.append((row.number, first[cells]))
            continue
        first[cells] = row.number
        rows.take(row)
    first.clear()
    known = rows.finish()
    made = rows.made
    new = [each for each in made if not known or print_of(each.record) not in known]
    return ImportPlan(
        table=table,
        mapping=mapping,
        records=tuple(each.record for each in new),
        rows=tuple(each.number for each in new),
        added=tuple(rows.book.wanted([each.record for each in new])),
        misfits=tuple(misfit for each in made for misfit in each.misfits),
        repeated=tuple(repeated),
        held=tuple(sorted({each.number for each in made} - {each.number for each in new})),
    )


def carry_out(dossier: Dossier, plan: ImportPlan, progress: Progress) -> Imported:
    """Writes what was planned in one operation, or nothing."""
    if plan.mapping.strict and plan.misfits:
        rows = len({each.row for each in plan.misfits})
        raise RowsDoNotFit(rows, plan.misfits[0].told)
    total = len(plan.records)
    dossier.backups.make_before(total, progress)
    numbers: list[int] = []
    with uncollected(), dossier.operation(f"Import {plan.table.name}") as operation:
        operation.write_all(plan.added)
        keeps = plan.mapping.keep_source and total > 0
        evidence = TableEvidence(dossier, operation, plan.table, progress) if keeps else None
        step = _SUPPORTED_AT_ONCE if evidence is not None else _AT_ONCE
        progress.step(0, total, "Writing")
        for start in range(0, total, step):
            some = plan.records[start : start + step]
            numbers += operation.write_all(some)
            progress.step(len(numbers), total, "Writing")
            if evidence is not None:
                for each in evidence.of(plan.rows[start : start + step], some):
                    operation.write_all(each)
                    progress.step(len(numbers), total, "Writing")
        progress.step(total, total, "Keeping")
    return Imported(numbers=tuple(numbers), plan=plan)


def _many(count: int, kind: str) -> str:
    return many(count, kind, "parties" if kind == "party" else "")
