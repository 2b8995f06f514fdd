"""A view that is a table: search line, chips, rows, empty state, side bar, selection sum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.nouns import heading_of, noun_of, title_of
from workbench.gui.panel import View
from workbench.gui.table.chips import ChipRow
from workbench.gui.table.facets import bare, toggled
from workbench.gui.table.grid import Grid, column_menu
from workbench.gui.table.latest import Latest
from workbench.gui.table.rows import PAGE, Rows
from workbench.gui.table.saved import save_search
from workbench.gui.table.search_line import SearchLine
from workbench.gui.table.side import Side
from workbench.gui.table.snapshot import as_lines, next_named, read_snapshot
from workbench.gui.widgets.empty import EmptyState
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QShowEvent

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context, Selection
    from workbench.gui.table.columns import Column, Row
    from workbench.gui.table.facets import Entry, Listed, Plan
    from workbench.gui.table.snapshot import Snapshot
    from workbench.model.record import Record
    from workbench.settings import Settings


def writable(view: TableView) -> bool:
    """Whether the dossier of a view can be written to."""
    return not view.context.dossier.read_only


def has_filters(view: TableView) -> bool:
    """Whether the query leaves something out."""
    return bool(bare(view.query))


def is_saved(view: TableView) -> bool:
    """Whether the query is a saved search."""
    return view.saved_entry() is not None


class TableView(View):
    """Records of one kind in a table; subclasses say which columns, rows, side bar and forms."""

    kind: ClassVar[type[Record]]
    columns: ClassVar[tuple[Column, ...]]
    plan: ClassVar[Plan]
    hint: ClassVar[str]
    row_commands: ClassVar[tuple[str, ...]] = ()
    """The methods whose commands stand in the menu of a row."""
    follows_query = True

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        word = heading_of(self.kind.KIND)
        self.query = Query()
        self.names: Mapping[str, str] = {}
        self.rows = Rows(self.columns, self)
        self.grid = Grid(self.rows, word)
        self.search = SearchLine(self.hint, f"Search {word.lower()}")
        self.chips = ChipRow()
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setMinimumSize(64, 30)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setAccessibleName("Number of records")
        self.empty = EmptyState(self.kind.KIND, "", "")
        self.side_bar = Side(context, self.plan)
        self.side = self.side_bar
        self.pane = QStackedWidget()
        self.down = QSplitter(Qt.Orientation.Vertical)
        self._sums = Latest(context, self)
        self._seeks = Latest(context, self)
        self._first = self._came = True
        self._told: tuple[str, ...] | None = None
        self._lay_out()
        self._connect()
        self.grid.restyle(compact=context.settings.compact_rows)

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

    def open_form(self, record: Record | None, *, field: str = "") -> None:
        """Opens a form: a new record, or one to edit, with the cursor in `field`."""
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
        kind, near, pages = self.kind.KIND, self._near(), self._seen_pages()
        self.read(
            lambda dossier: read_snapshot(dossier, kind, query, self.read_rows, pages, near),
            self._fill,
            label=f"Reading {heading_of(kind).lower()}",
        )

    @override
    def show_record(self, kind: str, key: str) -> None:
        """Selects a record; one that the query hides brings every record back."""
        super().show_record(kind, key)
        if kind == self.kind.KIND and self.rows.ids and self.rows.place(key) < 0 and self.query:
            self.context.set_query(Query())
        self.grid.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._came = True
        QTimer.singleShot(0, self, self._came_back)

    def chosen_ids(self) -> list[str]:
        """The ids that are selected, the current one last."""
        return self.grid.chosen_ids()

    def saved_entry(self) -> Entry | None:
        """The saved search that is shown, or None."""
        entries = (each for each in self.side_bar.lines.lines if not isinstance(each, str))
        return next((each for each in entries if each.kind == "saved" and each.active), None)

    # --- commands -----------------------------------------------------------------------------

    @command("Next row", "J")
    def next_row(self) -> None:
        """Goes to the row below."""
        self.grid.step(1)

    @command("Row above", "K")
    def row_above(self) -> None:
        """Goes to the row above."""
        self.grid.step(-1)

    @command("Edit the row", "E", when=writable)
    def edit_row(self) -> None:
        """Opens the form of the current record."""
        self.edit_field("")

    @command("Search in this list", "Ctrl+F", icon="find")
    def search_here(self) -> None:
        """Puts the cursor into the search line."""
        self.search.line.setFocus()
        self.search.line.selectAll()

    @command("Filter the lists", "Ctrl+Shift+F", icon="funnel-simple")
    def filter_lists(self) -> None:
        """Puts the cursor into the line over the side bar's lists."""
        self.side_bar.narrow.setFocus()
        self.side_bar.narrow.selectAll()

    @command("Clear the filters", "Ctrl+Shift+L", when=has_filters, icon="funnel")
    def clear_filters(self) -> None:
        """Shows every record again."""
        self.context.set_query(Query())

    @command("Save search…", "Ctrl+D", when=writable, icon="saved_query")
    def save_search(self) -> None:
        """Keeps the search under a name in the side bar."""
        save_search(self.context, self.kind.KIND, self.query, self.names)

    @command("Remove this saved search", when=is_saved, icon="trash")
    def remove_saved_search(self) -> None:
        """Takes the saved search that is shown out of the side bar."""
        entry = self.saved_entry()
        if entry is not None:
            self._remove_entry(entry)

    @command("Copy rows", "Ctrl+Shift+C", icon="copy")
    def copy_rows(self) -> None:
        """Copies the selected rows with headings, for a spreadsheet."""
        ids = [key for key in self.rows.ids if key in set(self.chosen_ids())]
        columns = [(each.name, each.title) for each in self.grid.shown_columns()]
        read = self.read_rows

        def copied(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            count = f"{len(ids):,} rows" if len(ids) != 1 else "One row"
            self.context.notices.say(f"{count} copied, with headings.")

        if ids:
            self._seeks.ask(lambda d: as_lines(_in_pages(read, d, ids), columns), copied)

    @command("Columns…", icon="columns")
    def choose_columns(self) -> None:
        """Shows and hides columns."""
        menu = column_menu(self.grid, self.grid.hide_column)
        menu.exec(self.grid.mapToGlobal(QPoint(12, 34)))
        menu.deleteLater()

    # --- for subclasses and the inspector -----------------------------------------------------

    def edit_field(self, field: str) -> None:
        """Opens the form of the record chosen last, with the cursor in `field`."""
        chosen = self.context.selection
        if chosen.kind != self.kind.KIND or not chosen:
            word = title_of(self.kind.KIND).lower()
            self.context.notices.say(f"Choose a row first, then edit that {word}.")
            return
        noun, key = noun_of(self.context.dossier, chosen.kind), chosen.last
        self._seeks.ask(lambda _: noun.get(key), lambda record: self.open_form(record, field=field))

    def remove_chosen(self) -> None:
        """Removes the selected records, with an undo in the notice."""
        chosen = self.context.selection
        if chosen.kind != self.kind.KIND or not chosen:
            return
        kind, ids, count = chosen.kind, chosen.ids, len(chosen.ids)
        word = title_of(kind) if count == 1 else f"{count} {heading_of(kind).lower()}"

        def remove(dossier: Dossier) -> None:
            for key in ids:
                noun_of(dossier, kind).remove(key)

        self.context.write(f"Remove {word.lower()}", remove, say=f"{word} removed.")

    # --- inside -------------------------------------------------------------------------------

    def _own(self, query: Query) -> Query:
        """The query without an order that this table does not know."""
        known = {each.order for each in self.columns if each.order} | {"number", ""}
        return query if query.order in known else replace(query, order="", descending=False)

    def _near(self) -> str:
        chosen = self.context.selection
        return chosen.last if chosen.kind == self.kind.KIND else ""

    def _seen_pages(self) -> set[int]:
        """The pages of the rows that can be seen now, so that a refresh does not flicker."""
        first = max(0, self.grid.rowAt(0))
        last = self.grid.rowAt(self.grid.viewport().height() - 1)
        return {0, first // PAGE, max(first, last) // PAGE}

    def _fill(self, snapshot: Snapshot) -> None:
        if snapshot.fault:
            self.search.blame(snapshot.fault)
            return
        at, before = self.grid.verticalScrollBar().value(), self.grid.currentIndex().row()
        self.rows.show(snapshot.ids, snapshot.pages)
        self.grid.verticalScrollBar().setValue(at)
        shown, every = len(snapshot.ids), snapshot.every
        self.count.setText(f"{shown:,} of {every:,}" if shown != every else f"{every:,} in all")
        self._show_pane(empty=not snapshot.ids)
        self._choose_again(before)
        self._show_sum()

    def _choose_again(self, before: int) -> None:
        """Keeps the selection; where its last record is gone, the row that took its place."""
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
        ids = self.context.selection.ids
        if self.context.selection.kind != self.kind.KIND or not ids:
            self._sums.drop()
            self.context.show_sum("")
            return
        query = bare(self.query) if len(ids) == len(self.rows.ids) else None
        self._sums.ask(lambda d: self.sum_words(d, ids, query), self.context.show_sum)

    def _sort(self, order: str) -> None:
        query = self.query
        down = not query.descending if query.order == order else order == "date"
        self.context.set_query(replace(self.context.query, order=order, descending=down))

    def _searched(self, query: Query) -> None:
        self.context.set_query(query)

    def _picked(self, entry: Entry, more: bool) -> None:  # noqa: FBT001 - Qt's signal
        if entry.kind == "record":
            self.context.open(entry.value, entry.key)
        elif entry.kind == "facet":
            self.context.set_query(toggled(self.query, entry.field, entry.value, more=more))
        elif entry.kind == "view":
            order, down = self.query.order, self.query.descending
            self.context.set_query(replace(entry.query, order=order, descending=down))
        else:
            self.context.set_query(entry.query)

    def _listed(self, listed: Listed) -> None:
        if listed.names != self.names:
            self.names = listed.names
            self.chips.show_query(self.query, self.names)

    def _remove_entry(self, entry: object) -> None:
        if getattr(entry, "kind", "") == "saved" and writable(self):
            key, title = getattr(entry, "key", ""), getattr(entry, "title", "")
            self.context.write(
                "Remove saved search",
                lambda dossier: dossier.saved_queries.remove(key),
                say=f"“{title}” removed from the saved searches.",
            )

    def _typed(self, prefix: str) -> None:
        kind, ids = self.kind.KIND, self.rows.ids
        start = max(0, self.grid.currentIndex().row()) + (len(prefix) == 1)
        self._seeks.ask(
            lambda dossier: next_named(dossier, kind, ids, start, prefix),
            lambda key: self.grid.go(self.rows.place(key)) if key else None,
        )

    def _row_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        mine = {each.objectName().partition(".")[2]: each for each in self.actions()}
        for name in self.row_commands:
            if name in mine:
                menu.addAction(mine[name])
            elif not name:
                menu.addSeparator()
        menu.exec(at if not at.isNull() else QCursor.pos())
        menu.deleteLater()

    def _settings_changed(self, settings: Settings) -> None:
        self.grid.restyle(compact=settings.compact_rows)

    def _connect(self) -> None:
        self.rows.wanted.connect(self._read_page)
        self.grid.chosen.connect(self._chosen)
        self.grid.sort_wanted.connect(self._sort)
        self.grid.typed.connect(self._typed)
        self.grid.opened.connect(lambda _key: self.edit_field(""))
        self.grid.menu_wanted.connect(self._row_menu)
        self.search.changed.connect(self._searched)
        self.search.left.connect(self.grid.setFocus)
        self.chips.changed.connect(self._searched)
        self.chips.save_wanted.connect(self.save_search)
        self.side_bar.picked.connect(self._picked)
        self.side_bar.unwanted.connect(self._remove_entry)
        self.side_bar.listed.connect(self._listed)
        self.context.selection_changed.connect(self._selected_elsewhere)
        self.context.settings_changed.connect(self._settings_changed)

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


def _in_pages(read: Any, dossier: Dossier, ids: Sequence[str]) -> Iterable[Row]:
    for first in range(0, len(ids), PAGE):
        yield from read(dossier, ids[first : first + PAGE])
