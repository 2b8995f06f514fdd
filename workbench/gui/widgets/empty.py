"""The empty state: why a list is empty, and what to do next. Every list of the window uses it.

empty = EmptyState("decision", "No decisions yet", "Mark a sentence in a source and press D, or log
one here.") empty.add_act("New decision", self.new_decision, "Ctrl+Shift+N")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from workbench.gui import icons
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

WIDEST = 420
ICON = 34


class EmptyState(QWidget):
    """An icon, a heading, a sentence, and the next acts."""

    def __init__(self, icon: str, heading: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = QToolButton()
        sign.setProperty("role", "plain")
        sign.setIconSize(QSize(ICON, ICON))
        sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.put(sign, icon, role="faint")
        self.heading = QLabel(heading)
        self.heading.setProperty("role", "heading")
        self.words = wrapped(words)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setMaximumWidth(WIDEST)
        self._acts = QHBoxLayout()
        self._acts.setSpacing(8)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(sign, alignment=middle)
        column.addWidget(self.heading, alignment=middle)
        column.addLayout(self._middle(self.words))
        column.addSpacing(6)
        holder = QWidget()
        holder.setLayout(self._acts)
        column.addWidget(holder, alignment=middle)
        column.addStretch(3)

    def _middle(self, words: QLabel) -> QHBoxLayout:
        """A row with a text in its middle; a layout with an alignment would cut its lines."""
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(words, 100)
        row.addStretch(1)
        return row

    def add_act(
        self, words: str, act: Callable[[], object], key: str = "", *, primary: bool = True
    ) -> QPushButton:
        """Adds a button with what to do next."""
        button = QPushButton(words)
        button.setProperty("role", "primary" if primary else "")
        button.setToolTip(key)
        button.clicked.connect(lambda _on=False: act())
        self._acts.addWidget(button)
        return button

    def say(self, heading: str, words: str) -> None:
        """Gives another reason."""
        self.heading.setText(heading)
        self.words.setText(words)
