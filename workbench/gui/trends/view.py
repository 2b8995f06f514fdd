"""The timeline view: policy lanes over cumulative allocations, with what to save and copy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout
from typing_extensions import override

from workbench.errors import ChartNotWritten
from workbench.gui.command import Commands, command
from workbench.gui.decisions.plot import DecisionPlot
from workbench.gui.panel import View
from workbench.gui.table.chips import ChipRow
from workbench.gui.table.search_line import SearchLine
from workbench.gui.trends.chooser import PlotChooser
from workbench.gui.trends.inspector import TimelineInspector
from workbench.gui.trends.numbers import NumbersDialog
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.save_file import ask_where
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.plot_choice import PlotForm
from workbench.model.policy_line import PolicyLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.charts.linked import LinkedChart
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.query import Query
    from workbench.model.record import Record

HINT = "Show: words, stance:deny, jurisdiction:CHN, item:H200, stage:authorised, since:2025-10"
PICTURES = {"PNG picture": ".png", "SVG drawing": ".svg", "PDF page": ".pdf"}


def is_drawn(view: TimelineView) -> bool:
    """Whether there is a picture to save."""
    return not view.plot.empty_shown


def has_plot(view: TimelineView) -> bool:
    """Whether there is a plot whose form can be chosen."""
    return view.plot is not None


def is_pinned(view: TimelineView) -> bool:
    """Whether a day is pinned."""
    return is_drawn(view) and view.chart is not None and bool(view.chart.pointer.pins)


def has_chosen(view: TimelineView) -> bool:
    """Whether a decision or an allocation is chosen."""
    return view.context.selection.kind in {"decision", "allocation"}


class TimelineView(View):
    """Who decided what, when, and what was allotted: one shared time axis."""

    title = "Timeline"
    shows: ClassVar[tuple[type[Record], ...]] = (Party, Item, PolicyLine)
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.search = SearchLine(HINT, "Choose what the timeline shows")
        self.search.changed.connect(context.set_query)
        self.search.left.connect(self._focus_chart)
        self.chips = ChipRow()
        self.chips.changed.connect(context.set_query)
        self.chips.keep.hide()
        self.plot = DecisionPlot(context)
        self.plot.blamed.connect(self.search.blame)
        self.chosen = TimelineInspector(context)
        self.inspector = self.chosen
        self.save_button = primary_button("Save picture", "briefing", key="Ctrl+Shift+P")
        self.save_button.clicked.connect(self.save_picture)
        self.save_button.setEnabled(False)
        self.plot.drawn.connect(lambda: self.save_button.setEnabled(is_drawn(self)))
        self.chooser = PlotChooser()
        self.chooser.changed.connect(self.plot.choose)
        self.plot.drawn.connect(self._say_left_out)
        self.plot.drawn.connect(self._renew_commands)
        self.numbers: NumbersDialog | None = None
        self.tools = (self.save_button,)
        self._folder = Path.home()
        self._lay_out()

    @property
    def chart(self) -> LinkedChart | None:
        """The chart; None until something was drawn."""
        return self.plot.chart

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.search.show_query(query)
        self.read(lambda dossier: names_in(dossier, query), self._show_chips)

    def _show_chips(self, names: dict[str, str]) -> None:
        self.chips.show_query(self.context.query.unordered(), names)
        self.chips.keep.hide()

    # --- commands -----------------------------------------------------------------------------

    @command("Save picture…", "Ctrl+Shift+P", menu="Timeline", icon="briefing", when=is_drawn)
    def save_picture(self) -> None:
        """Writes the picture that is shown as PNG, SVG or PDF."""
        start = self._folder / f"{self.context.dossier.path.stem} timeline.png"
        place = ask_where(self, "Save picture", start, PICTURES)
        if place is not None:
            self.save_to(place)

    def save_to(self, path: Path) -> None:
        """Writes the picture; says where it lies, or why it could not be written."""
        if self.chart is None:
            return
        try:
            self.chart.save_as(path)
        except ChartNotWritten as fault:
            again = ("Save elsewhere…", self.save_picture)
            self.context.notices.say(str(fault), act=again, tone="warning")
            return
        self._folder = path.parent
        self.context.notices.say(f"Saved {path.name} in {path.parent}.", tone="good")

    @command("Copy picture", "Ctrl+Shift+C", menu="Timeline", icon="copy", when=is_drawn)
    def copy_picture(self) -> None:
        """Puts the picture on the clipboard."""
        if self.chart is not None:
            self.chart.copy_picture()
            self.context.notices.say("The picture is on the clipboard.", tone="good")

    @command("Copy the numbers", "Ctrl+Alt+C", menu="Timeline", icon="copy", when=is_drawn)
    def copy_numbers(self) -> None:
        """Puts the numbers behind the picture on the clipboard, ready for a spreadsheet."""
        if self.chart is not None:
            self.chart.copy_numbers()
            self.context.notices.say("The numbers are on the clipboard.", tone="good")

    @command("Show all dates", "Home", menu="Timeline", when=is_drawn)
    def show_all_dates(self) -> None:
        """Shows the whole span of days again."""
        if self.chart is not None:
            self.chart.show_all()

    @command("Compare between the chosen decisions", "B", menu="Timeline", when=is_drawn)
    def compare_chosen(self) -> None:
        """Pins the days of the decisions that are chosen: the card says what came between."""
        if self.chart is not None and not self.chart.pin_selected():
            self.context.notices.say("Choose one or two dated decisions first; Ctrl adds one.")

    @command("Unpin the days", "U", menu="Timeline", when=is_drawn)
    def unpin(self) -> None:
        """Lets go of the days that a click has pinned."""
        if is_pinned(self) and self.chart is not None:
            self.chart.unpin()
        else:
            self.context.notices.say("No day is pinned. Click an empty place of the chart to pin.")

    @command("Plot: cumulative", "1", menu="Timeline/Form of the plot", when=has_plot)
    def show_steps(self) -> None:
        """How much so far, and how sure."""
        self.show_form(PlotForm.STEPS)

    @command("Plot: stacked", "2", menu="Timeline/Form of the plot", when=has_plot)
    def show_stacked(self) -> None:
        """Who holds how much of it."""
        self.show_form(PlotForm.STACKED)

    @command("Plot: small multiples", "3", menu="Timeline/Form of the plot", when=has_plot)
    def show_multiples(self) -> None:
        """How each of many compares."""
        self.show_form(PlotForm.MULTIPLES)

    @command("Plot: by period", "4", menu="Timeline/Form of the plot", when=has_plot)
    def show_periods(self) -> None:
        """How much came when."""
        self.show_form(PlotForm.PERIODS)

    @command("Plot: flow", "5", menu="Timeline/Form of the plot", when=has_plot)
    def show_flow(self) -> None:
        """From whom, of what, to whom."""
        self.show_form(PlotForm.FLOW)

    @command("Plot: before and after", "6", menu="Timeline/Form of the plot", when=has_plot)
    def show_before_after(self) -> None:
        """What a decision changed."""
        self.show_form(PlotForm.BEFORE_AFTER)

    @command("Plot: heat map", "7", menu="Timeline/Form of the plot", when=has_plot)
    def show_heat(self) -> None:
        """Who decided when, and how often."""
        self.show_form(PlotForm.HEAT)

    @command("Show the numbers as a table", "Ctrl+Shift+T", menu="Timeline", when=is_drawn)
    def show_numbers(self) -> None:
        """Shows the numbers behind the picture as a table."""
        if self.chart is not None:
            shown = self.chart.picture
            self.numbers = NumbersDialog(shown.title, shown.subtitle, self.chart.rows(), self)
            self.numbers.open()

    @command("Change the title of the picture…", "Shift+F2", menu="Timeline", when=is_drawn)
    def change_title(self) -> None:
        """Puts your finding in the place of the one that is made by rule; empty brings it back."""
        if self.chart is None:
            return
        title, given = QInputDialog.getText(
            self,
            "Title of the picture",
            "What the picture shows; empty for the finding by rule:",
            text=self.plot.choice.title or self.chart.picture.title,
        )
        if given:
            self.plot.choose(replace(self.plot.choice, title=title.strip()))

    @command("Show in the table", "T", menu="Timeline", icon="decision", when=has_chosen)
    def show_in_table(self) -> None:
        """Shows the chosen decision or allocation in its table."""
        chosen = self.context.selection
        self.context.open(chosen.kind, chosen.last)

    @command("Search the timeline", "Ctrl+F", icon="find")
    def search_here(self) -> None:
        """Puts the cursor into the search line."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    def show_form(self, form: PlotForm) -> None:
        """Draws in another form."""
        # a title that was written for one form need not be true of another
        self.chooser.show_choice(replace(self.chooser.choice, form=form, title=""))
        self.plot.choose(self.chooser.choice)

    # --- inside -------------------------------------------------------------------------------

    def _renew_commands(self) -> None:
        """What can be done with the picture depends on there being one."""
        commands = getattr(self.window(), "commands", None)
        if isinstance(commands, Commands):
            commands.refresh()

    def _say_left_out(self) -> None:
        if self.plot.left_out:
            self.context.notices.say(
                f"Left out of the equivalents: {self.plot.left_out[0]}", tone="warning"
            )

    def _focus_chart(self) -> None:
        (self.chart or self.plot).setFocus()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 6)
        head.setSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.search, 1)
        row.addWidget(self.chooser)
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
