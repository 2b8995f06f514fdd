"""Cumulative steps: the lower bound as a line, a band to the upper, hatching where it is open.

The sums never fall, so the value at each pixel column is exact with one search per column, however
many steps there are. The part that several recipients hold together is hatched the other way under
the line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from workbench.analysis import finding
from workbench.charts import bars, chosen, hatch, stacked, sums, texts, ticks
from workbench.charts.polygon import polygon
from workbench.charts.texts import Style
from workbench.model.plot_choice import PlotForm, PlotMeasure

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

Floats = NDArray[np.float64]
_TICK_ROOM = 54.0
_TICKS = 7
_OF_NOTHING = 1.0
"""What an axis reaches where no figure is above 0."""
_HEADROOM = 1.32
_COARSE = 6.0
_DENSE = 400
_VEIL = 210
_ARROW_ROOM = 18.0


@dataclass(frozen=True, slots=True)
class Ruler:
    """Maps amounts to y on one plot."""

    rect: QRectF
    top: float

    def y(self, amount: float) -> float:
        """The y of an amount; what lies beyond the top stays at the top."""
        share = min(1.0, amount / self.top) if self.top > 0 else 0.0
        return self.rect.bottom() - share * self.rect.height()

    def ys(self, amounts: Floats) -> Floats:
        """The y of many amounts."""
        return self.rect.bottom() - np.minimum(1.0, amounts / self.top) * self.rect.height()


@dataclass(frozen=True, slots=True, eq=False)
class Stairs:
    """Steps as pixels: each runs from `x` to the next (the last to `end`), with its amounts."""

    x: Floats
    low: Floats
    high: Floats
    joint: Floats
    end: float

    @property
    def right(self) -> Floats:
        """Where each step ends."""
        return np.append(self.x[1:], self.end)


def ruler(picture: Picture, frame: Frame, at: int) -> Ruler:
    """The scale of plot `at`: from 0 to what its visible steps and its undated bound reach."""
    trend = picture.trends[at]
    form = picture.choice.form
    if form is PlotForm.STACKED:
        return Ruler(frame.plots[at], _stack_reach(picture, trend, frame))
    if form is PlotForm.PERIODS:
        top, opened = bars.reach(trend, picture.choice.period, frame.window)
        apart, endless = _undated(trend)
        top, opened = max(top, apart), opened or endless
        return Ruler(frame.plots[at], (top or _OF_NOTHING) * (_HEADROOM if opened else 1.16))
    those = picture.trends if form is PlotForm.MULTIPLES else (trend,)
    return Ruler(frame.plots[at], max(_reach(each, frame.window[1]) for each in those))


def _stack_reach(picture: Picture, trend: Trend, frame: Frame) -> float:
    if picture.choice.measure is PlotMeasure.SHARE:
        return 1.0
    return (stacked.reach(picture, trend, frame.window[1]) or _OF_NOTHING) * 1.1


@lru_cache(maxsize=64)
def _reach(trend: Trend, end: float) -> float:
    """What steps up to a day and undated bounds reach, with room above where it is open."""
    last = trend.steps_by(end) - 1
    reach, unbounded = 0.0, False
    if last >= 0:
        unbounded = bool(np.isinf(trend.high[last]))
        bounded = min(last, int(np.searchsorted(trend.high, np.inf)) - 1)  # high never falls
        reach = max(float(trend.low[last]), float(trend.high[bounded]) if bounded >= 0 else 0.0)
    apart, endless = _undated(trend)
    reach, unbounded = max(reach, apart), unbounded or endless
    return (reach or _OF_NOTHING) * (_HEADROOM if unbounded else 1.1)


def _undated(trend: Trend) -> tuple[float, bool]:
    """What the undated quantities reach together, and whether they have no upper bound."""
    lows = sum(each.bounds[0] for each in trend.undated)
    highs = sum(each.bounds[1] for each in trend.undated)
    return (lows, True) if math.isinf(highs) else (max(lows, highs), False)


def stairs(trend: Trend, frame: Frame, end: float) -> Stairs:
    """The visible steps of a trend, at most one a pixel column; empty where none is visible."""
    area = frame.axis
    a_day, zero = frame.scale
    left, right = frame.day(area.left()), frame.day(end)
    first, stop = max(0, trend.steps_by(left) - 1), trend.steps_by(right)
    if stop <= first:
        none = np.empty(0)
        return Stairs(none, none, none, none, end)
    if stop - first > area.width():
        columns = np.floor(left + np.arange(math.ceil(end - area.left())) / a_day)
        place = np.unique(np.searchsorted(trend.days, columns.astype(np.int64), side="right") - 1)
        place = place[place >= 0]
    else:
        place = np.arange(first, stop)
    x = np.clip(zero + trend.days[place] * a_day, area.left(), end)
    return Stairs(x, trend.low[place], trend.high[place], trend.joint[place], end)


def end_of(picture: Picture, frame: Frame) -> float:
    """Where the lines end: at the right of the axis, or before it on the day of today."""
    if picture.now is None:
        return frame.axis.right()
    return min(frame.axis.right(), max(frame.x(picture.now), frame.axis.left()))


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws every plot with its grid, steps and labels."""
    for at, trend in enumerate(picture.trends[: len(frame.plots)]):
        scale = ruler(picture, frame, at)
        _grid(painter, picture, frame, scale)
        if len(trend.days):
            _trend(painter, picture, frame, (trend, scale))
        _head(painter, picture, frame, (trend, scale.rect))


def _head(painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, QRectF]) -> None:
    """What the plot counts, and what it does not add; inside where plots stand close."""
    trend, rect = what
    words = trend.name or finding.trend_label(trend)
    if not trend.name and sum(finding.trend_label(x) == words for x in picture.trends) > 1:
        words += f" ({trend.unit or 'no unit stated'})"
    if picture.choice.form is PlotForm.PERIODS:
        words = words.replace("cumulative", f"each {picture.choice.period}")
    if words == picture.subtitle and frame.subtitle.isValid():
        words = ""  # the picture says it already
    named, noted = Style(12, picture.palette.ink, bold=True), Style(11, picture.palette.muted)
    used = texts.width(words, named) + 12 if words else 0.0
    box = QRectF(20, rect.top() - 20, picture.width - 40, 16)
    if frame.close:
        box = QRectF(rect.left() + 6, rect.top() + 1, rect.width() - 12 - _ARROW_ROOM, 15)
        ground = QColor(picture.palette.ground)
        ground.setAlpha(_VEIL)
        told = texts.width(unstated_words(trend), noted) if trend.unstated else -min(12.0, used)
        painter.fillRect(box.adjusted(-3, 0, min(0.0, used + told - box.width()) + 3, 0), ground)
    texts.write(painter, box, words, named)
    if trend.unstated:
        texts.write(painter, box.adjusted(used, 0, 0, 0), unstated_words(trend), noted)


def unstated_words(trend: Trend) -> str:
    """What is listed but not added: "Not added: hundreds of thousands (A-0002)"."""
    told = [f"{each.quantity} ({each.ref})" for each in trend.unstated]
    return f"Not added, no bounds stated: {finding.listed(told)}" if told else ""


def _grid(painter: QPainter, picture: Picture, frame: Frame, scale: Ruler) -> None:
    room = min(_TICKS, max(2, int(scale.rect.height() / _TICK_ROOM)))
    style = Style(11, picture.palette.muted)
    right = max(frame.axis.right(), frame.undated.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for amount in ticks.amount_ticks(scale.top, room):
        y = scale.y(amount)
        painter.setPen(QPen(QColor(picture.palette.edge if amount == 0 else picture.palette.grid)))
        painter.drawLine(QLineF(scale.rect.left(), y, right, y))
        middle = y
        if frame.close:  # beside its own plot, or it would meet the lowest of the plot above
            middle = min(max(y, scale.rect.top() + 7), scale.rect.bottom() - 7)
        box = QRectF(8, middle - 8, scale.rect.left() - 8 - 10, 16)
        share = picture.choice.measure is PlotMeasure.SHARE and scale.top == 1.0
        words = f"{amount * 100:.0f} %" if share else ticks.short_amount(amount)
        texts.write(painter, box, words, style, texts.RIGHT)


def _trend(painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler]) -> None:
    trend, scale = what
    if picture.choice.form is PlotForm.PERIODS:
        bars.draw(painter, picture, frame, what)
        return
    end = end_of(picture, frame)
    if picture.choice.form is PlotForm.STACKED and trend.parts:
        stacked.draw(painter, picture, frame, what, end)
        return
    shown = stairs(trend, frame, end)
    _areas(painter, picture, shown, scale)
    _line(painter, picture, (shown, scale), frame.axis.left())
    _steps_selected(painter, picture, frame, (trend, scale))
    if len(shown.x):
        sums.label(painter, picture, frame, (trend, scale, shown))
        sums.note(painter, picture, frame, (trend, scale))


def _areas(painter: QPainter, picture: Picture, shown: Stairs, scale: Ruler) -> None:
    """Band, open end and joint part."""
    palette = picture.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.band))
    if len(shown.high) and np.isfinite(shown.high[0]):
        painter.drawPolygon(_band(shown, scale))
    coarse = _coarse(shown)
    low = scale.ys(coarse.low)
    ground = _rects(coarse, coarse.joint > 0, low, scale.ys(coarse.low - coarse.joint))
    painter.setBrush(QColor(palette.joint_ground))
    painter.drawRects(ground)
    hatch.fill(painter, ground, palette.joint, rising=False, spacing=8.0)
    opened = _rects(coarse, np.isinf(coarse.high), np.full(len(low), scale.rect.top()), low)
    hatch.fill(painter, opened, palette.hatch, rising=True)
    if opened:
        arrow_up(painter, QPointF(shown.end - 10, scale.rect.top() + 1), palette.series)


def _band(shown: Stairs, scale: Ruler) -> QPolygonF:
    """The outline of what lies between the bounds, up to where there is no upper one."""
    kept = int(np.searchsorted(shown.high, np.inf))  # high never falls
    x = np.stack([shown.x[:kept], shown.right[:kept]], axis=1).reshape(-1)
    high, low = (np.repeat(scale.ys(each[:kept]), 2) for each in (shown.high, shown.low))
    return polygon(np.append(x, x[::-1]), np.append(high, low[::-1]))


def _rects(stairs: Stairs, which: NDArray[np.bool_], top: Floats, bottom: Floats) -> list[QRectF]:
    """One rectangle for each step in `which`, from `top` to `bottom`."""
    columns = (stairs.x, top, stairs.right - stairs.x, bottom - top)
    return [QRectF(*each) for each in zip(*(c[which].tolist() for c in columns), strict=True)]


def _coarse(shown: Stairs) -> Stairs:
    """Fewer steps for hatching: of dense ones the first of every few pixels.

    The lower bound rises, so nothing is hatched that should not be.
    """
    if len(shown.x) <= _DENSE:
        return shown
    _, keep = np.unique((shown.x // _COARSE).astype(np.int64), return_index=True)
    return Stairs(shown.x[keep], shown.low[keep], shown.high[keep], shown.joint[keep], shown.end)


def _line(painter: QPainter, picture: Picture, what: tuple[Stairs, Ruler], left: float) -> None:
    """The lower bound, from zero at the left edge."""
    shown, scale = what
    begin = [left] if not len(shown.x) or shown.x[0] > left else []
    x = np.concatenate([begin, np.repeat(shown.x, 2), [shown.end]])
    levels = np.repeat(np.append(scale.rect.bottom(), scale.ys(shown.low)), 2)
    y = levels[1 - len(begin) :]
    dense = len(shown.x) > _DENSE
    pen = QPen(QColor(picture.palette.series), 1.0 if dense else 2.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=not dense)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolyline(polygon(x, y))


def _steps_selected(
    painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler]
) -> None:
    """A mark on the line at each step that a selected allocation makes; of close ones the last."""
    trend, scale = what
    steps = chosen.steps(trend, picture.selected)
    x = frame.xs(trend.days[steps].astype(np.float64))
    y = scale.ys(trend.low[steps])
    seen = np.flatnonzero((x >= frame.axis.left()) & (x <= frame.axis.right()))
    seen = seen[np.diff(x[seen] // _COARSE, append=np.inf) > 0]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(picture.palette.selected), 2.0))
    painter.setBrush(QColor(picture.palette.ground))
    for each in seen.tolist():
        painter.drawEllipse(QPointF(x[each], y[each]), 5.5, 5.5)


def arrow_up(painter: QPainter, tip: QPointF, colour: str) -> None:
    """The head of an arrow that says: further than this."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    x, y = tip.x(), tip.y()
    painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + 5, y + 8), QPointF(x - 5, y + 8)]))
