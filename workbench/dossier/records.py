"""What can be done to every kind of record: get, find, count, add, change, remove."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from typing_extensions import override

from workbench.dossier.spelling import read_as_typed, spelled
from workbench.errors import InvalidField
from workbench.model.query import Query
from workbench.model.record import Record, field_names
from workbench.store import find
from workbench.store.facets import facets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.dossier.dossier import Dossier

RecordT = TypeVar("RecordT", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A figure that was worked out from records, in words.

    `how` says formula and inputs, `inputs` are kind and id of each record that it rests on, `warns`
    that something does not fit.
    """

    label: str
    words: str
    how: str
    inputs: tuple[tuple[str, str], ...] = ()
    warns: bool = False


class Records(Generic[RecordT]):
    """All records of one kind in a dossier.

    A query is a `Query` or a search line. A key is an id, a number, or a name such as D-0003.
    """

    def __init__(self, dossier: Dossier, kind: type[RecordT]) -> None:
        self._dossier = dossier
        self.kind = kind

    @property
    def words(self) -> str:
        """What one record of this kind is called."""
        return self.kind.KIND.replace("_", " ")

    def get(self, key: str | RecordT) -> RecordT:
        """The record with this id or number.

            dossier.decisions.get("D-0001")

        Raises:
            NoSuchRecord: there is none.
        """
        with self._dossier.store.reading() as connection:
            return find.get(connection, self.kind, key if isinstance(key, str) else key.id)

    def find(self, query: Query | str = Query()) -> list[RecordT]:
        """The records that the query shows, in its order.

            dossier.decisions.find("jurisdiction:USA since:2025-10")

        Raises:
            QuerySyntaxError: the query cannot be read, or names a field that this kind does not
            have.
        """
        with self._dossier.store.reading() as connection:
            ids = find.ids(connection, self.kind.KIND, parsed(query))
            return find.page(connection, self.kind, ids)

    def ids(self, query: Query | str = Query(), limit: int | None = None) -> list[str]:
        """The ids of the records that the query shows, in its order; at most `limit`."""
        with self._dossier.store.reading() as connection:
            return find.ids(connection, self.kind.KIND, parsed(query), limit)

    def first_ids(self, query: Query | str, limit: int) -> tuple[list[str], int]:
        """The ids of the first `limit` records that the query shows, and how many it shows."""
        with self._dossier.store.reading() as connection:
            return find.first_ids(connection, self.kind.KIND, parsed(query), limit)

    def page(self, ids: Sequence[str]) -> list[RecordT]:
        """The records with these ids, in this order; those that are gone are left out."""
        with self._dossier.store.reading() as connection:
            return find.page(connection, self.kind, ids)

    def count(self, query: Query | str = Query()) -> int:
        """How many records the query shows.

        Examples:
            dossier.decisions.count("is:undated")
        """
        with self._dossier.store.reading() as connection:
            return find.count(connection, self.kind.KIND, parsed(query))

    def facets(
        self, query: Query | str = Query(), *fields: str
    ) -> dict[str, list[tuple[str, int]]]:
        """For each field, its values with the number of records that choosing one would show.

        Examples:
            dossier.decisions.facets("", "jurisdiction", "stance")
        """
        with self._dossier.store.reading() as connection:
            return facets(connection, self.kind.KIND, parsed(query), *fields)

    def computed(self, record: RecordT | str) -> tuple[Computed, ...]:
        """The figures that can be worked out for a record, each with how and from which records.

        None for most kinds.

            dossier.decisions.computed("D-0001")
        """
        return self._computed(self.get(record) if isinstance(record, str) else record)

    def _computed(self, record: RecordT) -> tuple[Computed, ...]:  # noqa: ARG002 - others need it
        return ()

    def add(self, record: RecordT, *, label: str = "") -> RecordT:
        """Adds a new record, or puts one back; gives it with its number.

            dossier.parties.add(Party(title="Moonshot AI", jurisdiction="CHN"))

        Raises:
            InvalidField: a field holds what it cannot mean.
        """
        with self._dossier.operation(label or f"Add {self.words}") as operation:
            return operation.put(self._completed(read_as_typed(record, self._dossier)))

    def _completed(self, record: RecordT) -> RecordT:
        """A new record with what it takes from the records that it points at."""
        return record

    def add_all(self, records: Iterable[RecordT], *, label: str = "") -> list[RecordT]:
        """Adds many new records in one operation.

        Examples:
            dossier.items.add_all(Item(title=name) for name in ("H20", "H800"))
        """
        with self._dossier.operation(label or f"Add {self.words} records") as operation:
            return operation.add_all(records)

    def change(self, key: str | RecordT, **fields: Any) -> RecordT:
        """Changes some fields of a record; gives it as it is now.

        Terms, dates and quantities may be typed as texts, links as records or their names.

            dossier.decisions.change("D-0001", announced="2026-01-28", action="relax")

        Raises:
            InvalidField: no such field, or a field holds what it cannot mean.
            NoSuchRecord: there is no such record.
        """
        unknown = fields.keys() - set(field_names(self.kind))
        if unknown:
            known = ", ".join(field_names(self.kind))
            raise InvalidField(min(unknown), f"A {self.words} has no such field. It has: {known}.")
        with self._dossier.operation(self._label("Change", key)) as operation:
            given = spelled(self.kind, fields, self._dossier)
            return operation.put(replace(self.get(key), **given))

    def remove(self, key: str | RecordT) -> None:
        """Removes a record, with what supports its fields and the memos about it.

            dossier.allocations.remove("A-0001")

        Raises:
            NoSuchRecord: there is no such record.
            StillInUse: another record points at it.
        """
        with self._dossier.operation(self._label("Remove", key)) as operation:
            record = self.get(key)
            for support in self._dossier.supports.of(record):
                operation.remove(support)
            for memo in self._dossier.memos.of(record):
                operation.remove(memo)
            operation.remove(record)

    def _label(self, verb: str, key: str | RecordT) -> str:
        """What an operation on one record is called; inside another it goes unsaid."""
        if self._dossier.store.in_operation:
            return verb
        return f"{verb} {self.words} {self.get(key).ref}"

    def __getitem__(self, key: str) -> RecordT:
        return self.get(key)

    def __iter__(self) -> Iterator[RecordT]:
        return iter(self.find())

    def __len__(self) -> int:
        return self.count()

    def __contains__(self, record: RecordT) -> bool:
        return bool(self.page([record.id]))

    @override
    def __repr__(self) -> str:
        return f"<{len(self)} {self.words} records>"


def parsed(query: Query | str) -> Query:
    """A query, given as itself or as a search line.

    Raises:
        QuerySyntaxError: the line cannot be read.
    """
    return query if isinstance(query, Query) else Query.parse(query)
