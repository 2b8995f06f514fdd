"""Saving what a panel draws as a file: where is asked, and it is written beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.widgets.save_file import ask_how_and_where

if TYPE_CHECKING:
    from workbench.charts.picture import Picture
    from workbench.charts.plate import Plate
    from workbench.errors import WorkbenchError
    from workbench.gui.panel import Panel

SMALL = "PNG picture, 1x (small)"
PICTURES = {
    "PNG picture, 2x (sharp in print)": ".png",
    SMALL: ".png",
    "SVG drawing": ".svg",
    "PDF page": ".pdf",
}


class PictureFile(QObject):
    """The pictures of one panel as files, the next one offered in the folder of the last."""

    def __init__(self, panel: Panel, title: str, called: str) -> None:
        super().__init__(panel)
        self._panel, self._context = panel, panel.context
        self._title, self._called = title, called
        self._folder = Path.home()
        self._asked: Picture | Plate | None = None

    def ask(self, shown: Picture | Plate) -> None:
        """Asks where and how `shown` is to be saved, and writes it there."""
        start = self._folder / f"{self._context.dossier.path.stem} {self._called}.png"
        self._asked = shown
        if found := ask_how_and_where(self._panel, self._title, start, PICTURES):
            self.save(shown, found[1], sharp=1.0 if found[0] == SMALL else 2.0)

    def save(self, shown: Picture | Plate, path: Path, *, sharp: float = 2.0) -> None:
        """Writes `shown` to `path`; says where it lies, or why it could not be written."""
        from workbench.charts.export import save_picture

        self._asked = shown
        self._context.jobs.run(
            f"Writing {path.name}",
            lambda _: save_picture(shown, path, sharp=sharp),
            self._saved,
            refused=self._refused,
        )

    def _saved(self, path: Path) -> None:
        self._folder = path.parent
        self._context.notices.say(f"Saved {path.name} in {path.parent}.", tone="good")

    def _refused(self, fault: WorkbenchError) -> None:
        again = ("Save elsewhere…", self._again)
        self._context.notices.say(str(fault), act=again, tone="warning")

    def _again(self) -> None:
        if self._asked is not None:
            self.ask(self._asked)
