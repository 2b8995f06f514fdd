"""Reverting, asked first: what would change, field by field, or what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout
from shiboken6 import isValid

from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.labels import words_label
from workbench.gui.widgets.plain_table import fill, plain_table
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QTableWidget, QWidget

    from workbench.dossier.backups import Backup
    from workbench.dossier.reverting import InTheWay, RevertPreview
    from workbench.gui.context import Context
    from workbench.model.change import Operation

SIZE = (900, 520)
MOST_ROWS = 1_000
_WIDTHS = (90, 220, 150, 210)
_REASSURING = "It is one new operation, and can be undone like any other."


class RevertDialog(QDialog):
    """Shows what would change; `agreed` when it shall be done."""

    agreed = Signal()

    def __init__(self, title: str, act: str, preview: RevertPreview, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(act)
        self.resize(*SIZE)
        self.words = words_label(_words(preview), "muted")
        self.table = _changes(preview) if preview.possible else _in_the_way(preview.conflicts)
        self.table.setHidden(self.table.rowCount() == 0)
        self.act = primary_button(act, "revert")
        self.act.setEnabled(preview.possible)
        self.act.clicked.connect(self._agree)
        buttons = QDialogButtonBox()
        buttons.addButton(self.act, QDialogButtonBox.ButtonRole.AcceptRole)
        leave = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        self.act.setVisible(preview.possible)
        if not preview.possible:
            leave.setText("Close")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(8)
        column.addWidget(words_label(title, "heading"))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        if self.table.isHidden():
            column.addStretch(1)
        column.addWidget(buttons)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def _words(preview: RevertPreview) -> str:
    if preview.refusal:
        return f"It cannot be done. {preview.refusal}"
    if preview.conflicts:
        return (
            "It cannot be done: later operations changed the same fields. Revert those first, or"
            " change the fields by hand."
        )
    count = len(preview.changes)
    if not count:
        return f"Nothing that is shown would change. {_REASSURING}"
    more = f", the first {MOST_ROWS:,} of which are listed" if count > MOST_ROWS else ""
    changes = many(count, "change")
    return f"This makes {changes}{more}. {_REASSURING}"


def _changes(preview: RevertPreview) -> QTableWidget:
    from workbench.dossier.reverting import HEADS

    table = plain_table("What would change", *HEADS)
    return _filled(table, preview.rows[:MOST_ROWS], _WIDTHS)


def _in_the_way(conflicts: tuple[InTheWay, ...]) -> QTableWidget:
    table = plain_table(
        "What stands in the way", "Number", "Record", "What", "It left", "Now", "Changed since by"
    )
    rows = [
        (x.ref, x.title, x.what or "the record", x.left, x.now, _by(x.later)) for x in conflicts
    ]
    return _filled(table, rows, (80, 190, 120, 140, 140))


def _by(later: Operation | None) -> str:
    return f"#{later.seq} “{later.label}”, {later.analyst}" if later else ""


def _filled(
    table: QTableWidget, rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]
) -> QTableWidget:
    for column, width in enumerate(widths):
        table.setColumnWidth(column, width)
    fill(table, rows)
    return table


def ask_revert(context: Context, operation: Operation, parent: QWidget) -> None:
    """Shows what reverting an operation would change, and does it when the analyst agrees."""
    dossier = context.dossier

    def do() -> None:
        def done(_operation: object) -> None:
            words = f"Reverted “{operation.label}”"
            context.notices.say(words, act=("Undo", context.undo), tone="good")

        context.jobs.write(f"Revert {operation.label}", lambda _: dossier.revert(operation), done)

    def show(preview: RevertPreview) -> None:
        title = f"Revert operation {operation.seq}, “{operation.label}” of {operation.analyst}?"
        _ask(title, "Revert", preview, parent, do)

    label = f"Looking at what reverting “{operation.label}” changes"
    context.jobs.write(label, lambda _: dossier.log.preview(operation), show, writes=False)


def ask_return(context: Context, backup: Backup, moment: str, parent: QWidget) -> None:
    """Shows what going back to a backup would change, and does it when the analyst agrees."""
    dossier = context.dossier

    def do() -> None:
        def done(later: list[Operation]) -> None:
            count = many(len(later), "operation")
            words = f"Went back; {count} taken back"
            context.notices.say(words, act=("Undo", context.undo), tone="good")

        context.jobs.write("Go back to a backup", lambda _: dossier.backups.restore(backup), done)

    def show(preview: RevertPreview) -> None:
        _ask(f"Go back to the backup of {moment}?", "Go back", preview, parent, do)

    label = "Looking at what going back changes"
    context.jobs.write(label, lambda _: dossier.log.preview_return(backup), show, writes=False)


def _ask(
    title: str, act: str, preview: RevertPreview, parent: QWidget, do: Callable[[], None]
) -> None:
    if not isValid(parent):
        return
    dialog = RevertDialog(title, act, preview, parent)
    dialog.agreed.connect(do)
    dialog.open()
