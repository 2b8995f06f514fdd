"""The plot of the query, linked with the selection: in the timeline and beside the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout
from typing_extensions import override

from workbench.errors import QuerySyntaxError
from workbench.gui.panel import Panel
from workbench.gui.table.latest import Latest
from workbench.gui.theme import chart_palette, theme
from workbench.gui.trends.chooser import PlotChooser
from workbench.gui.widgets.empty import EmptyState
from workbench.model.about import About
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision
from workbench.model.expectation import Expectation
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.plot_choice import PlotForm
from workbench.model.policy_line import PolicyLine
from workbench.model.query import Filter, Query

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.analysis.plot import Plot
    from workbench.analysis.timeline import Timeline
    from workbench.analysis.trend import Trend
    from workbench.charts.linked import LinkedChart
    from workbench.charts.picture import Caption
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.model.plot_choice import PlotChoice
    from workbench.model.record import Record

LEAST_HEIGHT = 220
MANY = 20_000
"""More selected records than this are made a set beside the window's thread."""
NOTHING = (
    "Nothing to plot yet",
    "Decisions and allocations appear here as soon as they are logged, with or without a date.",
)
NOTHING_OF_FORM = {
    PlotForm.BEFORE_AFTER: (
        "Nothing to compare before and after",
        "It takes a decision and allocations with dates. Choose another form, or date them.",
    ),
    PlotForm.FLOW: (
        "No flow to draw",
        "It takes an allocation whose quantity has a lower bound. Choose another form, or log one.",
    ),
    PlotForm.HEAT: (
        "No decision to count",
        "A heat map counts decisions by jurisdiction and quarter. Choose another form, or log one.",
    ),
}
NO_MATCH = ("Nothing to plot", "No decision or allocation matches this search.")


class Plotted(NamedTuple):
    """What a query draws; `fault` says what is wrong with the query, if something is.

    `matched` says that there are records, also where the form has nothing to draw of them.
    """

    timeline: Timeline | None = None
    trends: tuple[Trend, ...] = ()
    caption: Caption | None = None
    fault: str = ""
    plot: Plot | None = None
    matched: bool = False


class Reading(QLabel):
    """What stands in the chart's place until the first plot was read."""

    def __init__(self) -> None:
        super().__init__("Reading the plot…")
        self.setProperty("role", "muted")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class PlotPanel(Panel):
    """The timeline and the trends of the query; the chart is loaded when it is first shown.

    `prefers` is the kind of record that a click on a step or a mark selects where it can: beside a
    table the one that the table lists.
    """

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
    menu_wanted = Signal(object)
    """A right-click on the chart, with its place on the screen."""
    blamed = Signal(str)
    """What is wrong with the query; an empty text when nothing is."""

    def __init__(
        self, context: Context, parent: QWidget | None = None, *, prefers: str = "decision"
    ) -> None:
        super().__init__(context, parent)
        self.chart: LinkedChart | None = None
        self.chooser = PlotChooser()
        self.chooser.changed.connect(self.choose)
        self._prefers = prefers
        self._marking = Latest(context, self)
        self.left_out: tuple[str, ...] = ()
        self.empty = EmptyState("timeline", *NOTHING)
        self._clear = self.empty.add_act("Clear the search", lambda: context.set_query(Query()))
        self._stack = QStackedWidget()
        self._stack.addWidget(Reading())
        self._stack.addWidget(self.empty)
        self._stack.setMinimumHeight(LEAST_HEIGHT)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        context.selection_changed.connect(self._selected_elsewhere)
        theme().changed.connect(self._restyle)

    @override
    def refresh(self) -> None:
        query, choice = self.context.query, self.choice
        self.read(
            lambda dossier: read_plot(dossier, query, choice), self._fill, label="Reading the plot"
        )

    @property
    def choice(self) -> PlotChoice:
        """How it is drawn."""
        return self.chooser.choice

    def choose(self, choice: PlotChoice) -> None:
        """Draws in another form."""
        self.chooser.show_choice(choice)
        self.schedule()

    def hold_chooser(self) -> None:
        """Shows the chooser above the chart; without this it stands wherever a view puts it."""
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 0)
        row.addWidget(self.chooser)
        row.addStretch(1)
        self._column.insertLayout(0, row)

    @property
    def empty_shown(self) -> bool:
        """Whether there is nothing to draw, so that the reason stands in the chart's place."""
        return self.chart is None or self._stack.currentWidget() is not self.chart

    def _fill(self, found: Plotted) -> None:
        self.blamed.emit(found.fault)
        if found.timeline is None or found.caption is None:
            filtered = bool(self.context.query.unordered())
            nothing = NO_MATCH if filtered else NOTHING
            if found.matched:
                nothing = NOTHING_OF_FORM.get(self.choice.form, nothing)
            self.empty.say(*nothing)
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
            self._selected_elsewhere(self.context.selection)
            self._stack.setCurrentWidget(chart)
        self.drawn.emit()

    def _chart(self) -> LinkedChart:
        if self.chart is None:
            from workbench.charts.linked import LinkedChart

            self.chart = LinkedChart(self)
            self.chart.selected.connect(self._selected_here)
            self.chart.hid.connect(self._left_out_here)
            self.chart.menu_wanted.connect(self.menu_wanted)
            self.chart.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._stack.addWidget(self.chart)
            focused = self.hasFocus()
            self.setFocusProxy(self.chart)
            if focused:
                self.chart.setFocus()
            self._restyle()
        return self.chart

    def _selected_here(self, ids: frozenset[str]) -> None:
        """Selects the records that were chosen in the chart, of the preferred kind if possible."""
        prefers, dossier = self._prefers, self.context.dossier

        def take(found: tuple[str, list[str]]) -> None:
            if found[1]:
                self.context.select(found[0], *found[1])

        self.context.jobs.run(
            "Reading", lambda _: chosen_records(dossier, sorted(ids), prefers), take, quiet=True
        )

    def _left_out_here(self, names: frozenset[str]) -> None:
        """Remembers what the legend leaves out; the chart shows it already."""
        self.chooser.show_choice(replace(self.choice, hidden=names))
        self.drawn.emit()

    def _selected_elsewhere(self, selection: Selection) -> None:
        if self.chart is None:
            return
        self._marking.drop()
        if len(selection.ids) > MANY:
            self._marking.ask(lambda _: frozenset(selection.ids), self.chart.select)
        else:
            self.chart.select(selection.ids)

    def _restyle(self) -> None:
        if self.chart is not None:
            self.chart.set_palette(chart_palette())


def read_plot(dossier: Dossier, query: Query, choice: PlotChoice) -> Plotted:
    """What a query draws in a form, with the caption that its picture carries."""
    import workbench.charts.linked  # noqa: F401 - 0.2 s, of which the window's thread is spared
    from workbench.charts import bars
    from workbench.charts.picture import Caption

    shown = query.unordered()
    try:
        plot = dossier.trends.of(shown, choice)
    except QuerySyntaxError as fault:
        return Plotted(fault=fault.message)
    timeline, trends = plot.timeline, plot.trends
    matched = bool(timeline.decisions or trends)
    if not matched or (not choice.on_days and not plot.off):
        return Plotted(matched=matched)
    if choice.form is PlotForm.PERIODS:
        for each in trends:  # a million allocations are counted here, not by the first paint
            bars.of(each, choice.period)
    last = next(iter(dossier.operations(limit=1)), None)
    caption = Caption.of(dossier.about, last)
    return Plotted(timeline=timeline, trends=trends, caption=caption, plot=plot)


def chosen_records(dossier: Dossier, ids: list[str], prefers: str) -> tuple[str, list[str]]:
    """The kind and the ids to select where marks and steps were chosen.

    What stands behind them is taken where it is of the preferred kind: the decisions behind
    allocations, where each has one, the allocations of decisions.
    """
    decisions = [each.id for each in dossier.decisions.page(ids)]
    allotted = dossier.allocations.page(ids)
    if prefers == "allocation":
        own = [each.id for each in allotted]
        if decisions and not own:
            of_these = Query(filters=(Filter("decision", tuple(decisions)),))
            own = dossier.allocations.ids(of_these)
        return ("allocation", own) if own else ("decision", decisions)
    if decisions or not ids:
        return "decision", decisions
    behind = sorted({each.decision or "" for each in allotted})
    return ("decision", behind) if all(behind) else ("allocation", [each.id for each in allotted])
