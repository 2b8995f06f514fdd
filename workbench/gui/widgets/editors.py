"""Editors of single values: what a form puts beside a label. Each reads and shows one Python value.

An editor's `value()` raises `InvalidField` where what was typed has no meaning; the form shows the
message under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

if TYPE_CHECKING:
    from enum import Enum

    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import (
        QCompleter,
    )

LINES_LEAST = 3
LINES_MOST = 9


class Editor(QWidget):
    """Shows and reads one value; `changed` comes when the analyst changed it, not `set_value`."""

    changed = Signal()

    def value(self) -> object:
        """The value as it stands.

        Raises:
            InvalidField: what was typed has no meaning.
        """
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Shows `value`."""
        raise NotImplementedError

    def field(self) -> QWidget:
        """The widget that takes the focus."""
        raise NotImplementedError

    def name_it(self, name: str) -> None:
        """Tells screen readers what the editor is for."""
        self.field().setAccessibleName(name)

    def tells(self, _message: str) -> bool:
        """Whether the editor itself says this already, of what was typed wrong."""
        return False

    def mark(self, state: str) -> None:
        """Shows the state of the value by the frame: "bad", "read" or nothing."""
        for each in (self.field(), *self.field().findChildren(QLineEdit)):
            each.setProperty("state", state)
            each.style().unpolish(each)
            each.style().polish(each)


def stacked(owner: QWidget) -> QVBoxLayout:
    """A tight column as the layout of `owner`."""
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    return column


def dress(completer: QCompleter) -> None:
    """Gives the list of a field with type-ahead the look of the window."""
    offers = completer.popup()
    if offers is not None:
        offers.setProperty("role", "offers")
        offers.setAccessibleName("What fits")


class LineEditor(Editor):
    """One line of text; blank is the empty text. What is not touched stays to the last space."""

    def __init__(self, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self._before = ("", "")
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.changed)
        stacked(self).addWidget(self.line)

    @override
    def value(self) -> object:
        typed, (shown, before) = self.line.text(), self._before
        return before if typed == shown else typed.strip()

    @override
    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)
        self._before = (self.line.text(), str(value or ""))

    @override
    def field(self) -> QWidget:
        return self.line


class _Paragraphs(QPlainTextEdit):
    """Text of several lines that grows with what is in it, and gives Tab to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = min(LINES_MOST, max(LINES_LEAST, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class ParagraphsEditor(Editor):
    """Text of several lines. What is not touched stays as it was: Qt gives back other spaces."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _Paragraphs()
        self._before = ("", "")
        self._setting = False
        self.text.textChanged.connect(self._told)
        stacked(self).addWidget(self.text)

    @override
    def value(self) -> object:
        typed, (shown, before) = self.text.toPlainText(), self._before
        return before if typed == shown else typed.strip()

    @override
    def set_value(self, value: object) -> None:
        self._setting = True
        self.text.setPlainText(str(value or ""))
        self._setting = False
        self._before = (self.text.toPlainText(), str(value or ""))

    @override
    def field(self) -> QWidget:
        return self.text

    def _told(self) -> None:
        if not self._setting:
            self.changed.emit()


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the form around it unless it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else the wheel gives it the focus

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def words_of(term: Enum) -> str:
    """A term of a closed list as people read it."""
    for name in ("words", "word"):
        spelled = getattr(term, name, None)
        if isinstance(spelled, str) and spelled:
            whole = name == "word" or spelled.startswith(str(term.value).replace("_", " "))
            return spelled if whole else f"{term.value}  {spelled}"
    plain = str(term.value)
    return plain if ":" in plain else plain.replace("_", " ").capitalize()


class ChoiceEditor(Editor):
    """One term of a closed list; typing a letter jumps to it."""

    def __init__(self, terms: type[Enum], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QuietCombo()
        self._terms = list(terms)
        for term in self._terms:
            self.combo.addItem(words_of(term))
        self.combo.setMaxVisibleItems(16)
        self.combo.activated.connect(self.changed)
        stacked(self).addWidget(self.combo)

    @override
    def value(self) -> object:
        return self._terms[self.combo.currentIndex()]

    @override
    def set_value(self, value: object) -> None:
        self.combo.setCurrentIndex(self._terms.index(value) if value in self._terms else 0)

    @override
    def field(self) -> QWidget:
        return self.combo


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(words)
        self.box.clicked.connect(self.changed)
        stacked(self).addWidget(self.box)

    @override
    def value(self) -> object:
        return self.box.isChecked()

    @override
    def set_value(self, value: object) -> None:
        self.box.setChecked(bool(value))

    @override
    def field(self) -> QWidget:
        return self.box


class WholeEditor(Editor):
    """A whole number."""

    def __init__(self, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spin = QSpinBox()
        self.spin.setRange(low, high)
        self.spin.valueChanged.connect(self.changed)
        stacked(self).addWidget(self.spin)

    @override
    def value(self) -> object:
        return self.spin.value()

    @override
    def set_value(self, value: object) -> None:
        self.spin.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.spin.setValue(int(str(value or 0)))
        self.spin.blockSignals(False)  # noqa: FBT003 - Qt's signature

    @override
    def field(self) -> QWidget:
        return self.spin

    @override
    def name_it(self, name: str) -> None:
        self.spin.setAccessibleName(name)
        self.spin.lineEdit().setAccessibleName(name)
