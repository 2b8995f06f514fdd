"""The timeline view: policy lanes over cumulative allocations, with what to save and copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.decisions.plot import DecisionPlot
from workbench.gui.decisions.sheet import read_sheet
from workbench.gui.inspector.panel import Inspector
from workbench.gui.panel import View
from workbench.gui.table.chips import ChipRow
from workbench.gui.table.search_line import SearchLine
from workbench.gui.widgets.buttons import primary_button
from workbench.model import Allocation, Decision, Expectation
from workbench.model.query import Query

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.gui.context import Context
    from workbench.model.record import Record

HINT = "Show: words, stance:deny, jurisdiction:CHN, item:H200, stage:authorised, since:2025-10"
ENDINGS = "PNG picture (*.png);;SVG drawing (*.svg);;PDF page (*.pdf)"
ACTS = (("open", "Show in the table", "decision", ""),)


def _drawn(view: TimelineView) -> bool:
    return view.plot.chart is not None and not view.plot.chart.picture.empty


class TimelineView(View):
    """Who decided what, when, and what was allotted: one shared time axis."""

    title = "Timeline"
    shows: ClassVar[tuple[type[Record], ...]] = (Decision, Allocation, Expectation)
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.search = SearchLine(HINT, "Choose what the timeline shows")
        self.search.changed.connect(context.set_query)
        self.chips = ChipRow()
        self.chips.changed.connect(context.set_query)
        self.chips.keep.hide()
        self.plot = DecisionPlot(context)
        self.plot.empty.add_act("Clear the search", lambda: context.set_query(Query()))
        self.search.left.connect(self.plot.setFocus)
        head = QVBoxLayout()
        head.setContentsMargins(16, 0, 16, 6)
        head.setSpacing(7)
        head.addWidget(self.search)
        head.addWidget(self.chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.plot, 1)
        self.inspector = Inspector(context, "decision", read_sheet, ACTS)
        self.inspector.asked.connect(lambda _name: self.show_in_table())
        self.inspector.edit_wanted.connect(lambda _field: self.show_in_table())
        save = primary_button("Save picture", "briefing", key="Ctrl+Shift+P")
        save.clicked.connect(self.save_picture)
        self.tools = (save,)

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.search.show_query(query)
        self.chips.show_query(query, {})
        self.chips.keep.hide()

    @command("Save picture…", "Ctrl+Shift+P", menu="Timeline", icon="briefing", when=_drawn)
    def save_picture(self) -> None:
        """Writes the picture that is shown as PNG, SVG or PDF."""
        if self.plot.chart is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save picture", "trend.png", ENDINGS)
        if chosen:
            self.plot.chart.save_as(chosen)
            self.context.notices.say(f"Saved {Path(chosen).name}.", tone="good")

    @command("Copy picture", "Ctrl+Shift+C", menu="Timeline", icon="copy", when=_drawn)
    def copy_picture(self) -> None:
        """Puts the picture on the clipboard."""
        if self.plot.chart is not None:
            self.plot.chart.copy_picture()
            self.context.notices.say("The picture is on the clipboard.", tone="good")

    @command("Copy the numbers", menu="Timeline", when=_drawn)
    def copy_numbers(self) -> None:
        """Puts the numbers behind the picture on the clipboard, ready for a spreadsheet."""
        if self.plot.chart is not None:
            self.plot.chart.copy_numbers()
            self.context.notices.say("The numbers are on the clipboard.", tone="good")

    @command("Show all dates", "Home", menu="Timeline", when=_drawn)
    def show_all_dates(self) -> None:
        """Shows the whole span of days again."""
        if self.plot.chart is not None:
            self.plot.chart.show_all()

    @command("Show in the table", "Return", menu="Timeline", when=lambda view: bool(view.selected))
    def show_in_table(self) -> None:
        """Shows the chosen decision or allocation in its table."""
        if self.selected:
            self.context.open(self.context.selection.kind, self.selected)

    @property
    def selected(self) -> str:
        """The id of the record that is chosen, or an empty text."""
        return self.context.selection.last
