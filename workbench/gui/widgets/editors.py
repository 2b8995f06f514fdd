"""Editors of single values: what a form puts beside a label. Each reads and shows one Python value.

An editor's `value()` raises `InvalidField` where what was typed has no meaning; the form shows the
message under it.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.model.kinds import Precision, QuantityKind, Reading
from workbench.model.quantity import Quantity
from workbench.model.when import When

if TYPE_CHECKING:
    from enum import Enum

    from PySide6.QtGui import QKeyEvent, QWheelEvent
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


def small(words: str = "") -> QLabel:
    """A caption that wraps."""
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def dress(completer: QCompleter) -> None:
    """Gives the list of a field with type-ahead the look of the window."""
    completer.popup().setProperty("role", "offers")
    completer.popup().setAccessibleName("What fits")


class LineEditor(Editor):
    """One line of text; blank is the empty text."""

    def __init__(self, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self.changed)
        stacked(self).addWidget(self.line)

    @override
    def value(self) -> object:
        return self.line.text().strip()

    @override
    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)

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
    """Text of several lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = _Paragraphs()
        self._setting = False
        self.text.textChanged.connect(self._told)
        stacked(self).addWidget(self.text)

    @override
    def value(self) -> object:
        return self.text.toPlainText().strip()

    @override
    def set_value(self, value: object) -> None:
        self._setting = True
        self.text.setPlainText(str(value or ""))
        self._setting = False

    @override
    def field(self) -> QWidget:
        return self.text

    def _told(self) -> None:
        if not self._setting:
            self.changed.emit()


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the form around it unless it has the focus."""

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
        if isinstance(spelled, str):
            return f"{term.value}  {spelled}" if name == "words" else spelled
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
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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


class WhenEditor(Editor):
    """A date to the precision that its source gives; says below what was understood."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText("28 Jan 2026, 2026-01, Q1 2026, 2026-01-28~; empty: not known")
        self._said = small()
        self._before: tuple[str, When] = ("", When.UNKNOWN)
        self.line.textEdited.connect(self.changed)
        self.line.textChanged.connect(self._read)
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

    def _read(self) -> None:
        try:
            when = self.value()
        except InvalidField:
            self._said.setVisible(False)
            return
        self._said.setText(_span(when) if isinstance(when, When) else "")
        self._said.setVisible(bool(self._said.text()))


def _span(when: When) -> str:
    """What a date means in days; nothing where that is the date itself."""
    if not when or (when.precision is Precision.DAY and not when.approximate):
        return ""
    first = when.earliest.isoformat() if when.earliest else "open"
    last = when.latest.isoformat() if when.latest else "open"
    about = "about " if when.approximate else ""
    return f"{about}{when.precision.value}: {first} to {last}"


class QuantityEditor(Editor):
    """A quantity in its source's words, with its unit; says below which bounds were understood.

    A vague number shows two more fields for the analyst's own reading of it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText("more than 400,000; between 17,000 and 35,000; about 5 %")
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("unit")
        self.unit.setFixedWidth(84)
        self.low, self.high = QLineEdit(), QLineEdit()
        self._before: tuple[tuple[str, ...], Quantity] | None = None
        self._said = small()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        row.addWidget(self.unit)
        self._reading = QWidget()
        reading = QHBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.addWidget(small("Your reading:"))
        for line, hint in ((self.low, "at least"), (self.high, "at most")):
            line.setPlaceholderText(hint)
            reading.addWidget(line)
        column = stacked(self)
        column.addLayout(row)
        column.addWidget(self._reading)
        column.addWidget(self._said)
        for line in (self.words, self.unit, self.low, self.high):
            line.textEdited.connect(self.changed)
            line.textChanged.connect(self._read)
        self._read()

    @override
    def value(self) -> object:
        if self._before is not None and self._typed() == self._before[0]:
            return self._before[1]
        read = Quantity.parse(self.words.text(), self.unit.text().strip())
        low, high = _decimal(self.low.text()), _decimal(self.high.text())
        if read.kind is not QuantityKind.VAGUE or (low is None and high is None):
            return read
        return Quantity(
            kind=QuantityKind.VAGUE,
            low=low,
            high=high,
            unit=read.unit,
            verbatim=read.verbatim,
            reading=Reading.ANALYST,
        )

    @override
    def set_value(self, value: object) -> None:
        quantity = value if isinstance(value, Quantity) else Quantity()
        self.words.setText(str(quantity) if quantity else "")
        self.unit.setText(quantity.unit)
        vague = quantity.kind is QuantityKind.VAGUE
        for line, number in ((self.low, quantity.low), (self.high, quantity.high)):
            line.setText(str(number) if vague and number is not None else "")
        self._before = (self._typed(), quantity)
        self._read()

    @override
    def field(self) -> QWidget:
        return self.words

    @override
    def name_it(self, name: str) -> None:
        self.words.setAccessibleName(name)
        self.unit.setAccessibleName(f"{name}: unit")
        self.low.setAccessibleName(f"{name}: your reading, at least")
        self.high.setAccessibleName(f"{name}: your reading, at most")

    def _typed(self) -> tuple[str, ...]:
        return tuple(line.text() for line in (self.words, self.unit, self.low, self.high))

    def _read(self) -> None:
        try:
            found = self.value()
        except InvalidField:
            self._said.setVisible(False)
            return
        quantity = found if isinstance(found, Quantity) else Quantity()
        self._reading.setVisible(quantity.kind is QuantityKind.VAGUE)
        self._said.setText(bounds_words(quantity))
        self._said.setVisible(bool(quantity))


def bounds_words(quantity: Quantity) -> str:
    """A quantity with its sign, and what it does not say: "> 400,000, no upper bound"."""
    sign = quantity.sign_text()
    if quantity.kind is QuantityKind.VAGUE:
        if quantity.low is None and quantity.high is None:
            return "No bounds until you record a reading of these words."
        return f"Read by you as {sign}"
    missing = {
        QuantityKind.LOWER_BOUND: ", no upper bound",
        QuantityKind.UPPER_BOUND: ", no lower bound",
        QuantityKind.ESTIMATE_CI: ", an estimate: no hard bounds",
        QuantityKind.EXACT: ", exactly",
    }
    return f"{sign}{missing.get(quantity.kind, '')}"


def _decimal(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("\u202f", "").strip()
    if not plain:
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise InvalidField("quantity", f"{text!r} is no number. Write 400000 or 400,000.") from None


def is_save_key(event: QKeyEvent) -> bool:
    """Whether a key means: save this form (Ctrl+Enter)."""
    pressed = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return pressed and event.modifiers() & Qt.KeyboardModifier.ControlModifier == (
        Qt.KeyboardModifier.ControlModifier
    )
