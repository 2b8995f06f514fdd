"""The jurisdiction field: an ISO 3166-1 alpha-3 code, found by code or English name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui.widgets.editors import Editor, dress, stacked
from workbench.gui.widgets.labels import small
from workbench.model.jurisdiction import JURISDICTIONS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

HINT = "Type a country or its code, such as CHN"
_CODES = {name.casefold(): code for code, name in JURISDICTIONS.items()}


def code_of(typed: str) -> str:
    """The code that was meant by a code, a name, or a line of the list; empty for nothing.

    Raises:
        InvalidField: no jurisdiction is called that.
    """
    words = " ".join(typed.split())
    code = words.partition(" ")[0].upper()
    if not words or words.upper() in JURISDICTIONS:
        return words.upper()
    if words.casefold() in _CODES:
        return _CODES[words.casefold()]
    if code in JURISDICTIONS and words.casefold() == _line(code).casefold():
        return code
    raise InvalidField(
        "jurisdiction", f"{typed!r} is no jurisdiction. Type a country, or its code such as CHN."
    )


def _line(code: str) -> str:
    return f"{code} {JURISDICTIONS[code]}"


class JurisdictionEditor(Editor):
    """One line with type-ahead; says below which country the code means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(HINT)
        self._said = small()
        completer = QCompleter([_line(code) for code in JURISDICTIONS], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        dress(completer)
        completer.activated.connect(self.changed)
        self.line.setCompleter(completer)
        self.line.textEdited.connect(self.changed)
        self.line.textChanged.connect(self._read)
        column = stacked(self)
        column.addWidget(self.line)
        column.addWidget(self._said)
        self._read()

    @override
    def value(self) -> object:
        return code_of(self.line.text())

    @override
    def set_value(self, value: object) -> None:
        self.line.setText(str(value or ""))

    @override
    def field(self) -> QWidget:
        return self.line

    def _read(self) -> None:
        try:
            code = code_of(self.line.text())
        except InvalidField:
            code = ""
        name = JURISDICTIONS.get(code, "")
        typed = self.line.text().strip().casefold()
        self._said.setText("" if name.casefold() == typed else name)
        self._said.setVisible(bool(self._said.text()))
