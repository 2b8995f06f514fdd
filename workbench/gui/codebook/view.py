"""The codebook view: the tree at the left, the passages of the chosen code, what the code means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.codebook.agreement import AgreementPanel
from workbench.gui.codebook.memos import MemosPanel
from workbench.gui.codebook.panel import CodebookPanel
from workbench.gui.codebook.quoted import read_coded, read_sheet
from workbench.gui.conditions import writable
from workbench.gui.head import Head
from workbench.gui.inspector.panel import Inspector
from workbench.gui.panel import View
from workbench.gui.table.latest import Latest
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.quotes import QuoteList
from workbench.model.code import Code
from workbench.model.passage import Passage
from workbench.model.source import Source

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QVBoxLayout as Column

    from workbench.gui.codebook.quoted import Coded
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import Sheet
    from workbench.model.record import Record

ACTS = (
    ("define", "Define the code", "pencil-simple", "E"),
    ("merge", "Merge it into another code", "git-merge", "M"),
    ("retire", "Retire it, or restore it", "archive", "T"),
    ("history", "History", "history", ""),
)


class CodeInspector(Inspector):
    """A code is no statement: nothing backs it."""

    @override
    def _add_evidence(self, column: Column, sheet: Sheet) -> None:
        pass


class CodebookView(View):
    """Every code with the passages that carry it."""

    title: ClassVar[str] = "Codebook"
    modes: ClassVar[tuple[str, ...]] = ("Codes", "Memos", "Agreement")
    shows: ClassVar[tuple[type[Record], ...]] = (Code, Passage, Source)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.panel = CodebookPanel(context)
        self.side = self.panel
        self.memos = MemosPanel(context)
        self.agreement = AgreementPanel(context)
        self.owners = ((self.panel, self.panel), (self.memos, self.memos))
        self.sheet = CodeInspector(context, "code", read_sheet, ACTS)
        self.inspector = self.sheet
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.about = wrapped()
        self.quotes = QuoteList("Passages of the code")
        self.empty = EmptyState("code", "", "")
        self.empty.words.setMinimumSize(340, 40)
        self._add_first = self.empty.add_act("New code", self.panel.new_code, "Insert")
        self._coded = Latest(context, self)
        self._code = ""
        new = primary_button("New code", key="Insert")
        new.clicked.connect(self.panel.new_code)
        new.setEnabled(writable(self.panel))
        self.tools = (new,)
        self._lay_out()
        self.panel.chosen.connect(self._chosen)
        self.quotes.opened.connect(context.open)
        self.sheet.asked.connect(lambda name: getattr(self.panel, name)())
        self.sheet.edit_wanted.connect(lambda _field: self.panel.define())
        self.setFocusProxy(self.panel)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(16, 6, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addSpacing(4)
        column.addWidget(self.quotes, 1)
        self.pane = QStackedWidget()
        self.ways = QStackedWidget()
        self.ways.addWidget(self.pane)
        self.ways.addWidget(self.memos)
        self.ways.addWidget(self.agreement)
        self.pane.addWidget(shown)
        self.pane.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.ways)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.panel.start()

    @override
    def set_mode(self, mode: str) -> None:
        super().set_mode(mode)
        self.ways.setCurrentIndex(self.modes.index(mode))
        {"Codes": self.panel, "Memos": self.memos, "Agreement": self.agreement}[mode].setFocus()
        head = self.window().findChild(Head)
        if head is not None and self.isVisible():
            head.show_mode(mode)

    @override
    def refresh(self) -> None:
        key = self._code
        self._coded.ask(lambda dossier: read_coded(dossier, key), self._show)

    @override
    def show_record(self, kind: str, key: str) -> None:
        if kind == "memo":
            self.set_mode("Memos")
            return
        self.set_mode("Codes")
        self.panel.show_code(key)
        super().show_record(kind, key)
        self._chosen(key)

    def _chosen(self, key: str) -> None:
        if key and key != self._code:
            self._code = key
            self.context.select("code", key)
            self.schedule()

    def _show(self, coded: Coded) -> None:
        self.heading.setText(coded.path)
        self.about.setText(coded.about)
        self.about.setVisible(bool(coded.about))
        self.quotes.show_lines(coded.lines)
        self._add_first.setVisible(not coded.codes and writable(self.panel))
        if not coded.codes:
            self.empty.say("No codes yet", "A code is a label for passages. Add the first one.")
        elif not coded.path:
            self.empty.say("Choose a code", "Its passages are listed here.")
        else:
            self.empty.say(
                f"No passage carries {coded.path}",
                "Open a source, select words and press M, or the number of a recent code.",
            )
        self.pane.setCurrentIndex(0 if coded.lines else 1)
