"""The chronology page: announced, in effect and reported, day by day, each in its lane."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QTableWidgetItem, QVBoxLayout
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.panel import Panel
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.page_head import page_head
from workbench.gui.widgets.plain_table import plain_table
from workbench.model.claim import Claim
from workbench.model.decision import Decision
from workbench.model.many import many
from workbench.model.source import Source
from workbench.model.support import Support

if TYPE_CHECKING:
    from workbench.analysis.chronology import Entry
    from workbench.gui.context import Context
    from workbench.model.record import Record

LANES = ("announced", "effective", "reported")
HEADS = ("Day", "Announced", "In effect", "Reported")
DAY_WIDTH = 170
MOST_SHOWN = 2_000
ROW = 46
KEY = Qt.ItemDataRole.UserRole


class ChronologyPage(Panel):
    """The decisions of the query in three lanes; a double click opens one."""

    shows: ClassVar[tuple[type[Record], ...]] = (Decision, Support, Claim, Source)
    follows_query: ClassVar[bool] = True
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.table = plain_table("Chronology", *HEADS)
        self.table.setWordWrap(True)
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        header = self.table.horizontalHeader()
        self.table.setColumnWidth(0, DAY_WIDTH)
        for column in range(1, len(HEADS)):
            header.setSectionResizeMode(column, header.ResizeMode.Stretch)
        self.table.itemDoubleClicked.connect(self._open)
        self._lay_out()

    @override
    def refresh(self) -> None:
        query = self.context.query
        self.read(lambda dossier: dossier.chronology.read(query), self._show)

    @command("Leave the chronology", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()

    @command("Open the chosen decision", "Return")
    def open_chosen(self) -> None:
        """Goes to the decision of the chosen line."""
        row = self.table.currentRow()
        item = self.table.item(row, 0)
        if item is not None:
            self._open(item)

    def _open(self, item: QTableWidgetItem) -> None:
        first = self.table.item(item.row(), 0)
        if first is not None:
            self.left.emit()
            self.context.open("decision", str(first.data(KEY)))

    def _show(self, entries: tuple[Entry, ...]) -> None:
        shown = entries[:MOST_SHOWN]
        decisions = {each.decision.id for each in entries}
        more = f"; the first {MOST_SHOWN:,} lines are shown" if len(entries) > MOST_SHOWN else ""
        self.count.setText(
            f"{many(len(entries), 'line')} on {many(len(decisions), 'decision')}{more}"
            if entries
            else "No decision to show. Log one, or clear the filters of the decisions."
        )
        self.table.setRowCount(len(shown))
        for row, entry in enumerate(shown):
            day = QTableWidgetItem(str(entry.when) if entry.when else "no date stated")
            day.setData(KEY, entry.decision.id)
            self.table.setItem(row, 0, day)
            for column, lane in enumerate(LANES, 1):
                words = entry_words(entry) if entry.lane.value == lane else ""
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                self.table.setItem(row, column, cell)

    def _lay_out(self) -> None:
        words = wrapped(
            "What falls together stands on one line. Reports that go back to one origin are "
            "folded into the first. A measure may be in effect before it is announced."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addLayout(page_head("Chronology", self.leave))
        column.addWidget(words)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)


def entry_words(entry: Entry) -> str:
    """One line of the chronology in words."""
    named = f"{entry.decision.ref}  {entry.decision.title}"
    what = ", ".join(entry.what)
    if entry.lane.value == "reported":
        more = f" and {entry.folded} more of one origin" if entry.folded else ""
        return f"{what}{more}\n{named}"
    return named if entry.what in {("announced",), ("in effect",)} else f"{named}\n{what}"
