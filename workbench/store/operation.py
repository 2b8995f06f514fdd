"""The running operation: the only hand that writes records."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from workbench.errors import NoSuchRecord
from workbench.model.record import Record, fields_of, records_of
from workbench.model.rules import check, check_all
from workbench.store import content, log
from workbench.store.batches import insert_all
from workbench.store.bulk import columns_of_parts, columns_of_records
from workbench.store.connections import Connections
from workbench.store.rows import key_of, part_rows, row_of
from workbench.store.schema import COUNTER, MODEL_OF_TABLE, PART_TABLES, RECORD_TABLES, specs_of
from workbench.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Column, Delete, Insert, Select, Table

    _Fields = dict[str, list[Any]]

RecordT = TypeVar("RecordT", bound=Record)
Given = TypeVar("Given")

_AT_ONCE = 20_000
"""So many of many records are made into rows at once."""
_COUNTED = select(COUNTER.c.last).where(COUNTER.c.kind == bindparam("key"))
_COUNT = upsert(COUNTER)
_COUNT = _COUNT.on_conflict_do_update(
    index_elements=[COUNTER.c.kind], set_={"last": func.max(COUNTER.c.last, _COUNT.excluded.last)}
)


@dataclass(slots=True)
class RunningOperation:
    """What `with dossier.operation(...) as op` gives: records are put and removed, content is kept.

    Everything lands in one transaction, or nothing does. Order does not matter: links are checked
    at the end.
    """

    connection: Connection
    seq: int
    reason: str = ""
    together: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The ids of the records that were written in batches, by kind; the log tells of all others."""
    _numbers: dict[str, int] = field(default_factory=dict)
    _bytes: int = 0

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part of this operation that can fail alone."""
        with ExitStack() as failing:
            failing.callback(self.forget_numbers)
            with self.connection.begin_nested():
                yield
            failing.pop_all()

    def put(self, record: RecordT) -> RecordT:
        """Adds `record`, or changes the one with its id; gives it back with its number.

        Raises:
            InvalidField: a field holds what it cannot mean.
        """
        check(record)
        table = RECORD_TABLES[record.KIND]
        old = self.connection.execute(_row(table), {"key": record.id}).one_or_none()
        if old is None:
            fields = fields_of(type(record), [record])
            fields["number"] = self._all_numbers(record.KIND, fields["number"])
            (record,) = records_of(type(record), fields)
            self.connection.execute(_added(table), row_of(record))
        else:
            record = replace(record, number=record.number or old.number)
            self._change(table, record.id, dict(old._mapping), row_of(record))  # noqa: SLF001
        for (kind, name), part_table in PART_TABLES.items():
            if kind == record.KIND:
                rows = part_rows(record, name)
                if old is not None:
                    self._put_parts(part_table, record.id, rows)
                elif rows:  # a new record has none to compare with
                    self.connection.execute(_added(part_table), rows)
        return record

    def add_all(self, records: Iterable[RecordT]) -> list[RecordT]:
        """Adds many new records in one statement per table; gives them back with their numbers.

        Raises:
            InvalidField: a field of one of them holds what it cannot mean; then none is added.
        """
        return self._add_in_turn(records, records_of)

    def write_all(self, records: Iterable[Record]) -> list[int]:
        """Adds many new records as `add_all` does; gives their numbers alone.

        That spares making each record anew.

        Raises:
            InvalidField: as for `add_all`.
        """
        return self._add_in_turn(records, _numbers_in)

    def _add_in_turn(
        self,
        records: Iterable[RecordT],
        give: Callable[[type[RecordT], _Fields], list[Given]],
    ) -> list[Given]:
        """Adds new records; gives what `give` makes of the fields of those of one kind."""
        added: list[Given] = []
        given = iter(records)
        with self.part():
            while some := list(islice(given, _AT_ONCE)):
                with uncollected():
                    added += self._add_some(some, give)
        return added

    def _add_some(
        self, records: list[RecordT], give: Callable[[type[RecordT], _Fields], list[Given]]
    ) -> list[Given]:
        if len(set(map(type, records))) == 1:
            kind = type(records[0])
            return give(kind, self._add_alike(kind, records))
        places: dict[type[RecordT], list[int]] = {}
        for place, kind in enumerate(map(type, records)):
            places.setdefault(kind, []).append(place)
        added: dict[int, Given] = {}
        for kind, of in places.items():
            fields = self._add_alike(kind, [records[place] for place in of])
            added.update(zip(of, give(kind, fields), strict=True))
        return [added[place] for place in range(len(records))]

    def _add_alike(self, kind: type[RecordT], records: list[RecordT]) -> _Fields:
        """Adds new records of one kind; gives what their fields hold, with their numbers."""
        fields = fields_of(kind, records)
        check_all(kind, records, fields)
        fields["number"] = self._all_numbers(kind.KIND, fields["number"])
        self.together[kind.KIND] += fields["id"]
        insert_all(self.connection, kind.KIND, columns_of_records(kind, fields))
        for spec in specs_of(kind):
            if spec.part:
                table = PART_TABLES[kind.KIND, spec.name].name
                columns = columns_of_parts(spec, fields["id"], fields[spec.name])
                insert_all(self.connection, table, columns)
        return fields

    def remove(self, record: Record) -> None:
        """Removes `record` and its parts.

        Raises:
            NoSuchRecord: it is not in the dossier.
        """
        for (kind, _), table in PART_TABLES.items():
            if kind == record.KIND:
                self.connection.execute(_removed(table.c.record), {"key": record.id})
        table = RECORD_TABLES[record.KIND]
        gone = self.connection.execute(_removed(table.c.id), {"key": record.id})
        if not gone.rowcount:
            raise NoSuchRecord(record.KIND, record.ref)

    def keep(self, data: bytes) -> str:
        """Keeps `data` and gives its hash."""
        self._kept(len(data))
        return content.keep(self.connection, data)

    def keep_all(self, blobs: Mapping[str, bytes]) -> None:
        """Keeps many bytes, each under its hash."""
        self._kept(sum(map(len, blobs.values())))
        content.keep_all(self.connection, blobs)

    def touched(self, since: int) -> dict[str, set[str]]:
        """The ids, by kind, of what this operation touched, and others after `since`."""
        found = log.touched_singly(self.connection, self.seq)
        before = (since, self.seq - 1)
        others = log.touched_since(self.connection, *before) if since < self.seq - 1 else {}
        for kind, ids in chain(others.items(), self.together.items()):
            found.setdefault(kind, set()).update(ids)
        return found

    def _kept(self, size: int) -> None:
        """Content is to be indexed; much of it wears the connection out."""
        self._bytes += size
        Connections.wear(self.connection, self._bytes)

    def forget_numbers(self) -> None:
        """Counts anew: numbers that were given may have been rolled back."""
        self._numbers.clear()

    def keep_numbers(self) -> None:
        """Remembers the last number of each kind, so that undo never frees one."""
        for kind, last in self._numbers.items():
            self.connection.execute(_COUNT, {"kind": kind, "last": last})

    def _all_numbers(self, kind: str, held: list[int]) -> list[int]:
        """The numbers that records of one kind have, or are given where they have none (0)."""
        last = self._last_number(kind)
        if not any(held):
            self._numbers[kind] = last + len(held)
            return list(range(last + 1, last + len(held) + 1))
        numbers = []
        for number in held:
            last = max(last, number) if number else last + 1
            numbers.append(number or last)
        self._numbers[kind] = last
        return numbers

    def _last_number(self, kind: str) -> int:
        last = self._numbers.get(kind)
        return last_number(self.connection, kind) if last is None else last

    def _put_parts(self, table: Table, record: str, rows: list[dict[str, Any]]) -> None:
        found = self.connection.execute(_parts(table), {"key": record})
        old = {row.id: dict(row._mapping) for row in found}  # noqa: SLF001
        _keep_ids(MODEL_OF_TABLE[table.name], old, rows)
        for gone in old.keys() - {row["id"] for row in rows}:
            self.connection.execute(_removed(table.c.id), {"key": gone})
        for row in rows:
            if row["id"] in old:
                self._change(table, row["id"], old[row["id"]], row)
            else:
                self.connection.execute(_added(table), row)

    def _change(self, table: Table, key: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        changed = {name: value for name, value in new.items() if old[name] != value}
        if changed:
            statement = update(table).where(table.c.id == bindparam("key")).values(changed)
            self.connection.execute(statement, {"key": key})


def _numbers_in(_kind: type[Record], fields: _Fields) -> list[int]:
    return fields["number"]


def last_number(connection: Connection, kind: str) -> int:
    """The highest number that a record of a kind was ever given."""
    last = connection.execute(_highest(RECORD_TABLES[kind])).scalar_one()
    counted = connection.execute(_COUNTED, {"key": kind}).scalar()
    return max(last, counted or 0)


def _keep_ids(part: Any, old: dict[str, dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    """Gives parts that are there already the ids that they have: versions made them differently."""
    known = {key_of(part, row): held for held, row in old.items()}
    for row in rows:
        row["id"] = known.get(key_of(part, row), row["id"])


# Statements are built once: building one costs as much as running it.


@cache
def _row(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("key"))


@cache
def _parts(table: Table) -> Select[Any]:
    return select(table).where(table.c.record == bindparam("key"))


@cache
def _highest(table: Table) -> Select[int]:
    return select(func.coalesce(func.max(table.c.number), 0))


@cache
def _added(table: Table) -> Insert:
    return insert(table)


@cache
def _removed(column: Column[Any]) -> Delete:
    return delete(column.table).where(column == bindparam("key"))
