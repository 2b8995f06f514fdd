"""Records as a table: HTML where the display can show it, plain text everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from workbench.model.kinds import Stance
from workbench.model.many import many
from workbench.model.quantity import Quantity
from workbench.model.record import Part, label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.model.record import Record
    from workbench.model.rows import Rows

ROWS = 50
"""How many rows a table shows unless it is asked for more."""
_WIDEST = 60
_COLUMNS = {
    "decision": ("when", "jurisdiction", "stance", "title", "authority", "status"),
    "allocation": ("when", "title", "quantity", "item", "stage", "split"),
    "source": ("published", "title", "publisher", "genre"),
    "claim": ("kind", "statement", "voice", "source"),
    "party": ("title", "kind", "jurisdiction"),
    "passage": ("source", "paragraph", "quote", "codes", "memo"),
}
_SKIPPED = {"id", "number", "record"}  # the ref says it
_CHAIN = {"clock", "replica", "previous", "hash"}
"""How the log is chained, which `dossier.check()` follows."""

Namer = Callable[[str, str], str]
"""Gives the words for a record, by kind and id."""


def _id_itself(_kind: str, key: str) -> str:
    return key


class Table:
    """Records in rows; `columns` are names of their fields or properties."""

    def __init__(
        self,
        records: Sequence[Record],
        *,
        columns: Sequence[str] = (),
        rows: int = ROWS,
        name_of: Namer = _id_itself,
    ) -> None:
        self.records = records
        self.columns = tuple(columns) or _columns(records[:rows])
        self._rows = rows
        self._name_of = name_of

    def cells(self) -> list[list[str]]:
        """The text of each cell, row by row, without the heading."""
        return [
            [record.ref, *(_cell(record, name, self._name_of) for name in self.columns)]
            for record in islice(self.records, self._rows)
        ]

    def heading(self) -> list[str]:
        """The words over the columns."""
        return ["", *(label_of(name) for name in self.columns)]

    def _rest(self) -> str:
        hidden = len(self.records) - self._rows
        if hidden > 0:
            return f"… and {hidden:,} more; table(…, rows={len(self.records)}) shows them all."
        return many(len(self.records), "record")

    def __len__(self) -> int:
        return len(self.records)

    @override
    def __repr__(self) -> str:
        lines = [self.heading(), *self.cells()]
        widths = [min(_WIDEST, max(map(len, column))) for column in zip(*lines, strict=True)]
        drawn = ["  ".join(map(_fitted, line, widths)).rstrip() for line in lines]
        return "\n".join([*drawn, self._rest()] if self.records else ["No records."])

    def _repr_html_(self) -> str:
        return self.html()

    def html(self) -> str:
        """The table as HTML; colours and borders come from the style sheet of whoever shows it."""
        if not self.records:
            return '<p class="records-rest">No records.</p>'
        right = {
            place + 1
            for place, name in enumerate(self.columns)
            if isinstance(getattr(self.records[0], name, None), Quantity | int)
        }
        return _html(self.heading(), self.cells(), right=right, rest=self._rest())


class Facts:
    """One record, a field to a row; fields that say nothing are left out."""

    def __init__(self, record: Record, *, name_of: Namer = _id_itself) -> None:
        self.record = record
        self._name_of = name_of

    def cells(self) -> list[list[str]]:
        """The words and the value of each field that holds something."""
        rows = [["", f"{self.record.ref}  {type(self.record).__name__}"]]
        for each in fields(self.record):
            if each.name in _SKIPPED or each.metadata.keys() & {"content", "arranged"}:
                continue
            words = _cell(self.record, each.name, self._name_of)
            if words and getattr(self.record, each.name):
                rows.append([label_of(each.name, each.metadata), words])
        return rows

    @override
    def __repr__(self) -> str:
        width = max(len(label) for label, _ in self.cells())
        return "\n".join(f"{label:<{width}}  {words}" for label, words in self.cells())

    def _repr_html_(self) -> str:
        return self.html()

    def html(self) -> str:
        """The facts as HTML."""
        heading, *rows = self.cells()
        return _html(heading, rows)


def values_html(values: Sequence[Any]) -> str:
    """Values of one dataclass, such as what a search found: a column for each field in use."""
    names = [
        each.name
        for each in fields(values[0])
        if each.name not in _SKIPPED | _CHAIN
        and not isinstance(getattr(values[0], each.name), tuple)
        and any(getattr(one, each.name) for one in values)
    ]
    cells = [[_plain_words(getattr(one, name)) for name in names] for one in values[:ROWS]]
    hidden = len(values) - ROWS
    rest = f"… and {hidden:,} more." if hidden > 0 else ""
    return _html([label_of(name) for name in names], cells, rest=rest)


def rows_html(rows: Rows) -> str:
    """The rows of a question in SQL as HTML."""
    numbers = {
        place
        for place, value in enumerate(rows[0] if len(rows) else ())
        if isinstance(value, int | float)
    }
    return _html(list(rows.columns), rows.cells(), right=numbers, rest=rows.rest)


def _html(
    heading: list[str], rows: list[list[str]], *, right: set[int] | None = None, rest: str = ""
) -> str:
    """A table that takes its colours from the style sheet of whoever shows it."""
    sides = ("right" if place in (right or ()) else "left" for place in range(len(heading)))
    align = [f'align="{side}"' for side in sides]
    lines = "".join(_line(row, align, tag="td") for row in rows)
    table = (
        f'<table cellspacing="0" cellpadding="4">{_line(heading, align, tag="th")}{lines}</table>'
    )
    return table + (f'<p class="records-rest">{escape(rest)}</p>' if rest else "")


def _line(cells: list[str], align: list[str], *, tag: str) -> str:
    drawn = (f"<{tag} {how}>{escape(cell)}</{tag}>" for how, cell in zip(align, cells, strict=True))
    return f"<tr>{''.join(drawn)}</tr>"


def _columns(records: Sequence[Record]) -> tuple[str, ...]:
    kinds = {type(record) for record in records}
    if len(kinds) != 1:
        return ("KIND", "name")
    (kind,) = kinds
    chosen = _COLUMNS.get(kind.KIND, ())
    return tuple(name for name in chosen if hasattr(kind, name)) or tuple(
        each.name
        for each in fields(kind)
        if each.name not in _SKIPPED and any(getattr(record, each.name) for record in records)
    )


def _cell(record: Record, name: str, name_of: Namer) -> str:
    value = getattr(record, name, "")
    target = next((each.metadata.get("link") for each in fields(record) if each.name == name), None)
    if target and isinstance(value, str):
        return name_of(target, value) if value else ""
    return _words(value, name_of)


def _words(value: Any, name_of: Namer) -> str:
    if isinstance(value, Part):
        return _part_words(value, name_of)
    if isinstance(value, tuple):
        return "; ".join(_words(each, name_of) for each in value)
    return _plain_words(value)


def _plain_words(value: Any) -> str:
    if isinstance(value, Quantity):
        return value.full_text() or value.sign_text()
    if isinstance(value, Stance):
        return f"{value.glyph} {value.word}"
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _part_words(part: Part, name_of: Namer) -> str:
    words = []
    for each in fields(part):
        value = getattr(part, each.name)
        target = each.metadata.get("link")
        if value is True:
            words.append(label_of(each.name, each.metadata).lower())
        elif value:
            words.append(name_of(target, value) if target else _words(value, name_of))
    return ", ".join(filter(None, words))


def _fitted(cell: str, width: int) -> str:
    short = cell if len(cell) <= width else f"{cell[: width - 1]}…"
    return short.ljust(width)
