"""The numbers behind a picture as a table: what a plot says to those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from workbench.gui.inspector.parts import words_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget

SIZE = (820, 560)
MOST_ROWS = 5_000


class NumbersDialog(QDialog):
    """A table of numbers under the title and the subtitle of its picture."""

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
        self.resize(*SIZE)
        self.table = _table(rows[:MOST_ROWS])
        self.buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(words_label(title, "heading"))
        column.addWidget(words_label(subtitle, "muted"))
        column.addWidget(self.table, 1)
        if len(rows) > MOST_ROWS:
            rest = f"The first {MOST_ROWS:,} of {len(rows):,} rows. Copy the numbers to get all."
            column.addWidget(words_label(rest, "muted"))
        column.addWidget(buttons)

    def add_button(self, button: QPushButton) -> None:
        """Puts a button beside the one that closes."""
        self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)


def _table(rows: Sequence[Sequence[str]]) -> QTableWidget:
    wide = max((len(row) for row in rows), default=1)
    table = QTableWidget(len(rows), wide)
    table.setAccessibleName("Numbers behind the picture")
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    bold = table.font()
    bold.setBold(True)
    above: Sequence[str] = ()
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            item = QTableWidgetItem(words)
            if not any(above):  # the heads of columns stand first, and after each gap
                item.setFont(bold)
            table.setItem(at, column, item)
        above = row
    table.resizeColumnsToContents()
    return table
