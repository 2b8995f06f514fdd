"""The editor of a date, to the precision that its source gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui.widgets.editors import Editor, stacked
from workbench.gui.widgets.labels import small
from workbench.model.kinds import Precision
from workbench.model.when import When

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class WhenEditor(Editor):
    """A date to the precision that its source gives; says below what was understood.

    What is no date is told there too: quietly while it is typed, as a fault once the field is left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText("28 Jan 2026, 2026-01, Q1 2026, 2026-01-28~")
        self._said = small()
        self._wrong = ""
        self._before: tuple[str, When] = ("", When.UNKNOWN)
        self.line.textEdited.connect(self.changed)
        self.line.textChanged.connect(self._read)
        self.line.editingFinished.connect(self._left)
        column = stacked(self)
        column.addWidget(self.line)
        column.addWidget(self._said)
        self._read()

    @override
    def value(self) -> object:
        words, when = self._before
        return when if self.line.text() == words else When.parse(self.line.text())

    @override
    def set_value(self, value: object) -> None:
        when = value if isinstance(value, When) else When.UNKNOWN
        words = str(when) if when else ""
        self._before = (words, when)
        self.line.setText(words)

    @override
    def field(self) -> QWidget:
        return self.line

    @override
    def tells(self, message: str) -> bool:
        return message == self._wrong

    @override
    def mark(self, state: str) -> None:
        super().mark(state)
        self._said.setProperty("role", "error" if state == "bad" and self._wrong else "small")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _read(self) -> None:
        self._wrong = ""
        try:
            when = self.value()
            said = _span(when) if isinstance(when, When) else ""
        except InvalidField as fault:
            said = self._wrong = fault.message
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self.line.setAccessibleDescription(said)

    def _left(self) -> None:
        if self._wrong:
            self.mark("bad")


def _span(when: When) -> str:
    """What a date means in days; nothing where that is the date itself."""
    if not when or (when.precision is Precision.DAY and not when.approximate):
        return ""
    first = when.earliest.isoformat() if when.earliest else "open"
    last = when.latest.isoformat() if when.latest else "open"
    about = "about " if when.approximate else ""
    return f"{about}{when.precision.value}: {first} to {last}"
