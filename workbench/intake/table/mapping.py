"""A mapping: which column becomes which field, how its dates are spelled, what its values mean.

Kept as TOML, so that it can be read, edited and shared:

    kind = "decision"
    [columns."Date announced"]
    field = "announced"
    dates = "us"
    [columns."Evaluation"]
    field = "direction"
    values = { Red = "restrictive", Green = "liberalising" }
    [constants]
    jurisdiction = "USA"
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from typing import Any

from workbench.errors import MappingError
from workbench.intake.table.dates import DateFormat
from workbench.intake.table.targets import targets_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """One column: the target it fills, how its dates are spelled, and what its values mean.

    `values` goes from a cell's words, in any case, to the term of the field; empty for none.
    """

    field: str
    dates: DateFormat = DateFormat.AUTO
    values: MappingOf[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How a table becomes records of one kind; columns without a target are kept in the note.

    `constants` are targets that every row fills alike. `strict` refuses a table of which any cell
    does not fit; else such a cell is kept in the note. `add_names` adds parties, items and lines
    that the dossier does not have. `keep_source` keeps the table as a source, and each record as
    supported by its row.
    """

    kind: str
    columns: MappingOf[str, ColumnMapping] = dataclasses.field(default_factory=dict)
    constants: MappingOf[str, str] = dataclasses.field(default_factory=dict)
    title: str = ""
    sheet: str = ""
    heading: int = 0
    strict: bool = False
    add_names: bool = True
    keep_source: bool = True

    def __post_init__(self) -> None:
        known = targets_of(self.kind)
        for name in (*(each.field for each in self.columns.values()), *self.constants):
            if name not in known:
                raise MappingError(
                    f"A {self.kind} has no field {name!r}. It has: {', '.join(known)}."
                )

    def with_column(self, name: str, column: ColumnMapping | None) -> Mapping:
        """A mapping in which a column goes elsewhere; None keeps it in the note."""
        rest = {key: each for key, each in self.columns.items() if key != name}
        return replace(self, columns=rest | ({name: column} if column else {}))

    def to_toml(self) -> str:
        """The mapping as text."""
        import tomli_w

        table: dict[str, Any] = {"kind": self.kind}
        for name in ("title", "sheet", "heading", "strict"):
            if getattr(self, name):
                table[name] = getattr(self, name)
        for name in ("add_names", "keep_source"):
            if not getattr(self, name):
                table[name] = False
        table["columns"] = {name: _column_table(each) for name, each in self.columns.items()}
        if self.constants:
            table["constants"] = dict(self.constants)
        return tomli_w.dumps(table)

    @classmethod
    def from_toml(cls, text: str) -> Mapping:
        """The mapping that a text holds.

        Raises:
            MappingError: it is no TOML, or names what there is not.
        """
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            raise MappingError(f"The mapping is no TOML: {fault}.") from fault
        if unknown := table.keys() - _KEYS:
            known = ", ".join(sorted(_KEYS))
            raise MappingError(f"A mapping has no {min(unknown)!r}. It has: {known}.")
        columns = {name: _column(name, each) for name, each in _table_in(table, "columns").items()}
        constants = {name: str(each) for name, each in _table_in(table, "constants").items()}
        plain = {name: each for name, each in table.items() if name in _PLAIN}
        for name, value in plain.items():
            if type(value) is not _PLAIN[name]:
                raise MappingError(f"{name!r} takes {_PLAIN[name].__name__}, not {value!r}.")
        return cls(**{"kind": "decision"} | plain, columns=columns, constants=constants)


_PLAIN: dict[str, type] = {
    "kind": str,
    "title": str,
    "sheet": str,
    "heading": int,
    "strict": bool,
    "add_names": bool,
    "keep_source": bool,
}
_KEYS = _PLAIN.keys() | {"columns", "constants"}


def _table_in(table: dict[str, Any], name: str) -> dict[str, Any]:
    held = table.get(name, {})
    if not isinstance(held, dict):
        raise MappingError(f"{name!r} is a table of its own: write [{name}].")
    return held


def _column(name: str, told: Any) -> ColumnMapping:
    if isinstance(told, str):
        return ColumnMapping(field=told)
    if not isinstance(told, dict) or not isinstance(told.get("field"), str):
        raise MappingError(f'Column {name!r} needs its field, such as field = "title".')
    values = told.get("values", {})
    if not isinstance(values, dict):
        raise MappingError(f"The values of column {name!r} are a table: values = {{ Red = ... }}.")
    try:
        dates = DateFormat(told.get("dates", "auto"))
    except ValueError:
        known = ", ".join(each.value for each in DateFormat)
        raise MappingError(f"Column {name!r}: dates is one of {known}.") from None
    return ColumnMapping(
        field=told["field"], dates=dates, values={key: str(each) for key, each in values.items()}
    )


def _column_table(column: ColumnMapping) -> dict[str, Any]:
    table: dict[str, Any] = {"field": column.field}
    if column.dates is not DateFormat.AUTO:
        table["dates"] = column.dates.value
    if column.values:
        table["values"] = dict(column.values)
    return table
