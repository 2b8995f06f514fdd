"""Fitting rows to a kind of record: values by field, names to look up, and what goes to the note.

No cell is lost: one that maps nowhere, or does not fit, becomes a line of the note; what does not
fit is told besides, with its row, its column and why.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.errors import InvalidField, MappingError
from workbench.intake.table.cells import read_cell
from workbench.intake.table.dates import NONE_STATED
from workbench.intake.table.mapping import ColumnMapping
from workbench.intake.table.pieces import put_together
from workbench.intake.table.targets import NOTE, ROW, Holds, Target, targets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.table.mapping import Mapping
    from workbench.intake.table.read import Table

_CLOCK = re.compile(r"[ T](?!0?0:00(?::00)?(?:\.0+)?Z?$)\d{1,2}:\d{2}")
_CACHED, _MOST = 64, 50_000
"""Cells up to this length are read once a column, so many of them: codes and dates repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A cell that does not fit: the row in the file, the column, its words, and why."""

    row: int
    column: str
    words: str
    message: str

    @property
    def told(self) -> str:
        """The misfit in one sentence."""
        shown = self.words if len(self.words) <= 60 else self.words[:59] + "…"  # noqa: PLR2004 - what fits a line
        return f"Row {self.row}, {self.column} {shown!r}: {self.message}"


@dataclass(slots=True, kw_only=True)
class FittedRow:
    """One row: `values` by field, `names` to look up by field, `parties` as (role, name).

    `own` is the id by which other rows name this one, `links` the names of other records by target,
    `pieces` those of parts that need the dossier to be put together, by field. `cells` are
    (field, column, words) of what went into the fields, so that it can go to the note when one is
    refused later.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    parties: list[tuple[str, str]] = field(default_factory=list)
    own: str = ""
    links: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pieces: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)

    def refuse(self, name: str, message: str) -> None:
        """Takes the value of a field back into the note, and tells why."""
        self.values.pop(name, None)
        self.names.pop(name, None)
        self.links.pop(name, None)
        self.pieces.pop(name, None)
        if name == "parties":
            self.parties.clear()
        gone = [each for each in self.cells if each[0] == name]
        self.cells = [each for each in self.cells if each[0] != name]
        for _, column, words in gone:
            self.notes.append(f"{column}: {words}")
            self.misfits.append(
                Misfit(row=self.number, column=column, words=words, message=message)
            )


_Cell = tuple[Any, str, bool, InvalidField | None]
"""Value and words of a cell, whether the words go to the note as well, and why it does not fit."""


@dataclass(slots=True)
class _Reader:
    """A column with its target and what its cells were read as.

    `into` is the field that its cells fill; of `rivals` for it the first of a row that says
    something is taken.
    """

    place: int
    name: str
    target: Target | None
    column: ColumnMapping
    into: str = ""
    rivals: bool = False
    read: dict[str, _Cell] = field(default_factory=dict)


def fitted(table: Table, mapping: Mapping) -> Iterator[FittedRow]:
    """Every row of a table, in order; the note's last line says where it came from.

    Raises:
        MappingError: the mapping names a column that the table does not have.
    """
    if missing := [name for name in mapping.columns if name not in table.columns]:
        raise MappingError(
            f"'{table.name}' has no column {missing[0]!r}. It has: {', '.join(table.columns)}."
        )
    readers = _readers(table, mapping)
    constants = _constants(mapping)
    for number, row in zip(table.numbers, table.rows, strict=True):
        yield _fit(table.name, number, row, readers, constants)


def _readers(table: Table, mapping: Mapping) -> list[_Reader]:
    targets = targets_of(mapping.kind)
    kept = ColumnMapping(field=NOTE)
    fields = Counter(each.field for each in mapping.columns.values())
    readers = []
    for place, name in enumerate(table.columns):
        target = targets[mapping.columns[name].field] if name in mapping.columns else None
        reader = _Reader(place, name, target, mapping.columns.get(name, kept))
        if target is not None:
            reader.into = target.refused_as
            reader.rivals = fields[target.name] > 1 and not _is_joined(target)
        readers.append(reader)
    return readers


def _is_joined(target: Target) -> bool:
    """Whether several cells of a row fill a target."""
    return (target.holds is Holds.TEXT and not target.piece) or target.field == "parties"


def _constants(mapping: Mapping) -> list[tuple[Target, Any]]:
    targets = targets_of(mapping.kind)
    found = []
    for name, words in mapping.constants.items():
        try:
            value = read_cell(words, targets[name], ColumnMapping(field=name))
        except InvalidField as fault:
            raise MappingError(f"The constant {name!r}: {fault.message}") from fault
        if value is not None:
            found.append((targets[name], value))
    return found


def _fit(
    source: str,
    number: int,
    row: tuple[str, ...],
    readers: list[_Reader],
    constants: list[tuple[Target, Any]],
) -> FittedRow:
    made = FittedRow(number=number)
    given: list[tuple[Target, Any]] = []
    lines: list[str] = []
    for reader in readers:
        words, target = row[reader.place], reader.target
        if not words or words.isspace():
            continue
        if target is None:
            lines.append(f"{reader.name}: {words.strip()}")
            continue
        value, said, kept, fault = reader.read.get(words) or _read(reader, target, words)
        if value is not None and reader.rivals and any(each is target for each, _ in given):
            fault = InvalidField(target.field, "Another column of this row fills that already.")
        if fault is not None:
            lines.append(f"{reader.name}: {said}")
            misfit = Misfit(row=number, column=reader.name, words=words, message=fault.message)
            made.misfits.append(misfit)
            continue
        if value is not None:
            given.append((target, value))
            made.cells.append((reader.into, reader.name, said))
        if kept:
            lines.append(f"{reader.name}: {said}")
    made.notes[:0] = lines
    put_together(made, (*constants, *given))
    made.values.setdefault("title", f"{source}, row {number}")
    return made


def _read(reader: _Reader, target: Target, words: str) -> _Cell:
    """What a cell says; of words that may come again it is found out once a column."""
    cell = _cell(words, target, reader.column)
    if len(words) <= _CACHED and len(reader.read) < _MOST and target.holds is not Holds.TEXT:
        reader.read[words] = cell
    return cell


def _cell(words: str, target: Target, column: ColumnMapping) -> _Cell:
    said = words.strip()
    try:
        value = read_cell(words, target, column)
    except InvalidField as fault:
        return None, said, True, fault
    unsaid = value is None and said.casefold() not in NONE_STATED
    has_clock = target.holds is Holds.DATE and _CLOCK.search(said) is not None
    return value, said, unsaid or has_clock or target.field == ROW, None
