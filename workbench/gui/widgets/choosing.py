"""Choosing a row of a table by the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def choose_rows(table: QTableView, rows: Sequence[int]) -> None:
    """Selects these rows and no other; the first is the current one."""
    model, chosen = table.model(), table.selectionModel()
    wanted = QItemSelection()
    for row in rows:
        wanted.select(model.index(row, 0), model.index(row, 0))
    if rows:
        first = model.index(rows[0], 0)
        chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        table.scrollTo(first)
    chosen.select(wanted, _ONLY)
