"""A whole picture on a painter, in pixels; window, files and console all draw with this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.charts import day_axis, heading, lanes, off_axis, steps, undated
from workbench.charts.frame import frame

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture


def draw(painter: QPainter, picture: Picture) -> None:
    """Draws `picture`, whose size is that of the painter's device."""
    if picture.empty:
        heading.ground(painter, picture, None)
        heading.draw_empty(painter, picture)
        return
    laid = frame(picture)
    heading.ground(painter, picture, laid)
    if picture.off is not None:
        heading.draw(painter, picture, laid)
        off_axis.draw(painter, picture, laid)
        return
    draw_plots(painter, picture, laid)
    draw_words(painter, picture, laid)


def draw_plots(painter: QPainter, picture: Picture, laid: Frame) -> None:
    """Draws what moves with the window of days: lanes, steps and axis."""
    lanes.guides(painter, picture, laid)
    steps.draw(painter, picture, laid)
    lanes.draw(painter, picture, laid)
    day_axis.draw(painter, picture, laid)


def draw_words(painter: QPainter, picture: Picture, laid: Frame) -> None:
    """Draws what stays: heading, legend, undated column and foot."""
    heading.draw(painter, picture, laid)
    undated.draw(painter, picture, laid)
