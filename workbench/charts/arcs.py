"""Arrows from decisions that take others back to those that they take back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from workbench.charts import glyphs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

_ARCS = 200

Rows = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def draw(painter: QPainter, picture: Picture, frame: Frame, rows: Rows) -> None:
    """From each decision that takes another back, an arrow over the lanes to it.

    `rows` are the y and the bar height of each mark, as `lanes.rows` gives them.
    """
    y, bar = rows
    columns, area = picture.columns, frame.axis
    place = columns.place
    x = frame.xs(columns.middle)
    shown = (x >= area.left()) & (x <= area.right()) & ~np.isnan(y)
    both = [
        (arc, place[arc.source], place[arc.target])
        for arc in picture.timeline.arcs
        if arc.source in place and arc.target in place
    ]
    for arc, i, j in [each for each in both if shown[each[1]] and shown[each[2]]][:_ARCS]:
        start = QPointF(x[i], y[i] - glyphs.radius(bar[i]) - 3)
        end = QPointF(x[j], y[j] - glyphs.radius(bar[j]) - 4)
        marked = bool({arc.source, arc.target} & picture.selected)
        arrow(painter, start, end, picture.palette.selected if marked else picture.palette.muted)


def bow(start: QPointF, end: QPointF, ceiling: float = -math.inf) -> QPainterPath:
    """A flat arc from `start` to `end`, above both, but not above the y `ceiling`."""
    lift = min(18.0, 10.0 + abs(start.x() - end.x()) * 0.06)
    top = max(min(start.y(), end.y()) - lift, ceiling)
    path = QPainterPath(start)
    bend = min(abs(start.x() - end.x()) * 0.3, 26.0)
    way = 1 if end.x() > start.x() else -1
    into = QPointF(end.x() - way * bend, top)
    path.cubicTo(QPointF(start.x() + way * bend, top), into, end)
    return path


def arrow(
    painter: QPainter, start: QPointF, end: QPointF, colour: str, ceiling: float = -math.inf
) -> None:
    """An arc as `bow` makes it, with its head at `end`."""
    path = bow(start, end, ceiling)
    element = path.elementAt(path.elementCount() - 2)
    into = QPointF(element.x, element.y)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    long = math.hypot(end.x() - into.x(), end.y() - into.y()) or 1.0
    ahead = QPointF((end.x() - into.x()) / long, (end.y() - into.y()) / long)
    aside = QPointF(-ahead.y(), ahead.x())
    tip, back = end + ahead * 2, end - ahead * 5
    painter.drawPolygon(QPolygonF([tip, back + aside * 3.6, back - aside * 3.6]))
