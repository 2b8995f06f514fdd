"""The editor of a quantity: its source's words, its unit, and the bounds that were understood."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui.widgets.editors import Editor, stacked
from workbench.gui.widgets.labels import small
from workbench.model.kinds import QuantityKind, Reading
from workbench.model.quantity import Quantity


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
