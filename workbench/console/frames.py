"""Records as a data frame of whatever library the analyst has; none is required."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from workbench.errors import InvalidField
from workbench.model.quantity import Quantity
from workbench.model.record import Part
from workbench.model.rows import Rows
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.record import Record

LIBRARIES = ("pandas", "polars")
RecordT = TypeVar("RecordT", bound="Record")
_OWN = frozenset({"id", "number"})


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


def records_from(frame: Any, kind: type[RecordT]) -> list[RecordT]:
    """Records of a kind from the rows of a frame of pandas or polars, or from dictionaries.

    Columns are fields, spelled as `made_of` gives them: a quantity as a source says it ("more than
    400,000"), a date as EDTF text, a term by its value, a link by its id. Columns that are no field
    are passed over, and so are empty cells. `ref`, `id` and `number` are made anew by the dossier.

    Raises:
        InvalidField: a cell that its field cannot be read from; says in which row.
    """
    rows = frame if isinstance(frame, list) else _dictionaries(frame)
    known = {each.name: each for each in fields(kind) if each.init and each.name not in _OWN}
    hints = get_type_hints(kind)
    made = []
    for number, row in enumerate(rows, 1):
        given = {name: row[name] for name in known if not _blank(row.get(name))}
        try:
            made.append(kind(**{name: _meant(hints[name], each) for name, each in given.items()}))
        except (TypeError, ValueError, InvalidField) as fault:
            raise InvalidField(f"row {number}", str(fault)) from fault
    return made


def _dictionaries(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame: polars and pandas call the same thing by different names."""
    rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    return [{str(name): cell for name, cell in row.items()} for row in rows]


def _blank(cell: Any) -> bool:
    return cell is None or cell != cell or (isinstance(cell, str) and not cell)  # noqa: PLR0124 - NaN


def _meant(hint: Any, cell: Any) -> Any:
    """A cell as its field holds it."""
    options = [each for each in get_args(hint) if each is not type(None)]
    if get_origin(hint) is tuple:
        return tuple(_meant(options[0], each) for each in cell)
    kind = options[0] if options and not isinstance(hint, type) else hint
    if kind is Quantity:
        return Quantity.parse(str(cell))
    if kind is When:
        return When(str(cell))
    if isinstance(kind, type) and issubclass(kind, Part) and isinstance(cell, dict):
        hints = get_type_hints(kind)
        return kind(**{n: _meant(hints[n], each) for n, each in cell.items() if not _blank(each)})
    if isinstance(kind, type) and issubclass(kind, Enum | int):
        return kind(cell)
    return str(cell)


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
