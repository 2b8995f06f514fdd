"""The rail: the tasks, one above the other, at the left edge of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from workbench.gui import icons
from workbench.gui.theme import RAIL_WIDTH

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.gui.views import Task

BUTTON = 39
ICON = 22


def rail_button(words: str, icon: str) -> QToolButton:
    """A square button of the rail."""
    button = QToolButton()
    button.setProperty("role", "rail")
    button.setFixedSize(BUTTON, BUTTON)
    button.setIconSize(QSize(ICON, ICON))
    button.setAccessibleName(words)
    button.setToolTip(words)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    icons.put(button, icon)
    return button


class Rail(QFrame):
    """One button a task; `chosen` gives its name."""

    chosen = Signal(str)
    settings_wanted = Signal()

    def __init__(self, tasks: tuple[Task, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(RAIL_WIDTH)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 12, 9, 12)
        column.setSpacing(6)
        for task in tasks:
            button = rail_button(task.title, task.icon)
            button.setToolTip(f"{task.title}  {task.shortcut}")
            button.setCheckable(True)
            button.clicked.connect(self._clicked)
            button.setObjectName(task.name)
            self._group.addButton(button)
            self._buttons[task.name] = button
            column.addWidget(button)
        column.addStretch(1)
        settings = rail_button("Preferences", "settings")
        settings.clicked.connect(self.settings_wanted)
        column.addWidget(settings)

    def show_task(self, name: str) -> None:
        """Shows which task is on; an empty name for none."""
        self._group.setExclusive(bool(name))
        for each, button in self._buttons.items():
            button.setChecked(each == name)

    def allow(self, *, tasks: bool) -> None:
        """Lets the tasks be chosen, or not while no dossier is open."""
        for button in self._buttons.values():
            button.setEnabled(tasks)

    def _clicked(self) -> None:
        sender = self._group.checkedButton()
        if sender is not None:
            self.chosen.emit(sender.objectName())
