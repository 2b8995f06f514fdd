"""What a reader sees of a cell, where there are no number formats."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from workbench.briefing.cell import Cell, Formula
from workbench.briefing.shown import words


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        (Cell(None), ""),
        (Cell("text"), "text"),
        (Cell(Decimal(400_000), "number 0", sign=">"), "> 400,000"),
        (Cell(Formula("SUM(A1)", Decimal("2.5")), "number 1"), "2.5"),
        (Cell("not bounded", "kpi most 0"), "upper bound: not bounded"),
        (Cell(date(2026, 1, 28), "day link"), "28 Jan 2026"),
        (Cell(date(2026, 1, 1), "about month"), "~ Jan 2026"),
        (Cell(date(2026, 1, 1), "year"), "2026"),
    ],
)
def test_a_cell_reads_as_in_the_workbook(cell: Cell | None, shown: str) -> None:
    assert words(cell) == shown
