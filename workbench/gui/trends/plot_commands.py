"""What can be done with a plot, wherever it is shown: its form, its pins, and what to take away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu

from workbench.gui.command import Commands, command
from workbench.gui.picture_file import PictureFile
from workbench.gui.trends.numbers import NumbersDialog
from workbench.model.plot_choice import LaneBy, PlotForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QImage

    from workbench.charts.linked import LinkedChart
    from workbench.charts.picture import Picture
    from workbench.dossier.briefings import RecipeInfo
    from workbench.gui.trends.plot import PlotPanel
    from workbench.model import SavedRecipe

Result = TypeVar("Result")
_TITLE_WIDTH = 640
"""A finding in words is long: most of it is seen while it is typed."""
MENU = (
    "copy_picture",
    "copy_numbers",
    "save_picture",
    "show_numbers",
    "put_in_briefing",
    "",
    "show_all_dates",
    "show_all_entries",
    "unpin",
)
"""What a right-click offers: methods of `PlotCommands`."""


def is_drawn(acts: PlotCommands) -> bool:
    """Whether there is a picture to save."""
    return not acts.panel.empty_shown


def is_put(acts: PlotCommands) -> bool:
    """Whether there is a picture, and a dossier that takes it."""
    return is_drawn(acts) and not acts.context.dossier.read_only


def is_pinned(acts: PlotCommands) -> bool:
    """Whether a day is pinned."""
    return is_drawn(acts) and acts.chart is not None and bool(acts.chart.pointer.pins)


def leaves_out(acts: PlotCommands) -> bool:
    """Whether something of the legend is not drawn."""
    return is_drawn(acts) and bool(acts.panel.choice.hidden)


def has_chosen(acts: PlotCommands) -> bool:
    """Whether a decision or an allocation is chosen."""
    return acts.context.selection.kind in {"decision", "allocation"}


class PlotCommands(QObject):
    """The commands of one plot panel."""

    def __init__(self, panel: PlotPanel) -> None:
        super().__init__(panel)
        self.panel = panel
        self.context = panel.context
        self.numbers: NumbersDialog | None = None
        self.file = PictureFile(panel, "Save picture", "timeline")
        panel.drawn.connect(self._say_left_out)
        panel.drawn.connect(self._renew_commands)
        panel.menu_wanted.connect(self._show_menu)

    @property
    def chart(self) -> LinkedChart | None:
        """The chart; None until something was drawn."""
        return self.panel.chart

    @command("Save picture…", "Ctrl+Shift+P", menu="Plot", icon="briefing", when=is_drawn)
    def save_picture(self) -> None:
        """Writes the picture that is shown as PNG, SVG or PDF."""
        if self.chart is not None:
            self.file.ask(self.chart.picture)

    @command("Copy picture", "Ctrl+Alt+P", menu="Plot", icon="copy", when=is_drawn)
    def copy_picture(self) -> None:
        """Puts the picture on the clipboard, as dots and as a drawing."""
        from workbench.charts import export

        def put(drawn: tuple[QImage, bytes]) -> None:
            made = QMimeData()
            made.setImageData(drawn[0])
            made.setData("image/svg+xml", drawn[1])
            QGuiApplication.clipboard().setMimeData(made)
            self.context.notices.say("The picture is on the clipboard.", tone="good")

        if self.chart is not None:
            picture = self.chart.picture
            self.context.jobs.run(
                "Drawing the picture",
                lambda _: (export.image(picture), export.to_svg(picture)),
                put,
                quiet=True,
            )

    @command("Copy the numbers", "Ctrl+Alt+C", menu="Plot", icon="copy", when=is_drawn)
    def copy_numbers(self) -> None:
        """Puts the numbers behind the picture on the clipboard, ready for a spreadsheet."""
        from workbench.charts.numbers import behind

        def put(told: str) -> None:
            QGuiApplication.clipboard().setText(told)
            self.context.notices.say("The numbers are on the clipboard.", tone="good")

        self._read_numbers(behind, put)

    @command("Put in a briefing…", "Shift+B", menu="Plot", icon="briefing", when=is_put)
    def put_in_briefing(self) -> None:
        """Puts the plot as it is shown into a recipe: briefings written by it show it."""
        self.context.jobs.run(
            "Reading the recipes",
            lambda _: [each for each in self.context.dossier.briefings.recipes() if each.pictures],
            self._ask_recipe,
            quiet=True,
        )

    def put_into(self, recipe: str) -> None:
        """Puts the plot into a recipe, by its name; the notice leads to it."""
        query, choice = self.context.query, self.panel.choice

        def told(kept: SavedRecipe) -> None:
            def go() -> None:
                self.context.open(kept.KIND, kept.id)

            words = f"The plot stands in the recipe {kept.title}. Ctrl+Z takes it out again."
            self.context.notices.say(words, act=("Show the recipe", go), tone="good")

        self.context.write(
            "Put plot in briefing", lambda d: d.saved_recipes.add_plot(recipe, query, choice), told
        )

    @command("Show all dates", "Home", menu="Plot", when=is_drawn)
    def show_all_dates(self) -> None:
        """Shows the whole span of days again."""
        if self.chart is not None:
            self.chart.show_all()

    @command("Compare between the chosen decisions", "B", menu="Plot", when=is_drawn)
    def compare_chosen(self) -> None:
        """Pins the decisions that are chosen: the card says what came between."""
        if self.chart is not None and not self.chart.pin_selected():
            self.context.notices.say("Choose one or two dated decisions first; Ctrl adds one.")

    @command("Unpin the days", "U", menu="Plot", when=is_drawn)
    def unpin(self) -> None:
        """Lets go of the days that a click has pinned."""
        if is_pinned(self) and self.chart is not None:
            self.chart.unpin()
        else:
            self.context.notices.say("No day is pinned. Click an empty place of the chart to pin.")

    @command("Choose in the legend", "L", menu="Plot", when=is_drawn)
    def enter_legend(self) -> None:
        """Goes to the legend: arrows move, Space hides or shows, Return shows one alone."""
        if self.chart is not None:
            self.chart.setFocus()
            if not self.chart.touch.enter_legend():
                self.context.notices.say("This form of the plot has no legend.")

    @command("Show all of the legend", "Shift+L", menu="Plot", when=leaves_out)
    def show_all_entries(self) -> None:
        """Draws everything again that the legend leaves out."""
        if self.chart is not None:
            self.chart.leave_out(frozenset())

    @command("Plot: cumulative", "1", menu="Plot/Form of the plot")
    def show_steps(self) -> None:
        """How much so far, and how sure."""
        self.show_form(PlotForm.STEPS)

    @command("Plot: stacked", "2", menu="Plot/Form of the plot")
    def show_stacked(self) -> None:
        """Who holds how much of it."""
        self.show_form(PlotForm.STACKED)

    @command("Plot: small multiples", "3", menu="Plot/Form of the plot")
    def show_multiples(self) -> None:
        """How each of many compares."""
        self.show_form(PlotForm.MULTIPLES)

    @command("Plot: by period", "4", menu="Plot/Form of the plot")
    def show_periods(self) -> None:
        """How much came when."""
        self.show_form(PlotForm.PERIODS)

    @command("Plot: flow", "5", menu="Plot/Form of the plot")
    def show_flow(self) -> None:
        """From whom, of what, to whom."""
        self.show_form(PlotForm.FLOW)

    @command("Plot: before and after", "6", menu="Plot/Form of the plot")
    def show_before_after(self) -> None:
        """What a decision changed."""
        self.show_form(PlotForm.BEFORE_AFTER)

    @command("Plot: heat map", "7", menu="Plot/Form of the plot")
    def show_heat(self) -> None:
        """Who decided when, and how often."""
        self.show_form(PlotForm.HEAT)

    @command("Lanes by the next: jurisdiction, policy line, party", "8", menu="Plot")
    def turn_lanes(self) -> None:
        """Who decided, on which policy, or which body did: lanes by each in turn."""
        every = list(LaneBy)
        choice = self.panel.choice
        at = (every.index(choice.lanes) + 1) % len(every)
        self.panel.choose(choice.changed(lanes=every[at]))

    @command("Show the numbers as a table", "Ctrl+Shift+T", menu="Plot", when=is_drawn)
    def show_numbers(self) -> None:
        """Shows the numbers behind the picture as a table."""
        from workbench.charts.numbers import behind, rows

        def show(read: list[list[str]]) -> None:
            if self.chart is not None:
                shown = self.chart.picture
                self.numbers = NumbersDialog(shown.title, shown.subtitle, read, self.panel)
                self.numbers.finished.connect(self.numbers.deleteLater)
                self.numbers.open()

        self._read_numbers(lambda picture: rows(behind(picture)), show)

    @command("Change the title of the picture…", "Shift+F2", menu="Plot", when=is_drawn)
    def change_title(self) -> None:
        """Puts your finding in the place of the one that is made by rule; empty brings it back."""
        if self.chart is None:
            return
        asked = QInputDialog(self.panel)
        asked.setWindowTitle("Title of the picture")
        asked.setLabelText("What the picture shows; empty for the finding by rule:")
        asked.setTextValue(self.panel.choice.title or self.chart.picture.title)
        asked.resize(_TITLE_WIDTH, asked.sizeHint().height())
        asked.textValueSelected.connect(
            lambda title: self.panel.choose(replace(self.panel.choice, title=title.strip()))
        )
        asked.finished.connect(asked.deleteLater)
        asked.open()

    @command("Show in the table", "T", menu="Plot", icon="decision", when=has_chosen)
    def show_in_table(self) -> None:
        """Shows the chosen decision or allocation in its table."""
        chosen = self.context.selection
        self.context.open(chosen.kind, chosen.last)

    def show_form(self, form: PlotForm) -> None:
        """Draws in another form."""
        self.panel.choose(self.panel.choice.of_form(form))

    # --- inside -------------------------------------------------------------------------------

    def _read_numbers(
        self, read: Callable[[Picture], Result], then: Callable[[Result], None]
    ) -> None:
        """Reads the numbers behind the picture beside the window's thread: they may be many."""
        if self.chart is not None:
            picture = self.chart.picture
            self.context.jobs.run("Reading the numbers", lambda _: read(picture), then, quiet=True)

    def _ask_recipe(self, recipes: Sequence[RecipeInfo]) -> None:
        """Asks for the recipe: those that are kept first, since they take the plot themselves."""
        ordered = sorted(recipes, key=lambda each: not each.kept)
        words = [each.title if each.kept else f"{each.title} (a copy)" for each in ordered]
        words = [f"{each} [{n}]" if words.count(each) > 1 else each for n, each in enumerate(words)]
        chosen, given = QInputDialog.getItem(
            self.panel, "Put in a briefing", "Recipe that shows the plot:", words, editable=False
        )
        if given:
            self.put_into(ordered[words.index(chosen)].name)

    def _show_menu(self, at: QPoint) -> None:
        self._renew_commands()
        mine = {each.objectName().partition(".")[2]: each for each in self.panel.actions()}
        menu = QMenu(self.panel)
        for name in MENU:
            if name:
                menu.addAction(mine[name])
            else:
                menu.addSeparator()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _renew_commands(self) -> None:
        """What can be done with the picture depends on there being one."""
        commands = getattr(self.panel.window(), "commands", None)
        if isinstance(commands, Commands):
            commands.refresh()

    def _say_left_out(self) -> None:
        if self.panel.left_out:
            self.context.notices.say(
                f"Left out of the equivalents: {self.panel.left_out[0]}", tone="warning"
            )
