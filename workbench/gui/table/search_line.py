"""The search line: the query as text, with what is wrong with it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from workbench.errors import QuerySyntaxError
from workbench.gui import icons
from workbench.gui.widgets.editors import stacked
from workbench.gui.widgets.labels import small
from workbench.model.query import Query

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

PAUSE_MS = 250


class SearchLine(QWidget):
    """A line that holds a query; `changed` gives it a moment after typing, or at Enter."""

    changed = Signal(object)
    left = Signal()
    """Enter, Escape or Down: the focus should go to the records."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(name)
        self.line.setClearButtonEnabled(True)
        self.line.setProperty("role", "search")
        sign = QAction(QIcon(), "", self.line)
        self.line.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        icons.put(sign, "find")
        self.fault = small()
        self.fault.setProperty("role", "error")
        self.fault.hide()
        self._query = Query()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.line.textEdited.connect(lambda _: self._pause.start())
        self.line.returnPressed.connect(self._enter)
        self.line.left.connect(self.left)
        column = stacked(self)
        column.addWidget(self.line)
        column.addWidget(self.fault)

    def show_query(self, query: Query) -> None:
        """Shows a query, unless the line says the same already."""
        if query != self._query or not self._pause.isActive():
            self._query = query
            if _parsed(self.line.text()) != query:
                self.line.setText(str(query))
            self.blame("")

    def blame(self, words: str) -> None:
        """Says below the line what is wrong with it; an empty text takes that back."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.line.setProperty("state", "bad" if words else "")
        self.line.setAccessibleDescription(words)
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    def _enter(self) -> None:
        self._read()
        if not self.fault.isVisible():
            self.left.emit()

    def _read(self) -> None:
        self._pause.stop()
        try:
            self._query = Query.parse(self.line.text())
        except QuerySyntaxError as fault:
            self.blame(fault.message)
            return
        self.blame("")
        self.changed.emit(self._query)


def _parsed(text: str) -> Query | None:
    try:
        return Query.parse(text)
    except QuerySyntaxError:
        return None


class _Line(QLineEdit):
    """A line edit from which Escape and Down lead to the records."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Escape}:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 30)
