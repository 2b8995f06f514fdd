"""The half of the sources view that reads one source: text, passages, forms from a sentence."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from workbench.dossier.reading import first_said
from workbench.gui.codebook.panel import CodebookPanel
from workbench.gui.command import command
from workbench.gui.sources.codes import Wanted, by_latest, mark
from workbench.gui.sources.coding import CodingCommands
from workbench.gui.sources.forms import open_claim_form, open_source_form, open_stretch_form
from workbench.gui.sources.inspector import source_inspector
from workbench.gui.sources.link_commands import LinkCommands
from workbench.gui.sources.outline import Outline, ReadingSide
from workbench.gui.sources.page import Marks, marks_near, page_of, passage_of, place_of
from workbench.gui.sources.passages import PassagesPanel
from workbench.gui.sources.reader import Reader
from workbench.gui.sources.states import can_allocate, can_mark
from workbench.gui.sources.suggesting import SuggestionCommands
from workbench.gui.table.latest import Latest
from workbench.gui.table.view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.gui.context import Context
    from workbench.gui.sources.forms import StretchForm
    from workbench.gui.sources.marking import MarkPopover
    from workbench.gui.sources.page import Mark, Page
    from workbench.gui.sources.shown import Stretch
    from workbench.model.code import Code
    from workbench.model.passage import Passage

    Span = tuple[int, int]


class ReadingView(TableView):
    """Shows the list of sources, or the reader in its place."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.reading = False
        self.marks = Marks()
        self._pages = Latest(context, self)
        self._marks = Latest(context, self)
        self._codes = Latest(context, self)
        self._target: tuple[Span, str] | None = None
        self._asked_for: Span = (0, 0)
        self.reader = Reader()
        self.reader.hide()
        self.coding = CodingCommands(self)
        self.suggesting = SuggestionCommands(self)
        self.linking = LinkCommands(self)
        self._set_up_sides(context)
        column = self.layout()
        items = [column.itemAt(number) for number in range(column.count())] if column else []
        self._list_parts = [each.widget() for each in items if each is not None]
        if column is not None:
            column.addWidget(self.reader)
        self._connect_reader()

    def _set_up_sides(self, context: Context) -> None:
        self.codebook = CodebookPanel(context)
        self.outline = Outline()
        self.beside = ReadingSide(self.outline, self.codebook)
        self.owners = (
            (self.coding, self.reader.text),
            (self.suggesting, self.reader.text),
            (self.linking, self.reader.text),
            (self.codebook, self.codebook),
        )
        self.sides = QStackedWidget()
        self.sides.addWidget(self.side_bar)
        self.sides.addWidget(self.beside)
        self.side = self.sides
        self.sheet = source_inspector(context)
        self.passages = PassagesPanel()
        self.passages.can_write = not context.dossier.read_only
        self.inspectors = QStackedWidget()
        self.inspectors.addWidget(self.sheet)
        self.inspectors.addWidget(self.passages)
        self.inspector = self.inspectors

    def _connect_reader(self) -> None:
        self.reader.back.connect(self.show_list)
        self.reader.opened.connect(self.open_source)
        self.reader.edit_wanted.connect(self.edit_facts)
        self.reader.text.paragraph_changed.connect(self._show_paragraph)
        self.reader.text.pressed.connect(self._pressed)
        self.outline.pressed.connect(self.go_to_passage)
        self.codebook.picked.connect(self.coding.mark_picked)
        self.passages.pressed.connect(self.go_to_passage)
        self.passages.opened.connect(self._open)
        self.passages.asked.connect(self._carry_out)
        self.reader.marking.done.connect(self._mark)
        self.reader.marking.closed.connect(self._let_go)

    # --- Panel ------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        super().refresh()
        if self.reading and self.reader.text.page is not None:
            key = self.reader.text.page.source.id
            self._pages.ask(lambda dossier: page_of(dossier, key), self._renewed)

    @override
    def show_record(self, kind: str, key: str) -> None:
        """Shows a source (its key may name a stretch: "id@start-stop"), a passage or a claim."""
        if kind == "source":
            source, _, place = key.partition("@")
            start, _, stop = place.partition("-")
            self.open_source(source, at=(int(start), int(stop)) if place else None)
            return
        self._seeks.ask(lambda dossier: passage_of(dossier, kind, key), self._show_passage)

    @override
    def _choose_again(self, before: int) -> None:
        """Leaves the selection to the reader while a text is read, or is about to be."""
        if not self.reading and self._target is None:
            super()._choose_again(before)

    # --- going ------------------------------------------------------------------------------------

    def open_source(self, key: str, *, at: Span | None = None, passage: str = "") -> None:
        """Shows a source in the reader; at a stretch of it when given."""
        self._target = (at, passage) if at else None
        page = self.reader.text.page
        if self.reading and page is not None and page.source.id == key:
            self._go_to_target()
            return
        self._pages.ask(lambda dossier: page_of(dossier, key), self.show_page)

    def show_list(self) -> None:
        """Shows the list of sources."""
        page = self.reader.text.page
        self._turn(reading=False)
        if page is not None:
            self.context.select("source", page.source.id)

    def go_to_passage(self, key: str) -> None:
        """Brings a passage of this source into sight and flashes it."""
        found = self.reader.text.marks.find(key)
        if found is not None:
            span = (found.passage.start, found.passage.stop)
            self.reader.text.go_to(*span, flash=True)
            self.reader.text.setFocus()
            self._pressed(key)

    def step_passage(self, by: int) -> None:
        """Goes to the next passage, or the one before."""
        marks, chosen = self.reader.text.marks.every, self.context.selection
        if not marks:
            self.context.notices.say("No passage is marked in this source yet.")
            return
        at = next((n for n, each in enumerate(marks) if each.passage.id == chosen.last), None)
        if at is None:
            here = self.reader.text.position
            before = sum(each.passage.start < here for each in marks)
            at = before - 1 if by > 0 else before
        self.go_to_passage(marks[min(max(at + by, 0), len(marks) - 1)].passage.id)

    # --- making -----------------------------------------------------------------------------------

    @command("Mark passage…", "M", menu="Source", icon="passage", when=can_mark)
    def mark_passage(self) -> None:
        """Marks the selected words, or the sentence, with codes and a memo."""
        self.ask_codes()

    def ask_codes(self, *, new: bool = False) -> None:
        """Asks for the codes and memo of the selected words; or for the name of a new code."""
        stretch = self.stretch()
        page = self.reader.text.page
        if stretch is None or page is None:
            return
        held = self.marks.over(page.text, stretch)
        quote = page.text[stretch[0] : stretch[1]]
        area = self.reader.text.area_of(stretch)
        area.moveTopLeft(self.reader.text.viewport().mapTo(self.reader, area.topLeft()))
        self._asked_for = stretch
        self.reader.text.hold(stretch)
        memo = held.passage.memo if held else ""
        codes, place = self.coding.codes, place_of(page.source, stretch)
        self.reader.marking.ask(quote, codes, area, memo=memo, new=new, place=place)
        if held:
            self.reader.marking.tick(each.code for each in held.passage.codes)

    @command("Claim…", "C", menu="Source", icon="claim", when=can_mark)
    def make_claim(self) -> None:
        """Opens a claim form, filled with what the selection or the sentence says."""
        self._open_form("claim")

    @command("Decision…", "D", menu="Source", icon="decision", when=can_mark)
    def make_decision(self) -> None:
        """Opens a decision form, filled with what the selection or the sentence says."""
        self._open_form("decision")

    @command("Allocation…", "A", menu="Source", icon="allocation", when=can_allocate)
    def make_allocation(self) -> None:
        """Opens an allocation form, filled with what the selection or the sentence says."""
        self._open_form("allocation")

    @command("Expectation…", "E", menu="Source", icon="expectation", when=can_mark)
    def make_expectation(self) -> None:
        """Opens an expectation form, filled with what the selection or the sentence says."""
        self._open_form("expectation")

    @command("Comment request…", "Q", menu="Source", icon="comment_request", when=can_mark)
    def make_comment_request(self) -> None:
        """Opens the form of a comment request, filled with what the sentence says."""
        self._open_form("comment_request")

    def edit_facts(self) -> None:
        """Opens the form of the source that is read."""
        if self.reader.text.page is not None:
            open_source_form(self.context, self.reader.text.page.source)

    def remove_passage(self, key: str) -> None:
        """Removes a passage; Undo brings it back."""
        self.context.write(
            "Remove passage",
            lambda dossier: dossier.passages.remove(key),
            say="Passage removed.",
        )

    def stretch(self) -> Span | None:
        """What is meant, where it was said first; says so where that is in another paragraph."""
        stretch: Stretch | None = self.reader.text.stretch()
        page = self.reader.text.page
        if stretch is None or page is None:
            return None
        start, stop, moved = first_said(page.text, page.paragraphs, stretch.start, stretch.stop)
        if moved:
            first = page.paragraphs[moved - 1].repeats
            self.context.notices.say(
                f"Paragraph {moved} repeats paragraph {first}: the words are taken there, "
                "so that they count once."
            )
        return start, stop

    def _open_form(self, kind: str) -> None:
        stretch, page = self.stretch(), self.reader.text.page
        if stretch is not None and page is not None:
            open_stretch_form(self.context, page.source, stretch, kind, opened=self.hold_form)

    def hold_form(self, form: StretchForm) -> None:
        """Shows what a form was filled from for as long as it is open."""
        self.reader.text.hold((form.reading.start, form.reading.stop))
        form.form.closed.connect(self._let_go)

    def _let_go(self) -> None:
        self.reader.text.hold(None)

    def _mark(self, codes: list[str], new: list[str], memo: str) -> None:
        page, span = self.reader.text.page, self._asked_for
        if page is None:
            return
        wanted = Wanted(codes=codes, new=new, memo=memo)
        self.context.write(
            "Mark passage",
            lambda dossier: mark(dossier, page, span, wanted),
            self.marked,
            say="Passage marked.",
        )

    def marked(self, passage: Passage) -> None:
        """Puts a passage that was just written into focus."""
        self.context.select("passage", passage.id)

    def _carry_out(self, name: str, key: str) -> None:
        if name == "remove_passage":
            self.remove_passage(key)
            return
        if name == "edit_passage":
            found = self.reader.text.marks.find(key)
            if found is None:
                return
            span = (found.passage.start, found.passage.stop)
            self.reader.text.go_to(*span, select=True)
            name = "mark_passage"
        attrgetter(name)(self)()

    def _open(self, kind: str, key: str) -> None:
        if kind != "claim":
            self.context.open(kind, key)
            return
        claim = self.reader.text.marks.claim(key)
        if claim is not None and not self.context.dossier.read_only:
            open_claim_form(self.context, claim)

    def _pressed(self, key: str) -> None:
        self.context.select("passage", key)
        self.outline.choose(key)

    def _show_passage(self, passage: Passage | None) -> None:
        if passage is None:
            self.context.notices.say("That rests on no passage of a source.")
            return
        self.open_source(passage.source, at=(passage.start, passage.stop), passage=passage.id)

    def show_page(self, page: Page | None) -> None:
        """Shows what was read of a source; says so where it is gone."""
        if page is None:
            self.context.notices.say("That source is no longer in the dossier.")
            self._turn(reading=False)
            return
        self.reader.show_page(page)
        self.marks, self.coding.only = Marks(), ""
        self.suggesting.forget()
        self.outline.show_marks(Marks(), of=0)
        self._turn(reading=True)
        if self.context.selection.kind != "passage":
            self.context.select("source", page.source.id)
        self._show_paragraph(1 if page.paragraphs else 0)
        self._go_to_target()
        self._read_marks(page, first=True)

    def _renewed(self, page: Page | None) -> None:
        """The source was perhaps changed, its text cannot have been."""
        held = self.reader.text.page
        if page is None:
            self._turn(reading=False)
        elif held is None or page.source.text != held.source.text:
            self.show_page(page)
        else:
            self.reader.text.page = page
            self.reader.show_facts(page)
            self._read_marks(page)

    def _read_marks(self, page: Page, *, first: bool = False) -> None:
        if page.shown is not None:
            at = self.reader.text.position if first else None
            self._marks.ask(lambda dossier: marks_near(dossier, page, at), self.show_marks)
        self._codes.ask(by_latest, self._take_codes)
        self.suggesting.renew()

    def _take_codes(self, codes: list[Code]) -> None:
        self.coding.codes = codes
        self.refresh_commands()

    @property
    def editor(self) -> MarkPopover | None:
        """What asks for codes and a memo; None while nothing does."""
        return None if self.reader.marking.isHidden() else self.reader.marking

    def chosen_mark(self) -> Mark | None:
        """The passage in focus, if it is one of this source."""
        chosen = self.context.selection
        return self.marks.find(chosen.last) if chosen.kind == "passage" else None

    def show_marks(self, marks: Marks) -> None:
        """Shows the passages as they are now, but those that the focus leaves out."""
        self.marks = marks
        marks = self.coding.narrowed(marks)
        self.reader.show_focus(self.coding.focus_words(marks.every))
        self.reader.text.show_marks(marks)
        self.outline.show_marks(marks, of=len(self.marks.every))
        chosen = self.context.selection
        if chosen.kind == "passage":
            self.outline.choose(chosen.last)
        paragraph, page = self.reader.text.paragraph, self.reader.text.page
        self._show_paragraph(paragraph.ordinal if paragraph else 0)
        if page is not None and not self.marks.whole:
            self._read_marks(page)

    def _go_to_target(self) -> None:
        if self._target is not None:
            span, passage = self._target
            self._target = None
            self.reader.text.go_to(*span, flash=True)
            self.reader.text.setFocus()
            if passage:
                self._pressed(passage)

    def _show_paragraph(self, ordinal: int) -> None:
        paragraph = self.reader.text.paragraph
        marks = [each for each in self.reader.text.marks.every if each.paragraph == ordinal]
        self.passages.show_marks(ordinal, paragraph.repeats if paragraph else None, marks)
        self.refresh_commands()

    def _turn(self, *, reading: bool) -> None:
        """Shows the reader instead of the list, or the other way round."""
        self.reading = reading
        for part in self._list_parts:
            if part is not None:
                part.setVisible(not reading)
        self.reader.setVisible(reading)
        self.sides.setCurrentWidget(self.beside if reading else self.side_bar)
        page = self.reader.text.page
        held = reading and page is not None and page.shown is not None
        self.inspectors.setCurrentWidget(self.passages if held else self.sheet)
        target = (self.reader.text if held else self.reader) if reading else self.grid
        self.setFocusProxy(target)
        target.setFocus()
        self.refresh_commands()
