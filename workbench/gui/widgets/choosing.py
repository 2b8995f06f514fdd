"""Choosing a row of a table by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_ONLY = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def choose_row(table: QTableView, row: int, *, column: int = 0) -> None:
    """Makes a row the current one, at a column, and the only one selected.

    Qt's own `selectRow` asks which keys are held: a list that is read again after Ctrl+Shift+Z has
    Shift held, and nothing would be chosen.
    """
    index, chosen = table.model().index(row, column), table.selectionModel()
    chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    chosen.select(index, _ONLY)
