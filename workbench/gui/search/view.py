"""The search view: words in everything, patterns in texts, copies, origins; a hit is opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.command import command
from workbench.gui.panel import View
from workbench.gui.search.results import FoundList
from workbench.gui.search.rows import (
    copies_found,
    origins_found,
    places_found,
    repeats_found,
    words_found,
)
from workbench.gui.table.latest import Latest
from workbench.gui.table.saved import save_search
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.labels import small
from workbench.model.claim import Claim
from workbench.model.decision import Decision
from workbench.model.passage import Passage
from workbench.model.query import Query
from workbench.model.saved_query import EVERYTHING
from workbench.model.source import Source

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.jobs import Job
    from workbench.gui.search.rows import (
        Found,
    )
    from workbench.model.progress import Progress
    from workbench.model.record import Record
    from workbench.model.saved_query import SavedQuery
    from workbench.store.search import Hit

PAUSE_MS = 250
WORDS, PATTERN, COPIES, ORIGINS = "Words", "Pattern", "Copies", "Origins"
HINTS = {
    WORDS: 'Search everything: words, "two words", near:chips,licence, any:ban,denial, kind:claim',
    PATTERN: r"A regular expression, looked for in texts: \d[\d,]+ (chips|GPUs)",
    COPIES: "",
    ORIGINS: "",
}
IN = "all sources that hold a text, or some: genre:press, publisher:Reuters, words in them"
FIRST = (
    "Search everything",
    (
        'Words in texts, passages, memos, claims and all records. "Two words" are a phrase, '
        "near:chips,licence stand close together, kind:source asks for one kind only."
    ),
)
FIRST_PATTERN = (
    "Look for a pattern",
    "A regular expression, looked for in every text. Press Enter to start; it can be stopped.",
)


def has_line(view: SearchView) -> bool:
    """Whether there is a search to save."""
    return view.mode == WORDS and bool(view.line.text().strip())


def is_of_words(view: SearchView) -> bool:
    """Whether words are searched for."""
    return view.mode == WORDS


class SearchView(View):
    """Everything that holds some words."""

    title = "Search"
    modes: ClassVar[tuple[str, ...]] = (WORDS, PATTERN, COPIES, ORIGINS)
    shows: ClassVar[tuple[type[Record], ...]] = (Source, Passage, Claim, Decision)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._answers, self._saved = Latest(context, self), Latest(context, self)
        self._looking: Job | None = None
        self._repeats: tuple[str, int] | None = None
        self.line = QLineEdit()
        self.line.setProperty("role", "search")
        self.line.setClearButtonEnabled(True)
        self.line.setAccessibleName("Search everything")
        self.line.addAction(icons.icon("find"), QLineEdit.ActionPosition.LeadingPosition)
        self.fault = small()
        self.fault.setProperty("role", "error")
        self.fault.hide()
        self.summary = QLabel()
        self.summary.setProperty("role", "muted")
        self.keep = link_button("Save the search", "saved_query")
        self.keep.clicked.connect(lambda _on=False: self.save_this_search())
        self.kept = link_button("Saved searches", "saved_query")
        self.kept.clicked.connect(lambda _on=False: self.saved_searches())
        self.list = FoundList()
        self.empty = EmptyState("find", *FIRST)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._entered)
        self.list.activated.connect(self._open)
        self._lay_out()
        self.set_mode(WORDS)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.line)
        foot = QHBoxLayout()
        foot.setContentsMargins(2, 0, 2, 0)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.keep)
        foot.addWidget(self.kept)
        self._results = QWidget()
        self._stack = QStackedLayout(self._results)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self._where())
        column.addWidget(self.fault)
        column.addLayout(foot)
        column.addWidget(self._results, 1)

    def _where(self) -> QWidget:
        """In which sources a pattern is looked for."""
        self.scope = QLineEdit()
        self.scope.setClearButtonEnabled(True)
        self.scope.setAccessibleName("Sources to look in")
        self.scope.setPlaceholderText(IN)
        self.scope.returnPressed.connect(self._entered)
        self.case = QCheckBox("Match case")
        self.where = QWidget()
        row = QHBoxLayout(self.where)
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(QLabel("In"))
        row.addWidget(self.scope, 1)
        row.addWidget(self.case)
        return self.where

    @override
    def set_mode(self, mode: str) -> None:
        super().set_mode(mode)
        self._repeats = None
        listing = mode in {COPIES, ORIGINS}
        self.line.setVisible(not listing)
        self.kept.setVisible(mode == WORDS)
        self.where.setVisible(mode == PATTERN)
        self.line.setPlaceholderText(HINTS[mode])
        self._blame("")
        if listing or (mode == WORDS and self.line.text().strip()):
            self._ask()
        else:
            self._say(*(FIRST if mode == WORDS else FIRST_PATTERN))
            self.line.setFocus()

    @override
    def refresh(self) -> None:
        if self.mode != PATTERN:
            self._ask()

    @override
    def show_record(self, kind: str, key: str) -> None:
        """Shows where a paragraph is said again; its key is "source/ordinal"."""
        source, _, ordinal = key.partition("/")
        self._repeats = (source, int(ordinal))
        self._ask()

    @command("Search here", "Ctrl+F", icon="find")
    def search_here(self) -> None:
        """Goes to the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    @command("Save the search…", icon="saved_query", when=has_line)
    def save_this_search(self) -> None:
        """Keeps the search line under a name."""
        query = Query.parse(self.line.text())
        save_search(self.context, EVERYTHING, query, {})

    @command("Saved searches…", icon="saved_query", when=is_of_words)
    def saved_searches(self) -> None:
        """Shows the searches of everything that were kept, to ask one again."""
        self._saved.ask(
            lambda dossier: dossier.saved_queries.find(f"shown:{EVERYTHING}"), self._offer
        )

    def _offer(self, found: list[SavedQuery]) -> None:
        if not found:
            self.context.notices.say("No search of everything was saved yet.")
            return
        menu = QMenu(self)
        for each in found:
            menu.addAction(each.title, partial(self.ask, each.query))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.kept.mapToGlobal(QPoint(0, self.kept.height() + 4)))

    def ask(self, line: str) -> None:
        """Asks a search line."""
        self._repeats = None
        self.line.setText(line)
        self._ask()

    def _typed(self, _text: str) -> None:
        self._repeats = None
        if self.mode == WORDS:
            self._pause.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the line, which does not take it, into what was found."""
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus() and self.list.rows.rows:
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def _entered(self) -> None:
        if self.mode == PATTERN:
            self._look()
            return
        self._ask()
        self.list.setFocus()

    def _ask(self) -> None:
        self._pause.stop()
        line, mode, repeats = self.line.text(), self.mode, self._repeats
        if repeats is not None:
            self._answers.ask(lambda dossier: repeats_found(dossier, *repeats), self._show)
        elif mode == COPIES:
            self._answers.ask(copies_found, self._show)
        elif mode == ORIGINS:
            self._answers.ask(origins_found, self._show)
        elif mode == WORDS and line.strip():
            self.context.jobs.run(
                "Searching",
                lambda _: words_found(self.context.dossier, line),
                lambda found: self._show(found) if line == self.line.text() else None,
                refused=lambda fault: self._blame(getattr(fault, "message", str(fault))),
                quiet=True,
            )
        elif mode == WORDS:
            self._say(*FIRST)

    def _look(self) -> None:
        """Looks for the pattern, as a job that the analyst can stop."""
        pattern = self.line.text()
        if not pattern:
            return
        if self._looking is not None:
            self._looking.cancel()
        dossier, scope, case = self.context.dossier, self.scope.text(), self.case.isChecked()

        def work(progress: Progress) -> list[Hit]:
            query = f"{scope} is:held".strip()
            return dossier.sources.match(pattern, query, case=case, progress=progress)

        self._blame("")
        self.summary.setText("Looking…")
        self._looking = self.context.jobs.run(
            "Looking for the pattern",
            work,
            lambda hits: self._show(places_found(hits)),
            refused=self._stopped,
        )
        self._looking.ended.connect(self._looked)

    def _looked(self) -> None:
        self._looking = None

    def _stopped(self, fault: WorkbenchError) -> None:
        self.summary.setText("")
        self._blame(getattr(fault, "message", str(fault)))

    def _show(self, found: Found) -> None:
        self._blame("")
        self.summary.setText(found.summary if found.rows else "")
        self.keep.setVisible(has_line(self) and self._repeats is None)
        self.list.rows.show(found.rows)
        if not found.rows:
            self._say(*found.empty)
            return
        self._stack.setCurrentWidget(self.list)
        first = next(n for n, row in enumerate(found.rows) if not row.heading)
        self.list.setCurrentIndex(self.list.rows.index(first))
        self.list.scrollToTop()

    def _say(self, heading: str, words: str) -> None:
        self.empty.say(heading, words)
        self.summary.setText("")
        self.keep.setVisible(False)
        self._stack.setCurrentWidget(self.empty)

    def _blame(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def _open(self, _index: QModelIndex) -> None:
        row = self.list.chosen()
        if row is not None:
            self.context.open(row.kind, row.key)
