"""A table with the plot of the same records under it, or in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from workbench.gui.table.view import TableView
from workbench.gui.trends.plot import PlotPanel
from workbench.gui.trends.plot_commands import PlotCommands

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from workbench.gui.context import Context

TABLE_SHARE = 43
"""Percent of the height that the table has beside the plot."""


class PlottedTable(TableView):
    """A table view whose records can be plotted, in every form and with every command of a plot."""

    modes: ClassVar[tuple[str, ...]] = ("Table", "Split", "Plot")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.plot = PlotPanel(context, prefers=self.kind.KIND)
        self.plot.hold_chooser()
        self.plot.hide()
        self.plot_acts = PlotCommands(self.plot)
        self.owners = ((self.plot_acts, self.plot),)
        self.down.addWidget(self.plot)
        self.down.setStretchFactor(0, 1)
        self.down.setStretchFactor(1, 1)

    @override
    def show_record(self, kind: str, key: str) -> None:
        if self.mode == "Plot":
            self.set_mode("Split")
        super().show_record(kind, key)

    @override
    def set_mode(self, mode: str) -> None:
        super().set_mode(mode)
        self.pane.setVisible(mode != "Plot")
        self.plot.setVisible(mode != "Table")
        if mode == "Split" and 0 in self.down.sizes():
            self.down.setSizes([TABLE_SHARE, 100 - TABLE_SHARE])
        (self.plot if mode == "Plot" else self.grid).setFocus()
