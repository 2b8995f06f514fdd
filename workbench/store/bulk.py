"""Many records at once: to columns of their tables, field by field, far quicker than row by row."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import chain, repeat
from operator import attrgetter
from types import NoneType
from typing import TYPE_CHECKING, Any

from workbench.model.identity import part_ids
from workbench.model.quantity import Quantity
from workbench.model.record import fields_of
from workbench.model.when import When, days_of
from workbench.store.packing import column_from, listed
from workbench.store.rows import plain
from workbench.store.schema import specs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.model.record import Part, Record
    from workbench.store.packing import Column, Columns
    from workbench.store.schema import FieldSpec


def columns_of_records(kind: type[Record | Part], fields: Mapping[str, list[Any]]) -> Columns:
    """The columns of records or parts of one kind, at least one, given by their `fields`."""
    columns: Columns = {}
    for spec in specs_of(kind):
        if not spec.part:
            columns.update(zip(spec.columns, _columns_from(spec, fields[spec.name]), strict=True))
    if "id" in columns:
        columns["id"] = fields["id"]
    return columns


def columns_of_parts(spec: FieldSpec, ids: list[str], tuples: list[tuple[Part, ...]]) -> Columns:
    """The columns of a tuple of parts of the records with `ids`; none where there are no parts."""
    part: Any = spec.part
    parts = list(chain.from_iterable(tuples))
    if not parts:
        return {}
    own = columns_of_records(part, fields_of(part, parts))
    lengths = list(map(len, tuples))
    owners, positions = ids, [0] * len(ids)
    if lengths.count(1) < len(ids):  # most often each has one
        owners = list(chain.from_iterable(map(repeat, ids, lengths)))
        positions = list(chain.from_iterable(map(range, lengths)))
    columns: Columns = {"id": owners, **own}
    keys = [map(str, listed(columns, name)) if name in own else repeat("") for name in part.KEY]
    return {
        "id": part_ids(owners, repeat(spec.name), *keys),
        "record": owners,
        "position": column_from(positions),
        **own,
    }


def _columns_from(spec: FieldSpec, held: list[Any]) -> list[Column]:
    """The columns that one field of many values fills."""
    if spec.link:
        return [column_from([each or None for each in held])]
    if spec.holds is When:
        texts = list(map(attrgetter("text"), held))
        days = {text: days_of(When(text)) for text in set(texts)}
        first, last = ([days[text][end] for text in texts] for end in (0, 1))
        return [column_from(texts), column_from(first), column_from(last)]
    if spec.holds is Quantity:
        if len(set(map(id, held))) == 1:
            held = held[:1]  # most often the one that says nothing
        return [_plain_column(list(map(attrgetter(name), held))) for name in Quantity.COLUMNS]
    return [_plain_column(held)]


def _plain_column(held: list[Any]) -> Column:
    found = column_from(held)
    if found is None or isinstance(found, str):
        return plain(found)  # type: ignore[no-any-return]  # as below
    kinds = set(map(type, held))
    if kinds <= {Decimal, NoneType} and Decimal in kinds:  # 1.0 is 1.00, and not the same
        held = [each if each is None else str(each) for each in held]  # half of what format takes
        if "E" in "".join(filter(None, held)):
            held = [each if each is None else format(Decimal(each), "f") for each in held]
        return column_from(held)
    if not isinstance(found, list):
        return plain(found)  # type: ignore[no-any-return]  # text, number or None
    if kinds <= {str, int, NoneType}:
        return held
    if all(issubclass(kind, StrEnum) for kind in kinds):
        return list(map(str, held))
    return list(map(plain, held))
