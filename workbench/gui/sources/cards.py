"""A list of cards in place of the text: what the forms that show one share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QLabel


class CardsForm(QWidget):
    """Cards under some words, to be scrolled; `closed` when the analyst is done with them."""

    closed = Signal()

    def __init__(self, name: str, *head: QLabel) -> None:
        super().__init__()
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(name)
        self.setFocusProxy(self.list)
        close = QPushButton("Close")
        close.setToolTip("Esc")
        close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 10, 12)
        column.setSpacing(6)
        for words in head:
            column.addWidget(words)
        column.addWidget(self.list, 1)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignLeft)

    def fill(self, cards: Iterable[QWidget], empty: str) -> None:
        """Shows other cards; `empty` says why where there are none."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 8, 8)
        column.setSpacing(8)
        for each in list(cards) or [words_label(empty, "muted")]:
            column.addWidget(each)
        column.addStretch(1)
        self.list.setWidget(body)


def new_card() -> tuple[QFrame, QVBoxLayout]:
    """An empty card, and the column into which its words go."""
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 8, 10, 8)
    column.setSpacing(4)
    return card, column
