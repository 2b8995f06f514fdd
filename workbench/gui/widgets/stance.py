"""How a stance looks in tables and lists: its glyph and its word, never its colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from workbench.charts import glyphs
from workbench.gui.theme import chart_palette, font, stance_colours, tokens

if TYPE_CHECKING:
    from workbench.model.kinds import Stance

RADIUS = 5.5
PILL_HEIGHT = 22.0
PAD = 8.0


def paint_glyph(
    painter: QPainter, centre: QPointF, stance: Stance, *, radius: float = RADIUS
) -> None:
    """Draws the glyph of a stance in the theme that is on."""
    painter.save()
    glyphs.draw(painter, centre, radius, stance, chart_palette())
    painter.restore()


def pill_width(stance: Stance) -> float:
    """How wide the pill of a stance is, in pixels."""
    words = QFontMetricsF(_font()).horizontalAdvance(stance.word)
    return PAD + 2 * RADIUS + 6 + words + PAD + 2


def paint_pill(painter: QPainter, left_middle: QPointF, stance: Stance, *, room: float) -> float:
    """Draws glyph and word on a rounded ground; gives its width, at most `room` pixels."""
    width = min(pill_width(stance), room)
    top = left_middle.y() - PILL_HEIGHT / 2
    box = QRectF(left_middle.x(), top, width, PILL_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(stance_colours(stance).bar))
    painter.drawRoundedRect(box, PILL_HEIGHT / 2, PILL_HEIGHT / 2)
    paint_glyph(painter, QPointF(box.left() + PAD + RADIUS, box.center().y()), stance)
    painter.setFont(_font())
    painter.setPen(QColor(tokens().ink))
    text = box.adjusted(PAD + 2 * RADIUS + 6, 0, -PAD / 2, 0)
    words = painter.fontMetrics().elidedText(
        stance.word, Qt.TextElideMode.ElideRight, int(text.width())
    )
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
    return width


def _font() -> QFont:
    return font(12, weight=QFont.Weight.DemiBold)
