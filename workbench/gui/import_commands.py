"""The command that brings a table in, and the page that it leads to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.gui.command import command
from workbench.gui.conditions import can_write

if TYPE_CHECKING:
    from workbench.gui.window import Window
    from workbench.intake.table.read import Table
    from workbench.model.progress import Progress

TABLES = "Tables (*.csv *.tsv *.txt *.xlsx *.xls *.xlsb *.ods);;All files (*)"
KIND_OF_VIEW = {"allocations": "allocation"}


class ImportCommands(QObject):
    """Trackers and tables of estimates become records."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @command("Import a table…", "Ctrl+Alt+I", menu="File", icon="import", when=can_write)
    def import_table(self) -> None:
        """Brings decisions, allocations, parties or items in from a CSV or Excel file."""
        path, _ = QFileDialog.getOpenFileName(
            self.window, "Import a table", str(Path.home()), TABLES
        )
        if path:
            self.open_table(Path(path))

    def open_table(self, path: Path) -> None:
        """Reads a table off the window's thread, then shows the page that maps it."""
        context = self.window.context
        if context is None:
            return
        dossier = context.dossier

        def show(table: Table) -> None:
            from workbench.gui.importing.page import ImportPage

            view = self.window.view
            name = type(view).title.casefold() if view is not None else ""
            page = ImportPage(context, table, path, KIND_OF_VIEW.get(name, "decision"))
            page.left.connect(self.window.go_back)
            page.imported.connect(self._imported)
            self.window.show_page(page)

        def work(progress: Progress) -> Table:
            return dossier.table_mappings.read(path, progress=progress)

        context.jobs.run(f"Reading {path.name}", work, show)

    def _imported(self, kind: str) -> None:
        home = {"decision": "decisions", "allocation": "allocations"}.get(kind, "records")
        self.window.show_task(home)
