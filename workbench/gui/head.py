"""The head of the work area: title, search box, ways to show, and the view's own buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.theme import font, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.gui.panel import View

BOX_WIDTH = 330
BOX_LEAST = 150
BOX_HEIGHT = 32
WORDS = "Search everything, or type a command"
KEY = "Ctrl+K"


class SearchBox(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(WORDS)
        self.setToolTip(KEY)
        self.setMinimumWidth(BOX_LEAST)
        self.setMaximumWidth(BOX_WIDTH)
        self.setFixedHeight(BOX_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(BOX_WIDTH, BOX_HEIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus() or self.underMouse()
        painter.setPen(QColor(colours.accent if lit else colours.edge))
        painter.setBrush(QColor(colours.field))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        icons.icon("find").paint(painter, QRect(9, 8, 16, 16))
        painter.setFont(font(11))
        painter.setPen(QColor(colours.muted))
        key = painter.fontMetrics().horizontalAdvance(KEY)
        painter.drawText(
            self.rect().adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, KEY
        )
        painter.setFont(font())
        painter.setPen(QColor(colours.faint))
        room = self.width() - 36 - key - 18
        words = painter.fontMetrics().elidedText(WORDS, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(36, 0, room, self.height()), middle, words)
        painter.end()


class Head(QWidget):
    """What stands above every view; `mode_chosen` gives one of the view's modes."""

    search_wanted = Signal()
    mode_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        box = SearchBox()
        box.clicked.connect(self.search_wanted)
        self._modes = QButtonGroup(self)
        self._modes.buttonClicked.connect(self._clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 9, 16, 7)
        self._row.setSpacing(8)
        self._row.addWidget(self.title)
        self._row.addSpacing(10)
        self._row.addWidget(box, 100)
        self._row.addStretch(1)
        self._fixed = self._row.count()
        self._own: list[QWidget] = []

    def show_view(self, view: View, title: str) -> None:
        """Shows the title, modes and buttons of a view instead of those of the view before."""
        self.title.setText(title)
        while self._row.count() > self._fixed:
            item = self._row.takeAt(self._fixed)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
        for button in self._modes.buttons():
            self._modes.removeButton(button)
            button.deleteLater()
        for mode in view.modes:
            self._row.addWidget(self._mode_button(mode, on=mode == view.mode))
        if view.modes and view.tools:
            self._row.addSpacing(6)
        for tool in view.tools:
            self._row.addWidget(tool)
            tool.show()

    def show_mode(self, mode: str) -> None:
        """Shows which mode is on."""
        for button in self._modes.buttons():
            button.setChecked(button.text() == mode)

    def _mode_button(self, mode: str, *, on: bool) -> QPushButton:
        button = QPushButton(mode)
        button.setCheckable(True)
        button.setChecked(on)
        button.setToolTip(f"Show as {mode.lower()}  Ctrl+\\")
        self._modes.addButton(button)
        return button

    def _clicked(self, button: QPushButton) -> None:
        self.mode_chosen.emit(button.text())
