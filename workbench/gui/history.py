"""The history page: every operation of the dossier, newest first; any of them can be reverted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.differences import DifferencesDialog
from workbench.gui.panel import Panel
from workbench.gui.reverting import ask_revert
from workbench.gui.widgets.buttons import clearable
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.page_head import page_head
from workbench.gui.widgets.row_table import RowTable
from workbench.model import RECORDS
from workbench.model.change import Operation

if TYPE_CHECKING:
    from PySide6.QtWidgets import (
        QWidget,
    )

    from workbench.dossier.differences import Difference
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.widgets.row_table import Index
    from workbench.model.progress import Progress
    from workbench.model.record import Record

PAGE = 200
COLUMNS = ("No.", "When", "Who", "What", "Changes", "Reason")


def moment_words(at: str) -> str:
    """A moment of the log (UTC, ISO 8601) in the local time of this machine, to the minute."""
    return datetime.fromisoformat(at).astimezone().strftime("%d %b %Y, %H:%M").lstrip("0")


def cells(operation: Operation) -> tuple[str, ...]:
    """An operation as the history shows it, one text a column."""
    role = {"undo": "Undid: ", "redo": "Did again: ", "revert": "Reverted: "}.get(
        operation.role, ""
    )
    label = operation.label
    if role:
        label = label.removeprefix(f"{operation.role.capitalize()}: ")
    return (
        str(operation.seq),
        moment_words(operation.at),
        operation.analyst,
        role + label,
        str(operation.changes),
        operation.reason,
    )


class Operations(RowTable[Operation]):
    """The operations that were read so far; reads on as the table is scrolled.

    What those up to number `dropped` changed is no longer told.
    """

    wanted = Signal(int)
    """More are wanted: those older than this number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(COLUMNS, self._cells_of, parent)
        self.dropped = 0
        self._whole = True

    def _cells_of(self, operation: Operation) -> tuple[str, ...]:
        shown = cells(operation)
        return (*shown[:4], "dropped", shown[5]) if operation.seq <= self.dropped else shown

    @override
    def show(self, rows: list[Operation]) -> None:
        self._whole = len(rows) < PAGE
        super().show(rows)

    def add(self, rows: list[Operation]) -> None:
        """Shows older ones below."""
        start = len(self.rows)
        self._whole = len(rows) < PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def operation(self, row: int) -> Operation:
        """The operation in a row."""
        return self.rows[row]

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not self._whole

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.rows and not self._whole:
            self._whole = True
            self.wanted.emit(self.rows[-1].seq)


class HistoryPage(Panel):
    """The operations of the dossier; `left` when the analyst wants to go back."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    left = Signal()
    moment_wanted = Signal(object)
    """The number of the operation after which everything is to be shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows = Operations(self)
        self.rows.wanted.connect(self._read_on)
        self.table = QTableView()
        self.table.setModel(self.rows)
        self.table.setAccessibleName("Operations, newest first")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(32)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 70), (1, 170), (2, 130), (4, 80), (5, 220)):
            self.table.setColumnWidth(column, width)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.button = QPushButton("Revert this operation…")
        self.button.clicked.connect(self.revert)
        self.button.setEnabled(False)
        self.past_button = QPushButton("Show as it was then")
        self.past_button.clicked.connect(self.look_back)
        self.past_button.setEnabled(False)
        self.difference_button = QPushButton("What changed since")
        self.difference_button.clicked.connect(self.show_differences)
        self.difference_button.setEnabled(False)
        self.line = self._finder()
        self.dialog: DifferencesDialog | None = None
        self._lay_out()
        self.setFocusProxy(self.table)

    @override
    def refresh(self) -> None:
        words = self.line.text()

        def look(dossier: Dossier) -> tuple[list[Operation], int]:
            kept = dossier.log.dropped
            return dossier.operations(limit=PAGE, words=words), kept.seq if kept else 0

        self.read(look, self._show)

    @command("Revert the chosen operation…", "Ctrl+Backspace", icon="revert")
    def revert(self) -> None:
        """Shows what taking one operation back would change, then does it by a new one."""
        chosen = self.table.currentIndex()
        if chosen.isValid() and self.button.isEnabled():
            ask_revert(self.context, self.rows.operation(chosen.row()), self)

    @command("Show the dossier as after the chosen operation", "Ctrl+Return", icon="timeline")
    def look_back(self) -> None:
        """Shows everything as it was then, read-only, under a banner that leads back."""
        chosen = self.table.currentIndex()
        if chosen.isValid() and self.past_button.isEnabled():
            self.moment_wanted.emit(self.rows.operation(chosen.row()).seq)

    @command("What changed since the chosen operation…", "Ctrl+D", icon="history")
    def show_differences(self) -> None:
        """Lists what differs between the dossier as after the chosen operation and now."""
        chosen = self.table.currentIndex()
        if not chosen.isValid() or not self.difference_button.isEnabled():
            return
        operation = self.rows.operation(chosen.row())

        def show(found: tuple[Difference, ...]) -> None:
            title = f"What changed since operation {operation.seq}, “{operation.label}”"
            self.dialog = DifferencesDialog(title, found, self.context, self)
            self.dialog.open()

        def compare(_: Progress) -> tuple[Difference, ...]:
            from workbench.dossier.differences import differences

            return differences(self.context.dossier, operation.seq)

        self.context.jobs.run("Comparing", compare, show)

    @command("Find in the history", "Ctrl+F")
    def find_operations(self) -> None:
        """Puts the cursor into the line that finds operations."""
        self.line.setFocus()
        self.line.selectAll()

    @command("Leave the history", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()

    def _finder(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText("Find operations: words of their name, reason or analyst")
        line.setAccessibleName("Find operations")
        clearable(line)
        line.textChanged.connect(lambda _: self.refresh())
        return line

    def _read_on(self, before: int) -> None:
        words = self.line.text()
        self.read(
            lambda dossier: dossier.operations(limit=PAGE, before=before, words=words),
            self.rows.add,
        )

    def _show(self, found: tuple[list[Operation], int]) -> None:
        chosen = self.table.currentIndex()
        before = self.rows.operation(chosen.row()).seq if chosen.isValid() else 0
        operations, self.rows.dropped = found
        self.rows.show(operations)
        seqs = [each.seq for each in operations]
        if seqs:  # so that the keys of the page act at once
            self.table.selectRow(seqs.index(before) if before in seqs else 0)

    def _chosen(self, current: QModelIndex) -> None:
        chosen = self.rows.operation(current.row()) if current.isValid() else None
        told = chosen is not None and chosen.seq > self.rows.dropped
        revertible = told and chosen is not None and chosen.role != "drop"
        self.button.setEnabled(revertible and not self.context.dossier.read_only)
        seen = chosen is not None and chosen.seq >= self.rows.dropped
        for button in (self.past_button, self.difference_button):
            button.setEnabled(seen)

    def _lay_out(self) -> None:
        beside = (self.difference_button, self.past_button, self.button)
        words = wrapped(
            "Every change made. Reverting one writes a new operation, so it can be reverted too. "
            "Where later changes stand in the way you are told which."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 0)
        column.setSpacing(8)
        column.addLayout(page_head("History of the dossier", self.left, *beside))
        column.addWidget(words)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
