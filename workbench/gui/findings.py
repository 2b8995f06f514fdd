"""The page of what a check of the dossier found, or of what a salvage saved and lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.gui.command import command
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.page_head import page_head
from workbench.gui.widgets.plain_table import fill, plain_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


MOST_ROWS = 1_000
_HEADS = ("Where", "What", "What to do")
_WIDTHS = {2: ((340, 640),), 3: ((120, 260), (240, 420))}
"""By columns that there are: the least and the most that those before the last take, in pixels."""


class FindingsPage(QWidget):
    """Rows of what was found where, under a title and a sentence; `left` to go back to the view."""

    left = Signal()

    def __init__(
        self, title: str, words: str, rows: Sequence[tuple[str, ...]], *, none: tuple[str, str]
    ) -> None:
        """Shows `rows` (where, what, and what to do, if that is told), or `none`.

        `none` is the heading and the sentence that stand there where there are none.
        """
        super().__init__()
        more = f" The first {MOST_ROWS:,} of {len(rows):,} are listed; the command line lists all."
        self.words = QLabel(words + (more if len(rows) > MOST_ROWS else ""))
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        told = len(rows[0]) if rows else 0
        self.table = plain_table(title, *_HEADS[:told])
        fill(self.table, rows[:MOST_ROWS])
        for number, (least, most) in enumerate(_WIDTHS.get(told, ())):
            self.table.resizeColumnToContents(number)
            width = min(max(self.table.columnWidth(number), least), most)
            self.table.setColumnWidth(number, width)
        self._head = page_head(title, self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 0)
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addWidget(self.words)
        column.addWidget(self.table if rows else EmptyState("done", *none), 1)

    def offer(self, words: str, act: Callable[[], object]) -> None:
        """Shows a button beside the title."""
        button = QPushButton(words)
        button.clicked.connect(act)
        self._head.addWidget(button)

    @command("Leave the findings", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()
