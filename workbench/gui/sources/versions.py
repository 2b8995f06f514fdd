"""The commands about the text of a source: read it again, correct it, look at moved passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.command import command
from workbench.gui.sources.correct_form import CorrectForm
from workbench.gui.sources.read_again_form import ReadAgainForm
from workbench.gui.sources.review import ReviewForm
from workbench.gui.sources.states import can_mark, is_scan
from workbench.gui.sources.versions_form import VersionsForm
from workbench.gui.widgets.save_file import ask_where

if TYPE_CHECKING:
    from workbench.dossier.text_versions import Moved
    from workbench.gui.sources.reading import ReadingView
    from workbench.model.source import Source


def can_change_text(group: VersionCommands) -> bool:
    """Whether a text is read and may be changed."""
    return can_mark(group.view)


def can_review(group: VersionCommands) -> bool:
    """Whether passages may be changed."""
    return not group.view.context.dossier.read_only


def can_look_back(group: VersionCommands) -> bool:
    """Whether a source is read whose bytes are kept."""
    page = group.view.reader.text.page
    return group.view.reading and page is not None and bool(page.source.original)


def can_type(group: VersionCommands) -> bool:
    """Whether a scan is read and its text may be typed."""
    return is_scan(group.view) and not group.view.context.dossier.read_only


class VersionCommands(QObject):
    """Changes the text of the source that is read; its passages come along."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self.view = view

    @command(
        "Read again another way…", menu="Source", icon="arrows-clockwise", when=can_change_text
    )
    def read_again(self) -> None:
        """Reads the original bytes again, in another encoding or by another reader."""
        page = self.view.reader.text.page
        if page is not None:
            form = ReadAgainForm(self.view.context, page.source)
            form.moved.connect(self.tell)
            self.view.context.show_form(form, "Read again another way")
            form.setFocus()

    @command(
        "Correct the paragraph…", menu="Source", icon="pencil-simple-line", when=can_change_text
    )
    def correct_paragraph(self) -> None:
        """Opens a form with the words of the paragraph, to mend what was read wrongly."""
        text = self.view.reader.text
        if text.page is not None and text.paragraph is not None:
            span = text.paragraph.start, text.paragraph.stop
            form = CorrectForm(self.view.context, text.page, span)
            form.moved.connect(self.tell)
            self.view.context.show_form(form, f"Correct paragraph {text.paragraph.ordinal}")
            form.setFocus()

    @command("Type the text of the scan…", menu="Source", icon="pencil-simple-line", when=can_type)
    def type_text(self) -> None:
        """Opens a form for the text of a source whose pages are pictures."""
        page = self.view.reader.text.page
        if page is not None:
            form = CorrectForm(self.view.context, page, (0, 0))
            form.moved.connect(self.tell)
            self.view.context.show_form(form, "Type the text of the scan")
            form.setFocus()

    @command("Text versions…", menu="Source", icon="history", when=can_look_back)
    def show_versions(self) -> None:
        """Lists every text that the source has had, what each changed, and goes back to one."""
        source = self._source()
        if source is not None:
            form = VersionsForm(self.view.context, source)
            form.moved.connect(self.tell)
            self.view.context.show_form(form, "Text versions")
            form.setFocus()

    @command("Save the original file…", menu="Source", icon="file-text", when=can_look_back)
    def save_original(self) -> None:
        """Writes the very bytes that the source was read from to a file."""
        source = self._source()
        if source is None:
            return
        name = self.view.context.dossier.sources.original_name(source)
        start = Path.home() / name
        path = ask_where(self.view, "Save the original file", start, {"Original": start.suffix})
        if path is not None:
            self.save_to(source, path)

    def save_to(self, source: Source, path: Path) -> None:
        """Writes the original bytes of a source, as a job."""
        context = self.view.context

        def told(_: object) -> None:
            context.notices.say(f"Saved {path.name}.", tone="good")

        context.jobs.run(
            f"Writing {path.name}",
            lambda _: context.dossier.sources.save_original(source.id, path),
            told,
        )

    def _source(self) -> Source | None:
        """The source that is read, with its bytes."""
        page = self.view.reader.text.page
        return page.source if self.view.reading and page is not None else None

    @command("Passages to look at…", menu="Source", icon="warning", when=can_review)
    def review(self) -> None:
        """Lists the passages of which it is not sure where they stand since a text changed."""
        form = ReviewForm(self.view.context, self._selected)
        self.view.context.show_form(form, "Passages to look at")
        form.setFocus()

    def tell(self, moved: Moved) -> None:
        """Says what came of the passages when a text changed."""
        act = ("Look at them", self.review) if moved.in_doubt else ("Undo", self.view.context.undo)
        tone = "warning" if moved.in_doubt else "good"
        self.view.context.notices.say(f"New text version. {moved}", act=act, tone=tone)

    def _selected(self) -> tuple[Source, int, int] | None:
        """The words that are selected in the text that is read, if any."""
        text = self.view.reader.text
        page, stretch = text.page, text.stretch()
        if not self.view.reading or page is None or stretch is None or not stretch.selected:
            return None
        return page.source, stretch.start, stretch.stop
