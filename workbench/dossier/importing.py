"""Bringing a table in: names looked up, records checked, duplicates left out, all written once."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.dossier.import_names import NameBook
from workbench.dossier.table_evidence import TableEvidence
from workbench.errors import InvalidField, RowsDoNotFit
from workbench.intake.table.fit import Misfit, fitted
from workbench.intake.table.mapping import Mapping
from workbench.intake.table.pieces import aliases_of
from workbench.intake.table.read import Table
from workbench.model import RECORDS
from workbench.model.allocation import AllocationParty
from workbench.model.decision import DecisionParty
from workbench.model.kinds import AllocationRole, DecisionRole, Split
from workbench.model.record import Record
from workbench.model.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.intake.table.fit import FittedRow
    from workbench.model.progress import Progress

MOST_SUPPORTED = 5_000
"""Up to so many records rest on a row of the table, which is kept; each costs three records."""
_STEP = 500
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
    def supportable(self) -> bool:
        """Whether the records are few enough to rest each on its row of the table."""
        return len(self.records) <= MOST_SUPPORTED

    @property
    def summary(self) -> str:
        """What would be done, in one sentence."""
        words = f"{_many(len(self.records), self.mapping.kind)} of {len(self.table.rows):,} rows"
        told = [f"{words} to add"]
        misfit = len({each.row for each in self.misfits})
        for count, one, many in (
            (len(self.added), "new name", "new names"),
            (misfit, "row has a cell that does not fit", "rows have a cell that does not fit"),
            (len(self.repeated), "row repeats an earlier one", "rows repeat an earlier one"),
            (len(self.held), "row is in the dossier already", "rows are in the dossier already"),
        ):
            if count:
                told.append(f"{count:,} {one if count == 1 else many}")
        if self.mapping.keep_source and not self.supportable:
            told.append(f"the table is not kept as a source above {MOST_SUPPORTED:,} records")
        return "; ".join(told) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import added: the records, and the plan with everything that was odd."""

    records: tuple[Record, ...]
    plan: ImportPlan


def planned(dossier: Dossier, table: Table, mapping: Mapping, progress: Progress) -> ImportPlan:
    """Fits each row, looks its names up, and sorts out what is there already."""
    book = NameBook(dossier, add=mapping.add_names)
    first: dict[tuple[str, ...], int] = {}
    repeated: list[tuple[int, int]] = []
    made: list[tuple[int, Record]] = []
    misfits: list[Misfit] = []
    total = len(table.rows)
    for done, (row, cells) in enumerate(zip(fitted(table, mapping), table.rows, strict=True)):
        if done % _STEP == 0:
            progress.step(done, total, f"Row {row.number:,}")
        if cells in first:
            repeated.append((row.number, first[cells]))
            continue
        first[cells] = row.number
        made.append((row.number, _record(mapping.kind, row, book, table.name)))
        misfits += row.misfits
    known = _known(dossier, mapping.kind) if made else frozenset()
    new = [(number, each) for number, each in made if _print_of(each) not in known]
    return ImportPlan(
        table=table,
        mapping=mapping,
        records=tuple(each for _, each in new),
        rows=tuple(number for number, _ in new),
        added=tuple(book.wanted([each for _, each in new])),
        misfits=tuple(misfits),
        repeated=tuple(repeated),
        held=tuple(sorted({number for number, _ in made} - {number for number, _ in new})),
    )


def carry_out(dossier: Dossier, plan: ImportPlan, progress: Progress) -> Imported:
    """Writes what was planned in one operation, or nothing."""
    if plan.mapping.strict and plan.misfits:
        rows = len({each.row for each in plan.misfits})
        raise RowsDoNotFit(rows, plan.misfits[0].told)
    total = len(plan.records)
    dossier.backups.make_before(total)
    written: list[Record] = []
    with dossier.operation(f"Import {plan.table.name}") as operation:
        operation.add_all(plan.added)
        keeps = plan.mapping.keep_source and total > 0 and plan.supportable
        evidence = TableEvidence(dossier, operation, plan.table) if keeps else None
        for start in range(0, total, _STEP):
            progress.step(start, total, "Writing")
            some = operation.add_all(plan.records[start : start + _STEP])
            written += some
            if evidence is not None:
                evidence.support(plan.rows[start : start + _STEP], some)
        progress.step(total, total, "Keeping")
    return Imported(records=tuple(written), plan=plan)


def _record(kind: str, row: FittedRow, book: NameBook, source: str) -> Record:
    """The record of a row; a field that the rules refuse goes to the note."""
    _look_up(kind, row, book)
    if "aliases" in row.values:
        row.values["aliases"] = aliases_of(kind, row.values["aliases"])
    while True:
        note = "\n".join([*row.notes, f"{_FROM}{source}, row {row.number}."])
        record = RECORDS[kind](**{**row.values, "note": note})
        try:
            check(record)
        except InvalidField as fault:
            if fault.field not in row.values:
                raise
            row.refuse(fault.field, fault.message)
            row.values.setdefault("title", f"{source}, row {row.number}")
        else:
            return record


@cache
def _links_of(kind: str) -> dict[str, str]:
    """The kinds that the fields of a record point at, by field."""
    return {
        each.name: each.metadata["link"]
        for each in fields(RECORDS[kind])
        if each.metadata.get("link")
    }


def _look_up(kind: str, row: FittedRow, book: NameBook) -> None:
    """Puts ids in the place of names; refuses a name that nothing has and that is not added."""
    links = _links_of(kind)
    for name, words in list(row.names.items()):
        found = book.id_of(links[name], words, deciding=name == "authority")
        if found is None:
            row.refuse(name, f"The dossier has no {links[name].replace('_', ' ')} of that name.")
        else:
            row.values[name] = found
    if row.parties:
        _put_parties(kind, row, book)


def _put_parties(kind: str, row: FittedRow, book: NameBook) -> None:
    found = [(role, book.id_of("party", words)) for role, words in row.parties]
    if not all(key for _, key in found):
        row.refuse("parties", "The dossier has no party of that name.")
        return
    pairs = list(dict.fromkeys((role, key) for role, key in found if key))
    if kind == "decision":
        row.values["parties"] = tuple(
            DecisionParty(party=key, role=DecisionRole(role)) for role, key in pairs
        )
        return
    row.values["parties"] = tuple(
        AllocationParty(party=key, role=AllocationRole(role)) for role, key in pairs
    )
    buyers = [key for role, key in pairs if role == AllocationRole.RECIPIENT]
    if len(buyers) > 1:  # a figure for several is never divided among them
        row.values.setdefault("split", Split.JOINT_UNSPECIFIED)


def _known(dossier: Dossier, kind: str) -> frozenset[int]:
    noun = dossier.records(kind)
    return frozenset(_print_of(each) for each in _in_pages(noun.ids(), noun.page))


def _in_pages(ids: Sequence[str], page: Any) -> Iterator[Record]:
    for start in range(0, len(ids), 5_000):
        yield from page(ids[start : start + 5_000])


def _print_of(record: Record) -> int:
    """A number that two records with the same fields share, wherever they came from."""
    note = str(getattr(record, "note", ""))
    body = note.rpartition("\n")[0] if note.rpartition("\n")[2].startswith(_FROM) else note
    named: dict[str, Any] = {"id": "", "number": 0, "note": body}
    return hash(replace(record, **named))


def _many(count: int, kind: str) -> str:
    words = "party" if kind == "party" else kind
    plural = "parties" if kind == "party" else f"{words}s"
    return f"{count:,} {words if count == 1 else plural}"
