"""The skeleton: what a view looks like before its records are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from workbench.gui.theme import ROW_HEIGHT, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

COLUMNS = (0.10, 0.16, 0.14, 0.42, 0.10)
GAP = 18.0
TOP = 56.0


class Skeleton(QWidget):
    """Grey bars where rows will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Opening the dossier")

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().line))
        top = TOP
        while top < self.height():
            self._row(painter, top)
            top += ROW_HEIGHT
        painter.end()

    def _row(self, painter: QPainter, top: float) -> None:
        left = GAP
        for share in COLUMNS:
            width = share * (self.width() - GAP * (len(COLUMNS) + 1))
            painter.drawRoundedRect(QRectF(left, top, width * 0.8, 9.0), 4.0, 4.0)
            left += width + GAP
