"""What a recipe may say beyond its sheets, and how it is told what is wrong."""

from __future__ import annotations

import pytest

from workbench.briefing.recipe import Recipe
from workbench.errors import RecipeError
from workbench.model.likelihood import Scale

NEEDED = ("decisions", "allocations")
COVER = '[[sheets]]\nblock = "cover"\n'


def test_a_recipe_chooses_profile_scale_theme_language_and_query() -> None:
    recipe = Recipe.parse(
        'profile = "publication"\nscale = "PHIA"\ntheme = "teal"\nlanguage = "de"\n'
        'query = "stance:deny"\n' + COVER + 'parts = ["contents"]\n'
    )
    assert recipe.publication
    assert (recipe.scale, recipe.theme, recipe.language) == (Scale.PHIA, "teal", "de")
    assert (recipe.query, recipe.sheets[0].parts) == ("stance:deny", ("contents",))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('scale = "mine"\n' + COVER, 1, "ICD 203, PHIA"),
        ('\ntheme = "pink"\n' + COVER, 2, "navy, teal, grey"),
        ('language = "English please"\n' + COVER, 1, "en-GB"),
        ("query = '\"half'\n" + COVER, 1, "query cannot be read"),
        (COVER + 'parts = ["fireworks"]\n', 3, '"key judgements"'),
        (COVER + 'charts = ["pie"]\n', 3, "Unknown key 'charts'"),
        (
            COVER
            + '[[sheets]]\nblock = "totals"\nby = "colour"\n[[sheets]]\nblock = "allocations"',
            5,
            "item, recipients, supplier",
        ),
        (
            'profile = "publication"\n'
            + "".join(f'[[sheets]]\nblock = "{b}"\n' for b in ("summary", *NEEDED)),
            3,
            "no pictures",
        ),
    ],
)
def test_a_wrong_choice_names_its_line_and_what_there_is(text: str, line: int, words: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.parse(text, "mine.toml")
    assert caught.value.line == line
    assert words in str(caught.value)


def test_all_mistakes_are_told_with_their_lines() -> None:
    text = (
        'colour = "red"\ntheme = "pink"\n' + COVER + 'parts = ["fireworks"]\ntab = "a/b"\n'
        '[[sheets]]\nblock = "gap"\n[[sheets]]\nblock = "plots"\n[[sheets.plots]]\n'
        'form = "pie"\nhidden = 3\n'
    )
    with pytest.raises(RecipeError) as caught:
        Recipe.parse(text, "mine.toml")
    assert [line for line, _ in caught.value.mistakes] == [1, 2, 5, 6, 8, 12, 13]
    assert str(caught.value).startswith("Recipe mine.toml has 7 mistakes:\n- Line 1: Unknown key")
    assert caught.value.line == 1


def test_a_misspelled_block_is_not_missed_as_well() -> None:
    blocks = ("totals", "allocation")
    with pytest.raises(RecipeError) as caught:
        Recipe.parse("".join(f'[[sheets]]\nblock = "{each}"\n' for each in blocks))
    assert [line for line, _ in caught.value.mistakes] == [4]


def test_a_recipe_that_says_nothing_right_is_told_so_once() -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe.parse("sheets = [1, 2]\n[x]\n")
    assert [line for line, _ in caught.value.mistakes] == [1, 2]
    with pytest.raises(RecipeError) as caught:
        Recipe.parse("[[sheets]]\nblock = 5\n", "mine")
    assert str(caught.value) == "Recipe mine, line 2: block must be text in quotes."
