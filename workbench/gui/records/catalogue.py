"""The shipped catalogue of items: chosen ones are added with their figures, or fill one of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from workbench.gui.widgets.labels import words_label
from workbench.model.specification import SpecFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import (
        QWidget,
    )

    from workbench.model.item import Item
    from workbench.model.specification import ItemSpec

SIZE = (760, 560)
HEADS = ("Item", "TPP", "FP8, dense", "Memory bandwidth", "Checked")
SHOWN = (SpecFigure.TPP, SpecFigure.FP8, SpecFigure.MEMORY_BANDWIDTH)
ABOUT = (
    "Figures as their sources give them; where sources disagree, each is kept. Nothing is in the "
    "dossier until you add it. An item that is here under one of its names gets the figures."
)


class CatalogueDialog(QDialog):
    """Items to choose from; `chosen` gives the names of those to add."""

    chosen = Signal(list)

    def __init__(self, items: Sequence[Item], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add from the catalogue")
        self.resize(*SIZE)
        self.table = _table(items)
        self.table.itemDoubleClicked.connect(lambda _: self.accept())
        self.table.itemSelectionChanged.connect(self._check)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText("Add")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: self.chosen.emit(self.names()))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addWidget(words_label(ABOUT, "muted"))
        column.addWidget(self.table, 1)
        column.addWidget(self.buttons)
        self._check()

    def names(self) -> list[str]:
        """The names of the items that are chosen, in the order of the catalogue."""
        rows = sorted({each.row() for each in self.table.selectedIndexes()})
        return [str(self.table.model().index(row, 0).data()) for row in rows]

    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.names()))


def _table(items: Sequence[Item]) -> QTableWidget:
    table = QTableWidget(len(items), len(HEADS))
    table.setAccessibleName("Catalogue of items")
    table.setHorizontalHeaderLabels(HEADS)
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for row, item in enumerate(items):
        cells = (item.title, *(_said(item.specs, each) for each in SHOWN), _checked(item.specs))
        for column, words in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(words))
    return table


def _said(specs: Sequence[ItemSpec], figure: SpecFigure) -> str:
    some = dict.fromkeys(s.amount.sign_text() for s in specs if s.figure is figure)
    if not some:
        return "not stated"
    return f"{' or '.join(some)} {figure.unit if figure is not SpecFigure.TPP else ''}".strip()


def _checked(specs: Sequence[ItemSpec]) -> str:
    """How far its figures are checked, worst word last."""
    return ", ".join(dict.fromkeys(s.status.value for s in specs))
