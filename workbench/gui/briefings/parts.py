"""The pieces of the briefings view: its two tables, and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

ROW = 30
LEAST_ROWS = 2
NUMERIC = "Rows"


class Lines(QTableWidget):
    """A small table to read: as high as its rows where there is room, without editing."""

    opened = Signal(int)
    """The row that was double-clicked, or on which Enter was pressed."""

    def __init__(self, name: str, columns: tuple[str, ...], *, wide: str) -> None:
        super().__init__(0, len(columns))
        self.columns = columns
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(columns)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(columns.index(wide), QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.cellActivated.connect(lambda row, _column: self.opened.emit(row))

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Shows rows of words, one word a column; keeps the current row."""
        at = self.currentRow()
        self.setRowCount(len(rows))
        for n, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if self.columns[column] == NUMERIC:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(n, column, item)
        if 0 <= at < len(rows):
            self.setCurrentCell(at, 0)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(max(1, self.rowCount())))

    @override
    def minimumSizeHint(self) -> QSize:
        rows = min(LEAST_ROWS, max(1, self.rowCount()))
        return QSize(super().minimumSizeHint().width(), self._height(rows))

    def _height(self, rows: int) -> int:
        return self.horizontalHeader().sizeHint().height() + rows * ROW + 2 * self.frameWidth() + 2


def labelled(words: str, editor: QWidget) -> QVBoxLayout:
    """A small label over an editor."""
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setBuddy(editor)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    column.addWidget(editor)
    column.addStretch(1)
    return column
