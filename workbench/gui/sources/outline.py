"""The passages of the source that is read, in order, in the side bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.sources.marking import swatch
from workbench.gui.sources.page import Marks
from workbench.gui.theme import tokens
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from workbench.gui.sources.page import Mark

Index = QModelIndex | QPersistentModelIndex
LONGEST = 90

NONE_YET = "None yet. Select words in the text and press M, C, D, A, E or Q."
NONE_WITH_CODE = "None here carries this code. Press F to show all again."


class MarkList(QAbstractListModel):
    """One row a passage."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.marks = Marks()

    def show(self, marks: Marks) -> None:
        """Shows other passages."""
        self.beginResetModel()
        self.marks = marks
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.marks.every)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mark = self.marks.every[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(mark)
        if role == Qt.ItemDataRole.DecorationRole:
            return swatch(mark.colour or tokens().accent)
        if role == Qt.ItemDataRole.ToolTipRole:
            codes = ", ".join(each.title for each in mark.codes)
            return " · ".join(each for each in (mark.passage.ref, codes, mark.passage.memo) if each)
        return None


def words_of(mark: Mark) -> str:
    """A passage on one line, with the number of its paragraph."""
    quote = " ".join(mark.passage.quote[:LONGEST].split())
    return f"{mark.paragraph}  {quote}"


class Outline(QWidget):
    """Lists passages; `pressed` gives the id of one."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MarkList(self)
        self.heading = QLabel("PASSAGES")
        self.heading.setProperty("role", "section")
        self.hint = wrapped(NONE_YET)
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setUniformItemSizes(True)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(200)
        self.list.setAccessibleName("Passages of this source")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._clicked)
        self.list.activated.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 8, 8)
        column.addWidget(self.heading)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self._column = column
        column.addStretch(0)

    def show_marks(self, marks: Marks, *, of: int) -> None:
        """Shows the passages as they are now, out of so many that the source has."""
        at = self.list.verticalScrollBar().value()
        self.rows.show(marks)
        self.list.verticalScrollBar().setValue(at)
        count = len(marks.every)
        share = f"{count:,}" if count == of else f"{count:,} of {of:,}"
        self.heading.setText(f"PASSAGES  {share}" if of else "PASSAGES")
        self.hint.setText(NONE_WITH_CODE if of else NONE_YET)
        self.hint.setVisible(not count)
        self.list.setVisible(bool(count))
        self._column.setStretch(3, 0 if count else 1)

    def choose(self, key: str) -> None:
        """Shows which passage is in focus."""
        for number, mark in enumerate(self.rows.marks.every):
            if mark.passage.id == key:
                self.list.setCurrentIndex(self.rows.index(number, 0))
                return
        self.list.clearSelection()

    def _clicked(self, index: QModelIndex) -> None:
        self.pressed.emit(self.rows.marks.every[index.row()].passage.id)


class ReadingSide(QTabWidget):
    """What stands in the side bar while a source is read: its passages, or the codebook."""

    def __init__(self, outline: Outline, codebook: QWidget) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.addTab(outline, "Passages")
        self.addTab(codebook, "Codes")
        self.setTabToolTip(1, "Press a code twice, or Enter, to mark the selection with it")
        self.tabBar().setAccessibleName("Passages or codes")
        self.setAccessibleName("Beside the text")
