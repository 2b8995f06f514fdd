"""The top of a page that covers a view: the way back, its title, and what stands at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel

from workbench.gui.widgets.buttons import icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


def page_head(
    title: str, leave: Callable[[], object] | SignalInstance, *beside: QWidget
) -> QHBoxLayout:
    """A row with the button that leaves the page, its title, and `beside` at the right."""
    back = icon_button("Back", "back", key="Esc")
    back.clicked.connect(leave)
    words = QLabel(title)
    words.setProperty("role", "title")
    row = QHBoxLayout()
    row.addWidget(back)
    row.addWidget(words, 1)
    for each in beside:
        row.addWidget(each)
    return row
