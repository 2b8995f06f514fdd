"""The chart beside the table of decisions: lanes over allocations, linked with the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from workbench.errors import QuerySyntaxError
from workbench.gui.panel import Panel
from workbench.gui.theme import chart_palette, theme
from workbench.gui.widgets.empty import EmptyState
from workbench.model.about import About
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision
from workbench.model.expectation import Expectation
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.plot_choice import PlotChoice
from workbench.model.policy_line import PolicyLine
from workbench.model.query import Query

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.analysis.plot import Plot
    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend
    from workbench.charts.linked import LinkedChart
    from workbench.charts.picture import Caption
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.model.record import Record

LEAST_HEIGHT = 220
NOTHING = (
    "Nothing to plot yet",
    "Decisions and allocations appear here as soon as they are logged, with or without a date.",
)
NO_MATCH = ("Nothing to plot", "No decision or allocation matches this search.")


class Plotted(NamedTuple):
    """What a query draws; `fault` says what is wrong with the query, if something is."""

    timeline: Timeline | None = None
    trends: tuple[Trend, ...] = ()
    caption: Caption | None = None
    fault: str = ""
    plot: Plot | None = None


class DecisionPlot(Panel):
    """The timeline and the trends of the query; the chart is loaded when it is first shown."""

    shows: ClassVar[tuple[type[Record], ...]] = (
        Decision,
        Allocation,
        Expectation,
        PolicyLine,
        Party,
        Item,
        About,
    )
    follows_query = True
    drawn = Signal()
    """The chart shows something else, or nothing."""
    blamed = Signal(str)
    """What is wrong with the query; an empty text when nothing is."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.chart: LinkedChart | None = None
        self.choice = PlotChoice()
        self.left_out: tuple[str, ...] = ()
        self.empty = EmptyState("timeline", *NOTHING)
        self._clear = self.empty.add_act("Clear the search", lambda: context.set_query(Query()))
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
        query, choice = self.context.query, self.choice
        self.read(
            lambda dossier: read_plot(dossier, query, choice), self._fill, label="Reading the plot"
        )

    def choose(self, choice: PlotChoice) -> None:
        """Draws in another form."""
        if choice != self.choice:
            self.choice = choice
            self.schedule()

    @property
    def empty_shown(self) -> bool:
        """Whether there is nothing to draw, so that the reason stands in the chart's place."""
        return self.chart is None or self._stack.currentWidget() is self.empty

    def _fill(self, found: Plotted) -> None:
        self.blamed.emit(found.fault)
        if found.timeline is None or found.caption is None:
            filtered = bool(self.context.query.unordered())
            self.empty.say(*(NO_MATCH if filtered else NOTHING))
            self._clear.setVisible(filtered)
            self._stack.setCurrentWidget(self.empty)
        else:
            chart = self._chart()
            plot = found.plot
            self.left_out = plot.left_out if plot else ()
            chart.present(
                found.timeline,
                found.trends,
                found.caption,
                choice=plot.choice if plot else self.choice,
                off=plot.off if plot else None,
            )
            chart.select(self.context.selection.ids)
            self._stack.setCurrentWidget(chart)
        self.drawn.emit()

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


def read_plot(dossier: Dossier, query: Query, choice: PlotChoice) -> Plotted:
    """What a query draws in a form, with the caption that its picture carries."""
    from workbench.charts.picture import Caption  # noqa: PLC0415 - numpy on use

    shown = query.unordered()
    try:
        plot = dossier.trends.of(shown, choice)
    except QuerySyntaxError as fault:
        return Plotted(fault=fault.message)
    timeline, trends = plot.timeline, plot.trends
    nothing = not choice.form.on_days and plot.off is None
    if nothing or (not timeline.decisions and not trends):
        return Plotted()
    last = next(iter(dossier.operations(limit=1)), None)
    caption = Caption.of(dossier.about, last)
    return Plotted(timeline=timeline, trends=trends, caption=caption, plot=plot)
