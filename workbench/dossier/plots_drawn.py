"""The plots that a recipe names, drawn of what a briefing shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.analysis.plot import Plot
from workbench.errors import RecipeError
from workbench.model.about import About
from workbench.model.change import Operation
from workbench.model.plot_picture import PlotPicture
from workbench.model.query import Query

if TYPE_CHECKING:
    from workbench.briefing.data import BriefingData
    from workbench.briefing.recipe import Recipe
    from workbench.dossier.dossier import Dossier

Painter = Callable[[Plot, About, Operation | None], PlotPicture]
"""Draws a plot, such as `workbench.charts.painted.painted`."""

_NO_PAINTER = (
    "Its plots are drawn by Qt: write it in the window or with the command line, or give"
    " painter=painted, from workbench.charts.painted."
)


def with_plots(
    dossier: Dossier,
    data: BriefingData,
    recipe: Recipe,
    painter: Painter | None,
    leave_out: tuple[str, ...] = (),
) -> BriefingData:
    """`data` with the plots of `recipe`: each shows what its query leaves of the briefing's.

    Raises:
        RecipeError: there are plots, and nothing to draw them.
    """
    if not recipe.plots:
        return data
    if painter is None:
        raise RecipeError(recipe.name, (0, _NO_PAINTER))
    shown = Query.parse(data.query).unordered()
    with dossier.without(leave_out) if leave_out else nullcontext(dossier) as here:
        last = next(iter(dossier.operations(limit=1)), None)
        drawn = tuple(
            painter(here.trends.of(each.query.within(shown), each.choice), here.about, last)
            for each in recipe.plots
        )
    return replace(data, plots=drawn)
