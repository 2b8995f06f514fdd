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
        (COVER + '[[sheets]]\nblock = "totals"\nby = "colour"\n', 5, "item, recipients, supplier"),
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
