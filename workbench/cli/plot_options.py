"""The options that say how something is plotted, for every command that plots."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.model.plot_choice import LaneBy, PlotBy, PlotForm, PlotMeasure, PlotPeriod

Form = Annotated[PlotForm, typer.Option(help="The form of the plot.")]
By = Annotated[PlotBy, typer.Option(help="What it is parted by.")]
Period = Annotated[PlotPeriod, typer.Option(help="For --form periods.")]
Measure = Annotated[PlotMeasure, typer.Option(help="What it counts.")]
Lanes = Annotated[LaneBy, typer.Option(help="What the lanes of decisions are.")]
Unverified = Annotated[
    bool, typer.Option("--unverified", help="Let unverified figures into equivalents.")
]
Finding = Annotated[str, typer.Option("--title", help="Your finding, instead of the one by rule.")]
Hide = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Leave a stance or a part of the legend out."),
]
PluginChart = Annotated[
    str, typer.Option("--chart", help="A chart of a plugin, instead of a form.")
]
