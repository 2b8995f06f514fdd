"""The palette (Ctrl+K): one box for records, passages in sources, and commands.

Prefixes: > commands, @ parties, # codes, / text in sources, = the sum of allocations that a query
shows. The search runs off the window's thread; the last thing typed wins. Enter opens, Ctrl+Enter
opens beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.palette_rows import (
    Row,
    RowDelegate,
    Rows,
    command_rows,
    found_rows,
    prefix_of,
    total_rows,
)
from workbench.gui.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from workbench.gui.window import Window

CARD = (660, 366)
TOP_SHARE = 0.12
PAUSE_MS = 35
MOST_FOUND = 24
HINT = (
    "↑↓ choose    Enter open    Ctrl+Enter open beside"
    "        > command   @ party   # code   / text   = sum"
)


class Palette(QWidget):
    """Lies over the whole window while it is open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._asked = 0
        self._before = window.focusWidget()
        self._commands = [
            each for each in window.commands.ready() if each.command.name != "window.search"
        ]
        self.box = QLineEdit()
        self.box.setProperty("role", "palette")
        self.box.setPlaceholderText("Search everything, or type a command")
        self.box.setAccessibleName("Search everything, or type a command")
        self.box.addAction(icons.icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.installEventFilter(self)
        self.rows = Rows(self)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._clicked)
        self.list.entered.connect(self.list.setCurrentIndex)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.box.textChanged.connect(self._typed)
        self._lay_out()
        window.installEventFilter(self)
        self._typed("")

    def _lay_out(self) -> None:
        self.card = QFrame(self)
        self.card.setProperty("role", "popup")
        shadow = QGraphicsDropShadowEffect(self.card)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.card.setGraphicsEffect(shadow)
        hint = QLabel(HINT)
        hint.setProperty("role", "small")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addWidget(self.list, 1)
        column.addWidget(hint)
        self._place()

    def open(self) -> None:
        """Shows the palette and takes the focus."""
        self.show()
        self.raise_()
        self.box.setFocus()

    def leave(self) -> None:
        """Closes the palette and gives the focus back."""
        self._asked += 1
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self.deleteLater()

    def choose(self, *, beside: bool = False) -> None:
        """Carries out the row that is chosen."""
        row = self.rows.row(self.list.currentIndex())
        if row is None or row.heading:
            return
        self.leave()
        if row.act is not None:
            row.act.trigger()
        elif row.kind:
            self._window.open_record(row.kind, row.key, beside=beside)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._key(event)
        return False

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().shade))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.choose(beside=beside)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6}.get(
                Qt.Key(key), -6
            )
            self.list.setCurrentIndex(self.rows.step(self.list.currentIndex(), step))
        else:
            return False
        return True

    def _clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.choose()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        width = min(CARD[0], self.width() - 40)
        height = min(CARD[1], self.height() - 80)
        self.card.setGeometry(
            (self.width() - width) // 2, max(40, int(self.height() * TOP_SHARE)), width, height
        )

    def _typed(self, text: str) -> None:
        prefix, words = prefix_of(text)
        if prefix == ">" or self._window.context is None:
            self._show(command_rows(self._commands, words))
        elif not words:
            self._show(command_rows(self._commands, "") if not prefix else [])
        else:
            self._pause.start()

    def _ask(self) -> None:
        context = self._window.context
        if context is None:
            return
        self._asked += 1
        asked = self._asked
        prefix, words = prefix_of(self.box.text())
        dossier = context.dossier

        def look() -> list[Row]:
            if prefix == "=":
                return total_rows(dossier, words)
            return found_rows(dossier, prefix, words, MOST_FOUND)

        def take(found: list[Row]) -> None:
            if asked == self._asked:
                commands = [] if prefix else command_rows(self._commands, words, few=True)
                self._show(found + commands)

        context.jobs.run("Searching", lambda _: look(), take, quiet=True)

    def _show(self, rows: list[Row]) -> None:
        _, words = prefix_of(self.box.text())
        if words and not rows:
            rows = [Row(title=f"Nothing holds “{words}”.", icon="notice")]
        self.rows.show(rows)
        self.list.setCurrentIndex(self.rows.first())
        self.list.scrollToTop()


def open_palette(window: Window) -> Palette:
    """Opens the palette over a window, or gives the one that is open."""
    for each in window.findChildren(Palette):
        if each.isVisible():
            each.box.selectAll()
            return each
    palette = Palette(window)
    palette.open()
    return palette
