"""Buttons as the window makes them, so that none lacks a name, a tooltip or an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton

from workbench.gui import icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QLineEdit


def icon_button(name: str, icon: str, *, key: str = "") -> QToolButton:
    """A plain button that shows only an icon; `name` is its tooltip and what screen readers say."""
    button = QToolButton()
    button.setProperty("role", "plain")
    button.setAccessibleName(name)
    button.setToolTip(f"{name}  {key}" if key else name)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    icons.put(button, icon)
    return button


def primary_button(words: str, icon: str = "plus", *, key: str = "") -> QPushButton:
    """The one filled button of a view, such as "New decision"."""
    button = QPushButton(words)
    button.setProperty("role", "primary")
    button.setToolTip(key)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    icons.put(button, icon, role="on_accent")
    return button


def link_button(words: str, icon: str = "") -> QPushButton:
    """A button that reads as a link."""
    button = QPushButton(words)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        icons.put(button, icon, role="accent")
    return button


def foot_of_form(
    save: QPushButton,
    on_save: Callable[[], object],
    on_cancel: Callable[[], object],
    hint: str = "",
) -> QHBoxLayout:
    """The foot of a form: the button that keeps it, Cancel, and a hint at the right."""
    save.setProperty("role", "primary")
    save.setToolTip("Ctrl+Enter")
    save.clicked.connect(on_save)
    cancel = QPushButton("Cancel")
    cancel.setToolTip("Esc")
    cancel.clicked.connect(on_cancel)
    words = QLabel(hint)
    words.setProperty("role", "small")
    row = QHBoxLayout()
    row.addWidget(save)
    row.addWidget(cancel)
    row.addStretch(1)
    row.addWidget(words)
    return row


def clearable(line: QLineEdit) -> None:
    """Gives a field the button that empties it, with an icon of our set."""
    line.setClearButtonEnabled(True)
    for act in line.findChildren(QAction):
        icons.put(act, "close")
