"""The reader: heading with the facts of the source, find bar, text; or why there is no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.sources.find_bar import FindBar
from workbench.gui.sources.marking import MarkPopover
from workbench.gui.sources.rows import genre_words
from workbench.gui.sources.text import SourceText
from workbench.gui.widgets.buttons import icon_button, link_button
from workbench.gui.widgets.empty import EmptyState
from workbench.model.kinds import Genre

if TYPE_CHECKING:
    from workbench.gui.sources.page import Page


class Reader(QWidget):
    """Shows one page; `back` asks for the list, `opened` gives the id of another source."""

    back = Signal()
    opened = Signal(str)
    edit_wanted = Signal()
    turned = Signal()
    """Another source is shown."""
    focus_ended = Signal()
    """Every passage is to be shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SourceText()
        self.find_bar = FindBar()
        self.empty = EmptyState("source", "", "")
        self.empty.words.setMinimumSize(340, 64)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._links = QHBoxLayout()
        self._links.setSpacing(4)
        self.pane = QStackedWidget()
        self.pane.addWidget(self.text)
        self.pane.addWidget(self.empty)
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        self.beside.setChildrenCollapsible(False)
        self.beside.addWidget(self.pane)
        self._lay_out()
        self.marking = MarkPopover(self)
        self.marking.closed.connect(self.text.setFocus)
        self.find_bar.found.connect(self._found)
        self.find_bar.closed.connect(self.text.setFocus)
        self.text.left.connect(self.back)

    def show_page(self, page: Page) -> None:
        """Shows a source."""
        source = page.source
        self.find_bar.hide()
        self.show_facts(page)
        if source.scanned:
            self.empty.say(
                "No text layer",
                "The pages of this source are pictures; they are shown beside (P hides them). "
                "Type its text (menu Source) to mark passages in it, or add the file again when a "
                "program for text recognition has given it a text layer.",
            )
        elif page.shown is None:
            through = ", ".join(title for _, title in page.known_through) or "other sources"
            self.empty.say(
                f"The text of {source.title} is not held",
                f"It is only known through {through}. Add the document itself as a new source "
                "to read it here.",
            )
        self.pane.setCurrentWidget(self.empty if page.shown is None else self.text)
        self.text.show_page(page)
        self.turned.emit()

    def show_facts(self, page: Page) -> None:
        """Shows the heading; the text stays as it is."""
        source = page.source
        self.title.setText(source.title)
        self.title.setToolTip(f"{source.ref}  {source.url}".strip())
        genre = "" if source.genre is Genre.OTHER else genre_words(source.genre)
        date = str(source.published) if source.published else "no date stated"
        parts = (source.ref, genre, page.publisher or source.author, date)
        self.facts.setText(" · ".join(each for each in parts if each))
        self._show_links(page)

    def show_focus(self, words: str) -> None:
        """Says what alone is shown; empty words for everything."""
        self._focus_words.setText(words)
        self.focus_bar.setVisible(bool(words))

    def open_find(self) -> None:
        """Opens the find bar."""
        if self.text.page is not None:
            self.find_bar.open_on(self.text.page.text)

    def _found(self, start: int, stop: int) -> None:
        self.text.go_to(start, stop, select=True)

    def _show_links(self, page: Page) -> None:
        while item := self._links.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for words, some in (("Goes back to", page.origins), ("Known through", page.known_through)):
            for key, title in some[:2]:
                button = link_button(f"{words} {title if len(title) < 32 else title[:30] + '…'}")  # noqa: PLR2004 - one line
                button.setToolTip(title)
                button.clicked.connect(lambda _on=False, key=key: self.opened.emit(key))
                self._links.addWidget(button)

    def _lay_out(self) -> None:
        back = icon_button("Back to the list", "back", key="Alt+Left")
        back.clicked.connect(self.back)
        edit = icon_button("Edit the facts of this source", "pencil-simple", key="Ctrl+E")
        edit.clicked.connect(self.edit_wanted)
        find = icon_button("Find in this text", "find", key="Ctrl+F")
        find.clicked.connect(self.open_find)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        low = QHBoxLayout()
        low.setSpacing(8)
        low.addWidget(self.facts, 1)
        low.addLayout(self._links)
        words.addLayout(low)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 14, 6)
        head.setSpacing(8)
        head.addWidget(back)
        head.addLayout(words, 1)
        head.addWidget(find)
        head.addWidget(edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.find_bar)
        column.addWidget(self._focus_bar())
        column.addWidget(self.beside, 1)

    def _focus_bar(self) -> QWidget:
        self.focus_bar = QFrame()
        self._focus_words = QLabel()
        self._focus_words.setProperty("role", "strong")
        self._focus_words.setTextFormat(Qt.TextFormat.PlainText)
        back = link_button("Show all  F")
        back.clicked.connect(self.focus_ended)
        row = QHBoxLayout(self.focus_bar)
        row.setContentsMargins(16, 2, 12, 4)
        row.addWidget(self._focus_words)
        row.addWidget(back)
        row.addStretch(1)
        self.focus_bar.hide()
        return self.focus_bar
