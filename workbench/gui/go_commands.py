"""The commands that lead to the tasks of the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.command import command
from workbench.gui.conditions import is_open

if TYPE_CHECKING:
    from workbench.gui.window import Window


class GoCommands(QObject):
    """One command a task."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @command("Decisions", "Ctrl+1", menu="Go", icon="decision", when=is_open)
    def decisions(self) -> None:
        """Who decided what, and when."""
        self.window.go("decisions")

    @command("Allocations", "Ctrl+2", menu="Go", icon="allocation", when=is_open)
    def allocations(self) -> None:
        """How much of what was allotted to whom."""
        self.window.go("allocations")

    @command("Sources", "Ctrl+3", menu="Go", icon="source", when=is_open)
    def sources(self) -> None:
        """What was read, with its marked passages and claims."""
        self.window.go("sources")

    @command("Source graph", "Ctrl+Alt+G", menu="Source", icon="steps", when=is_open)
    def source_graph(self) -> None:
        """Who cites whom, drawn down to the primary origins, with circular reports in red."""
        from workbench.gui.sources.citations import CitationPage

        if self.window.context is not None:
            page = CitationPage(self.window.context)
            page.left.connect(self.window.go_back)
            self.window.show_page(page)

    @command("Timeline", "Ctrl+4", menu="Go", icon="timeline", when=is_open)
    def timeline(self) -> None:
        """Policy lanes over the cumulative allocation."""
        self.window.go("timeline")

    @command("Judgements", "Ctrl+5", menu="Go", icon="judgement", when=is_open)
    def judgements(self) -> None:
        """Contradictions, ACH matrix, forecasts, questions, expectations, stance and whiplash."""
        self.window.go("judgements")

    @command("Parties and items", "Ctrl+6", menu="Go", icon="party", when=is_open)
    def records(self) -> None:
        """Everything else that a dossier holds, kind by kind."""
        self.window.go("records")

    @command("Briefings", "Ctrl+7", menu="Go", icon="briefing", when=is_open)
    def briefings(self) -> None:
        """Excel briefings that were written, and new ones."""
        self.window.go("briefings")

    @command("New briefing…", "Ctrl+Shift+B", menu="Briefing", icon="briefing", when=is_open)
    def new_briefing(self) -> None:
        """Shows what a briefing of the present search would hold."""
        self.window.go("briefings")

    @command("Console", "Ctrl+8", menu="Go", icon="console", when=is_open)
    def console(self) -> None:
        """Python with the same verbs as the window."""
        self.window.go("console")

    @command("Console below", "Ctrl+`", menu="Go", icon="console", when=is_open)
    def console_below(self) -> None:
        """Opens or closes the console under the view that is shown."""
        self.window.toggle_drawer("console")

    @command("Codebook", "Ctrl+9", menu="Go", icon="code", when=is_open)
    def codebook(self) -> None:
        """The tree of codes, and the passages that carry each."""
        self.window.go("codebook")

    @command("Search", "Ctrl+Shift+K", menu="Go", icon="find", when=is_open)
    def search(self) -> None:
        """Words in everything, patterns in texts, and copies."""
        self.window.go("search")

    @command("Memos of the dossier", menu="Go/Also", icon="note-pencil", when=is_open)
    def memos(self) -> None:
        """Every memo in one place, newest first."""
        self._go("codebook", "Memos")

    @command("Agreement of coders", menu="Go/Also", icon="code", when=is_open)
    def agreement(self) -> None:
        """How far coders agree, code by code: percent, kappa, alpha, gamma."""
        self._go("codebook", "Agreement")

    @command("Regular expression in texts", menu="Go/Also", icon="find", when=is_open)
    def pattern(self) -> None:
        """Where a pattern stands in the texts of all sources, or of some."""
        self._go("search", "Pattern")

    @command("Copies among the sources", menu="Go/Also", icon="source", when=is_open)
    def copies(self) -> None:
        """Sources that are copies of one another, such as a wire story in several papers."""
        self._go("search", "Copies")

    @command("Origins of the sources", menu="Go/Also", icon="steps", when=is_open)
    def origins(self) -> None:
        """Every primary origin with the sources that go back to it, and circular reports."""
        self._go("search", "Origins")

    def _go(self, task: str, mode: str) -> None:
        self.window.go(task)
        self.window.set_mode(mode)
