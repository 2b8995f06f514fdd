"""A table that gives its name column the room, and drops its last columns where that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

ROW = 32
NUMBER_WIDTH = 82
NUMBER_MOST = 120
NAME_LEAST = 190
OTHER_WIDTH = 128


class FittingTable(QTableView):
    """Column 0 is the number or kind, column 1 the name; the others go as the room ends."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)

    def fit(self) -> None:
        """Gives every column its width, or hides it."""
        model = self.model()
        number = min(NUMBER_MOST, max(NUMBER_WIDTH, self.sizeHintForColumn(0)))
        room = self.viewport().width() - number - NAME_LEAST
        others = model.columnCount() - 2
        shown = max(0, min(others, room // OTHER_WIDTH))
        self.setColumnWidth(0, number)
        self.setColumnWidth(1, NAME_LEAST + room - shown * OTHER_WIDTH)
        for column in range(2, model.columnCount()):
            self.setColumnHidden(column, column - 2 >= shown)
            self.setColumnWidth(column, OTHER_WIDTH)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
