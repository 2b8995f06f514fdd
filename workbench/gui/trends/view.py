"""The timeline view: policy lanes over cumulative allocations, in the whole work area."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.panel import View
from workbench.gui.table.chips import ChipRow
from workbench.gui.table.search_line import SearchLine
from workbench.gui.trends.inspector import TimelineInspector
from workbench.gui.trends.plot import PlotPanel
from workbench.gui.trends.plot_commands import PlotCommands, is_drawn
from workbench.gui.widgets.buttons import primary_button
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.policy_line import PolicyLine

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from workbench.charts.linked import LinkedChart
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.query import Query
    from workbench.model.record import Record

HINT = "Show: words, stance:deny, jurisdiction:CHN, item:H200, stage:authorised, since:2025-10"


class TimelineView(View):
    """Who decided what, when, and what was allotted: one shared time axis."""

    title = "Timeline"
    shows: ClassVar[tuple[type[Record], ...]] = (Party, Item, PolicyLine)
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.search = SearchLine(HINT, "Choose what the timeline shows")
        self.search.changed.connect(context.set_query)
        self.chips = ChipRow(saves=False)
        self.chips.changed.connect(context.set_query)
        self.plot = PlotPanel(context)
        self.plot.blamed.connect(self.search.blame)
        self.search.left.connect(self.plot.setFocus)
        self.acts = PlotCommands(self.plot)
        self.owners = ((self.acts, self.plot),)
        self.inspector = self.chosen = TimelineInspector(context)
        self.save_button = primary_button("Save picture", "briefing", key="Ctrl+Shift+P")
        self.save_button.clicked.connect(self.acts.save_picture)
        self.save_button.setEnabled(False)
        self.plot.drawn.connect(lambda: self.save_button.setEnabled(is_drawn(self.acts)))
        self.tools = (self.save_button,)
        self._lay_out()
        self.setFocusProxy(self.plot)

    @property
    def chart(self) -> LinkedChart | None:
        """The chart; None until something was drawn."""
        return self.plot.chart

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.search.show_query(query)
        self.read(lambda dossier: names_in(dossier, query), self._show_chips)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._came_back)

    @command("Search the timeline", "Ctrl+F", icon="find")
    def search_here(self) -> None:
        """Puts the cursor into the search line."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    # --- inside -------------------------------------------------------------------------------

    def _came_back(self) -> None:
        """The keys go to the plot, so that its letters and digits work at once."""
        focus = QApplication.focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self.plot.setFocus()

    def _show_chips(self, names: dict[str, str]) -> None:
        self.chips.show_query(self.context.query.unordered(), names)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 6)
        head.setSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.plot.chooser)
        head.addLayout(row)
        head.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.plot, 1)


def names_in(dossier: Dossier, query: Query) -> dict[str, str]:
    """The names of the records whose ids a query filters by."""
    values = [value for each in query.filters for value in each.values]
    nouns = (dossier.parties, dossier.items, dossier.policy_lines)
    return {record.id: record.name for noun in nouns for record in noun.page(values)}
