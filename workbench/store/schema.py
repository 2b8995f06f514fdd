"""The tables, made from the records: fields become columns, parts a table of their own.

A `Quantity` spreads over ten columns (`quantity_kind`, `quantity_low` ...), a `When` over three:
its EDTF text and its first and last day as day numbers, so that dates sort and compare as integers.
What a column may hold is `model.rules`' business; a term that is added there needs no new table.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BLOB,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import UserDefinedType
from typing_extensions import override

from workbench.model import RECORDS
from workbench.model.quantity import Quantity
from workbench.model.record import Part
from workbench.model.when import When

if TYPE_CHECKING:
    from workbench.model.record import Record

METADATA = MetaData()


class AsIs(UserDefinedType[object]):
    """A column that keeps numbers as numbers and text as text."""

    cache_ok: bool | None = True

    @override
    def get_col_spec(self, **_options: object) -> str:
        """BLOB affinity: SQLite converts nothing."""
        return "BLOB"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """How one field of a record or part is kept.

    `holds` is its Python type without None, `columns` the columns it fills, `link` the kind whose
    id it holds, `part` the class of its parts (then it has no columns and a table named
    `<kind>_<field>`).
    """

    name: str
    holds: type
    columns: tuple[str, ...]
    link: str = ""
    part: type[Part] | None = None


_SPECS: dict[type[Record | Part], tuple[FieldSpec, ...]] = {}


def specs_of(kind: type[Record | Part]) -> tuple[FieldSpec, ...]:
    """How each field of a record or part class is kept, in the order of the fields."""
    if kind not in _SPECS:
        hints = get_type_hints(kind)
        _SPECS[kind] = tuple(
            _spec(each.name, hints[each.name], each.metadata) for each in fields(kind)
        )
    return _SPECS[kind]


def _spec(name: str, hint: Any, metadata: Any) -> FieldSpec:
    if get_origin(hint) is tuple:
        return FieldSpec(name, tuple, (), part=get_args(hint)[0])
    if isinstance(hint, UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    if hint is Quantity:
        return FieldSpec(name, hint, tuple(f"{name}_{each}" for each in Quantity.COLUMNS))
    if hint is When:
        return FieldSpec(name, hint, (name, f"{name}_first", f"{name}_last"))
    return FieldSpec(name, hint, (name,), link=metadata.get("link", ""))


def _columns(spec: FieldSpec) -> list[Column[Any]]:
    if spec.holds is Quantity:
        whole = {"low_open", "high_open"}
        return [
            Column(name, Integer if each in whole else Text)
            for name, each in zip(spec.columns, Quantity.COLUMNS, strict=True)
        ]
    if spec.holds is When:
        text, first, last = spec.columns
        return [Column(text, Text, nullable=False), Column(first, Integer), Column(last, Integer)]
    if spec.link:
        key = ForeignKey(f"{spec.link}.id", deferrable=True, initially="DEFERRED")
        return [Column(spec.name, Text, key)]
    kept = Integer if spec.holds in {int, bool} else Text
    return [Column(spec.name, kept, nullable=False, primary_key=spec.name == "id")]


def _record_table(kind: type[Record]) -> Table:
    columns = [column for spec in specs_of(kind) if not spec.part for column in _columns(spec)]
    return Table(kind.KIND, METADATA, *columns, Index(f"ix_{kind.KIND}_number", "number"))


def _part_table(kind: type[Record], spec: FieldSpec, part: type[Part]) -> Table:
    owner = ForeignKey(f"{kind.KIND}.id", deferrable=True, initially="DEFERRED")
    return Table(
        f"{kind.KIND}_{spec.name}",
        METADATA,
        Column("id", Text, primary_key=True),
        Column("record", Text, owner, nullable=False, index=True),
        Column("position", Integer, nullable=False),
        *(column for each in specs_of(part) for column in _columns(each)),
    )


RECORD_TABLES: dict[str, Table] = {name: _record_table(kind) for name, kind in RECORDS.items()}
"""The table of each kind of record."""

PART_TABLES: dict[tuple[str, str], Table] = {
    (name, spec.name): _part_table(kind, spec, spec.part)
    for name, kind in RECORDS.items()
    for spec in specs_of(kind)
    if spec.part
}
"""The table of each tuple of parts, by kind and field."""

MODEL_OF_TABLE: dict[str, type[Record | Part]] = {
    **RECORDS,
    **{
        PART_TABLES[name, spec.name].name: spec.part
        for name, kind in RECORDS.items()
        for spec in specs_of(kind)
        if spec.part
    },
}
"""The record or part class that a row of a table holds."""

KIND_OF_TABLE: dict[str, str] = {name: name for name in RECORD_TABLES} | {
    table.name: kind for (kind, _), table in PART_TABLES.items()
}
"""The kind of record whose change a row of a table is."""

_decisions = RECORD_TABLES["decision"].c
Index(
    "ix_decision_day",
    _decisions.announced_first,
    _decisions.published_first,
    _decisions.effective_first,
)
Index("ix_decision_stance", _decisions.action, _decisions.direction)  # what facets count
Index("ix_decision_jurisdiction", _decisions.jurisdiction)
_passages = RECORD_TABLES["passage"].c
Index("ix_passage_place", _passages.source, _passages.start, _passages.stop)
Index("ix_memo_about", RECORD_TABLES["memo"].c.about)
Index("ix_verdict_said", RECORD_TABLES["verdict"].c.said)
_sources = RECORD_TABLES["source"].c
Index("ix_source_original", _sources.original)  # whether a file is held already
_claims = RECORD_TABLES["claim"].c
for _counted in ("credibility", "kind", "voice"):  # what facets count, and sort by
    Index(f"ix_claim_{_counted}", _claims[_counted], _claims.number)
_roles = PART_TABLES["allocation", "parties"].c
Index("ix_allocation_parties_party", _roles.party, _roles.role)
_supports = RECORD_TABLES["support"].c
Index("ix_support_record", _supports.record)
Index("ix_source_text", RECORD_TABLES["source"].c.text)

OPERATION = Table(
    "operation",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("clock", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("replica", Text, nullable=False),
    Column("analyst", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("reverts", Integer, ForeignKey("operation.seq")),
    Column("changes", Integer, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
CHANGE = Table(
    "change",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column(
        "operation",
        Integer,
        ForeignKey("operation.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        index=True,
    ),
    Column("tbl", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("record", Text, nullable=False, index=True),
    Column("action", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", AsIs()),
    Column("after", AsIs()),
)
BATCHES = frozenset({"add_all", "remove_all"})
BATCH_ACTIONS = "IN ('add_all', 'remove_all')"
"""What the action of a batch is (`store.batches`), in SQL."""
Index("ix_change_batch", CHANGE.c.record, sqlite_where=text(f"action {BATCH_ACTIONS}"))
EVERY_CHANGE = Table(
    "every_change", MetaData(), *(Column(each.name, each.type) for each in CHANGE.c)
)
"""The view of the log in which each change is a row, also those that are kept in batches."""
BATCHED = Table("batched", METADATA, Column("operation", Integer))
"""Holds a row while rows are written that are logged together, and never after a commit."""
CONTENT = Table(
    "content",
    METADATA,
    Column("hash", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("bytes", BLOB, nullable=False),
)
COUNTER = Table(
    "counter",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)
"""The last number given to each kind of record; never goes back, so that no number names two."""
ENTRIES = {
    kind: (first, first + (1 << 40) - 1)
    for kind, record in RECORDS.items()
    for first in [int.from_bytes(record.PREFIX.encode()) << 40]
}
"""The range of a kind in the search index: words are then sought in one kind.

A record's entry there is the first of its kind's range and, added to it, the rowid of its row. What
writes rows anew must keep their rowids: VACUUM does, as the indexes of a table hold them.
"""
TEXT = Table(
    "text",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("prints", Integer, nullable=False),
)
"""The texts that were compared with one another, by a short number; they are content, so fixed.

This table and the three below are derived from texts alone: they are not logged, undo leaves them,
and what is missing in them is made again.
"""
PARAGRAPH = Table(
    "paragraph",
    METADATA,
    Column("said", Integer, primary_key=True),
    Column("text", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
FINGERPRINT = Table(
    "fingerprint",
    METADATA,
    Column("print", Integer, primary_key=True),
    Column("text", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
LIKENESS = Table(
    "likeness",
    METADATA,
    Column("text", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("share", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""How much of `text` stands in `other`, from 0 to 1; both ways.

It is 0 where that is not worth telling, though both have a fingerprint in common. A text with
itself is one of whose fingerprints some are known of earlier ones only: `repeats.MOST_TEXTS`.
"""

LOGGED: tuple[Table, ...] = (*RECORD_TABLES.values(), *PART_TABLES.values())
"""Every table whose changes are logged; a test fails where one lacks its triggers."""


def _index_links(table: Table) -> None:
    """Leads from a record to the rows of a table that link to it, where no index does so yet.

    Few records link to one of their own kind: only those stand in its index. Elsewhere an index of
    some rows would be taken for a short cut that it is not.
    """
    led = {next(iter(each.columns)) for each in table.indexes}
    for spec in specs_of(MODEL_OF_TABLE[table.name]):
        if spec.link and table.c[spec.name] not in led:
            link = table.c[spec.name]
            some = link.is_not(None) if spec.link == table.name else None
            Index(f"ix_{table.name}_{spec.name}", link, sqlite_where=some)


for _table in LOGGED:
    _index_links(_table)
