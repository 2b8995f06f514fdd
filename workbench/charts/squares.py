"""The heat map: one square for each jurisdiction and quarter, with the count printed in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from workbench.charts import texts
from workbench.charts.patch import Patch
from workbench.charts.texts import Style
from workbench.model.many import many
from workbench.model.when import quarter_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.analysis.heat import Heat
    from workbench.charts.picture import Picture

_TALL = 58.0
_WIDE = 84.0
_GAP = 3.0
_AXIS = 40.0
_NAME = Style(13, "#000000", bold=True)
_APART = 86.0
_DARK = 0.5
_TICK = 52.0
_FULL = 3
"""The least count that is drawn in full colour: one decision is no peak."""


def _cells(heat: Heat, room: QRectF) -> Iterator[tuple[QRectF, str, tuple[str, ...], float]]:
    """Each square: where, what it is, whose, and how strong from 0 to 1 (-1: stands apart)."""
    left, wide, high = _grid(heat, room)
    for at, row in enumerate(heat.rows):
        y = room.top() + at * high
        for column, ids in enumerate(row.cells):
            box = QRectF(left + column * wide, y, wide - _GAP, high - _GAP)
            yield (
                box,
                f"{row.name}, {quarter_words(*heat.quarters[column])}",
                ids,
                len(ids) / max(_FULL, heat.most),
            )
        if row.apart:
            x = left + len(heat.quarters) * wide + 10
            box = QRectF(x, y, _APART - 14, high - _GAP)
            yield box, f"{row.name}, no quarter", row.apart, -1.0


def _grid(heat: Heat, room: QRectF) -> tuple[float, float, float]:
    """Where the squares begin, and how wide and high each is."""
    names = max((texts.width(row.name, _NAME) for row in heat.rows), default=0.0)
    left = room.left() + min(names, room.width() * 0.25) + 14
    apart = _APART if any(row.apart for row in heat.rows) else 0.0
    wide = (room.right() - left - apart) / max(1, len(heat.quarters))
    high = (room.height() - _AXIS) / max(1, len(heat.rows))
    return left, min(wide, _WIDE), min(high, _TALL)


def patches(heat: Heat, room: QRectF) -> list[Patch]:
    """One patch for each square that holds a decision."""
    return [
        Patch.of(box, (words, many(len(ids), "decision")), frozenset(ids))
        for box, words, ids, _ in _cells(heat, room)
        if ids
    ]


def draw(painter: QPainter, picture: Picture, room: QRectF, heat: Heat) -> None:
    """Draws squares, names, counts and the axis of quarters."""
    palette = picture.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for box, _, ids, strength in _cells(heat, room):
        painter.fillRect(box, _shade(picture, strength))
        if ids:
            ink = palette.ground if strength > _DARK else palette.ink
            texts.write(painter, box, f"{len(ids):,}", Style(13, ink, bold=True), texts.CENTRE)
    left, wide, high = _grid(heat, room)
    for at, row in enumerate(heat.rows):
        box = QRectF(room.left(), room.top() + at * high, left - room.left() - 12, high - _GAP)
        texts.write(painter, box, row.name, Style(13, palette.ink, bold=True), texts.RIGHT)
    _axis(painter, picture, heat, QRectF(left, room.top() + len(heat.rows) * high, wide, _AXIS))


def _shade(picture: Picture, strength: float) -> QColor:
    """From the panel's colour at none to the series' colour at the most."""
    ground, full = QColor(picture.palette.panel), QColor(picture.palette.series)
    if strength < 0:
        return QColor(picture.palette.joint_ground)
    part = 0.0 if strength == 0 else 0.22 + 0.78 * strength
    return QColor.fromRgbF(
        *(
            one + (other - one) * part
            for one, other in zip(
                (ground.redF(), ground.greenF(), ground.blueF()),
                (full.redF(), full.greenF(), full.blueF()),
                strict=True,
            )
        )
    )


def _axis(painter: QPainter, picture: Picture, heat: Heat, first: QRectF) -> None:
    style = Style(11, picture.palette.muted)
    step = max(1, round(_TICK / max(1.0, first.width())))
    shown = [(at, each) for at, each in enumerate(heat.quarters) if at % step == 0]
    before = 0
    for at, (year, quarter) in shown:
        middle = first.left() + (at + 0.5) * first.width()
        box = QRectF(middle - _TICK / 2, first.top() + 2, _TICK, 15)
        texts.write(painter, box, f"Q{quarter}", style, texts.CENTRE)
        if year != before:
            texts.write(painter, box.translated(0, 14), str(year), style, texts.CENTRE)
        before = year
    if any(row.apart for row in heat.rows):
        x = first.left() + len(heat.quarters) * first.width() + 10
        box = QRectF(x - 8, first.top() + 2, _APART, 15)
        texts.write(painter, box, "no quarter", style, texts.CENTRE)
