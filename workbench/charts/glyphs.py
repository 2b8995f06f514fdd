"""The sign of each stance as a shape, so that colour never stands alone."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from workbench.charts.palette import PALETTES
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from workbench.charts.palette import ChartPalette

ORDER = tuple(Stance)
_HALO = 5.0


def draw(
    painter: QPainter, centre: QPointF, radius: float, stance: Stance, palette: ChartPalette
) -> None:
    """Draws the glyph of `stance`, set off from what lies below by a thin ring of the ground."""
    paint = palette.stances[stance]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    rim = QPen(QColor(paint.rim), max(1.0, radius * (0.3 if stance is Stance.UNCLEAR else 0.14)))
    rim.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    halo = QPen(QColor(palette.ground), rim.widthF() + 3)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    fill = QBrush(QColor(palette.ground if stance in _HOLLOW else paint.sign))
    if stance is Stance.UNCLEAR:
        rim.setDashPattern([0.9, 0.95])
        rim.setCapStyle(Qt.PenCapStyle.FlatCap)
    for pen in (halo, rim):
        painter.setPen(pen)
        painter.setBrush(fill)
        _outline(painter, centre, radius, stance)
    if stance is Stance.CONDITIONAL:
        _half(painter, centre, radius, palette)
    elif stance in _RINGS:
        _ring(painter, centre, radius, stance, paint.sign)


def radius(bar: float) -> float:
    """The radius of a glyph on a bar of height `bar`."""
    return float(min(10.0, max(3.5, bar * 0.42)))


def halo(painter: QPainter, centre: QPointF, radius: float, palette: ChartPalette) -> None:
    """The ring around what is selected, drawn before its glyph."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setBrush(QColor(palette.ground))
    painter.setPen(QPen(QColor(palette.selected), 2.0))
    painter.drawEllipse(centre, radius + _HALO, radius + _HALO)


@lru_cache(maxsize=256)
def _ready(
    stance: Stance, radius: float, ratio: float, palette_name: str, *, ringed: bool
) -> QPixmap:
    side = math.ceil(2 * radius + 4 + 2 * _HALO)
    made = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    centre, palette = QPointF(side / 2, side / 2), PALETTES[palette_name]
    if ringed:
        halo(painter, centre, radius, palette)
    draw(painter, centre, radius, stance, palette)
    painter.end()
    return made


def stamp(
    painter: QPainter,
    palette: ChartPalette,
    radius: float,
    places: list[tuple[int, tuple[float, float]]],
    *,
    ringed: bool = False,
) -> None:
    """Draws many glyphs from ready pictures: for each its stance (as in `ORDER`), x and y."""
    ratio = painter.device().devicePixelRatio()
    ready = [
        _ready(stance, round(radius, 1), ratio, palette.name, ringed=ringed) for stance in ORDER
    ]
    half = ready[0].deviceIndependentSize().width() / 2
    for stance, (x, y) in places:
        painter.drawPixmap(QPointF(x - half, y - half), ready[stance])


_HOLLOW = frozenset({Stance.PENDING, Stance.UNCLEAR, Stance.RELAX})
_RINGS = frozenset({Stance.PENDING, Stance.RELAX})


def _outline(painter: QPainter, centre: QPointF, radius: float, stance: Stance) -> None:
    x, y = centre.x(), centre.y()
    if stance is Stance.DENY:
        side = radius * 0.86
        painter.drawRect(QRectF(x - side, y - side, 2 * side, 2 * side))
    elif stance is Stance.RESTRICT:
        high, wide = radius * 1.08, radius * 1.1
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x, y - high),
                    QPointF(x + wide, y + high * 0.76),
                    QPointF(x - wide, y + high * 0.76),
                ]
            )
        )
    elif stance is Stance.RELAX:
        painter.drawPolygon(_diamond(centre, radius * 1.16))
    else:
        painter.drawEllipse(centre, radius, radius)


def _diamond(centre: QPointF, reach: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return QPolygonF(
        [
            QPointF(x, y - reach),
            QPointF(x + reach, y),
            QPointF(x, y + reach),
            QPointF(x - reach, y),
        ]
    )


def _half(painter: QPainter, centre: QPointF, radius: float, palette: ChartPalette) -> None:
    """The right half of "with conditions" stays open."""
    inner = radius * 0.8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.ground))
    box = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
    painter.drawPie(box, -90 * 16, 180 * 16)


def _ring(painter: QPainter, centre: QPointF, radius: float, stance: Stance, sign: str) -> None:
    """The thick ring of pending and relax; unclear has its dashed rim alone."""
    thick = radius * 0.34
    pen = QPen(QColor(sign), thick)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if stance is Stance.RELAX:
        painter.drawPolygon(_diamond(centre, radius * 1.16 - thick))
    else:
        inner = radius - thick * 0.7
        painter.drawEllipse(centre, inner, inner)
