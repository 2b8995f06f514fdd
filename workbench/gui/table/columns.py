"""What a table shows: columns with width and priority, rows of cells with two lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    `order` is the name by which the search line sorts it (empty: it cannot be sorted). The widths
    are in pixels at a text size of 13; `stretch` takes what is left over. When the table is narrow
    the columns of the highest `priority` number go first; 0 never goes.
    """

    name: str
    title: str
    width: int
    priority: int = 0
    order: str = ""
    right: bool = False
    stretch: bool = False
    most: int = 0
    """It grows to this width where there is room to spare."""
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one cell: a text above, a smaller one below, a stance pill, chips.

    `figure` draws the upper text as a figure, `strong` in a heavier weight, `quiet` in a muted
    colour.
    """

    upper: str = ""
    lower: str = ""
    stance: Stance | None = None
    chips: tuple[str, ...] = ()
    figure: bool = False
    strong: bool = False
    quiet: bool = False

    @property
    def words(self) -> str:
        """Everything in the cell as one text."""
        word = self.stance.word if self.stance else ""
        return " · ".join(each for each in (word, self.upper, self.lower, *self.chips) if each)


EMPTY = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as a table shows it; cells by the name of their column."""

    id: str
    name: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    tip: str = ""

    def cell(self, column: str) -> Cell:
        """The cell in a column, empty where the row has none."""
        return self.cells.get(column, EMPTY)


def fit(
    columns: Sequence[Column], room: int, *, hidden: Collection[str] = (), scale: float = 1.0
) -> dict[str, int]:
    """The width of each column that is shown in `room` pixels, by name, in order.

    Columns in `hidden` are left out; then those of the highest priority number, one by one, until
    the rest fits. The stretching column takes what is left.
    """
    kept = [each for each in columns if each.name not in hidden]
    while _needed(kept, scale) > room and any(each.priority for each in kept):
        kept.remove(max(reversed(kept), key=lambda each: each.priority))
    widths = {each.name: round(each.width * scale) for each in kept}
    spare = max(0, room - sum(widths.values()))
    for each in kept:
        more = min(max(0, round((each.most - each.width) * scale)), spare // 4)
        widths[each.name] += more
        spare -= more
    for each in kept:
        if each.stretch:
            widths[each.name] += spare
            break
    return widths


def _needed(columns: Sequence[Column], scale: float) -> int:
    return sum(round(each.width * scale) for each in columns)
