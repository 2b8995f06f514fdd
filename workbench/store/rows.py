"""Rows to records and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from workbench.model.identity import part_id
from workbench.model.kinds import QuantityKind, Reading
from workbench.model.quantity import Quantity
from workbench.model.record import Part, Record
from workbench.model.when import When, days_of
from workbench.store.schema import FieldSpec, specs_of

RecordT = TypeVar("RecordT", bound=Record)

_NUMBERS = ("low", "high", "point", "level")


def values_of(value: Record | Part) -> dict[str, Any]:
    """The columns of a record or part, without the tables of its parts."""
    return {
        column: kept
        for spec in specs_of(type(value))
        if not spec.part
        for column, kept in zip(spec.columns, _kept(spec, getattr(value, spec.name)), strict=True)
    }


def part_rows(record: Record, field: str) -> list[dict[str, Any]]:
    """The rows of one tuple of parts, each with an id that every laptop would give it."""
    rows = []
    for position, part in enumerate(getattr(record, field)):
        values = values_of(part)
        key = (str(values.get(name, "")) for name in part.KEY)
        rows.append(
            {"id": part_id(record.id, field, *key), "record": record.id, "position": position}
            | values
        )
    return rows


def record_from(
    kind: type[RecordT], row: Mapping[str, Any], parts: Mapping[str, tuple[Part, ...]]
) -> RecordT:
    """The record that a row and its parts (by field) hold."""
    given = {
        spec.name: parts.get(spec.name, ()) if spec.part else _read(spec, row)
        for spec in specs_of(kind)
    }
    return kind(**given)


def part_from(kind: type[Part], row: Mapping[str, Any]) -> Part:
    """The part that a row holds."""
    return kind(**{spec.name: _read(spec, row) for spec in specs_of(kind)})


def _kept(spec: FieldSpec, value: Any) -> Sequence[Any]:
    if isinstance(value, Quantity):
        return _quantity_columns(value)
    if isinstance(value, When):
        return (value.text, *days_of(value))
    if isinstance(value, StrEnum):
        return (value.value,)
    if isinstance(value, bool):
        return (int(value),)
    return (value or None,) if spec.link else (value,)


def _quantity_columns(quantity: Quantity) -> tuple[Any, ...]:
    values = []
    for name in Quantity.COLUMNS:
        value = getattr(quantity, name)
        if isinstance(value, Decimal):
            value = format(value, "f")
        elif isinstance(value, StrEnum):
            value = value.value
        values.append(int(value) if isinstance(value, bool) else value)
    return tuple(values)


def _read(spec: FieldSpec, row: Mapping[str, Any]) -> Any:
    if spec.type is Quantity:
        return _quantity([row[column] for column in spec.columns])
    value = row[spec.columns[0]]
    reader = _READERS.get(spec.type)
    if reader:
        return reader(value)
    return spec.type(value) if issubclass(spec.type, StrEnum) else value


_READERS: dict[type, Callable[[Any], Any]] = {When: When, bool: bool}


def _quantity(columns: list[Any]) -> Quantity:
    given = dict(zip(Quantity.COLUMNS, columns, strict=True))
    for name in _NUMBERS:
        given[name] = None if given[name] is None else Decimal(given[name])
    for name in ("low_open", "high_open"):
        given[name] = bool(given[name])
    given["kind"] = QuantityKind(given["kind"])
    given["reading"] = Reading(given["reading"])
    return Quantity(**given)
