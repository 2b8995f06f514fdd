"""What changed between two moments, as a table that can be kept as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from workbench.gui.trends.numbers import NumbersDialog
from workbench.gui.widgets.save_file import ask_where

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.differences import Difference
    from workbench.gui.context import Context

_HOW = (
    "Each record and field that differs, with the last operation that wrote the record. What was"
    " changed and changed back in between is no difference."
)

MARGIN = 120
"""How much narrower than the window: nine columns want room."""


class DifferencesDialog(NumbersDialog):
    """Lists differences; they can be saved as a table."""

    def __init__(
        self, title: str, found: tuple[Difference, ...], context: Context, parent: QWidget
    ) -> None:
        from workbench.dossier.differences import HEADS

        rows = [tuple(each.upper() for each in HEADS), *(each.row for each in found)]
        under = _HOW if found else "Nothing differs."
        super().__init__(title, under, rows if found else [], parent, window_title="Changes")
        self.resize(max(self.width(), parent.window().width() - MARGIN), self.height())
        self._found = found
        self._context = context
        save = QPushButton("Save as a table…")
        save.setEnabled(bool(found))
        save.clicked.connect(self.ask)
        self.add_button(save)

    def ask(self) -> None:
        """Asks where the table should go, and writes it."""
        start = Path.home() / f"{self._context.dossier.path.stem} changes.csv"
        path = ask_where(self, "Save the changes", start, {"Table": ".csv"})
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Writes the table."""
        from workbench.dossier.differences import write_csv

        def say(_: object) -> None:
            self._context.notices.say(f"Saved {path.name}", tone="good")

        self._context.jobs.run(f"Writing {path.name}", lambda _: write_csv(self._found, path), say)

    @override
    def reject(self) -> None:
        super().reject()
        self.deleteLater()
