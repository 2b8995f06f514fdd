"""The running operation: the only hand that writes records."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from workbench.errors import NoSuchRecord
from workbench.model.record import Record, numbered
from workbench.model.rules import check, check_all
from workbench.store import content, log
from workbench.store.batches import insert_all
from workbench.store.connections import Connections
from workbench.store.rows import columns_of, part_rows, part_rows_of, row_of, rows_of
from workbench.store.schema import COUNTER, PART_TABLES, RECORD_TABLES, specs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Column, Delete, Insert, Select, Table

RecordT = TypeVar("RecordT", bound=Record)

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
    together: set[tuple[str, str]] = field(default_factory=set)
    """The kind and id of each record that was written in batches; the log tells of all others."""
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
            record = self._all_numbered([record])[0]
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
        added = list(records)
        places: dict[type[RecordT], list[int]] = {}
        for place, record in enumerate(added):
            places.setdefault(type(record), []).append(place)
        by_kind = {kind: [added[place] for place in of] for kind, of in places.items()}
        for kind, some in by_kind.items():
            check_all(kind, some)
        for kind, some in by_kind.items():
            by_kind[kind] = self._all_numbered(some)
            for place, record in zip(places[kind], by_kind[kind], strict=True):
                added[place] = record
        for kind, some in by_kind.items():
            self.together.update((kind.KIND, record.id) for record in some)
            insert_all(self.connection, kind.KIND, columns_of(kind), rows_of(kind, some))
            for spec in specs_of(kind):
                if spec.part:
                    table = PART_TABLES[kind.KIND, spec.name]
                    rows = part_rows_of(some, spec)
                    insert_all(self.connection, table.name, table.c.keys(), rows)
        return added

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

    def touched(self, since: int) -> frozenset[tuple[str, str]]:
        """Every (kind, record id) that this operation touched, and others after `since`."""
        touched = log.touched_singly(self.connection, self.seq) | self.together
        if since < self.seq - 1:
            touched |= log.touched_since(self.connection, since, self.seq - 1)
        return touched

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

    def _all_numbered(self, records: list[RecordT]) -> list[RecordT]:
        """Records of one kind with the numbers that they have, or are given."""
        last = self._last_number(records[0].KIND)
        found = []
        for record in records:
            last = max(last, record.number) if record.number else last + 1
            found.append(record if record.number else numbered(record, last))
        self._numbers[records[0].KIND] = last
        return found

    def _last_number(self, kind: str) -> int:
        last = self._numbers.get(kind)
        if last is None:
            last = self.connection.execute(_highest(RECORD_TABLES[kind])).scalar_one()
            counted = self.connection.execute(_COUNTED, {"key": kind}).scalar()
            last = max(last, counted or 0)
        return last

    def _put_parts(self, table: Table, record: str, rows: list[dict[str, Any]]) -> None:
        found = self.connection.execute(_parts(table), {"key": record})
        old = {row.id: dict(row._mapping) for row in found}  # noqa: SLF001
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
