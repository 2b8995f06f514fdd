"""What all sheets have in common."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbench.briefing.book import Book
from workbench.briefing.plan import plan
from workbench.briefing.sheet import Row, breaks_between
from workbench.briefing.shown import words
from workbench.briefing.widths import DIGIT, text_width
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe


@pytest.mark.parametrize(
    ("heights", "breaks"),
    [
        ((40, 50), ()),
        ((40, 70), (4,)),
        ((40, 50, 20), (9,)),
        ((40, 230, 60), (4,)),
        ((40, 230, 80), (4, 27)),
    ],
)
def test_a_part_that_does_not_fit_below_the_one_before_begins_a_page(
    heights: tuple[int, ...], breaks: tuple[int, ...]
) -> None:
    parts = [[Row([], 10.0)] * (height // 10) for height in heights]
    assert breaks_between(parts, 100.0) == breaks


@pytest.mark.parametrize("amount", [400_000, 1_500_000_000_000])
def test_a_column_of_figures_has_room_for_the_longest(
    dated: BriefingData, minister: Recipe, amount: int
) -> None:
    rows = tuple(
        replace(each, quantity=Quantity.more_than(amount, "USD")) for each in dated.allocations
    )
    sheets = dict(plan(Book(replace(dated, allocations=rows), minister), with_rest=False))
    found = 0
    for block, size in (("allocations", 10.5), ("totals", 10.5), ("summary", 24.0)):
        for row in sheets[block].rows():
            for column, cell in zip(sheets[block].columns, row.cells, strict=False):
                if cell and cell.sign == ">":
                    wide = text_width(words(cell)) * size / 11 / DIGIT
                    assert wide + 1 < column.width, (block, words(cell))
                    found += 1
    assert found > 5
