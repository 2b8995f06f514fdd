"""What a table view shows: reads the query's records, keeps the selection, sums it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui.nouns import heading_of
from workbench.gui.panel import View
from workbench.gui.table.chips import ChipRow
from workbench.gui.table.facets import bare
from workbench.gui.table.grid import Grid
from workbench.gui.table.latest import Latest
from workbench.gui.table.rows import PAGE, Rows
from workbench.gui.table.search_line import SearchLine
from workbench.gui.table.side import Side
from workbench.gui.table.snapshot import Wish, read_snapshot
from workbench.gui.widgets.empty import EmptyState
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.gui.table.columns import Column, Row
    from workbench.gui.table.facets import Plan
    from workbench.gui.table.snapshot import Snapshot
    from workbench.model.record import Record
    from workbench.settings import Settings

Kept = TypeVar("Kept")
REST_MS = 60
"""How long a selection rests before it is summed: the rows are painted first, and while an arrow
key is held down nothing is."""


class TablePane(View):
    """Records of one kind in a table, with search line, chips, side bar and selection sum."""

    kind: ClassVar[type[Record]]
    columns: ClassVar[tuple[Column, ...]]
    plan: ClassVar[Plan]
    hint: ClassVar[str]
    follows_query = True
    _shown: Query | None = None
    """The query whose records are in the table."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        word = heading_of(self.kind.KIND)
        self.query = Query()
        self.names: Mapping[str, str] = {}
        self.rows = Rows(self.columns, self)
        self.grid = Grid(self.rows, word)
        self.search = SearchLine(self.hint, f"Search {word.lower()}")
        self.chips = ChipRow(saves=not context.dossier.read_only)
        self.count = _count_label()
        self.empty = EmptyState(self.kind.KIND, "", "")
        self.side_bar = Side(context, self.plan)
        self.side = self.side_bar
        self.pane = QStackedWidget()
        self.down = QSplitter(Qt.Orientation.Vertical)
        self._sums = Latest(context, self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._sum_up)
        self._first = self._came = True
        self._wanted = ""
        self._told: tuple[str, ...] | None = None
        self._lay_out()
        self.rows.wanted.connect(self._read_page)
        self.grid.chosen.connect(self._chosen)
        self.search.left.connect(self.grid.setFocus)
        context.selection_changed.connect(self._selected_elsewhere)
        context.settings_changed.connect(self._settings_changed)
        self.grid.restyle(compact=context.settings.compact_rows)
        self.grid.arrange(
            self._mine(context.settings.columns), self._mine(context.settings.column_widths)
        )

    # --- what subclasses say -----------------------------------------------------------------

    def read_rows(self, dossier: Dossier, ids: Sequence[str]) -> list[Row]:
        """The rows of some records; called off the window's thread."""
        raise NotImplementedError

    def sum_words(self, dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
        """What the selected records add up to; `query` shows them when all are selected."""
        raise NotImplementedError

    def say_empty(self, empty: EmptyState, *, filtered: bool) -> None:
        """Says why the table is empty."""
        raise NotImplementedError

    # --- Panel --------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        query = self._own(self.context.query)
        self.query = query
        self.search.show_query(query)
        self.chips.show_query(query, self.names)
        self.rows.sorted_by(query.order, descending=query.descending)
        self.side_bar.show_query(query)
        self._read_ids(PAGE if query != self._shown else None)

    @override
    def show_record(self, kind: str, key: str) -> None:
        """Selects a record; one that the query hides brings every record back."""
        super().show_record(kind, key)
        if kind == self.kind.KIND and self.rows.place(key) < 0:
            self._wanted = key
            self.schedule()
        self.grid.setFocus()

    @override
    def with_layout(self, settings: Settings) -> Settings:
        prefix = f"{self.kind.KIND}."
        changed, widths = self.grid.arranged()
        columns = {k: v for k, v in settings.columns.items() if not k.startswith(prefix)}
        others = {k: v for k, v in settings.column_widths.items() if not k.startswith(prefix)}
        return replace(
            settings,
            columns=columns | {prefix + name: words for name, words in changed.items()},
            column_widths=others | {prefix + name: width for name, width in widths.items()},
        )

    @override
    def reset_layout(self) -> None:
        self.grid.arrange({}, {})

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._came = True
        QTimer.singleShot(0, self, self._came_back)

    def chosen_ids(self) -> list[str]:
        """The ids that are selected, the current one last."""
        return self.grid.chosen_ids()

    # --- inside -------------------------------------------------------------------------------

    def _mine(self, kept: Mapping[str, Kept]) -> dict[str, Kept]:
        """Of what is kept of every table, that of this one, by the name of the column."""
        prefix = f"{self.kind.KIND}."
        return {k.removeprefix(prefix): v for k, v in kept.items() if k.startswith(prefix)}

    def _own(self, query: Query) -> Query:
        """The query without an order that this table does not know."""
        known = {each.order for each in self.columns if each.order} | {"number", ""}
        return query if query.order in known else replace(query, order="", descending=False)

    def _near(self) -> str:
        chosen = self.context.selection
        return chosen.last if chosen.kind == self.kind.KIND else ""

    def _seen_pages(self) -> frozenset[int]:
        """The pages of the rows that can be seen now, so that a refresh does not flicker."""
        first = max(0, self.grid.rowAt(0))
        last = self.grid.rowAt(self.grid.viewport().height() - 1)
        return frozenset({0, first // PAGE, max(first, last) // PAGE})

    def _read_ids(self, most: int | None) -> None:
        """Reads what the query shows: the first `most` records, or all of them."""
        kind, query = self.kind.KIND, self.query
        wish = Wish(pages=self._seen_pages(), near=self._near(), most=most)
        self.read(
            lambda dossier: read_snapshot(dossier, kind, query, self.read_rows, wish),
            self._fill,
            label=f"Reading {heading_of(kind).lower()}",
        )

    def _fill(self, snapshot: Snapshot) -> None:
        if snapshot.fault:
            self.search.blame(snapshot.fault)
            if self.grid.hasFocus():  # Enter led there; what is typed next mends the line
                self.search.line.setFocus()
            return
        at = self.grid.verticalScrollBar().value() if self.query == self._shown else 0
        before = self.grid.currentIndex().row()
        self._shown = self.query
        self.rows.show(snapshot.ids, snapshot.pages, snapshot.places)
        self.grid.verticalScrollBar().setValue(at)
        shown, every = snapshot.count, snapshot.every
        self.count.setText(f"{shown:,} of {every:,}" if shown != every else f"{every:,} in all")
        self._show_pane(empty=not snapshot.ids)
        more = len(snapshot.ids) < shown
        if not more or self._shows_chosen():  # else it may stand further down
            self._choose_again(before)
            self._show_sum()
        if more:
            self._read_ids(None)

    def _shows_chosen(self) -> bool:
        chosen = self.context.selection
        return chosen.kind != self.kind.KIND or all(self.rows.place(x) >= 0 for x in chosen.ids)

    def _choose_again(self, before: int) -> None:
        """Keeps the selection; where its last record is gone, the row that took its place."""
        if self._wanted and self.rows.place(self._wanted) < 0 and bare(self.query):
            self.context.set_query(Query())
            return
        self._wanted = ""
        chosen = self.context.selection
        held = self.rows.held(chosen.ids) if chosen.kind == self.kind.KIND else {}
        if held:
            self.grid.choose(list(held), scroll=self._first)
            if len(held) != len(chosen.ids):
                self.context.select(self.kind.KIND, *self.grid.chosen_ids())
        elif self.rows.ids and (self._came or chosen.kind in {"", self.kind.KIND}):
            own = self.grid.chosen_ids()
            place = min(max(before, 0), len(self.rows.ids) - 1)
            self.context.select(self.kind.KIND, *(own or [self.rows.ids[place]]))
        elif not self.rows.ids and chosen.kind == self.kind.KIND:
            self.context.select("")
        self._first = self._came = False

    def _came_back(self) -> None:
        """Chooses again what was chosen here before another view was shown."""
        if not self.isVisible():
            return
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.grid.setFocus()
        if self.rows.ids:
            self._choose_again(self.grid.currentIndex().row())
            self._show_sum()

    def _show_pane(self, *, empty: bool) -> None:
        if empty:
            self.say_empty(self.empty, filtered=bool(bare(self.query)))
        self.pane.setCurrentWidget(self.empty if empty else self.grid)

    def _read_page(self, page: int) -> None:
        edition, ids, dossier = self.rows.edition, self.rows.page_ids(page), self.context.dossier

        def take(rows: list[Row]) -> None:
            if self.rows.edition == edition:
                self.rows.take(page, rows)

        self.context.jobs.run("Reading", lambda _: self.read_rows(dossier, ids), take, quiet=True)

    def _chosen(self, ids: list[str]) -> None:
        self._told = tuple(ids)
        self.context.select(self.kind.KIND, *ids)
        self._told = None

    def _selected_elsewhere(self, chosen: Selection) -> None:
        if chosen.kind == self.kind.KIND and chosen.ids != self._told:
            self.grid.choose(chosen.ids)
        if self.isVisible():
            self._show_sum()

    def _show_sum(self) -> None:
        self._sums.drop()
        self._rest.start()

    def _sum_up(self) -> None:
        if not self.isVisible():
            return
        ids = self.context.selection.ids
        if self.context.selection.kind != self.kind.KIND or not ids:
            self.context.show_sum("")
            return
        query = bare(self.query) if len(ids) == len(self.rows.ids) else None
        self._sums.ask(lambda d: self.sum_words(d, ids, query), self._tell_sum)

    def _tell_sum(self, words: str) -> None:
        if self.isVisible():
            self.context.show_sum(words)

    def _settings_changed(self, settings: Settings) -> None:
        self.grid.restyle(compact=settings.compact_rows)

    def _lay_out(self) -> None:
        self.pane.addWidget(self.grid)
        self.pane.addWidget(self.empty)
        top = QWidget()
        head = QVBoxLayout(top)
        head.setContentsMargins(16, 0, 16, 6)
        head.setSpacing(7)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.search, 1)
        line.addWidget(self.count, alignment=Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        head.addWidget(self.chips)
        self.down.addWidget(self.pane)
        self.down.setHandleWidth(1)
        self.down.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.down, 1)
        self.setFocusProxy(self.grid)


def _count_label() -> QLabel:
    count = QLabel()
    count.setProperty("role", "small")
    count.setMinimumSize(64, 30)
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    count.setAccessibleName("Number of records")
    return count
