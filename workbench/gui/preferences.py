"""The preferences dialog, made from the metadata of the fields of `Settings`; and the keys."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.keys import KeyTable
from workbench.gui.widgets.labels import small
from workbench.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field

    from workbench.gui.window import Window

SIZE = (560, 560)
FIELD_WIDTH = 260


def shown_fields() -> dict[str, list[Field[Any]]]:
    """The fields of the settings that the dialog shows, by section."""
    sections: dict[str, list[Field[Any]]] = {}
    for each in fields(Settings):
        if "section" in each.metadata:
            sections.setdefault(each.metadata["section"], []).append(each)
    return sections


class PreferencesDialog(QDialog):
    """What changes here is used at once when the dialog is accepted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._reads: dict[str, Callable[[], Any]] = {}
        self.setWindowTitle("Preferences")
        self.resize(*SIZE)
        self.tabs = tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.setAccessibleName("Preferences")
        tabs.tabBar().setAccessibleName("Sections")
        for section, each in shown_fields().items():
            tabs.addTab(self._section(each), section)
        self.keys = KeyTable(window.commands)
        self.keys.changed.connect(self._check)
        tabs.addTab(self.keys, "Keys")
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        self.buttons.accepted.connect(self.accept)
        self.buttons.accepted.connect(self.use)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(kinds.RestoreDefaults).clicked.connect(self._defaults)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.addWidget(tabs, 1)
        column.addWidget(self.buttons)

    def settings(self) -> Settings:
        """The settings as the dialog stands."""
        values = {name: read() for name, read in self._reads.items()}
        return replace(self._window.settings, shortcuts=self.keys.rebound(), **values)

    def show_key(self, command: str) -> None:
        """Shows the keys, at that of a command."""
        self.tabs.setCurrentWidget(self.keys)
        self.keys.go_to(command)

    def use(self) -> None:
        """Uses and keeps the settings."""
        self._window.change_settings(self.settings())

    def _section(self, section: list[Field[Any]]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(2, 16, 2, 8)
        column.setSpacing(4)
        for each in section:
            value = getattr(self._window.settings, each.name)
            widget, read = _field(each, value)
            widget.setAccessibleName(each.metadata["title"])
            widget.setAccessibleDescription(each.metadata["about"])
            self._reads[each.name] = read
            if not isinstance(widget, QCheckBox):
                label = QLabel(each.metadata["title"])
                label.setBuddy(widget)
                widget.setMaximumWidth(FIELD_WIDTH)
                column.addWidget(label)
            column.addWidget(widget)
            column.addWidget(small(each.metadata["about"]))
            column.addSpacing(10)
        column.addStretch(1)
        return page

    def _check(self) -> None:
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not self.keys.clash())

    def _defaults(self) -> None:
        default = Settings()
        for section in shown_fields().values():
            for each in section:
                read = self._reads[each.name]
                _show(getattr(read, "__self__", None), each, getattr(default, each.name))
        self.keys.declared()


def _field(field: Field[Any], value: Any) -> tuple[QWidget, Callable[[], Any]]:
    """The widget of a setting, and how to read it."""
    known = field.metadata
    if "choices" in known:
        combo = QComboBox()
        for each, words in known["choices"].items():
            combo.addItem(words, each)
        _show(combo, field, value)
        return combo, combo.currentData
    if isinstance(value, bool):
        box = QCheckBox(known["title"])
        box.setChecked(value)
        return box, box.isChecked
    if isinstance(value, int):
        spin = QSpinBox()
        spin.setRange(known["low"], known["high"])
        spin.setValue(value)
        spin.lineEdit().setAccessibleName(known["title"])
        return spin, spin.value
    line = QLineEdit(str(value))
    return line, line.text


def _show(widget: object, field: Field[Any], value: Any) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(list(field.metadata["choices"]).index(value))
    elif isinstance(widget, QCheckBox):
        widget.setChecked(value)
    elif isinstance(widget, QSpinBox):
        widget.setValue(value)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
