"""The records view: every kind that has no view of its own, as a table with a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.dossier.ratings import GRADED
from workbench.gui import nouns
from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.form import Form
from workbench.gui.panel import View
from workbench.gui.ratings import open_rating_form
from workbench.gui.records.catalogue import CatalogueDialog
from workbench.gui.records.inspector import RecordInspector
from workbench.gui.records.model import RecordTable
from workbench.gui.records.table import FittingTable
from workbench.gui.widgets.buttons import primary_button
from workbench.gui.widgets.choosing import choose_row
from workbench.gui.widgets.counts import COUNT, ICON, CountDelegate
from workbench.gui.widgets.empty import EmptyState
from workbench.model import RECORDS, Claim, Party

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

KINDS = (
    "party",
    "item",
    "claim",
    "policy_line",
    "stance_scale",
    "activity",
    "comment_request",
)
WHY_EMPTY = {
    "party": "A party decides, receives, supplies or says something.",
    "item": "An item is what is controlled and counted, such as one model of chip.",
    "claim": "A claim is what a source asserts. Mark a sentence in a source and press C.",
    "policy_line": "A policy line is a policy that decisions move.",
    "stance_scale": "A stance scale says on which levels the decisions of a line are coded.",
    "activity": "An activity is what somebody did around a decision: a visit, lobbying.",
    "comment_request": "A comment request keeps who was asked, and what came of it.",
}


def _gradable(view: RecordsView) -> bool:
    return _chosen(view) and view.kind in GRADED


def _chosen(view: RecordsView) -> bool:
    return writable(view) and view.current() is not None


class RecordsView(View):
    """One table a kind; the side bar chooses the kind."""

    title: ClassVar[str] = "Parties and items"
    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS[each] for each in KINDS)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.kind = KINDS[0]
        self._wanted = ""
        self.catalogue: CatalogueDialog | None = None
        self.rows = RecordTable(context, RECORDS[self.kind], self)
        self.table = self._table()
        self.empty = EmptyState("record", "", "")
        first = self.empty.add_act("Add the first one", self.new_record, "Insert")
        first.setHidden(not writable(self))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._kinds = QListWidget()
        self.side = self._side()
        self._inspector = RecordInspector(context, self.kind)
        self._inspector.asked.connect(self._carry_out)
        self._inspector.edit_wanted.connect(lambda _field: self.edit_record())
        self.inspector = self._inspector
        self._new = primary_button("New party", key="Insert")
        self._new.clicked.connect(self.new_record)
        self._new.setEnabled(writable(self))
        self.tools = (self._new,)
        self.show_kind(self.kind)

    @override
    def refresh(self) -> None:
        kind = self.kind

        def look(dossier: Dossier) -> tuple[list[str], dict[str, int]]:
            counts = {each: nouns.noun_of(dossier, each).count() for each in KINDS}
            return nouns.noun_of(dossier, kind).ids(), counts

        self.read(look, self._show)

    def show_kind(self, kind: str) -> None:
        """Shows the table of another kind."""
        self.kind = kind
        words = nouns.title_of(kind).lower()
        self._new.setText(f"New {words}")
        self.empty.say(f"No {nouns.heading_of(kind).lower()} yet", WHY_EMPTY[kind])
        if kind != self.rows.kind.KIND:
            self.rows = RecordTable(self.context, RECORDS[kind], self)
            self.table.setModel(self.rows)
            self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.fit()
        self._inspector.show_kind(kind)
        self._kinds.setCurrentRow(KINDS.index(kind))
        self.schedule()

    @override
    def show_record(self, kind: str, key: str) -> None:
        self._wanted = key
        if kind in KINDS:
            self.show_kind(kind)
        super().show_record(kind, key)
        self._choose(key)

    def current(self) -> Record | None:
        """The record that is chosen, or None."""
        index = self.table.currentIndex()
        return self.rows.record(index.row()) if index.isValid() else None

    @command("New record of this kind…", "Insert", menu="Record", icon="add", when=writable)
    def new_record(self) -> None:
        """Opens an empty form of the kind that is shown."""
        self._open(None)

    @command(
        "Add items from the catalogue…", "Ctrl+Shift+I", menu="Record", icon="item", when=writable
    )
    def add_from_catalogue(self) -> None:
        """Offers the shipped items, whose figures have status and conflicts, to be added."""
        self.show_kind("item")
        self.catalogue = CatalogueDialog(self.context.dossier.items.shipped(), self)
        self.catalogue.chosen.connect(self._add_shipped)
        self.catalogue.open()

    @command("Edit record…", "Ctrl+E", menu="Record", icon="pencil-simple", when=_chosen)
    def edit_record(self) -> None:
        """Opens the chosen record in a form."""
        self._open(self.current())

    @command("Remove record", "Delete", menu="Record", icon="trash", when=_chosen)
    def remove_record(self) -> None:
        """Removes the chosen record; Undo brings it back."""
        record = self.current()
        if record is not None:
            nouns.remove(self.context, record)

    def _add_shipped(self, names: list[str]) -> None:
        words = names[0] if len(names) == 1 else f"{len(names)} items"

        def add(dossier: Dossier) -> Record:
            return [dossier.items.add_shipped(name) for name in names][-1]

        self.context.write(
            f"Add {words} from the catalogue",
            add,
            self._saved,
            say=f"{words[0].upper()}{words[1:]} added with all figures",
        )

    @command("Rate…", "R", menu="Record", icon="star", when=_gradable)
    def rate_record(self) -> None:
        """Grades the chosen claim (1 to 6) or party as a source (A to F), with basis and reason."""
        record = self.current()
        if isinstance(record, Claim | Party):
            open_rating_form(self.context, record)

    @command("Add the shipped stance scales", menu="Record", icon="stance_scale", when=writable)
    def adopt_scales(self) -> None:
        """Adds the stance scales that come with the program, such as export-licence review."""

        def adopt(dossier: Dossier) -> list[Record]:
            return [dossier.stance_scales.adopt(name) for name in dossier.stance_scales.shipped()]

        def adopted(scales: list[Record]) -> None:
            self.show_record("stance_scale", scales[0].id)

        self.context.write("Add stance scales", adopt, adopted, say="Stance scales added.")

    def _carry_out(self, act: str) -> None:
        acts = {"edit": self.edit_record, "rate": self.rate_record, "remove": self.remove_record}
        acts[act]()

    def _open(self, record: Record | None) -> None:
        words = nouns.title_of(self.kind).lower()
        form = Form(self.context, RECORDS[self.kind], record=record)
        form.saved.connect(self._saved)
        self.context.show_form(form, f"Edit {record.ref}" if record else f"New {words}")

    def _saved(self, record: Record) -> None:
        self._wanted = record.id
        self.schedule()

    def _show(self, found: tuple[list[str], dict[str, int]]) -> None:
        ids, counts = found
        before = self.current()
        self.rows.show(ids)
        self._stack.setCurrentWidget(self.table if ids else self.empty)
        for row, kind in enumerate(KINDS):
            self._kinds.item(row).setData(COUNT, counts[kind])
        self._choose(self._wanted or (before.id if before else ""))
        self._wanted = ""
        if ids and not self.table.selectionModel().hasSelection():
            choose_row(self.table, 0)

    def _choose(self, key: str) -> None:
        row = self.rows.row_of(key)
        if row >= 0:
            choose_row(self.table, row)
            self.table.scrollTo(self.rows.index(row, 0))

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.context.select(self.kind, *(self.rows.id_at(each.row()) for each in rows))

    def _table(self) -> FittingTable:
        table = FittingTable()
        table.setModel(self.rows)
        table.setAccessibleName("Records")
        table.doubleClicked.connect(self.edit_record)
        table.selectionModel().selectionChanged.connect(self._selected)
        return table

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 14, 10, 10)
        heading = QLabel("KINDS")
        heading.setProperty("role", "section")
        column.addWidget(heading)
        self._kinds.setAccessibleName("Kinds of record")
        self._kinds.setItemDelegate(CountDelegate(self._kinds))
        for kind in KINDS:
            item = QListWidgetItem(nouns.heading_of(kind))
            item.setData(ICON, kind)
            self._kinds.addItem(item)
        self._kinds.currentRowChanged.connect(self._kind_chosen)
        column.addWidget(self._kinds, 1)
        return side

    def _kind_chosen(self, row: int) -> None:
        if row >= 0 and KINDS[row] != self.kind:
            self.show_kind(KINDS[row])
