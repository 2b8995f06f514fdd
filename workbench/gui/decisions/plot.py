"""The chart beside the table of decisions: lanes over allocations, linked with the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from workbench.errors import QuerySyntaxError
from workbench.gui.panel import Panel
from workbench.gui.theme import chart_palette, theme
from workbench.gui.widgets.empty import EmptyState
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision
from workbench.model.expectation import Expectation
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.policy_line import PolicyLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.charts.linked import LinkedChart
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.model.query import Query
    from workbench.model.record import Record

LEAST_HEIGHT = 220


class DecisionPlot(Panel):
    """The timeline and the trends of the query; the chart is loaded when it is first shown."""

    shows: ClassVar[tuple[type[Record], ...]] = (
        Decision,
        Allocation,
        Expectation,
        PolicyLine,
        Party,
        Item,
    )
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.chart: LinkedChart | None = None
        self.empty = EmptyState(
            "timeline", "Nothing to plot", "No decision or allocation matches this search."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        context.selection_changed.connect(self._selected_elsewhere)
        theme().changed.connect(self._restyle)

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.read(lambda dossier: read_plot(dossier, query), self._fill, label="Reading the plot")

    def _fill(self, found: tuple[Any, Any] | None) -> None:
        if found is None:
            self._stack.setCurrentWidget(self.empty)
            return
        chart = self._chart()
        chart.present(*found)
        chart.select(self.context.selection.ids)
        self._stack.setCurrentWidget(chart)

    def _chart(self) -> LinkedChart:
        if self.chart is None:
            from workbench.charts.linked import LinkedChart  # noqa: PLC0415 - pyqtgraph on use

            self.chart = LinkedChart(self)
            self.chart.selected.connect(self._selected_here)
            self.chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._stack.addWidget(self.chart)
            self._restyle()
        return self.chart

    def _selected_here(self, ids: frozenset[str]) -> None:
        """Selects the decisions that were chosen in the chart, else the allocations."""

        def look(dossier: Dossier) -> tuple[str, list[str]]:
            chosen = sorted(ids)
            decisions = [each.id for each in dossier.decisions.page(chosen)]
            if decisions or not chosen:
                return "decision", decisions
            allotted = dossier.allocations.page(chosen)
            behind = sorted({each.decision for each in allotted if each.decision})
            return ("decision", behind) if behind else ("allocation", [x.id for x in allotted])

        def take(found: tuple[str, list[str]]) -> None:
            if found[1]:
                self.context.select(found[0], *found[1])

        dossier = self.context.dossier
        self.context.jobs.run("Reading", lambda _: look(dossier), take, quiet=True)

    def _selected_elsewhere(self, selection: Selection) -> None:
        if self.chart is not None:
            self.chart.select(selection.ids)

    def _restyle(self) -> None:
        if self.chart is not None:
            self.chart.set_palette(chart_palette())


def read_plot(dossier: Dossier, query: Query) -> tuple[Any, Any] | None:
    """The timeline and the trends of a query; None where there is nothing to draw.

    A query that cannot be read is told beside the search line, not here.
    """
    try:
        timeline, trends = dossier.timeline.read(query), dossier.trends.read(query)
    except QuerySyntaxError:
        return None
    if not dossier.decisions.count(query) and not trends:
        return None
    return timeline, trends
