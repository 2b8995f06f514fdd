"""Records as a data frame of whatever library the analyst has; none is required."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from workbench.dossier.spelling import quantity, term
from workbench.errors import InvalidField
from workbench.model.quantity import Quantity
from workbench.model.record import Part
from workbench.model.rows import Rows
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.model.record import Record

LIBRARIES = ("pandas", "polars")
_ALL_ROWS: dict[str, dict[str, Any]] = {"polars": {"infer_schema_length": None}}
"""That what a column holds is read off all rows: the first hundred may hold nothing."""
RecordT = TypeVar("RecordT", bound="Record")
UNIT = "_unit"
"""How the column ends that says what a quantity counts."""
_OWN = frozenset({"id", "number"})
_BLANKS = frozenset({"", "nan", "NaT", "<NA>"})
_DAY = len("2026-01-28")


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
    return module.DataFrame(rows_of(records), **_ALL_ROWS.get(library, {}))


def records_from(frame: Any, kind: type[RecordT]) -> list[RecordT]:
    """Records of a kind from the rows of a frame of pandas or polars, or from dictionaries.

    Columns are fields, spelled as `made_of` gives them: a quantity as a source says it ("more than
    400,000"), with what is counted in `…_unit`; a date as EDTF text, as it is typed, or as the
    library has dates; a term by its value, a link by its id. Columns that are no field are passed
    over, and so are empty cells. `ref`, `id` and `number` are made anew by the dossier.

    Raises:
        InvalidField: a cell that its field cannot be read from; says in which row.
    """
    rows = frame if isinstance(frame, list) else _dictionaries(frame)
    made = []
    for number, row in enumerate(rows, 1):
        try:
            made.append(kind(**_given(kind, row)))
        except (TypeError, ValueError, InvalidField) as fault:
            raise InvalidField(f"row {number}", str(fault)) from fault
    return made


def _dictionaries(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame: polars and pandas call the same thing by different names."""
    rows = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    return [{str(name): cell for name, cell in row.items()} for row in rows]


def _given(kind: Any, row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of the fields of a record or part."""
    found = {}
    for name, hint in _taken(kind).items():
        if not _blank(row.get(name)):
            unit = row.get(f"{name}{UNIT}")
            unit = "" if _blank(unit) else str(unit)
            found[name] = _meant(name, hint, row[name], unit)
    return found


@cache
def _taken(kind: type[Any]) -> dict[str, Any]:
    """The fields of a record or part that a row may fill, with the type of each."""
    hints = get_type_hints(kind)
    known = [each.name for each in fields(kind) if each.init and each.name not in _OWN]
    return {name: hints[name] for name in known}


def _blank(cell: Any) -> bool:
    """Whether nothing stands there: None, an empty text, or what a library puts instead."""
    return cell is None or (not isinstance(cell, list | dict) and str(cell) in _BLANKS)


def _meant(name: str, hint: Any, cell: Any, unit: str = "") -> Any:
    """A cell as its field holds it."""
    options = [each for each in get_args(hint) if each is not type(None)]
    if get_origin(hint) is tuple:
        return tuple(_meant(name, options[0], each) for each in cell)
    kind = options[0] if options and not isinstance(hint, type) else hint
    if kind is Quantity:
        whole = isinstance(cell, float) and cell.is_integer()
        return quantity(str(int(cell) if whole else cell), unit)
    if kind is When:
        return When.parse(cell.isoformat()[:_DAY] if isinstance(cell, date) else str(cell))
    if isinstance(kind, type) and issubclass(kind, Part) and isinstance(cell, dict):
        return kind(**_given(kind, cell))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return term(kind, str(cell), name)
    return kind(cell) if isinstance(kind, type) and issubclass(kind, int) else str(cell)


def rows_of(records: Iterable[Record] | Rows) -> list[dict[str, Any]]:
    """Records as plain dictionaries: text, numbers, None, and lists for what holds several."""
    if isinstance(records, Rows):
        return records.dicts()
    return [{"ref": each.ref, **_cells(each)} for each in records]


def _cells(record: Record | Part) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if isinstance(value, Quantity):
            low, high = value.bounds()
            made |= {
                each.name: str(value),
                f"{each.name}{UNIT}": value.unit,
                f"{each.name}_low": None if low is None else float(low),
                f"{each.name}_high": None if high is None else float(high),
            }
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
    return _cells(value) if isinstance(value, Part) else value
