"""The strip below a plot: all days, and the shown span as a window that can be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.charts import glyphs, lanes

if TYPE_CHECKING:
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

_DOT = 2.6
_GRIP = 10.0
_CELL = 3.0
_VEIL = 26

Span = tuple[float, float]


def to_x(room: QRectF, whole: Span, day: float) -> float:
    """The x of a day on the strip."""
    return room.left() + (day - whole[0]) / (whole[1] - whole[0]) * room.width()


def to_day(room: QRectF, whole: Span, x: float) -> float:
    """The day at x on the strip."""
    return whole[0] + (x - room.left()) / room.width() * (whole[1] - whole[0])


def draw_strip(painter: QPainter, picture: Picture, frame: Frame, whole: Span) -> None:
    """Draws all marks as dots and the first trend as a silhouette."""
    room = frame.overview
    if not room.isValid():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(room, QColor(picture.palette.panel))
    _silhouette(painter, picture, room, whole)
    _dots(painter, picture, room, whole)


def draw_window(painter: QPainter, picture: Picture, frame: Frame, whole: Span) -> None:
    """Draws the shown span over the strip, with its grips."""
    room = frame.overview
    if not room.isValid():
        return
    palette = picture.palette
    left = to_x(room, whole, max(whole[0], frame.window[0]))
    right = to_x(room, whole, min(whole[1], frame.window[1]))
    shown = QRectF(left, room.top(), right - left, room.height())
    veil = QColor(palette.series)
    veil.setAlpha(_VEIL)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(shown, veil)
    for x in (left, right):
        painter.fillRect(QRectF(x - 0.5, room.top(), 1.5, room.height()), QColor(palette.series))
        grip = QRectF(x - 2, room.center().y() - 8, 4, 16)
        painter.fillRect(grip, QColor(palette.series))


def _silhouette(painter: QPainter, picture: Picture, room: QRectF, whole: Span) -> None:
    if not picture.trends or not len(picture.trends[0].days):
        return
    trend = picture.trends[0]
    xs = np.arange(room.left(), room.right(), 1.0)
    days = np.floor(whole[0] + (xs - room.left()) / room.width() * (whole[1] - whole[0]))
    at = np.searchsorted(trend.days, days.astype(np.int64), side="right") - 1
    low = np.where(at >= 0, trend.low[np.maximum(at, 0)], 0.0)
    high = low / max(float(trend.low[-1]), 1e-9) * (room.height() - 14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(picture.palette.hatch))
    painter.drawRects(
        [
            QRectF(x, room.bottom() - h, 1.0, h)
            for x, h in zip(xs.tolist(), high.tolist(), strict=True)
            if h > 0
        ]
    )


def _dots(painter: QPainter, picture: Picture, room: QRectF, whole: Span) -> None:
    columns = picture.columns
    if not columns.marks:
        return
    x = room.left() + (columns.middle - whole[0]) / (whole[1] - whole[0]) * room.width()
    cells = (x // _CELL).astype(np.int64) * len(glyphs.ORDER) + columns.stance
    seen = np.flatnonzero(~lanes.hidden(picture))
    chosen = seen[np.unique(cells[seen], return_index=True)[1]]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    for at, stance in enumerate(glyphs.ORDER):
        pen = QPen(QColor(picture.palette.stances[stance].sign), 2 * _DOT)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        those = x[chosen[columns.stance[chosen] == at]].tolist()
        painter.drawPoints([QPointF(each, room.top() + 7) for each in those])


def grab(room: QRectF, whole: Span, window: Span, x: float) -> str:
    """What a press at `x` takes hold of: "start", "end" or "both"."""
    left, right = to_x(room, whole, window[0]), to_x(room, whole, window[1])
    if abs(x - left) <= _GRIP and abs(x - left) <= abs(x - right):
        return "start"
    return "end" if abs(x - right) <= _GRIP else "both"


def dragged(whole: Span, window: Span, part: str, by: float) -> Span:
    """The window after `part` of it was dragged `by` days; it stays within `whole`."""
    start, end = window
    if part == "start":
        return max(whole[0], min(start + by, end - 1)), end
    if part == "end":
        return start, min(whole[1], max(end + by, start + 1))
    by = min(max(by, whole[0] - start), whole[1] - end)
    return start + by, end + by
