"""The backups page: copies of the dossier, what going back to one would take back, and doing so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)
from shiboken6 import isValid
from typing_extensions import override

from workbench.errors import WorkbenchError
from workbench.gui.command import command
from workbench.gui.history import moment_words
from workbench.gui.panel import Panel
from workbench.gui.reverting import ask_return
from workbench.gui.widgets.choosing import choose_row
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.page_head import page_head
from workbench.gui.widgets.plain_table import fill, plain_table
from workbench.model import RECORDS
from workbench.model.many import many

if TYPE_CHECKING:
    from workbench.dossier.backups import Backup, Backups
    from workbench.gui.context import Context
    from workbench.model.change import Operation
    from workbench.model.record import Record

WHY = {
    "day": "First of the day",
    "hand": "By hand",
    "history": "Before history was dropped",
    "import": "Before an import",
    "upgrade": "Before an upgrade",
}
COLUMNS = ("When", "Operation", "Size", "Encrypted", "Why")
SHOWN_AT_MOST = 200
MEGABYTE = 1_000_000


class BackupsPage(Panel):
    """The backups of the dossier; `left` when the analyst wants to go back to the view."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._backups: list[Backup] = []
        self.table = plain_table("Backups, newest first", *COLUMNS)
        self.later = plain_table("What going back takes back", "When", "Who", "What")
        for table, widths in ((self.table, (190, 100, 100, 100)), (self.later, (190, 150))):
            for column, width in enumerate(widths):
                table.setColumnWidth(column, width)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.preview = QLabel()
        self.preview.setProperty("role", "heading")
        self.make_button = QPushButton("Back up now")
        self.make_button.clicked.connect(self.make)
        self.restore_button = QPushButton("Go back to this backup…")
        self.restore_button.clicked.connect(self.restore)
        self.restore_button.setEnabled(False)
        self.empty = EmptyState(
            "history",
            "No backup yet",
            "One is made on each day on which you write, when the dossier is opened. Make one now "
            "before a risky step.",
        )
        self.empty.add_act("Back up now", self.make)
        self.pages = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.table)

    @override
    def refresh(self) -> None:
        self.read(lambda dossier: dossier.backups.find(), self._show)

    @command("Back up now", "Ctrl+Alt+B", icon="plus")
    def make(self) -> None:
        """Writes a checked copy of the dossier among its backups."""
        dossier, context = self.context.dossier, self.context

        def done(_made: object) -> None:
            context.notices.say("Backed up and checked", tone="good")
            if isValid(self):
                self.schedule()

        context.jobs.run(
            "Backing up", lambda progress: dossier.backups.make(progress=progress), done
        )

    @command("Save a copy elsewhere…", icon="file-plus")
    def save_copy(self) -> None:
        """Writes a checked copy of the dossier where you choose, on another disk for example."""
        dossier = self.context.dossier
        start = str(Path.home() / f"{dossier.path.stem} copy.dossier")
        path, _ = QFileDialog.getSaveFileName(self, "Save a copy", start, "Dossiers (*.dossier)")
        if path:

            def done(made: Backup) -> None:
                self.context.notices.say(f"Saved {made.path}", tone="good")

            self.context.jobs.run(
                "Saving a copy",
                lambda progress: dossier.backups.make(to=Path(path), progress=progress),
                done,
            )

    @command("Go back to the chosen backup…", icon="revert")
    def restore(self) -> None:
        """Shows what going back to a backup changes, then does it by one undoable operation."""
        chosen = self._current()
        if chosen is None or not self.restore_button.isEnabled():
            return
        ask_return(self.context, chosen, moment_words(chosen.at.isoformat()), self)

    @command("Leave the backups", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()

    def _current(self) -> Backup | None:
        row = self.table.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def _show(self, backups: list[Backup]) -> None:
        self._backups = backups
        self.pages.setCurrentIndex(1 if backups else 0)
        fill(
            self.table,
            [
                (
                    moment_words(each.at.isoformat()),
                    str(each.seq),
                    f"{each.size / MEGABYTE:.1f} MB",
                    "Yes" if each.encrypted else "No",
                    WHY.get(each.why, each.why),
                )
                for each in backups
            ],
        )
        if backups:
            choose_row(self.table, 0)
            self._chosen()

    def _chosen(self) -> None:
        chosen = self._current()
        self.restore_button.setEnabled(False)
        if chosen is not None:
            self.read(lambda dossier: _later(dossier.backups, chosen), self._show_later)

    def _show_later(self, found: list[Operation] | str) -> None:
        if isinstance(found, str):
            self.preview.setText(found)
            self.later.hide()
            return
        self.restore_button.setEnabled(bool(found) and not self.context.dossier.read_only)
        count = many(len(found), "operation")
        more = f"; the newest {SHOWN_AT_MOST} are" if len(found) > SHOWN_AT_MOST else ""
        self.preview.setText(
            f"Going back takes back {count}{more}:" if found else "Nothing was written since."
        )
        rows = [(moment_words(each.at), each.analyst, each.label) for each in found]
        fill(self.later, rows[:SHOWN_AT_MOST])
        self.later.setVisible(bool(rows))

    def _lay_out(self) -> None:
        beside = (self.make_button, self.restore_button)
        words = wrapped(
            "Whole copies, checked when they were made. One an hour is kept for two days, then one "
            "a day, a week, a month. Going back writes a new operation; nothing is ever lost."
        )
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(8)
        column.addLayout(page_head("Backups of the dossier", self.left, *beside))
        column.addWidget(words)
        column.addWidget(self.pages, 3)
        column.addWidget(self.preview)
        column.addWidget(self.later, 2)


def _later(backups: Backups, chosen: Backup) -> list[Operation] | str:
    """What going back to a backup takes back, or why it cannot be done."""
    try:
        return backups.since(chosen)
    except WorkbenchError as fault:
        return str(fault)
