"""Hatching as lines cut by arithmetic: the same on the screen, zoomed, and in files.

Pattern brushes are device pixels and change with zoom and export; clip paths get lost in SVG.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

SPACING = 7.0


def lines(rects: Sequence[QRectF], *, rising: bool, spacing: float = SPACING) -> list[QLineF]:
    """Slanted lines over `rects`, in one phase, so that they run on from one to the next.

    `rising` lines go up to the right (y + x constant), the others down.
    """
    made: list[QLineF] = []
    for rect in rects:
        left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
        if right <= left or bottom <= top:
            continue
        ends = (left + top, right + bottom) if rising else (top - right, bottom - left)
        start = np.ceil(ends[0] / spacing) * spacing
        for c in np.arange(start, ends[1], spacing).tolist():
            x0 = max(left, c - bottom if rising else top - c)
            x1 = min(right, c - top if rising else bottom - c)
            if x1 > x0:
                made.append(
                    QLineF(x0, c - x0, x1, c - x1) if rising else QLineF(x0, c + x0, x1, c + x1)
                )
    return made


def fill(
    painter: QPainter,
    rects: Sequence[QRectF],
    colour: str,
    *,
    rising: bool,
    spacing: float = SPACING,
) -> None:
    """Hatches `rects` with lines of `colour`."""
    painter.setRenderHint(painter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(colour), 1.0))
    painter.drawLines(lines(rects, rising=rising, spacing=spacing))
