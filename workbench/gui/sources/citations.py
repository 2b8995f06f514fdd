"""The page that draws who cites whom, down to the primary origins; a place leads to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.charts.citations import CitationChart
from workbench.charts.palette import LIGHT
from workbench.charts.picture import Caption
from workbench.gui.command import command
from workbench.gui.panel import Panel
from workbench.gui.picture_file import PictureFile
from workbench.gui.sources.citation_canvas import STEP, CitationCanvas
from workbench.gui.theme import chart_palette
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.page_head import page_head
from workbench.model.claim import Claim
from workbench.model.party import Party
from workbench.model.source import Source

if TYPE_CHECKING:
    from workbench.analysis.citation_map import CitationMap, Place
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

READABLE = 0.7
"""The least scale at which a graph that is shown anew can still be read."""
NOTHING = (
    "No source goes back to another",
    "Say in the form of a source which documents it goes back to, or in a claim who told whom.",
)


def can_draw(page: CitationPage) -> bool:
    """Whether there is anything to draw."""
    return bool(page.canvas.chart.shown.ways)


class CitationPage(Panel):
    """Who cites whom, in the window."""

    shows: ClassVar[tuple[type[Record], ...]] = (Source, Claim, Party)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.canvas = CitationCanvas()
        self.empty = EmptyState("source", *NOTHING)
        self._caption = Caption()
        self._around: Place | None = None
        self.file = PictureFile(self, "Save the graph", "source graph")
        chosen = context.selection
        self._first = chosen.last if chosen.kind in {"source", "party"} else ""
        self.canvas.chosen.connect(context.select)
        self.canvas.opened.connect(self._open)
        context.settings_changed.connect(lambda _: self._renew())
        self._lay_out()

    @override
    def refresh(self) -> None:
        around = self._around

        def look(dossier: Dossier) -> tuple[CitationMap, Caption]:
            last = next(iter(dossier.operations(limit=1)), None)
            noun = dossier.parties if around and around.kind == "party" else dossier.sources
            shown = dossier.sources.citation_map(noun.get(around.key) if around else "")
            return shown, Caption.of(dossier.about, last)

        self.read(look, self._show)

    @command("Leave the source graph", "Escape")
    def leave(self) -> None:
        """Goes back to the view; from one source, first to the whole graph."""
        if self._around:
            self.show_all()
        else:
            self.left.emit()

    @command("Graph: only what touches the chosen one", "F", menu="Source", when=can_draw)
    def show_around(self) -> None:
        """Leaves out what neither leads to the chosen source or party nor goes out from it."""
        place = self.canvas.place
        if place is None or not place.kind:
            self.context.notices.say("Choose a source or a party in the graph first.")
            return
        self._around = place
        self.refresh()

    @command("Graph: show everything", "Home", menu="Source", when=can_draw)
    def show_all(self) -> None:
        """Draws all sources that cite one another again."""
        self._around = None
        self.refresh()

    @command("Graph: larger", "Ctrl++", menu="Source", when=can_draw)
    def enlarge(self) -> None:
        """Draws the graph larger; Ctrl with the wheel does so too."""
        self.canvas.zoom(self.canvas.scale * STEP)

    @command("Graph: smaller", "Ctrl+-", menu="Source", when=can_draw)
    def shrink(self) -> None:
        """Draws the graph smaller."""
        self.canvas.zoom(self.canvas.scale / STEP)

    @command("Graph: fit the window", "Ctrl+0", menu="Source", when=can_draw)
    def fit(self) -> None:
        """Draws the graph as large as the window allows, at most in its own size."""
        self.canvas.zoom(self._fitting())

    def _fitting(self) -> float:
        room, chart = self.area.viewport().size(), self.canvas.chart
        return min(1.0, room.width() / chart.width, room.height() / chart.height)

    @command("Save the graph…", "Ctrl+Shift+P", menu="Source", icon="briefing", when=can_draw)
    def save_graph(self) -> None:
        """Writes the graph in the light theme as PNG, SVG or PDF."""
        self.file.ask(CitationChart.of(self.canvas.chart.shown, LIGHT, self._caption).plate())

    def _open(self, kind: str, key: str) -> None:
        self.left.emit()
        self.context.open(kind, key)

    def _show(self, found: tuple[CitationMap, Caption]) -> None:
        shown, self._caption = found
        self.canvas.show_chart(CitationChart.of(shown, chart_palette(), self._caption))
        self.canvas.zoom(max(READABLE, self._fitting()))
        self.pages.setCurrentIndex(0 if shown.ways else 1)
        first = next((x for x in shown.places.values() if self._first in {x.key, *x.copies}), None)
        if first is not None and self._first:
            self.canvas.choose(first, tell=False)
        self._first = ""
        self.canvas.setFocus()

    def _renew(self) -> None:
        chart = CitationChart.of(self.canvas.chart.shown, chart_palette(), self._caption)
        self.canvas.show_chart(chart)

    def _lay_out(self) -> None:
        words = QLabel("Arrows walk, Return opens, F shows only what touches the chosen one.")
        words.setProperty("role", "muted")
        save = icon_button("Save the graph", "briefing", key="Ctrl+Shift+P")
        save.clicked.connect(self.save_graph)
        self.area = QScrollArea()
        self.area.setWidget(self.canvas)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas.moved.connect(
            lambda box: self.area.ensureVisible(
                round(box.center().x()), round(box.center().y()), 160, 80
            )
        )
        self.pages = QStackedLayout()
        self.pages.addWidget(self.area)
        self.pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addLayout(page_head("Source graph", self.leave, words, save))
        column.addLayout(self.pages, 1)
