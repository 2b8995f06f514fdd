"""The commands that code in the reader: recent codes, new ones, edges, going and focus by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.command import command
from workbench.gui.sources.codes import mark_more, mark_new
from workbench.gui.sources.edges import Edge
from workbench.gui.sources.page import Marks
from workbench.gui.sources.states import can_mark, is_reading
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.gui.sources.page import Mark
    from workbench.gui.sources.reading import ReadingView
    from workbench.model.code import Code
    from workbench.model.passage import Passage

LONGEST_NAME = 60


def can_code(group: CodingCommands) -> bool:
    """Whether a text is read and can be marked."""
    return can_mark(group.view)


def can_repeat(group: CodingCommands) -> bool:
    """Whether a code was used before, and the paragraph is no folded one that Enter opens."""
    paragraph = group.view.reader.text.paragraph
    folded = paragraph is not None and group.view.reader.text.is_folded(paragraph.ordinal)
    return can_code(group) and bool(group.codes) and not folded


def can_go(group: CodingCommands) -> bool:
    """Whether a text is read."""
    return is_reading(group.view)


class CodingCommands(QObject):
    """Codes what is selected in the text of a view, or the sentence under the cursor."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self.view = view
        self.codes: Sequence[Code] = ()
        """Every code that is offered, the latest used first."""
        self.only = ""
        """The id of the code whose passages alone are shown."""
        self._edged = ""
        self._edge_hint = ""
        view.reader.text.keys.lettered.connect(self.mark_lettered)
        view.reader.text.keys.edged.connect(self._keep_edges)
        view.reader.text.keys.let_go.connect(self._drop_edge_hint)
        view.reader.focus_ended.connect(self.show_all)

    # --- coding -----------------------------------------------------------------------------------

    @command("Repeat the last code", "Return", menu="Source/Recent codes", when=can_repeat)
    def repeat(self) -> None:
        """Marks the selection or the sentence with the code that was used last."""
        self.mark_recent(1)

    @command("New code for these words…", "N", menu="Source", icon="tag", when=can_code)
    def name_new(self) -> None:
        """Asks for the name of a new code, and marks the words with it."""
        self.view.ask_codes(new=True)

    @command("Code in the words themselves", "V", menu="Source", icon="quotes", when=can_code)
    def mark_in_vivo(self) -> None:
        """Makes a code that is named by the selected words, and marks them with it."""
        stretch, page = self.view.stretch(), self.view.reader.text.page
        if stretch is None or page is None:
            return
        title = " ".join(page.text[slice(*stretch)].split())
        if len(title) > LONGEST_NAME:
            self.view.context.notices.say(
                f"These words are too long for the name of a code: select {LONGEST_NAME} "
                "characters or fewer, or press N."
            )
            return
        self.view.context.write(
            "Mark passage",
            lambda dossier: mark_new(dossier, page, stretch, title),
            self.view.marked,
            say=f"Marked with {title}.",
        )

    def mark_recent(self, number: int) -> None:
        """Marks with the code used `number`th last."""
        if number > len(self.codes):
            self.view.context.notices.say(
                "There is no such code yet. Press M or N to mark with a new one."
            )
        else:
            self.mark_with(self.codes[number - 1])

    def mark_lettered(self, letter: str) -> None:
        """Marks with the code that has this key."""
        code = next((each for each in self.codes if each.letter == letter), None)
        if code is not None and can_code(self):
            self.mark_with(code)
        elif code is None:
            self.view.context.notices.say(
                f"No code has the key Shift+{letter}. Give it one in the codebook (Ctrl+9, E)."
            )

    def mark_picked(self, key: str) -> None:
        """Marks with the code of this id."""
        code = next((each for each in self.codes if each.id == key), None)
        if code is not None and can_code(self):
            self.mark_with(code)

    def mark_with(self, code: Code) -> None:
        """Marks the selection or the sentence with a code."""
        stretch, page = self.view.stretch(), self.view.reader.text.page
        if stretch is None or page is None:
            return
        self.view.context.write(
            "Mark passage",
            lambda dossier: mark_more(dossier, page, stretch, code),
            self.view.marked,
            say=f"Marked with {code.title}.",
        )

    # --- edges ------------------------------------------------------------------------------------

    @command("Choose where the passage begins", "[", menu="Source/Ends", when=can_code)
    def choose_start(self) -> None:
        """Arrows then move the beginning by words, with Alt by characters; Enter keeps it."""
        self._choose(Edge.START)

    @command("Choose where the passage ends", "]", menu="Source/Ends", when=can_code)
    def choose_stop(self) -> None:
        """Arrows then move the end by words, with Alt by characters; Enter keeps it."""
        self._choose(Edge.STOP)

    def _choose(self, edge: Edge) -> None:
        text = self.view.reader.text
        stretch = text.stretch()
        if stretch is None:
            return
        span, going_on = (stretch.start, stretch.stop), text.ground.edge is not None
        if not going_on:
            mark = self.view.chosen_mark()
            self._edged = ""
            if mark is not None and not stretch.selected:
                self._edged = mark.passage.id
                span = (mark.passage.start, mark.passage.stop)
        text.keys.choose_edge(edge, span)
        of = "the passage" if self._edged else "the selection"
        end = "beginning" if edge is Edge.START else "end"
        self._drop_edge_hint()
        self._edge_hint = (
            f"Left and Right move the {end} of {of} by words, with Alt by characters. "
            "Enter keeps it, Esc does not."
        )
        self.view.context.notices.say(self._edge_hint)

    def _drop_edge_hint(self) -> None:
        self.view.context.notices.unsay(self._edge_hint)

    def _keep_edges(self, start: int, stop: int) -> None:
        mark = self.view.marks.find(self._edged) if self._edged else None
        self._edged = ""
        if mark is None or (mark.passage.start, mark.passage.stop) == (start, stop):
            return
        passage = mark.passage

        def extend(dossier: Dossier) -> Passage:
            return dossier.passages.extend(passage, start, stop)

        self.view.context.write(
            "Extend passage", extend, self.view.marked, say=f"{passage.ref} has other ends now."
        )

    # --- going and focus --------------------------------------------------------------------------

    @command("Next passage with the same code", "Shift+J", menu="Source", when=can_go)
    def next_same(self) -> None:
        """Goes to the next passage that carries a code of the one in focus."""
        self._go_same(1)

    @command("Passage before with the same code", "Shift+K", menu="Source", when=can_go)
    def same_before(self) -> None:
        """Goes to the passage before that carries a code of the one in focus."""
        self._go_same(-1)

    def _go_same(self, by: int) -> None:
        here = self.view.chosen_mark()
        if here is None or not here.codes:
            self.view.context.notices.say("Press J or K to go to a passage with a code first.")
            return
        wanted = {each.id for each in here.codes}
        same = [m for m in self.view.marks.every if wanted & {each.id for each in m.codes}]
        at = same.index(here) + by
        if 0 <= at < len(same):
            self.view.go_to_passage(same[at].passage.id)
        else:
            last = "last" if by > 0 else "first"
            self.view.context.notices.say(f"This is the {last} passage with this code here.")

    @command("Show only this code", "F", menu="Source", icon="funnel-simple", when=can_go)
    def toggle_focus(self) -> None:
        """Shows only the passages with the code of the one in focus, or all again."""
        here = self.view.chosen_mark()
        if self.only:
            self.show_all()
        elif here is None or not here.codes:
            self.view.context.notices.say("Press J or K to go to a passage with a code first.")
        else:
            self.show_only(here.codes[0])

    def show_only(self, code: Code) -> None:
        """Shows only the passages that carry a code."""
        self.only = code.id
        self.view.show_marks(self.view.marks)

    def show_all(self) -> None:
        """Shows every passage again."""
        self.only = ""
        self.view.show_marks(self.view.marks)

    def narrowed(self, marks: Marks) -> Marks:
        """The marks that are to be shown."""
        if not self.only:
            return marks
        return Marks.of(m for m in marks.every if self.only in {each.id for each in m.codes})

    def focus_words(self, shown: Sequence[Mark]) -> str:
        """What is left out at present; empty where nothing is."""
        code = next((c for m in shown for c in m.codes if c.id == self.only), None)
        if not self.only:
            return ""
        name = code.title if code else "a code that nothing here carries"
        return f"Only {name}: {many(len(shown), 'passage')}"
