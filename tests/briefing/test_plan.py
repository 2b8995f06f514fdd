"""The plan of a workbook: the sheets of the recipe in its order, workings only where needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.briefing.book import Book
from workbench.briefing.plan import plan
from workbench.briefing.recipe import Recipe, shipped_names

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData


def test_every_recipe_has_its_sheets_in_its_order(undated: BriefingData) -> None:
    for name in shipped_names():
        recipe = Recipe.shipped(name)
        blocks = [block for block, _ in plan(Book(undated, recipe), with_rest=False)]
        assert [each for each in blocks if each != "workings"] == [
            each.block for each in recipe.sheets
        ]


def test_workings_are_there_where_something_is_computed(undated: BriefingData) -> None:
    found = {
        name: "workings" in dict(plan(Book(undated, Recipe.shipped(name)), with_rest=False))
        for name in shipped_names()
    }
    assert found == {"minister": True, "publication": False, "tables": False}
