"""The page of what a check of the dossier found, or of what a salvage saved and lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from workbench.gui.command import command
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.plain_table import fill, plain_table

if TYPE_CHECKING:
    from collections.abc import Sequence


class FindingsPage(QWidget):
    """Rows of where and what, under a title and a sentence; `left` to go back to the view."""

    left = Signal()

    def __init__(
        self, title: str, words: str, rows: Sequence[tuple[str, str]], *, none: tuple[str, str]
    ) -> None:
        """Shows `rows`, or the heading and sentence of `none` where there are none."""
        super().__init__()
        back = icon_button("Back", "back", key="Esc")
        back.clicked.connect(self.left)
        heading = QLabel(title)
        heading.setProperty("role", "title")
        self.words = QLabel(words)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.table = plain_table(title, "Where", "What")
        fill(self.table, rows)
        self.table.resizeColumnToContents(0)
        self.table.setColumnWidth(0, min(max(self.table.columnWidth(0), 340), 640))
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(self.table if rows else EmptyState("done", *none), 1)

    @command("Leave the findings", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()
