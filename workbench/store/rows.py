"""Rows to records and back."""

from __future__ import annotations

from dataclasses import MISSING, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.model.identity import part_id
from workbench.model.kinds import QuantityKind, Reading
from workbench.model.quantity import Quantity
from workbench.model.record import Record
from workbench.model.when import When, days_of
from workbench.store.schema import MODEL_OF_TABLE, specs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import RowMapping

    from workbench.model.record import Part
    from workbench.store.schema import FieldSpec

    _Writer = tuple[Callable[[Any], Any], Callable[[Any], tuple[Any, ...]] | None]
    _Reader = tuple[str, tuple[str, ...], Callable[[RowMapping, tuple[str, ...]], Any] | None]

RecordT = TypeVar("RecordT", bound=Record)

_KEPT = 1 << 12
"""So many values of a kind that were read last are kept."""
_WRITERS: dict[type[Record | Part], tuple[_Writer, ...]] = {}
_READERS: dict[type[Record | Part], tuple[_Reader, ...]] = {}


def columns_of(kind: type[Record | Part]) -> tuple[str, ...]:
    """The columns of a record or part class, in the order of `values_of`."""
    return tuple(column for spec in specs_of(kind) for column in spec.columns)


def values_of(value: Record | Part) -> tuple[Any, ...]:
    """What the columns of a record or part hold, without the tables of its parts."""
    kind = type(value)
    if kind not in _WRITERS:
        _WRITERS[kind] = tuple(_writer(spec) for spec in specs_of(kind) if not spec.part)
    kept: list[Any] = []
    for get, spread in _WRITERS[kind]:
        held = get(value)
        if spread is None:
            kept.append(held)
        else:
            kept.extend(spread(held))
    return tuple(kept)


def row_of(value: Record | Part) -> dict[str, Any]:
    """The row of a record or part, by column."""
    return dict(zip(columns_of(type(value)), values_of(value), strict=True))


def plain(value: Any) -> Any:
    """A value as a column keeps it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum):
        return value.value
    return int(value) if isinstance(value, bool) else value


@cache
def defaults_of(table: str) -> Mapping[str, Any]:
    """What the columns of a table hold where a row was written before they were there."""
    model = MODEL_OF_TABLE[table]
    given = {each.name: each.default for each in fields(model) if each.default is not MISSING}
    held: dict[str, Any] = {}
    for spec in specs_of(model):
        if spec.name in given and not spec.part:
            _, spread = _writer(spec)
            value = given[spec.name]
            held.update(zip(spec.columns, spread(value) if spread else (value,), strict=True))
    return held


def part_rows(record: Record, field: str) -> list[dict[str, Any]]:
    """The rows of one tuple of parts, each with an id that every laptop would give it."""
    rows = []
    for position, part in enumerate(getattr(record, field)):
        values = row_of(part)
        own = {
            "id": part_id(record.id, field, *key_of(part, values)),
            "record": record.id,
            "position": position,
        }
        rows.append(own | values)
    return rows


def key_of(part: Part | type[Part], row: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells the part that a row holds from others of its record."""
    return tuple(str(row.get(name, "")) for name in part.KEY)


def record_from(
    kind: type[RecordT], row: RowMapping, parts: dict[str, tuple[Part, ...]]
) -> RecordT:
    """The record that a row and its parts (by field) hold."""
    return kind(**(_fields_from(kind, row) | parts))


def part_from(kind: type[Part], row: RowMapping) -> Part:
    """The part that a row holds."""
    return kind(**_fields_from(kind, row))


def _fields_from(kind: type[Record | Part], row: RowMapping) -> dict[str, Any]:
    if kind not in _READERS:
        _READERS[kind] = tuple(_reader(spec) for spec in specs_of(kind) if not spec.part)
    return {
        name: read(row, columns) if read else row[columns[0]]
        for name, columns, read in _READERS[kind]
    }


def _writer(spec: FieldSpec) -> _Writer:
    get = attrgetter(spec.name)
    if spec.link:
        return get, _link_or_none
    for holds, spread in _SPREADS.items():
        if issubclass(spec.holds, holds):
            return get, spread
    return get, None


def _link_or_none(value: str | None) -> tuple[str | None]:
    return (value or None,)


def _spread_quantity(quantity: Quantity) -> tuple[Any, ...]:
    return tuple(plain(getattr(quantity, name)) for name in Quantity.COLUMNS)


def _spread_when(when: When) -> tuple[str, int | None, int | None]:
    return (when.text, *days_of(when)) if when.text else ("", None, None)


def _spread_plain(value: Any) -> tuple[Any]:
    return (plain(value),)


_SPREADS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    Quantity: _spread_quantity,
    When: _spread_when,
    StrEnum: _spread_plain,
    bool: _spread_plain,
}


def _reader(spec: FieldSpec) -> _Reader:
    if spec.holds is Quantity:
        return spec.name, spec.columns, _quantity
    if spec.holds is str or spec.holds is int:
        return spec.name, spec.columns, None
    # What was read is never changed, and most of it comes again: dates, codes, yes and no.
    holds = lru_cache(maxsize=_KEPT)(spec.holds)
    return spec.name, spec.columns, lambda row, columns: holds(row[columns[0]])


def _quantity(row: RowMapping, columns: tuple[str, ...]) -> Quantity:
    return _quantity_of(*map(row.__getitem__, columns))


@lru_cache(maxsize=_KEPT)
def _quantity_of(*values: Any) -> Quantity:
    given = dict(zip(Quantity.COLUMNS, values, strict=True))
    for name in ("low", "high", "point", "level"):
        given[name] = None if given[name] is None else Decimal(given[name])
    for name in ("low_open", "high_open"):
        given[name] = bool(given[name])
    given["kind"] = QuantityKind(given["kind"])
    given["reading"] = Reading(given["reading"])
    return Quantity(**given)
