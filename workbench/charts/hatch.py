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
    kept = [r for r in rects if r.right() > r.left() and r.bottom() > r.top()]
    if not kept:
        return []
    sides = np.array([(r.left(), r.right(), r.top(), r.bottom()) for r in kept])
    left, right, top, bottom = sides.T
    first, end = (left + top, right + bottom) if rising else (top - right, bottom - left)
    start = np.ceil(first / spacing)
    counts = np.maximum(0, np.ceil(end / spacing) - start).astype(np.int64)
    of = np.repeat(np.arange(len(kept)), counts)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    c = (start[of] + nth) * spacing
    x0 = np.maximum(left[of], c - bottom[of] if rising else top[of] - c)
    x1 = np.minimum(right[of], c - top[of] if rising else bottom[of] - c)
    y0, y1 = (c - x0, c - x1) if rising else (c + x0, c + x1)
    columns = (each[x1 > x0].tolist() for each in (x0, y0, x1, y1))
    return [QLineF(*ends) for ends in zip(*columns, strict=True)]


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
