"""Bars by month, quarter or year: what surely came, what may have come, and where no end is."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.analysis.periods import periods
from workbench.charts import hatch, texts, ticks
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.analysis.periods import Periods
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture
    from workbench.charts.steps import Ruler
    from workbench.model.plot_choice import PlotPeriod

_SHARE = 0.72
_LABELLED = 44.0
_HATCH_LEAST = 14.0
_OVER = 18.0
_HEADING = 16.0


@lru_cache(maxsize=16)
def of(trend: Trend, period: PlotPeriod) -> Periods:
    """The bars of a trend, made once."""
    return periods(trend, period)


def reach(trend: Trend, period: PlotPeriod, window: tuple[float, float]) -> tuple[float, bool]:
    """How high the visible bars reach, and whether one has no end."""
    made = of(trend, period)
    seen = (made.ends > window[0]) & (made.starts < window[1])
    low, high = made.low[seen], made.high[seen]
    finite = high[np.isfinite(high)]
    top = max(float(low.max(initial=0.0)), float(finite.max(initial=0.0)))
    return top, bool(np.isinf(high).any())


def draw(painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler]) -> None:
    """Draws the visible bars: solid to the lower bound, lighter to the upper, hatched if open."""
    trend, scale = what
    made = of(trend, picture.choice.period)
    left, right = frame.axis.left(), frame.axis.right()
    for start, end, low, high in zip(
        made.starts.tolist(), made.ends.tolist(), made.low.tolist(), made.high.tolist(), strict=True
    ):
        x0, x1 = frame.x(start), frame.x(end)
        if x1 < left or x0 > right or not high:
            continue
        room = x1 - x0
        x0, x1 = max(left, x0 + room * (1 - _SHARE) / 2), min(right, x1 - room * (1 - _SHARE) / 2)
        if x1 > x0:
            across = QRectF(x0, 0, x1 - x0, 0)
            _bar(painter, picture, scale, across, (low, high))
            if x1 - x0 >= _LABELLED:
                _label(painter, picture, (scale, frame.close), across, (low, high))


def _bar(
    painter: QPainter, picture: Picture, scale: Ruler, across: QRectF, ends: tuple[float, float]
) -> None:
    low, high = ends
    palette = picture.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    ground, at_low = scale.rect.bottom(), scale.y(low)
    x, wide = across.left(), across.width()
    if np.isinf(high):
        top = scale.rect.top() + 4
        open_end = QRectF(x, top, wide, at_low - top)
        if wide >= _HATCH_LEAST:
            hatch.fill(painter, [open_end], palette.hatch, rising=True)
        painter.setPen(QPen(QColor(palette.series), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x + wide / 2, at_low, x + wide / 2, top))
    elif high > low:
        painter.fillRect(
            QRectF(x, scale.y(high), wide, at_low - scale.y(high)), QColor(palette.band)
        )
    painter.fillRect(QRectF(x, at_low, wide, ground - at_low), QColor(palette.series))


def _label(
    painter: QPainter,
    picture: Picture,
    where: tuple[Ruler, bool],
    across: QRectF,
    ends: tuple[float, float],
) -> None:
    """The figures over a bar; under the heading of a close plot they stand in the bar."""
    scale, close = where
    low, high = ends
    told, palette = words(low, high), picture.palette
    style = Style(12, palette.ink, bold=True)
    y = scale.y(low if np.isinf(high) else high)
    if close and y - _OVER < scale.rect.top() + _HEADING:
        y = scale.y(low) + _OVER + 2
        style = Style(12, palette.ground, bold=True)
        if y > scale.rect.bottom() or texts.width(told, style) > across.width() - 4:
            return
    else:
        wide = texts.width(told, style) + 6
        ground = QRectF(across.center().x() - wide / 2, y - _OVER, wide, 16)
        painter.fillRect(ground, QColor(palette.ground))
    box = QRectF(QPointF(across.left() - 30, y - _OVER), QPointF(across.right() + 30, y - 2))
    texts.write(painter, box, told, style, texts.CENTRE)


def words(low: float, high: float) -> str:
    """Three figures, rounded outwards."""
    least, most = _three(low, math.floor), _three(high, math.ceil)
    if np.isinf(high):
        return f"≥ {least}"
    return least if least == most or high == low else f"{least} – {most}"


def _three(amount: float, way: Callable[[float], int]) -> str:
    if not amount or np.isinf(amount):
        return "0"
    size = 10.0 ** (math.floor(math.log10(amount)) - 2)
    return ticks.short_amount(way(amount / size) * size)
