"""The commands about references: from RIS, BibTeX and CSL-JSON files, and to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from workbench.dossier.references import FORMATS
from workbench.gui.command import command
from workbench.gui.widgets.save_file import ask_where
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.references import Referenced
    from workbench.gui.sources.view import SourcesView


_TOLD = 3
"""So many sentences about what was not taken in fit into a notice."""


def can_write(group: ReferenceCommands) -> bool:
    """Whether sources can be added."""
    return not group.view.context.dossier.read_only


def are_references(paths: Sequence[str]) -> bool:
    """Whether one file is named, and it holds references rather than a document."""
    return len(paths) == 1 and Path(paths[0]).suffix.casefold() in {".ris", ".bib"}


def has_sources(group: ReferenceCommands) -> bool:
    """Whether the list shows any source."""
    return bool(group.view.rows.ids)


class ReferenceCommands(QObject):
    """Adds the sources that a file of references names, and writes the listed ones into one."""

    def __init__(self, view: SourcesView) -> None:
        super().__init__(view)
        self.view = view

    @command("Add references…", menu="Source", icon="import", when=can_write)
    def add_references(self) -> None:
        """Adds a source for each reference of a RIS, BibTeX or CSL-JSON file."""
        endings = " ".join(f"*{each}" for each in FORMATS.values())
        path, _ = QFileDialog.getOpenFileName(
            self.view, "Add references", str(Path.home()), f"References ({endings})"
        )
        if path:
            self.add_from(Path(path))

    def add_from(self, path: Path) -> None:
        """Adds the references of one file, as a job."""
        dossier = self.view.context.dossier
        self.view.context.jobs.run(
            f"Reading {path.name}", lambda _: dossier.sources.add_references(path), self._told
        )

    @command("Write references…", menu="Source", icon="file-text", when=has_sources)
    def write_references(self) -> None:
        """Writes the sources that the list shows into a RIS, BibTeX or CSL-JSON file."""
        path = ask_where(self.view, "Write references", Path.home() / "sources.ris", FORMATS)
        if path is not None:
            self.write_to(path)

    def write_to(self, path: Path) -> None:
        """Writes the listed sources, as a job."""
        context, query = self.view.context, self.view.query

        def told(many: int) -> None:
            context.notices.say(f"Wrote {many:,} to {path.name}.", tone="good")

        context.jobs.run(
            f"Writing {path.name}",
            lambda _: context.dossier.sources.write_references(path, query),
            told,
        )

    def take_publisher(self) -> None:
        """Takes over the publisher that the chosen source names itself."""
        chosen = self.view.context.selection
        if chosen.kind == "source" and chosen:
            key = chosen.last
            self.view.context.write(
                "Take publisher over", lambda dossier: dossier.sources.take_publisher(key)
            )

    def _told(self, result: Referenced) -> None:
        context = self.view.context
        added = len(result.added)
        words = f"Added {many(added, 'source')}."
        if result.held:
            words = f"{words} {result.held:,} were there already."
        if result.lost:
            words = f"{words} Not taken in: {' '.join(result.lost[:_TOLD])}"
        if (more := len(result.lost) - _TOLD) > 0:
            words = f"{words} And {more:,} more."
        act = ("Undo", context.undo) if added else None
        context.notices.say(words, act=act, tone="good" if added else "info")
