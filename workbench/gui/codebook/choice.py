"""A button that offers names to choose from, several at once; none chosen means all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QAction

LONGEST = 28


class ChoiceButton(QPushButton):
    """What is chosen, in words; press it for the menu. `changed` tells of another choice."""

    changed = Signal()

    def __init__(self, noun: str) -> None:
        super().__init__()
        self._noun = noun
        self._names: dict[str, str] = {}
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.setMenu(self._menu)
        self.setAccessibleName(f"Which {noun} are compared")
        self.chosen: tuple[str, ...] = ()
        self._say()

    def offer(self, names: Mapping[str, str]) -> None:
        """Offers other names, by key; what was chosen and is still there stays so."""
        if dict(names) == self._names:
            return
        self._names = dict(names)
        self.chosen = tuple(each for each in self.chosen if each in names)
        self._menu.clear()
        self._add(f"All {self._noun}", "").setChecked(not self.chosen)
        self._menu.addSeparator()
        for key, name in names.items():
            self._add(name, key).setChecked(key in self.chosen)
        self._say()

    def choose(self, *keys: str) -> None:
        """Chooses some; all where none is given."""
        self.chosen = tuple(each for each in self._names if each in keys)
        for action in self._menu.actions():
            if action.isCheckable():
                key = str(action.data())
                action.setChecked(key in self.chosen if key else not self.chosen)
        self._say()
        self.changed.emit()

    def _add(self, name: str, key: str) -> QAction:
        action = self._menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setData(key)
        action.triggered.connect(lambda on: self._toggled(key, on=on))
        return action

    def _toggled(self, key: str, *, on: bool) -> None:
        rest = [each for each in self.chosen if each != key]
        self.choose(*([*rest, key] if on else rest) if key else ())

    def _say(self) -> None:
        words = ", ".join(self._names[each] for each in self.chosen) or f"All {self._noun}"
        short = words if len(words) <= LONGEST else f"{len(self.chosen)} {self._noun}"
        self.setText(short.replace("&", "&&"))
        self.setToolTip(words)
