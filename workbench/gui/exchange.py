"""Exchange with other programs: files in and out, and a report on what could not come along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
)

from workbench.gui.command import command
from workbench.gui.conditions import can_write, is_open
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.save_file import ask_where
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import (
        QWidget,
    )

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.exchange import Exchanged
    from workbench.gui.window import Window

READABLE = "Projects, codebooks and annotations (*.qdpx *.qdc *.json *.jsonld);;All files (*)"
_MENU = "File/Exchange"
_SIZE = (620, 380)


class ExchangeCommands(QObject):
    """What goes to other programs, and what comes from them."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._folder = Path.home()

    @command("Take in a project or annotations…", menu=_MENU, icon="import", when=can_write)
    def take_in(self) -> None:
        """Takes in a REFI-QDA project or codebook, or annotations of Hypothesis or Zotero."""
        path, _ = QFileDialog.getOpenFileName(self.window, "Take in", str(self._folder), READABLE)
        if path:
            self.read(Path(path))

    def read(self, path: Path) -> None:
        """Takes in a file, as a job."""
        context = self.window.context
        if context is None:
            return
        self._folder, dossier = path.parent, context.dossier
        context.jobs.write(
            f"Taking in {path.name}",
            lambda progress: dossier.exchange.read(path, progress=progress),
            lambda done: self.tell(f"Taken in from {path.name}", done),
            quiet=False,
        )

    @command("Write a REFI-QDA project…", menu=_MENU, icon="upload-simple", when=is_open)
    def write_project(self) -> None:
        """Writes sources, codes and coded passages for QualCoder, MAXQDA, ATLAS.ti, NVivo."""
        self._write(
            "project", {"REFI-QDA project": ".qdpx"}, lambda d, p: d.exchange.write_project(p)
        )

    @command("Write the codebook…", menu=_MENU, icon="upload-simple", when=is_open)
    def write_codebook(self) -> None:
        """Writes the codes alone, as a REFI-QDA codebook."""
        kinds = {"REFI-QDA codebook": ".qdc"}
        self._write("codebook", kinds, lambda d, p: d.exchange.write_codebook(p))

    @command("Write annotations…", menu=_MENU, icon="upload-simple", when=is_open)
    def write_annotations(self) -> None:
        """Writes all passages as W3C Web Annotation."""
        kinds = {"Web Annotation": ".jsonld"}
        self._write("annotations", kinds, lambda d, p: d.exchange.write_annotations(p))

    @command("Write provenance…", menu=_MENU, icon="upload-simple", when=is_open)
    def write_provenance(self) -> None:
        """Writes where every record comes from, as PROV-JSON."""
        self._write(
            "provenance", {"PROV-JSON": ".json"}, lambda d, p: d.exchange.write_provenance(p)
        )

    def _write(
        self, what: str, kinds: Mapping[str, str], work: Callable[[Dossier, Path], Exchanged]
    ) -> None:
        context = self.window.context
        if context is None:
            return
        (ending,) = kinds.values()
        start = self._folder / f"{context.dossier.path.stem} {what}{ending}"
        path = ask_where(self.window, f"Write {what}", start, kinds)
        if path is None:
            return
        self._folder, dossier = path.parent, context.dossier
        context.jobs.run(
            f"Writing {path.name}",
            lambda _: work(dossier, path),
            lambda done: self.tell(f"Written to {path.name}", done),
            loses=True,
        )

    def tell(self, heading: str, done: Exchanged) -> None:
        """Says what went, and shows a report where something did not."""
        context = self.window.context
        if context is None:
            return
        if not done.lost:
            context.notices.say(f"{heading}: {done.words}.", tone="good")
            return
        words = f"{heading}: {done.words}. {many(len(done.lost), 'thing')} did not come along."
        act = ("Show the report", lambda: LossReport(heading, done, self.window).open())
        context.notices.say(words, act=act, tone="warning")


class LossReport(QDialog):
    """What went, and in sentences what did not, to read and to copy."""

    def __init__(self, heading: str, done: Exchanged, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Exchange report")
        self.resize(*_SIZE)
        title = QLabel(heading)
        title.setProperty("role", "heading")
        went = wrapped(f"{done.words}.")
        self.words = QPlainTextEdit("\n".join(done.lost))
        self.words.setReadOnly(True)
        self.words.setAccessibleName("What did not come along")
        self._all = "\n".join((heading, f"{done.words}.", "", *done.lost))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(self._all))
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for each in (title, went, self.words, buttons):
            column.addWidget(each)
