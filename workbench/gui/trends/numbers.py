"""The numbers behind a picture as a table: what a plot says to those who do not see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableView,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.gui.widgets.labels import words_label
from workbench.gui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QPushButton, QWidget

    from workbench.gui.widgets.row_table import Index

SIZE = (900, 560)
_FIGURE = re.compile(r"[\d,]+(\.\d+)?")
_AROUND = 64
_SHARE = 0.9
"""What of the window the table takes at most, where its columns are wide."""
_MEASURED = 100
"""How many rows say how wide a column has to be."""


class NumbersDialog(QDialog):
    """A table of numbers under the title and the subtitle of its picture."""

    pressed = Signal(int)
    """A row was pressed, or Enter on it."""

    def __init__(
        self,
        title: str,
        subtitle: str,
        rows: Sequence[Sequence[str]],
        parent: QWidget | None = None,
        *,
        window_title: str = "Numbers behind the picture",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_title)
        self.table = _table(rows, self)
        wide = self.table.horizontalHeader().length() + _AROUND
        most = int(parent.window().width() * _SHARE) if parent is not None else 0
        self.resize(max(SIZE[0], min(wide, most)), SIZE[1])
        self.table.clicked.connect(lambda index: self.pressed.emit(index.row()))
        self.table.installEventFilter(self)
        self.buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(words_label(title, "heading"))
        column.addWidget(words_label(subtitle, "muted"))
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a row presses it, and not the button that closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = self.table.currentIndex()
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and at.isValid():
                self.pressed.emit(at.row())
                return True
        return super().eventFilter(watched, event)

    def add_button(self, button: QPushButton) -> None:
        """Puts a button beside the one that closes."""
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)


class _Numbers(RowTable[Sequence[str]]):
    """Rows of words; the heads of columns stand first, and after each gap, in bold."""

    def __init__(self, rows: Sequence[Sequence[str]], bold: QFont, parent: QObject) -> None:
        wide = max(map(len, rows), default=1)
        super().__init__([""] * wide, lambda row: [*row, *[""] * (wide - len(row))], parent)
        self._bold = bold
        self.show(list(rows))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return self._bold if self._is_head(index.row()) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            at = index.row() + self._is_head(index.row())
            row = self.rows[at] if at < len(self.rows) else ()
            figure = index.column() < len(row) and _FIGURE.fullmatch(row[index.column()])
            side = Qt.AlignmentFlag.AlignRight if figure else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)

    def _is_head(self, at: int) -> bool:
        return not at or not any(self.rows[at - 1])


def _table(rows: Sequence[Sequence[str]], parent: QWidget) -> QTableView:
    table = QTableView()
    table.setAccessibleName("Numbers behind the picture")
    table.horizontalHeader().hide()
    table.horizontalHeader().setResizeContentsPrecision(_MEASURED)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    bold = table.font()
    bold.setBold(True)
    table.setModel(_Numbers(rows, bold, parent))
    table.resizeColumnsToContents()
    return table
