"""The time axis: whole days, two rows of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter

from workbench.charts import texts, ticks
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

_ROOM = 78.0
_HALF = 40.0


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws the axis below the last plot."""
    if not picture.dated:
        return
    area = frame.axis
    style = Style(11, picture.palette.muted)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QColor(picture.palette.edge))
    painter.drawLine(QLineF(area.left(), area.top(), area.right(), area.top()))
    for tick in ticks.day_ticks(*frame.window, room=int(area.width() / _ROOM)):
        x = frame.x(tick.at)
        painter.setPen(QColor(picture.palette.edge))
        painter.drawLine(QLineF(x, area.top(), x, area.top() + 4))
        for row, words in enumerate((tick.upper, tick.lower)):
            box = QRectF(x - _HALF, area.top() + 5 + row * 14, 2 * _HALF, 15)
            if words:
                texts.write(painter, box, words, style, texts.CENTRE)
