"""The page that brings a table in: columns to fields above, what would come of it below.

    page = ImportPage(context, table, path)
    window.show_page(page)

Each change is tried at once, off the window's thread; nothing is written before the button says so,
and then as one operation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)
from shiboken6 import isValid

from workbench.dossier.table_mappings import KINDS
from workbench.gui.command import command
from workbench.gui.importing.columns import ColumnTable
from workbench.gui.importing.outcome import Outcome, first_records
from workbench.gui.nouns import counted, heading_of
from workbench.gui.panel import Panel
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.editors import QuietCombo
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.page_head import page_head

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.importing import Imported, ImportPlan
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.importing.outcome import Shown
    from workbench.gui.jobs import Job
    from workbench.intake.table.mapping import Mapping
    from workbench.intake.table.read import Table
    from workbench.model.progress import Progress

PAUSE_MS = 250
RESTS = "Each record then rests on its row, which one click shows"
ENCODINGS = ("utf-8", "cp1252", "utf-16", "gb18030", "shift_jis", "big5", "cp1251", "euc_kr")


class ImportPage(Panel):
    """Maps a table and brings it in; `left` when the analyst is done or goes back."""

    left = Signal()
    imported = Signal(str)
    """The kind of the records that were added."""

    def __init__(self, context: Context, table: Table, path: Path, kind: str = KINDS[0]) -> None:
        super().__init__(context)
        self.table = table
        self.kind = kind
        self.plan: ImportPlan | None = None
        self._path = path
        self._job: Job | None = None
        self._tried = 0
        self.columns = ColumnTable()
        self.columns.changed.connect(self._changed)
        self.outcome = Outcome()
        self.summary = wrapped()
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setToolTip("Ctrl+Enter")
        self.button.clicked.connect(self.bring_in)
        self.kinds = self._choice("Rows become", KINDS, heading_of)
        self.kinds.activated.connect(lambda _: self.show_kind(str(self.kinds.currentData())))
        self.where = self._choice("Read as", self._ways(), str)
        self.where.activated.connect(lambda _: self._read_again(str(self.where.currentData())))
        self.keeps_source = QCheckBox("Keep the table as a source")
        self.keeps_source.setToolTip(RESTS)
        self.keeps_source.setChecked(True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self._lay_out()
        self.read(lambda dossier: likeliest(dossier, table, kind), self.show_mapping)

    def show_kind(self, kind: str) -> None:
        """Maps the table anew, to records of another kind."""
        table = self.table
        self.read(lambda dossier: dossier.table_mappings.propose(table, kind), self.show_mapping)

    def show_mapping(self, mapping: Mapping) -> None:
        """Shows a mapping, and tries it."""
        self.kind = mapping.kind
        self.kinds.setCurrentIndex(KINDS.index(mapping.kind))
        targets = self.context.dossier.table_mappings.targets(mapping.kind)
        self.columns.show_mapping(self.table, mapping, targets)
        self.keeps_source.setChecked(mapping.keep_source)
        self._changed()

    @command("Bring the table in", "Ctrl+Return", icon="check")
    def bring_in(self) -> None:
        """Adds the records, as one operation."""
        plan, dossier = self.plan, self.context.dossier
        if plan is None or not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        mapping = replace(plan.mapping, keep_source=self.keeps_source.isChecked())
        plan = replace(plan, mapping=mapping)

        def work(progress: Progress) -> Imported:
            return dossier.table_mappings.carry_out(plan, progress)

        def done(imported: Imported) -> None:  # told also when this page has been left
            self._done(imported)

        self.context.jobs.write(
            f"Importing {self.table.name}", work, done, refused=self._refused, quiet=False
        )

    @command("Keep the mapping…", "Ctrl+S", icon="saved_query")
    def keep_mapping(self) -> None:
        """Keeps the mapping under a name: the next file with these columns finds it by itself."""
        mapping = self.columns.mapping
        if mapping is None:
            return
        title, given = QInputDialog.getText(
            self, "Keep the mapping", "Name:", text=mapping.title or self._path.stem
        )
        if given and title.strip():
            self.keep_as(title.strip())

    def keep_as(self, title: str) -> None:
        """Keeps the mapping under a title."""
        if self.columns.mapping is None:
            return
        keeps = self.keeps_source.isChecked()
        mapping = replace(self.columns.mapping, title=title, keep_source=keeps)
        self.context.write(
            "Keep mapping",
            lambda dossier: dossier.table_mappings.keep(mapping, title),
            say=f"“{title}” is kept. The next file with these columns finds it.",
        )

    @command("Leave the import", "Escape")
    def leave(self) -> None:
        """Goes back; nothing was written."""
        if self._job is not None:
            self._job.cancel()
        self.left.emit()

    # --- inside -----------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.plan = None
        self.button.setEnabled(False)
        self.summary.setText("Trying it…")
        self._pause.start()

    def _try(self) -> None:
        mapping, table, dossier = self.columns.mapping, self.table, self.context.dossier
        if mapping is None:
            return
        if self._job is not None and isValid(self._job):
            self._job.cancel()
        self._tried += 1
        tried = self._tried

        def work(progress: Progress) -> tuple[ImportPlan, Shown]:
            plan = dossier.table_mappings.plan(table, mapping, progress)
            return plan, first_records(dossier, plan)

        def done(found: tuple[ImportPlan, Shown]) -> None:
            if tried == self._tried and isValid(self):
                self.show_plan(*found)

        self._job = self.context.jobs.run(
            f"Trying {table.name}",
            work,
            done,
            refused=self._refused,
            quiet=len(table.rows) < 2_000,  # noqa: PLR2004 - quick
        )

    def show_plan(self, plan: ImportPlan, records: Shown) -> None:
        """Shows what would come of the table, and its first records."""
        self._job = None
        self.plan = plan
        self.outcome.show_plan(plan, records)
        self.summary.setText(" ".join((plan.summary, *self.table.doubts)))
        count = len(plan.records)
        self.button.setText(f"Bring in {counted(count, self.kind)}")
        self.button.setEnabled(count > 0 and not self.context.dossier.read_only)

    def _done(self, done: Imported) -> None:
        words = counted(len(done.numbers), self.kind)
        self.context.notices.say(
            f"{words} added from {self.table.name}",
            act=("Undo", self.context.undo),
            tone="good",
        )
        if isValid(self):
            self.left.emit()
            self.imported.emit(self.kind)

    def _refused(self, fault: WorkbenchError) -> None:
        self.summary.setText(str(fault))
        self.button.setEnabled(self.plan is not None)

    def _ways(self) -> tuple[str, ...]:
        """The sheets of a workbook, or the encodings of a text file, the one in use first."""
        if self.table.sheets:
            return self.table.sheets
        return tuple(dict.fromkeys((self.table.encoding, *ENCODINGS)))

    def _read_again(self, way: str) -> None:
        dossier, path = self.context.dossier, self._path
        sheeted = bool(self.table.sheets)

        def work(progress: Progress) -> Table:
            if sheeted:
                return dossier.table_mappings.read(path, sheet=way, progress=progress)
            return dossier.table_mappings.read(path, encoding=way, progress=progress)

        def done(table: Table) -> None:
            if isValid(self):
                self.table = table
                self.show_kind(self.kind)

        self.context.jobs.run(f"Reading {path.name}", work, done, refused=self._refused)

    def _choice(self, name: str, values: tuple[str, ...], words: object) -> QuietCombo:
        combo = QuietCombo()
        combo.setAccessibleName(name)
        for each in values:
            combo.addItem(words(each) if callable(words) else each, each)
        if self.table.sheet in values:
            combo.setCurrentIndex(values.index(self.table.sheet))
        return combo

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.columns)
        halves.addWidget(self.outcome)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([600, 400])
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addLayout(self._how())
        column.addWidget(halves, 1)
        column.addWidget(self.summary)

    def _head(self) -> QHBoxLayout:
        keep = QPushButton("Keep the mapping…")
        keep.clicked.connect(self.keep_mapping)
        return page_head(f"Import {self.table.name}", self.leave, keep, self.button)

    def _how(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        read_as = "Sheet" if self.table.sheets else "Read as"
        for words, combo in (("Rows become", self.kinds), (read_as, self.where)):
            label = QLabel(words)
            label.setProperty("role", "muted")
            label.setBuddy(combo)
            row.addWidget(label)
            row.addWidget(combo)
            row.addSpacing(10)
        more = link_button("Add what every row has", "plus")
        more.clicked.connect(self.columns.add_constant)
        row.addWidget(more)
        row.addStretch(1)
        row.addWidget(self.keeps_source)
        return row


def likeliest(dossier: Dossier, table: Table, first: str) -> Mapping:
    """A mapping to records of the kind `first`, or of one that knows twice as many columns."""
    found = {kind: dossier.table_mappings.propose(table, kind) for kind in KINDS}
    most = max(found.values(), key=lambda each: len(each.columns))
    return most if len(most.columns) >= 2 * len(found[first].columns) else found[first]
