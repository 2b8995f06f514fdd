"""Recipes: what they may say, and on which line they go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.briefing.recipe import Recipe, shipped_names
from workbench.errors import RecipeError
from workbench.model.kinds import Marking

if TYPE_CHECKING:
    from pathlib import Path

COVER = '[[sheets]]\nblock = "cover"\n'


def test_every_shipped_recipe_is_sound() -> None:
    assert shipped_names() == ("minister", "publication", "tables")
    for name in shipped_names():
        assert Recipe.shipped(name).name == name


def test_a_recipe_names_its_sheets_in_order() -> None:
    recipe = Recipe.parse(
        'title = "Mine"\nmarking = "TLP:RED"\n'
        + COVER
        + '[[sheets]]\nblock = "gaps"\ntab = "What we lack"\n'
    )
    assert [(plan.block, plan.tab) for plan in recipe.sheets] == [
        ("cover", "Cover"),
        ("gaps", "What we lack"),
    ]
    assert recipe.marking is Marking.RED


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 0, "names no sheets"),
        ("sheets = []", 0, "names no sheets"),
        ("sheets = [1]", 1, "under its own"),
        ("a = \n", 1, "Invalid value"),
        ("colour = 1\n" + COVER, 1, "Unknown key 'colour'"),
        ('profile = "glossy"\n' + COVER, 1, "profile"),
        ("title = 5\n" + COVER, 1, "text in quotes"),
        ('\nmarking = "SECRET"\n' + COVER, 2, "TLP:RED"),
        (COVER + COVER, 4, "stands twice"),
        (COVER + '[[sheets]]\nblock = "gap"\n', 4, "No block 'gap'"),
        (COVER + "[[sheets]]\n", 3, "No block ''"),
        (COVER + '[[sheets]]\nblock = "gaps"\nwidth = 4\n', 5, "Unknown key 'width'"),
        (COVER + '[[sheets]]\nblock = "gaps"\ntab = "cover"\n', 5, "stands twice"),
        (COVER + '[[sheets]]\nblock = "totals"\n', 4, 'add the block "allocations"'),
    ],
)
def test_a_wrong_recipe_names_the_line_and_the_cure(text: str, line: int, words: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.parse(text, "mine.toml")
    assert caught.value.line == line
    assert words in str(caught.value)
    assert "mine.toml" in str(caught.value)


@pytest.mark.parametrize(
    "tab", ["", "  ", "x" * 32, "a/b", "a:b", "[x]", "what?", "'a", "History", "workings", "a\\tb"]
)
def test_a_tab_that_excel_refuses_is_refused(tab: str) -> None:
    with pytest.raises(RecipeError, match="tab"):
        Recipe.parse(COVER + f'tab = "{tab}"\n')


def test_an_unreadable_recipe_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecipeError, match="cannot be read"):
        Recipe.load(path)
    with pytest.raises(RecipeError, match="Check its name"):
        Recipe.load(tmp_path / "none.toml")


def test_an_unknown_recipe_names_those_there_are() -> None:
    with pytest.raises(RecipeError, match="minister, publication, tables"):
        Recipe.shipped("../minister")


def test_a_recipe_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "notepad.toml"
    path.write_text('[[sheets]]\nblock = "cover"\n', encoding="utf-8-sig")
    assert [each.block for each in Recipe.load(path).sheets] == ["cover"]


def test_lists_without_end_are_refused() -> None:
    with pytest.raises(RecipeError, match="too deep"):
        Recipe.parse(f"a = {'[' * 5000}{']' * 5000}\n{COVER}")
