"""The columns of a table, a row each: what is in them, which field they fill, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.dossier.table_mappings import ColumnMapping, DateFormat, Holds
from workbench.gui.importing.values import ask_values
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.editors import QuietCombo

if TYPE_CHECKING:
    from workbench.intake.table.mapping import Mapping
    from workbench.intake.table.read import Table
    from workbench.intake.table.targets import Target

HEADS = ("Column", "In the file", "Becomes", "How it is read")
KEPT = "kept in the note"
CONSTANT = "every row"
ROW = 38
WIDTHS = (210, 260, 240, 260)
_SAMPLES = 3
_LOOKED_AT = 200
_MEANT = frozenset({Holds.TERM, Holds.JURISDICTION, Holds.FLAG, Holds.LEVEL})


class ColumnTable(QTableWidget):
    """Maps columns; `changed` comes with each change that the analyst makes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(HEADS))
        self.mapping: Mapping | None = None
        self._table: Table | None = None
        self._targets: dict[str, Target] = {}
        self.setHorizontalHeaderLabels(HEADS)
        self.setAccessibleName("Columns of the table")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def show_mapping(self, table: Table, mapping: Mapping, targets: dict[str, Target]) -> None:
        """Shows how a table is mapped."""
        self._table, self.mapping, self._targets = table, mapping, targets
        self.setRowCount(0)
        for name in table.columns:
            self._add_column(name)
        for name, words in mapping.constants.items():
            self._add_constant(name, words)

    def add_constant(self) -> None:
        """Adds a line for what every row has alike."""
        self._add_constant("", "")
        self.scrollToBottom()

    def _add_column(self, name: str) -> None:
        if self._table is None or self.mapping is None:
            return
        cells = [each for each in self._table.column(name)[:_LOOKED_AT] if each.strip()]
        sample = "  ·  ".join(_short(each) for each in list(dict.fromkeys(cells))[:_SAMPLES])
        row = self._new_row(name, sample or "empty")
        held = self.mapping.columns.get(name)
        field = self._fields(held.field if held else "", KEPT)
        field.setAccessibleName(f"{name} becomes")
        field.activated.connect(lambda _: self._moved(row, name, str(field.currentData())))
        self.setCellWidget(row, 2, _inset(field))
        self._show_how(row, name)

    def _add_constant(self, name: str, words: str) -> None:
        row = self._new_row(CONSTANT, "")
        line = QLineEdit(words)
        line.setAccessibleName("What every row has")
        line.setPlaceholderText("such as USA")
        field = self._fields(name, "choose a field")
        field.setAccessibleName("Field of every row")
        out = icon_button("Take this out", "close")

        def take_out() -> None:
            self.hideRow(row)
            line.clear()
            self._set_constants()

        line.editingFinished.connect(self._set_constants)
        field.activated.connect(lambda _: self._set_constants())
        out.clicked.connect(take_out)
        self.setCellWidget(row, 1, _inset(line))
        self.setCellWidget(row, 2, _inset(field))
        self.setCellWidget(row, 3, _inset(out, stretch=True))

    def _new_row(self, name: str, sample: str) -> int:
        row = self.rowCount()
        self.insertRow(row)
        for column, words in enumerate((name, sample)):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            self.setItem(row, column, item)
        return row

    def _fields(self, chosen: str, none: str) -> QuietCombo:
        combo = QuietCombo()
        combo.setMaxVisibleItems(18)
        combo.addItem(none, "")
        for name, target in self._targets.items():
            combo.addItem(target.label, name)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        return combo

    def _moved(self, row: int, name: str, field: str) -> None:
        if self.mapping is not None:
            column = ColumnMapping(field=field) if field else None
            self.mapping = self.mapping.with_column(name, column)
            self._show_how(row, name)
            self.changed.emit()

    def _show_how(self, row: int, name: str) -> None:
        held = self.mapping.columns.get(name) if self.mapping else None
        target = self._targets.get(held.field) if held else None
        if held is None or target is None:
            self.removeCellWidget(row, 3)
        elif target.holds is Holds.DATE:
            self.setCellWidget(row, 3, _inset(self._dates(name, held), stretch=True))
        elif target.holds in _MEANT:
            self.setCellWidget(row, 3, _inset(self._values(row, name, held), stretch=True))
        else:
            self.removeCellWidget(row, 3)

    def _dates(self, name: str, held: ColumnMapping) -> QuietCombo:
        combo = QuietCombo()
        combo.setAccessibleName(f"How {name} spells its dates")
        combo.setMaximumWidth(WIDTHS[2])
        for each in DateFormat:
            combo.addItem(each.word, each)
        combo.setCurrentIndex(list(DateFormat).index(held.dates))
        combo.activated.connect(
            lambda _: self._change(name, replace(held, dates=DateFormat(combo.currentData())))
        )
        return combo

    def _values(self, row: int, name: str, held: ColumnMapping) -> QPushButton:
        count = len(held.values)
        button = QPushButton(f"Values… ({count})" if count else "Values…")
        button.setProperty("role", "link")
        button.setAccessibleName(f"What the values of {name} mean")
        button.clicked.connect(lambda: self._ask_values(row, name))
        return button

    def _ask_values(self, row: int, name: str) -> None:
        if self._table is None or self.mapping is None:
            return
        held = self.mapping.columns[name]
        values = ask_values(self, name, self._table.column(name), self._targets[held.field], held)
        if values is not None:
            self._change(name, replace(held, values=values))
            self._show_how(row, name)

    def _change(self, name: str, column: ColumnMapping) -> None:
        if self.mapping is not None:
            self.mapping = self.mapping.with_column(name, column)
            self.changed.emit()

    def _set_constants(self) -> None:
        """Reads what every row has alike off the lines."""
        if self.mapping is None:
            return
        found: dict[str, str] = {}
        for row in range(self.rowCount()):
            line, field = (self._inside(row, column) for column in (1, 2))
            if isinstance(line, QLineEdit) and isinstance(field, QuietCombo):
                name = str(field.currentData())
                if name and line.text().strip():
                    found[name] = line.text().strip()
        if found != self.mapping.constants:
            self.mapping = replace(self.mapping, constants=found)
            self.changed.emit()

    def _inside(self, row: int, column: int) -> QWidget | None:
        holder = self.cellWidget(row, column)
        layout = holder.layout() if isinstance(holder, QWidget) else None
        first = layout.itemAt(0) if layout is not None else None
        return first.widget() if first is not None else None


def _inset(widget: QWidget, *, stretch: bool = False) -> QWidget:
    """A widget with some air around it, as a cell wants it."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(2, 3, 8, 3)
    row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return holder


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"  # noqa: PLR2004 - what fits a cell
