"""The dialog that drops history: what is lost and what stays, before it is agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
)

from workbench.gui.history import moment_words
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.labels import words_label
from workbench.model.many import many

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.log import Dropping
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context

WIDE = 620
PAUSE_MS = 300
_LOST = (
    "Lost for good: what these operations changed. The dossier can no longer be shown as it was"
    " before, they cannot be reverted, and who wrote a field before then is no longer told."
)
_KEPT = (
    "Stays: every record as it is, all that was done later, and of the dropped operations who,"
    " when and what, with their hashes. A checked backup with the whole history is made first;"
    " delete it yourself where it must not be kept."
)
_ASK = "A day stands for its beginning: 2026-01-01, 2026-01-01 14:30, or #12 for an operation."


class DropHistoryDialog(QDialog):
    """Asks before which moment history is dropped; `agreed` with the moment and the reason."""

    agreed = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Drop older history")
        self.setMinimumWidth(WIDE)
        self._context = context
        self.moment = QLineEdit()
        self.moment.setPlaceholderText("2026-01-01")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why; it is recorded with the operation")
        self.covered = words_label(_ASK, "muted")
        self.covered.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.sure = QCheckBox("I want this history to be dropped; it cannot be undone")
        self.act = primary_button("Drop the history", "x-circle")
        self.act.setEnabled(False)
        self._possible = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.moment.textChanged.connect(self._typed)
        self.sure.toggled.connect(lambda _: self._allow())
        self.act.clicked.connect(self._agree)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.setSpacing(8)
        rows.addRow("Before", self.moment)
        rows.addRow("", self.covered)
        rows.addRow("Reason", self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.act, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(10)
        column.addWidget(words_label("Drop the history before a moment", "heading"))
        column.addLayout(rows)
        column.addWidget(words_label(_LOST))
        column.addWidget(words_label(_KEPT, "muted"))
        column.addWidget(self.sure)
        column.addStretch(1)
        column.addWidget(buttons)

    def _typed(self) -> None:
        self._possible = False
        self._allow()
        self._pause.start()

    def _look(self) -> None:
        named = self.moment.text().strip()
        if not named:
            self.covered.setText(_ASK)
            return
        dossier = self._context.dossier
        self._context.jobs.run(
            "Looking at the history",
            lambda _: (named, dossier.log.dropping(named)),
            self._show,
            refused=self._refuse,
            quiet=True,
        )

    def _show(self, found: tuple[str, Dropping]) -> None:
        named, covered = found
        if named != self.moment.text().strip():
            return
        first, last = covered.first, covered.last
        operations = many(covered.count, "operation")
        self.covered.setText(
            f"{operations}, #{first.seq} to #{last.seq} ({moment_words(first.at)} to"
            f" {moment_words(last.at)}), with {many(covered.changes, 'change')}."
        )
        self._possible = True
        self._allow()

    def _refuse(self, fault: WorkbenchError) -> None:
        self.covered.setText(str(fault))

    def _allow(self) -> None:
        self.act.setEnabled(self._possible and self.sure.isChecked())

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self.moment.text().strip(), self.reason.text().strip())


def ask_dropping(context: Context, parent: QWidget) -> DropHistoryDialog:
    """Asks before which moment history is dropped, and drops it when the analyst agrees."""
    dossier = context.dossier

    def drop(moment: str, reason: str) -> None:
        def done(covered: Dropping) -> None:
            words = (
                f"Dropped what operations #{covered.first.seq} to #{covered.last.seq} changed. A"
                " backup from before lies among the backups."
            )
            context.notices.say(words, tone="good")

        context.jobs.write(
            "Dropping the history",
            lambda _: dossier.log.drop_before(moment, reason=reason),
            done,
            quiet=False,
        )

    dialog = DropHistoryDialog(context, parent)
    dialog.agreed.connect(drop)
    dialog.open()
    return dialog
