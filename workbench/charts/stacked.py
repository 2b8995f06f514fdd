"""Stacked steps: who holds how much of the lower bound; what several hold together is hatched.

At most one rectangle a layer and pixel column is drawn, however many steps there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from workbench.analysis.trend import Trend
from workbench.charts import chosen, hatch, texts
from workbench.charts.texts import Style
from workbench.model.plot_choice import PlotMeasure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture
    from workbench.charts.steps import Ruler

    Floats = NDArray[np.float64]

_GAP = 1.0
_LINE = 16.0


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One part: from `base` to `top` on every piece of `left` to `right`, in pixels and amounts."""

    part: Trend
    colour: str
    left: Floats
    right: Floats
    base: Floats
    top: Floats


def layers(picture: Picture, frame: Frame, trend: Trend, end: float) -> list[Layer]:
    """The layers of a trend's parts, from the ground up, on the visible days."""
    pieces = _pieces(frame, trend, end)
    left = np.clip(frame.xs(pieces.astype(np.float64)), frame.axis.left(), end)
    right = np.append(left[1:], end)
    lows = [_low(part, pieces) for part in trend.parts]
    if picture.choice.measure is PlotMeasure.SHARE and lows:
        whole = np.maximum(np.sum(lows, axis=0), 1e-300)
        lows = [low / whole for low in lows]
    colours, shown = picture.part_colours(), picture.parts_of(trend)
    base = np.zeros(len(pieces))
    made = []
    for part, low in zip(trend.parts, lows, strict=True):
        if part in shown:
            colour = colours[part.name] or picture.palette.muted
            made.append(Layer(part, colour, left, right, base, base + low))
            base = base + low
    return made


def reach(picture: Picture, trend: Trend, day: float) -> float:
    """How high the stack of what is drawn stands on a day, with what has no date."""
    on = np.array([int(day)], dtype=np.int64)
    shown = picture.parts_of(trend)
    dated = sum(float(_low(part, on)[0]) for part in shown)
    if len(shown) < len(trend.parts):
        return dated
    return max(dated, sum(each.bounds[0] for each in trend.undated))


def _pieces(frame: Frame, trend: Trend, end: float) -> NDArray[np.int64]:
    """The days from which the layers change, at most one a pixel column."""
    start, stop = frame.day(frame.axis.left()), frame.day(end)
    inside = trend.days[trend.steps_by(start) : trend.steps_by(stop)]
    most = max(2, int(frame.axis.width()))
    if len(inside) > most:
        inside = np.unique(np.linspace(start, stop, most).astype(np.int64))
    return np.concatenate([[np.int64(np.floor(start))], inside])


def _low(part: Trend, days: NDArray[np.int64]) -> Floats:
    if not len(part.days):
        return np.zeros(len(days))
    at = np.searchsorted(part.days, days, side="right") - 1
    return np.where(at >= 0, part.low[np.maximum(at, 0)], 0.0)


def draw(
    painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler], end: float
) -> None:
    """Draws the layers, with a gap between them, and the name of each beside its end."""
    trend, scale = what
    made = layers(picture, frame, trend, end)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for layer in made:
        rects = _rects(layer, scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            QColor(picture.palette.joint_ground if layer.part.together else layer.colour)
        )
        painter.drawRects(rects)
        if layer.part.together:
            hatch.fill(painter, rects, picture.palette.faint, rising=False, spacing=8.0)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if len(chosen.steps(layer.part, picture.selected)):
            painter.setBrush(QColor(picture.palette.selected))
            painter.drawRects([QRectF(each.left(), each.top(), each.width(), 3) for each in rects])
    _labels(painter, picture, frame, made, scale, end)


def _rects(layer: Layer, scale: Ruler) -> list[QRectF]:
    shown = (layer.top > layer.base) & (layer.right > layer.left)
    top, bottom = scale.ys(layer.top[shown]), scale.ys(layer.base[shown])
    columns = (layer.left[shown], top, layer.right[shown] - layer.left[shown], bottom - top - _GAP)
    return [QRectF(*each) for each in zip(*(c.tolist() for c in columns), strict=True)]


def _labels(
    painter: QPainter, picture: Picture, frame: Frame, made: list[Layer], scale: Ruler, end: float
) -> None:
    """The name and the bound of each layer, pushed apart where layers are thin."""
    shown = [layer for layer in reversed(made) if layer.top[-1] > layer.base[-1]]
    top, bottom = scale.rect.top() - 6, scale.rect.bottom() + 4
    wide = max(40.0, frame.right - end - 12)
    told: list[list[tuple[str, Style]]] = []
    for most, amounts in ((2, True), (1, True), (1, False)):
        told = [_told(picture, each, wide, lines=most, amounts=amounts) for each in shown]
        if sum(map(len, told)) * _LINE <= bottom - top:
            break
    told = told[: max(1, int((bottom - top) / _LINE))]
    heights = [_LINE * len(lines) for lines in told]
    middles = [
        (scale.y(float(x.top[-1])) + scale.y(float(x.base[-1]))) / 2 for x in shown[: len(told)]
    ]
    tops = [y - high / 2 for y, high in zip(middles, heights, strict=True)]
    for lines, y in zip(told, texts.apart(tops, heights, (top, bottom)), strict=True):
        box = QRectF(end + 12, y, wide, _LINE)
        for words, style in lines:
            texts.write(painter, box, words, style)
            box.translate(0, _LINE)


def _told(
    picture: Picture, layer: Layer, wide: float, *, lines: int, amounts: bool
) -> list[tuple[str, Style]]:
    """The lines of a label: the name in at most `lines`, and what the layer comes to."""
    name = Style(12, _ink(picture, layer), bold=True)
    told = [(each, name) for each in texts.wrapped(layer.part.name, name, wide, lines=lines)]
    if amounts:
        told.append((_amount(layer, picture), Style(11, picture.palette.muted)))
    return told


def _ink(picture: Picture, layer: Layer) -> str:
    return picture.palette.muted if layer.part.together else picture.palette.ink


def _amount(layer: Layer, picture: Picture) -> str:
    if picture.choice.measure is PlotMeasure.SHARE:
        return f"{(layer.top[-1] - layer.base[-1]) * 100:.0f} % of the lower bound"
    amount = layer.part.at(int(layer.part.days[-1])).sign_text() if len(layer.part.days) else ""
    return f"{amount}{', jointly' if layer.part.together else ''}"
