"""A view that is a table: what can be done with its rows, its search and its side bar."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import (
    QMenu,
)

from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.nouns import counted, noun_of, title_of
from workbench.gui.table.facets import bare, toggled
from workbench.gui.table.grid import column_menu
from workbench.gui.table.latest import Latest
from workbench.gui.table.pane import TablePane
from workbench.gui.table.rows import PAGE
from workbench.gui.table.saved import save_search
from workbench.gui.table.snapshot import as_lines, next_named
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import (
        QWidget,
    )

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.table.columns import Row
    from workbench.gui.table.facets import Entry, Listed
    from workbench.model.record import Record


def has_filters(view: TableView) -> bool:
    """Whether the query leaves something out."""
    return bool(bare(view.query))


def is_saved(view: TableView) -> bool:
    """Whether the query is a saved search."""
    return view.saved_entry() is not None


class TableView(TablePane):
    """A table with its commands; subclasses say which columns, rows, side bar and forms."""

    row_commands: ClassVar[tuple[str, ...]] = ()
    """The methods whose commands stand in the menu of a row."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._seeks = Latest(context, self)
        self._connect()

    def open_form(self, record: Record | None, *, field: str = "") -> None:
        """Opens a form: a new record, or one to edit, with the cursor in `field`."""
        raise NotImplementedError

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
        chosen = set(self.chosen_ids())
        ids = [key for key in self.rows.ids if key in chosen]
        columns = [(c.name, c.title) for c in self.columns if c.name not in self.grid.hidden]
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
        word = title_of(kind) if count == 1 else counted(count, kind)

        def remove(dossier: Dossier) -> None:
            for key in ids:
                noun_of(dossier, kind).remove(key)

        self.context.write(f"Remove {word.lower()}", remove, say=f"{word} removed.")

    # --- inside -------------------------------------------------------------------------------

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

    def _connect(self) -> None:
        self.grid.sort_wanted.connect(self._sort)
        self.grid.typed.connect(self._typed)
        self.grid.opened.connect(lambda _key: self.edit_field(""))
        self.grid.menu_wanted.connect(self._row_menu)
        self.search.changed.connect(self._searched)
        self.chips.changed.connect(self._searched)
        self.chips.save_wanted.connect(self.save_search)
        self.side_bar.picked.connect(self._picked)
        self.side_bar.unwanted.connect(self._remove_entry)
        self.side_bar.listed.connect(self._listed)


def _in_pages(read: Any, dossier: Dossier, ids: Sequence[str]) -> Iterable[Row]:
    for first in range(0, len(ids), PAGE):
        yield from read(dossier, ids[first : first + PAGE])
