"""What can be done with tables: read, map, look at what would come of it, bring it in.

table = dossier.table_mappings.read("tracker.csv")
mapping = dossier.table_mappings.propose(table, "decision")
plan = dossier.table_mappings.plan(table, mapping)          # writes nothing
done = dossier.table_mappings.carry_out(plan)               # one operation, one Ctrl+Z
dossier.table_mappings.keep(mapping, "Tracker")             # for the next file
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.dossier.importing import carry_out, planned
from workbench.dossier.records import Records
from workbench.errors import FileNotReadable, MappingError
from workbench.intake.table.dates import DateFormat as DateFormat  # noqa: PLC0414 - for the window
from workbench.intake.table.mapping import (
    ColumnMapping as ColumnMapping,  # noqa: PLC0414 - as above
    Mapping,
)
from workbench.intake.table.propose import propose
from workbench.intake.table.read import Way, bytes_of_table
from workbench.intake.table.targets import (
    KINDS as KINDS,  # noqa: PLC0414 - as above
    Holds as Holds,  # noqa: PLC0414 - as above
    targets_of,
)
from workbench.model.progress import Silent
from workbench.model.table_mapping import TableMapping

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import Imported, ImportPlan
    from workbench.intake.table.read import Table
    from workbench.intake.table.targets import Target
    from workbench.model.progress import Progress


class TableMappings(Records[TableMapping]):
    """The table mappings that a dossier keeps, and the tables that they bring in."""

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier, TableMapping)

    def read(
        self,
        path: Path | str,
        *,
        encoding: str = "",
        delimiter: str = "",
        sheet: str = "",
        heading: int = 0,
        progress: Progress | None = None,
    ) -> Table:
        """The table that a CSV or Excel file holds, as `intake.table.read_table` reads it.

        It is read in a process of its own.

        Raises:
            FileNotReadable, SourceTooLarge, EmptyTable, NoSuchSheet, UnknownEncoding, BinarySource.
            ReadingStopped: it took too long or too much memory, or the reader broke down.
            Cancelled: it was stopped.
        """
        from workbench.intake.process import reading_process

        data, name = bytes_of_table(path), Path(path).name
        way = Way(encoding=encoding, delimiter=delimiter, sheet=sheet, heading=heading)
        return reading_process().table(data, name, way, progress=progress)

    def propose(self, table: Table, kind: str) -> Mapping:
        """The kept mapping that fits a table best, else one by the words of its headings.

        Raises:
            MappingError: tables do not become records of that kind.
        """
        for held in reversed(self.find()):
            if held.shown == kind:
                mapping = Mapping.from_toml(held.mapping)
                if mapping.columns and mapping.columns.keys() <= set(table.columns):
                    return mapping
        return propose(table, kind)

    def targets(self, kind: str) -> dict[str, Target]:
        """Where a column can go, by name.

        Raises:
            MappingError: tables do not become records of that kind.
        """
        return targets_of(kind)

    def plan(self, table: Table, mapping: Mapping, progress: Progress | None = None) -> ImportPlan:
        """What a table would become; writes nothing.

        Raises:
            MappingError: the mapping names a column that the table does not have.
            Cancelled: it was stopped.
        """
        return planned(self._dossier, table, mapping, progress or Silent())

    def carry_out(self, plan: ImportPlan, progress: Progress | None = None) -> Imported:
        """Brings a planned table in, as one operation; stopped, it leaves nothing behind.

        Raises:
            RowsDoNotFit: the mapping is strict, and some cell does not fit.
            Cancelled: it was stopped.
        """
        return carry_out(self._dossier, plan, progress or Silent())

    def keep(self, mapping: Mapping, title: str) -> TableMapping:
        """Keeps a mapping for the next file, in the place of one with the same title."""
        held = next((x for x in self.find() if (x.title, x.shown) == (title, mapping.kind)), None)
        text = mapping.to_toml()
        if held is not None:
            return self.change(held, mapping=text)
        return self.add(TableMapping(title=title, shown=mapping.kind, mapping=text))

    def mapping(self, given: Mapping | TableMapping | Path | str) -> Mapping:
        """A mapping, given as itself, as a kept one, or as a TOML file.

        Raises:
            FileNotReadable: the file is not there.
            MappingError: it is no mapping.
        """
        if isinstance(given, Mapping):
            return given
        if isinstance(given, TableMapping):
            return Mapping.from_toml(given.mapping)
        try:
            return Mapping.from_toml(Path(given).read_text("utf-8"))
        except OSError as fault:
            words = fault.strerror or "it cannot be opened"
            raise FileNotReadable(Path(given).name, words) from fault
        except UnicodeDecodeError as fault:
            raise MappingError(f"'{Path(given).name}' is no TOML file.") from fault

    def import_table(
        self,
        kind: str,
        path: Path | str,
        mapping: Mapping | TableMapping | Path | str | None = None,
        progress: Progress | None = None,
    ) -> Imported:
        """Reads a file, maps it and brings it in: what `decisions.import_table` calls.

        Raises:
            MappingError: the mapping makes another kind of record, or cannot be followed.
        """
        given = None if mapping is None else self.mapping(mapping)
        if given is not None and given.kind != kind:
            raise MappingError(f"The mapping makes {given.kind} records, not {kind} records.")
        sheet, heading = (given.sheet, given.heading) if given else ("", 0)
        table = self.read(path, sheet=sheet, heading=heading, progress=progress)
        plan = self.plan(table, given or self.propose(table, kind), progress)
        return self.carry_out(plan, progress)
