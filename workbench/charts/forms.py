"""The forms of plot without a time axis: those that come with the program."""

from __future__ import annotations

from workbench.model.plot_choice import PlotForm
from workbench.plugins import Chart, hook

_MADE_IN = {PlotForm.FLOW: "ribbons", PlotForm.BEFORE_AFTER: "twins", PlotForm.HEAT: "squares"}


@hook
def charts() -> tuple[Chart, ...]:
    """Flow, before and after, heat map."""
    return tuple(
        Chart(
            name=form.value,
            title=form.word,
            question=form.question,
            data=f"workbench.dossier.trends:{form.name.lower()}",
            patches=f"workbench.charts.{module}:patches",
            draw=f"workbench.charts.{module}:draw",
        )
        for form, module in _MADE_IN.items()
    )
