"""Labels as the window makes them: plain text, in which nothing is taken for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def wrapped(words: str = "", role: str = "muted") -> QLabel:
    """Words in one of the window's looks, wrapped where they are long."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def small(words: str = "") -> QLabel:
    """A caption that wraps."""
    return wrapped(words, "small")


def words_label(words: str, role: str = "") -> QLabel:
    """Words that wrap in whatever room there is, and ask for none."""
    label = wrapped(words, role)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return label
