"""The banner that says that the window shows the dossier as it was, and leads back to now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from workbench.dossier.moments import moment_told

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier


def past_words(dossier: Dossier) -> str:
    """Which moment of the past a dossier shows; empty for the present."""
    words = moment_told(dossier)
    return words and f"{words} Nothing can be changed here."


class PastBanner(QFrame):
    """Names the moment that is shown; `left` asks for the present."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("past")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        back = QPushButton("Back to now")
        back.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 18, 6)
        row.addWidget(self.words, 1)
        row.addWidget(back)
        self.hide()

    def show_moment(self, words: str) -> None:
        """Shows which moment it is; hides for an empty text."""
        self.words.setText(words)
        self.setVisible(bool(words))
