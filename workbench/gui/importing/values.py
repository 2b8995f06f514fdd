"""The dialog that says what the values of a column mean: Red is restrictive."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from workbench.gui.widgets.editors import QuietCombo, words_of
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from workbench.intake.table.mapping import ColumnMapping
    from workbench.intake.table.targets import Target

SIZE = (620, 520)
MOST_SHOWN = 300
AS_IT_STANDS, NOTHING = "as it stands", "nothing; kept in the note"
_NONE = "\0"


class ValuesDialog(QDialog):
    """Each value of a column with how often it stands there, and what it means."""

    def __init__(
        self,
        name: str,
        cells: Sequence[str],
        target: Target,
        held: ColumnMapping,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Values of {name}")
        self.resize(*SIZE)
        self._target = target
        known = {told.casefold(): meant for told, meant in held.values.items()}
        counts = Counter(each.strip() for each in cells if each.strip())
        shown = counts.most_common(MOST_SHOWN)
        self._words = [words for words, _ in shown]
        self._means: list[QuietCombo | QLineEdit] = []
        self.table = QTableWidget(len(shown), 3)
        self._dress(name)
        for row, (words, count) in enumerate(shown):
            for column, cell in enumerate((words, f"{count:,}")):
                item = QTableWidgetItem(cell)
                item.setToolTip(cell)
                self.table.setItem(row, column, item)
            editor = self._editor(words, known.get(words.casefold()))
            self._means.append(editor)
            self.table.setCellWidget(row, 2, editor)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(18, 14, 18, 16)
        column_of.setSpacing(10)
        about = f"Say what each value means for “{target.label}”. Case does not matter."
        column_of.addWidget(words_label(about, "muted"))
        column_of.addWidget(self.table, 1)
        column_of.addWidget(buttons)

    def values(self) -> dict[str, str]:
        """What was said, by the words of the file; what stands as it is is left out."""
        found = {}
        for words, editor in zip(self._words, self._means, strict=True):
            if isinstance(editor, QLineEdit):
                if editor.text().strip():
                    found[words] = editor.text().strip()
            elif editor.currentIndex() > 0:
                data = str(editor.currentData())
                found[words] = "" if data == _NONE else data
        return found

    def say(self, words: str, meant: str) -> None:
        """Sets what a value means."""
        editor = self._means[self._words.index(words)]
        if isinstance(editor, QLineEdit):
            editor.setText(meant)
        else:
            editor.setCurrentIndex(editor.findData(meant or _NONE))

    def _editor(self, words: str, meant: str | None) -> QuietCombo | QLineEdit:
        if self._target.terms is None:
            line = QLineEdit(meant or "")
            line.setPlaceholderText(AS_IT_STANDS)
            line.setAccessibleName(f"{words} means")
            return line
        combo = QuietCombo()
        combo.setAccessibleName(f"{words} means")
        combo.addItem(AS_IT_STANDS, "")
        combo.addItem(NOTHING, _NONE)
        for term in self._target.terms:
            combo.addItem(words_of(term), term.value)
        wanted = _NONE if meant == "" else (meant or "")
        combo.setCurrentIndex(max(0, combo.findData(wanted)))
        return combo

    def _dress(self, name: str) -> None:
        table = self.table
        table.setAccessibleName(f"Values of {name}")
        table.setHorizontalHeaderLabels(("In the file", "Rows", "Means"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(36)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 230)
        table.setColumnWidth(1, 80)


def ask_values(
    parent: QWidget, name: str, cells: Sequence[str], target: Target, held: ColumnMapping
) -> dict[str, str] | None:
    """Asks what the values of a column mean; None when the analyst leaves it."""
    dialog = ValuesDialog(name, cells, target, held, parent)
    kept = dialog.values() if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return kept
