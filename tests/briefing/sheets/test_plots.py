"""The sheet Plots: a picture a heading, its numbers below, long ones cut with a word."""

from __future__ import annotations

from tests.briefing.conftest import MOMENT
from workbench.briefing.book import Book
from workbench.briefing.data import BriefingData
from workbench.briefing.recipe import Recipe
from workbench.briefing.sheets.plots import MOST_ROWS, plots
from workbench.model.plot_picture import PlotPicture

RECIPE = "".join(
    f'[[sheets]]\nblock = "{each}"\n' for each in ("decisions", "allocations", "plots")
)


def test_long_numbers_are_cut_and_the_rest_is_told() -> None:
    rows = (("Day", "Lower bound"), *(("2026-01-01", str(n)) for n in range(500)))
    picture = PlotPicture(
        title="Many", subtitle="", words="Many.", png=b"", svg="", width=100, height=90, rows=rows
    )
    data = BriefingData(title="t", as_of=MOMENT, plots=(picture, picture))
    sheet = plots(Book(data, Recipe.parse(RECIPE + '[[sheets.plots]]\nform = "steps"\n')))

    words = [str(cell.value) for row in sheet.rows() for cell in row.cells if cell]
    assert words.count("and 301 rows more, to be found in the tables") == 2
    assert words.count("0") == 2
    assert str(MOST_ROWS) not in words
    headings = [n for n, row in enumerate(sheet.rows(), start=1) if "Plot " in str(row.cells[:1])]
    assert [each.row - 2 for each in sheet.pictures] == headings
