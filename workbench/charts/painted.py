"""A plot for a briefing: the picture that the window shows, on paper."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from workbench.charts import export, numbers
from workbench.charts.picture import Caption, picture
from workbench.model.plot_picture import PlotPicture

if TYPE_CHECKING:
    from workbench.analysis.plot import Plot
    from workbench.model.about import About
    from workbench.model.change import Operation

WIDTH, HEIGHT = 1020, 500
"""What a page of a briefing, A4 across, holds under its title."""


def painted(plot: Plot, about: About, last: Operation | None) -> PlotPicture:
    """The plot in the light theme, under the title and the last operation of its dossier."""
    shown = picture(
        plot.timeline, plot.trends, Caption.of(about, last), choice=plot.choice, off=plot.off
    ).on(width=WIDTH, height=HEIGHT)
    plate = export.plate(shown)
    told = plate.description
    lines = csv.reader(io.StringIO(numbers.behind(shown)), delimiter="\t")
    return PlotPicture(
        title=shown.title,
        subtitle=shown.subtitle,
        words=told if shown.title in told else f"{shown.title}. {told}",
        png=export.to_png(plate),
        svg=export.to_svg(plate).decode(),
        width=WIDTH,
        height=HEIGHT,
        rows=tuple(map(tuple, lines)),
    )
