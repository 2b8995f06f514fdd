"""Plots in a recipe: spelled so that they are read back, put in where they belong, checked."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from workbench.briefing.recipe import Recipe, shipped_text
from workbench.briefing.recipe_plots import PlotPlan, with_plot
from workbench.errors import RecipeError
from workbench.model.plot_choice import PlotBy, PlotChoice, PlotForm, PlotMeasure, PlotPeriod
from workbench.model.query import Query

HEAT = PlotPlan(choice=PlotChoice(form=PlotForm.HEAT))
NEEDED = "".join(f'[[sheets]]\nblock = "{each}"\n' for each in ("decisions", "allocations"))
PLOT = '[[sheets]]\nblock = "plots"\n[[sheets.plots]]\n'

words = st.text(st.characters(codec="utf-8"), max_size=12)
choices = st.builds(
    PlotChoice,
    form=st.sampled_from(PlotForm),
    by=st.sampled_from(PlotBy),
    period=st.sampled_from(PlotPeriod),
    measure=st.sampled_from(PlotMeasure),
    unverified=st.booleans(),
    title=words,
    day=st.none() | st.integers(700_000, 740_000),
    hidden=st.frozensets(words, max_size=3),
)


@given(choice=choices, line=st.sampled_from(("", "h200 stance:deny", '"two words" -sale')))
def test_a_plot_is_read_back_from_the_recipe_as_it_was_put_in(
    choice: PlotChoice, line: str
) -> None:
    plan = PlotPlan(query=Query.parse(line), choice=choice)
    assert Recipe.parse(with_plot(shipped_text("minister"), plan, "mine")).plots == (plan,)


def test_plots_stand_after_the_summary_and_below_those_that_are_there() -> None:
    once = with_plot(shipped_text("minister"), PlotPlan(), "mine")
    recipe = Recipe.parse(with_plot(once, HEAT, "mine"))
    assert [each.block for each in recipe.sheets][:4] == ["cover", "summary", "plots", "judgements"]
    assert recipe.plots == (PlotPlan(), HEAT)
    assert once.startswith("# The whole briefing")


@pytest.mark.parametrize("text", ["sheets = [{block = 'cover'}]", PLOT.partition("[[sheets.p")[0]
    + "plots = [{form = 'heat'}]\n" + NEEDED])  # fmt: skip
def test_a_recipe_written_in_one_line_says_how_to_write_it(text: str) -> None:
    with pytest.raises(RecipeError, match="under its own"):
        with_plot(text, HEAT, "mine")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (NEEDED + PLOT + 'form = "pie"\n', 8, "steps, stacked"),
        (NEEDED + PLOT + '\n[[sheets.plots]]\nform = "pie"\n', 10, "steps, stacked"),
        (NEEDED + PLOT + "query = '\"half'\n", 8, "not closed"),
        (NEEDED + PLOT + "colour = 1\n", 8, "text in quotes"),
        (NEEDED + PLOT + 'colour = "red"\n', 8, "no such field"),
        (NEEDED + PLOT + "hidden = [1]\n", 8, "a list such as"),
        (NEEDED + PLOT + 'day = "today"\n', 8, "a date such as"),
        (NEEDED + '[[sheets]]\nblock = "plots"\n', 5, "names no plots"),
        (PLOT, 2, 'add the block "decisions"'),
        ('profile = "publication"\n' + NEEDED + PLOT, 7, "no pictures"),
    ],
)
def test_what_is_wrong_with_a_plot_is_told_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(RecipeError, match=said) as caught:
        Recipe.parse(text)
    assert caught.value.line == line
