"""The formulas over the tables, each with the result that we computed for it.

Only COUNTIFS, SUMIFS, COUNTA and IF: what every Excel and LibreOffice reads. Names are sought with
a plain cell where that is exact, else with their wildcards taken literally.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.briefing.book import escaped
from workbench.briefing.bounds import NO_FIGURE, NO_ROWS, NOT_BOUNDED
from workbench.briefing.cell import Formula

if TYPE_CHECKING:
    from workbench.briefing.bounds import Total

LOWER = "Lower bound"
UPPER = "Upper bound"


def literal(text: str) -> str:
    """`text` as a string in a formula."""
    return '"' + text.replace('"', '""') + '"'


def exactly(label: str) -> str:
    """The criterion that finds exactly `label`, whatever signs it holds."""
    return literal("=" + escaped(label))


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut through the table Allocations.

    Columns and the criteria they must meet, as formula text.
    """

    criteria: tuple[tuple[str, str], ...]

    def also(self, column: str, criterion: str) -> Cut:
        """The same cut with one criterion more."""
        return Cut((*self.criteria, (column, criterion)))

    def count(self) -> str:
        """How many rows there are in the cut."""
        return f"COUNTIFS({self._pairs()})"

    def sum(self, column: str) -> str:
        """The sum of `column` over the cut; words in the column count for nothing."""
        return f"SUMIFS(Allocations[{column}],{self._pairs()})"

    def _pairs(self) -> str:
        given = (("Counted", '"yes"'), *self.criteria)
        return ",".join(f"Allocations[{column}],{criterion}" for column, criterion in given)


@dataclass(frozen=True, slots=True)
class TotalCells:
    """Where the counts of one total stand, as references, so that its sums can be short."""

    rows: str
    bare: str
    endless: str


def counts(cut: Cut, total: Total) -> dict[str, Formula]:
    """The counts that bounds follow from: rows, joint, bare, endless, above, below."""
    return {
        "rows": Formula(cut.count(), total.rows),
        "joint": Formula(cut.also("Split", '"joint"').count(), total.joint),
        "bare": Formula(cut.also("Reading", '"no *"').count(), total.bare),
        "endless": Formula(cut.also(UPPER, literal(NOT_BOUNDED)).count(), total.endless),
        "above": Formula(cut.also("Reading", '"*above*"').count(), total.above),
        "below": Formula(cut.also("Reading", '"*below*"').count(), total.below),
    }


def low(cut: Cut, total: Total, cells: TotalCells) -> Formula:
    """The lower bound of the cut, or the words for why there is none."""
    none = f"IF({cells.rows}={cells.bare},{literal(NO_FIGURE)},{cut.sum(LOWER)})"
    return Formula(f"IF({cells.rows}=0,{literal(NO_ROWS)},{none})", total.low)


def high(cut: Cut, total: Total, cells: TotalCells) -> Formula:
    """The upper bound of the cut, or the words for why there is none."""
    endless = f"IF({cells.endless}+{cells.bare}>0,{literal(NOT_BOUNDED)},{cut.sum(UPPER)})"
    none = f"IF({cells.rows}={cells.bare},{literal(NO_FIGURE)},{endless})"
    return Formula(f"IF({cells.rows}=0,{literal(NO_ROWS)},{none})", total.high)
