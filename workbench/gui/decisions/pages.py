"""The commands that lay a page over the decisions: the chronology, and before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workbench.gui.command import command
from workbench.gui.conditions import is_open

if TYPE_CHECKING:
    from workbench.gui.window import Window


def is_chosen(group: DecisionPages) -> bool:
    """Whether a decision is chosen."""
    context = group.window.context
    return context is not None and context.selection.kind == "decision"


class DecisionPages(QObject):
    """Decisions day by day, and one against the one that it takes back."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window

    @command("Chronology", "Ctrl+Alt+D", menu="Decision", icon="steps", when=is_open)
    def chronology(self) -> None:
        """What was announced, in effect and reported, day by day, of the decisions of the query."""
        from workbench.gui.decisions.chronology import ChronologyPage

        if self.window.context is not None:
            page = ChronologyPage(self.window.context)
            page.left.connect(self.window.go_back)
            self.window.show_page(page)

    @command("Before and after", "Ctrl+Alt+R", menu="Decision", icon="revert", when=is_chosen)
    def before_after(self) -> None:
        """The chosen decision beside the one that it takes back, or that takes it back."""
        from workbench.gui.decisions.before_after import BeforeAfterPage

        context = self.window.context
        if context is not None and context.selection.kind == "decision":
            page = BeforeAfterPage(context, context.selection.last)
            page.left.connect(self.window.go_back)
            self.window.show_page(page)
