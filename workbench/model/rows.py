"""The rows that a question in SQL gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = 50
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Rows:
    """Named columns and rows of plain values (text, numbers, None); printed as a table.

    Example:
        rows = dossier.sql("select jurisdiction, count(*) as n from decision group by 1")
        rows.columns, len(rows), [jurisdiction for jurisdiction, n in rows]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Each row by the names of its columns; what pandas and polars take as it is."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def cells(self, most: int = _SHOWN) -> list[list[str]]:
        """The text of each cell of the first `most` rows."""
        return [["" if each is None else str(each) for each in row] for row in self.rows[:most]]

    @property
    def rest(self) -> str:
        """How many rows there are, and whether some are not shown."""
        hidden = len(self.rows) - _SHOWN
        if hidden > 0:
            return f"… and {hidden:,} more."
        return many(len(self.rows), "row")

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> tuple[Any, ...]:
        return self.rows[place]

    @override
    def __repr__(self) -> str:
        lines = [list(self.columns), *self.cells()]
        widths = [min(_WIDEST, max(map(len, column))) for column in zip(*lines, strict=True)]
        drawn = [
            "  ".join(
                (cell if len(cell) <= width else f"{cell[: width - 1]}…").ljust(width)
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
        ]
        return "\n".join([*drawn, self.rest])
