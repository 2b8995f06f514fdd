"""Records as a data frame of whatever library the analyst has; none is required."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from workbench.errors import InvalidField
from workbench.model.quantity import Quantity
from workbench.model.record import Part
from workbench.model.rows import Rows
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.record import Record

LIBRARIES = ("pandas", "polars")


def made_of(records: Iterable[Record] | Rows, library: str) -> Any:
    """A data frame with a row a record, and a column a field.

    Raises:
        InvalidField: another library, or it is not installed.
    """
    if library not in LIBRARIES:
        raise InvalidField("library", f"{library!r} is none of {', '.join(LIBRARIES)}.")
    try:
        module = import_module(library)
    except ImportError as fault:
        message = f"{library} is not installed. Install it into this Python, or use table(…)."
        raise InvalidField("library", message) from fault
    return module.DataFrame(rows_of(records))


def rows_of(records: Iterable[Record] | Rows) -> list[dict[str, Any]]:
    """Records as plain dictionaries: text, numbers, None, and lists for what holds several."""
    if isinstance(records, Rows):
        return records.dicts()
    return [{"ref": each.ref, **_cells(each)} for each in records]


def _cells(record: Record) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if isinstance(value, Quantity):
            low, high = value.bounds()
            made[each.name] = str(value)
            made[f"{each.name}_low"] = None if low is None else float(low)
            made[f"{each.name}_high"] = None if high is None else float(high)
        else:
            made[each.name] = _plain(value)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Part):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value
