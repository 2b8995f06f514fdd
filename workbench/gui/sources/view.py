"""The sources view: the list, how sources come in, and the commands of the reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFileDialog, QMenu
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.form_place import shown
from workbench.gui.sources.forms import open_source_form
from workbench.gui.sources.importing import readable, show_reports, start_bringing_in
from workbench.gui.sources.lists import SOURCE_LISTS
from workbench.gui.sources.pages import PageCommands
from workbench.gui.sources.paste_form import PasteForm, pasted
from workbench.gui.sources.reading import ReadingView
from workbench.gui.sources.references import ReferenceCommands, are_references
from workbench.gui.sources.rows import COLUMNS, FILTERS, STATES, read_rows
from workbench.gui.sources.states import can_add, can_mark, is_listing, is_reading
from workbench.gui.sources.versions import VersionCommands
from workbench.gui.widgets.buttons import primary_button
from workbench.model.allocation import Allocation
from workbench.model.claim import Claim
from workbench.model.code import Code
from workbench.model.decision import Decision
from workbench.model.many import many
from workbench.model.party import Party
from workbench.model.passage import Passage
from workbench.model.saved_query import SavedQuery
from workbench.model.source import Source
from workbench.model.support import Support
from workbench.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.bringing_in import BroughtIn
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.sources.page import Marks
    from workbench.gui.table.columns import Column, Row
    from workbench.gui.table.facets import Entry
    from workbench.gui.widgets.empty import EmptyState
    from workbench.model.query import Query
    from workbench.model.record import Record


def _recent(number: int) -> Callable[[SourcesView], None]:
    """The command that marks with the code used `number`th last."""

    def mark_recent(self: SourcesView) -> None:
        self.coding.mark_recent(number)

    mark_recent.__doc__ = f"Marks the selection or the sentence with recent code {number}."
    mark_recent.__name__ = f"mark_recent_{number}"
    declare = command(
        f"Mark with recent code {number}", str(number), menu="Source/Recent codes", when=can_mark
    )
    return declare(mark_recent)


class SourcesView(ReadingView):
    """What was read, and what was made of it."""

    title = "Sources"
    shows: ClassVar[tuple[type[Record], ...]] = (
        Source,
        Passage,
        Claim,
        Support,
        Code,
        Decision,
        Allocation,
        Party,
        SavedQuery,
        Verdict,
    )
    kind: ClassVar[type[Record]] = Source
    columns: ClassVar[tuple[Column, ...]] = COLUMNS
    plan = SOURCE_LISTS
    hint = "Search sources: words in title and text, genre:press, publisher:Reuters, is:held"
    row_commands: ClassVar[tuple[str, ...]] = (
        "read_source",
        "edit_source",
        "",
        "copy_rows",
        "remove_sources",
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setAcceptDrops(True)
        self.versions = VersionCommands(self)
        self.references = ReferenceCommands(self)
        self.pages = PageCommands(self)
        self.owners = (
            *self.owners,
            (self.versions, self),
            (self.references, self),
            (self.pages, self.reader.text),
        )
        new = primary_button("New source", key="Ctrl+Shift+S")
        new.clicked.connect(self.new_source)
        new.setEnabled(writable(self))
        self._new = new
        self.tools = (new,)
        self._first_acts = [
            self.empty.add_act("Open files…", self.open_files),
            self.empty.add_act("Paste text…", self.paste_text, "Ctrl+V", primary=False),
        ]
        self._clear_act = self.empty.add_act("Clear the filters", self.clear_filters)
        self.sheet.edit_wanted.connect(self.edit_field)
        self.sheet.asked.connect(self._asked_of_sheet)
        self.grid.opened.disconnect()
        self.grid.opened.connect(self.open_source)

    # --- TableView --------------------------------------------------------------------------------

    @override
    def read_rows(self, dossier: Dossier, ids: Sequence[str]) -> list[Row]:
        return read_rows(dossier, ids)

    @override
    def sum_words(self, dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
        passages = sum(dossier.passages.counts(ids).values())
        return f"{many(len(ids), 'source')}: {many(passages, 'passage')}"

    @override
    def say_empty(self, empty: EmptyState, *, filtered: bool) -> None:
        if filtered:
            empty.say("No source matches", "Take out a chip above, or clear the filters.")
        else:
            empty.say(
                "No sources yet",
                "Let files fall here, open them, or paste text: PDF, Word, web pages, e-mail, "
                "books and more. Nothing is fetched from the network.",
            )
        for act in self._first_acts:
            act.setVisible(not filtered and writable(self))
        self._clear_act.setVisible(filtered)

    @override
    def open_form(self, record: Record | None, *, field: str = "") -> None:
        if isinstance(record, Source):
            open_source_form(self.context, record, field=field)
        else:
            self.paste_text()

    @override
    def _own(self, query: Query) -> Query:
        """Leaves out filters that are for other lists, such as a stance."""
        kept = tuple(
            each
            for each in query.filters
            if each.field in FILTERS and (each.field != "is" or set(each.values) <= STATES)
        )
        return super()._own(replace(query, filters=kept))

    @override
    def _picked(self, entry: Entry, more: bool) -> None:
        super()._picked(entry, more)
        if self.reading:
            self.show_list()

    @override
    def show_marks(self, marks: Marks) -> None:
        """Shows the passages as they are now, on the page beside the text too."""
        super().show_marks(marks)
        self.pages.renew()

    # --- commands of the list ---------------------------------------------------------------------

    @command("New source…", "Ctrl+Shift+S", menu="Source", icon="plus", when=writable)
    def new_source(self) -> None:
        """Shows the ways to bring a source in: files, a folder, pasted text."""
        menu = QMenu(self)
        menu.addAction("Open files…", self.open_files)
        menu.addAction("Open a folder…", self.open_folder)
        menu.addAction("Paste text…", self.paste_text)
        menu.aboutToHide.connect(menu.deleteLater)
        place = self._new if self._new.isVisible() else self
        menu.popup(place.mapToGlobal(QPoint(0, self._new.height() + 4)))

    @command("Open files as sources…", menu="Source", icon="open", when=writable)
    def open_files(self) -> None:
        """Reads documents of any kind, many at once."""
        paths, _ = QFileDialog.getOpenFileNames(self, "Open sources", str(Path.home()), readable())
        self.bring_in(paths)

    @command("Open a folder as sources…", menu="Source", icon="folder-open", when=writable)
    def open_folder(self) -> None:
        """Reads every document of a folder and of the folders in it."""
        folder = QFileDialog.getExistingDirectory(self, "Open a folder", str(Path.home()))
        self.bring_in([folder] if folder else [])

    @command(
        "Paste text as a source…", "Ctrl+V", menu="Source", icon="clipboard-text", when=can_add
    )
    def paste_text(self) -> None:
        """Opens a form with what the clipboard holds, to add it as a source."""
        self.open_paste_form(pasted())

    def open_paste_form(self, text: str) -> PasteForm | None:
        """Opens the form for a new source; None where one that is not saved yet stays instead."""
        form = PasteForm(self.context, text)
        form.saved.connect(self._added)
        if not shown(self.context, form, "New source"):
            return None
        form.setFocus()
        return form

    @command("What came of the files…", menu="Source", icon="steps", when=is_listing)
    def show_reports(self) -> None:
        """Shows which files were added, which were not and why, each time many were brought in."""
        show_reports(self.context)

    @command("Read source", menu="Source", icon="book-open", when=is_listing)
    def read_source(self) -> None:
        """Opens the chosen source in the reader."""
        chosen = self.context.selection
        if chosen.kind == "source" and chosen:
            self.open_source(chosen.last)

    @command("Edit source…", "Ctrl+E", menu="Source", icon="pencil-simple", when=writable)
    def edit_source(self) -> None:
        """Opens the facts of the source: title, genre, publisher, dates, primary origin."""
        if self.reading:
            self.edit_facts()
        else:
            self.edit_field("")

    @command("Remove source", "Delete", menu="Source", icon="trash", when=can_add)
    def remove_sources(self) -> None:
        """Removes the chosen sources; Undo brings them back."""
        self.remove_chosen()

    # --- commands of the reader -------------------------------------------------------------------

    @command("Next row or passage", "J")
    @override
    def next_row(self) -> None:
        """Goes to the next source in the list, to the next passage in the text."""
        if self.reading:
            self.step_passage(1)
        else:
            super().next_row()

    @command("Row or passage before", "K")
    @override
    def row_above(self) -> None:
        """Goes to the source above in the list, to the passage before in the text."""
        if self.reading:
            self.step_passage(-1)
        else:
            super().row_above()

    @command("Find in the list or text", "Ctrl+F", icon="find")
    @override
    def search_here(self) -> None:
        """Finds words in the text that is read, or in the list."""
        if self.reading:
            self.reader.open_find()
        else:
            super().search_here()

    @command("Edit the row", "E", when=can_add)
    @override
    def edit_row(self) -> None:
        """Opens the form of the source that is chosen in the list."""
        super().edit_row()

    @command("Back to the list", "Alt+Left", menu="Source", icon="back", when=is_reading)
    def back_to_list(self) -> None:
        """Leaves the text for the list of sources."""
        self.show_list()

    @command("Next paragraph", "Alt+Down", menu="Source", icon="arrow-down", when=is_reading)
    def next_paragraph(self) -> None:
        """Goes to the paragraph below."""
        self.reader.text.step_paragraph(1)

    @command("Paragraph above", "Alt+Up", menu="Source", icon="arrow-up", when=is_reading)
    def paragraph_above(self) -> None:
        """Goes to the paragraph above."""
        self.reader.text.step_paragraph(-1)

    @command("Unfold the paragraph", "U", menu="Source", icon="arrows-out-simple", when=is_reading)
    def unfold(self) -> None:
        """Shows a paragraph that repeats an earlier one, or folds it again."""
        paragraph = self.reader.text.paragraph
        if paragraph is not None:
            self.reader.text.unfold(paragraph.ordinal)

    @command("Repeated passages", "R", menu="Source", icon="find", when=is_reading)
    def repeated_passages(self) -> None:
        """Shows where the paragraph in focus is said again, here and in other sources."""
        paragraph, page = self.reader.text.paragraph, self.reader.text.page
        if paragraph is not None and page is not None:
            self.context.open("repeat", f"{page.source.id}/{paragraph.ordinal}")

    @command("Code all copies", menu="Source", icon="tag", when=can_mark)
    def code_all_copies(self) -> None:
        """Marks the passage in focus with its codes wherever its paragraph is said again."""
        chosen = self.context.selection
        if chosen.kind != "passage" or not chosen:
            self.context.notices.say("Press J or K to go to a passage first.")
            return
        self.context.write(
            "Code all copies",
            lambda dossier: len(dossier.repeats.code_all(chosen.last)),
            self._coded,
        )

    def _coded(self, number: int) -> None:
        if number:
            words = f"Coded in {many(number, 'copy', 'copies')}."
            self.context.notices.say(words, act=("Undo", self.context.undo), tone="good")
        else:
            self.context.notices.say("No other source says this paragraph again in these words.")

    @command("Remove passage", "Ctrl+Backspace", menu="Source", icon="trash", when=can_mark)
    def remove_this_passage(self) -> None:
        """Removes the passage in focus; Undo brings it back."""
        chosen = self.context.selection
        if chosen.kind == "passage" and chosen:
            self.remove_passage(chosen.last)
        else:
            self.context.notices.say("Press J or K to go to a passage first.")

    mark_recent_1 = _recent(1)
    mark_recent_2 = _recent(2)
    mark_recent_3 = _recent(3)
    mark_recent_4 = _recent(4)
    mark_recent_5 = _recent(5)
    mark_recent_6 = _recent(6)
    mark_recent_7 = _recent(7)
    mark_recent_8 = _recent(8)
    mark_recent_9 = _recent(9)

    # --- bringing in ------------------------------------------------------------------------------

    def bring_in(self, paths: Sequence[str]) -> None:
        """Reads files and folders as sources, as a job; a file of references gives many."""
        if are_references(paths) and writable(self):
            self.references.add_from(Path(paths[0]))
        elif paths and writable(self):
            start_bringing_in(self.context, [Path(each) for each in paths], self._brought_in)

    def _brought_in(self, result: BroughtIn) -> None:
        if len(result.added) == 1:
            self.open_source(result.added[0].id)
        elif result.added:
            if self.reading:
                self.show_list()
            self.context.select("source", *(each.id for each in result.added))

    def _added(self, source: Source) -> None:
        self.open_source(source.id)

    def _asked_of_sheet(self, name: str) -> None:
        acts = {
            "read": self.read_source,
            "edit": self.edit_source,
            "remove": self.remove_sources,
            "publisher": self.references.take_publisher,
        }
        acts[name]()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if writable(self) and (data.hasUrls() or data.hasText()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        data = event.mimeData()
        paths = [each.toLocalFile() for each in data.urls() if each.isLocalFile()]
        if any(each.endswith(".dossier") for each in paths):
            event.ignore()  # the window opens it
        elif paths:
            event.acceptProposedAction()
            self.bring_in(paths)
        elif data.hasText():
            event.acceptProposedAction()
            self.open_paste_form(data.text())
