"""A card that is a button: icon, title and key on the first line, anything below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.theme import font, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

LEAST = QSize(240, 96)
HEAD = 40


class CardButton(QAbstractButton):
    """A large button; `column` takes what stands below its first line."""

    def __init__(self, title: str, icon: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = key
        self.setText(title)
        self.setAccessibleName(title)
        self.setMinimumSize(LEAST)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.put(self, icon, role="accent")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(17, HEAD + 2, 17, 12)

    @override
    def sizeHint(self) -> QSize:
        return self.column.sizeHint().expandedTo(LEAST)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens()
        lit = self.underMouse() or self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.accent if lit else colours.line))
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.panel))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        icons.icon(self._icon, "accent").paint(painter, QRect(16, 14, 22, 22))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(15, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.ink))
        painter.drawText(QRect(45, 8, self.width() - 120, 34), middle, self.text())
        painter.setFont(font(11))
        painter.setPen(QColor(colours.muted))
        right = QRect(0, 8, self.width() - 17, 34)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, self._key)
        painter.end()
