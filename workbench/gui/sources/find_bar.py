"""Finding words in the text that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit
from typing_extensions import override

from workbench.gui.widgets.buttons import icon_button

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget


def places(text: str, words: str) -> list[int]:
    """Where `words` begin in a text, in any case."""
    found: list[int] = []
    low, wanted = text.lower(), words.lower()
    if len(low) != len(text):  # a letter whose small form is longer: positions would shift
        low, wanted = text, words
    at = low.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = low.find(wanted, at + max(1, len(wanted)))
    return found


class FindBar(QFrame):
    """A line with the number of hits; `found` gives the stretch of the hit to go to."""

    found = Signal(int, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: list[int] = []
        self._at = -1
        self.line = QLineEdit()
        self.line.setPlaceholderText("Find in this text")
        self.line.setAccessibleName("Find in this text")
        self.line.setMaximumWidth(320)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for name, icon, act in (
            ("Hit before", "caret-up", self.before),
            ("Next hit", "caret-down", self.after),
            ("Close", "close", self.close_bar),
        ):
            button = icon_button(name, icon)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(2)
        self.hide()

    def open_on(self, text: str) -> None:
        """Opens the bar to search a text."""
        self._text = text
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self._search()

    def after(self) -> None:
        """Goes to the next hit, round the end."""
        self._go(1)

    def before(self) -> None:
        """Goes to the hit before, round the beginning."""
        self._go(-1)

    def close_bar(self) -> None:
        """Closes the bar."""
        self.hide()
        self.closed.emit()

    def _search(self) -> None:
        self._places, self._at = places(self._text, self.line.text().strip()), -1
        self._go(1)

    def _go(self, by: int) -> None:
        words = self.line.text().strip()
        if not self._places:
            self.count.setText("not found" if words else "")
            return
        self._at = (self._at + by) % len(self._places)
        self.count.setText(f"{self._at + 1:,} of {len(self._places):,}")
        start = self._places[self._at]
        self.found.emit(start, start + len(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self._go(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)
