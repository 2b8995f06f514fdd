"""A chart as we plan it: which cells it draws, in which colours.

`design_chart` makes a native Excel chart of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Paint = Literal["none", "solid", "tint", "hatch", "line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One series: the cells of its name and values, what they hold now, and how it is painted.

    `colours` paints single points (index to colour) where they differ from `colour`; a series
    without `legend` is only there to lift the next one.
    """

    name: str
    name_cell: str
    cells: str
    values: tuple[Decimal, ...]
    paint: Paint = "solid"
    colour: str = "0B5C86"
    legend: bool = True
    colours: dict[int, str] = field(default_factory=dict)
    label_last: bool = False
    label_format: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart, called `name` in a recipe, at the cell `anchor`, `width` by `height` centimetres.

    `kind` "steps" has days on its axis (as serial numbers), "bars" (lying) and "columns" (standing)
    have names. `alt` says in words what it shows, `labels` what stands behind each bar.
    """

    name: str
    kind: Literal["steps", "bars", "columns"]
    title: str
    alt: str
    anchor: str
    width: float
    height: float
    category_cells: str
    categories: tuple[str, ...] | tuple[int, ...]
    series: tuple[Series, ...]
    number_format: str = "#,##0"
    labels: tuple[str, ...] = ()
