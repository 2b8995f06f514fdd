"""The allocations view: table, inspector, form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from workbench.gui.allocations.form import open_allocation_form
from workbench.gui.allocations.lists import ALLOCATION_LISTS
from workbench.gui.allocations.rows import COLUMNS, read_rows, sum_words
from workbench.gui.allocations.sheet import read_sheet
from workbench.gui.allocations.sums import HOW, TITLE, read_sums
from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.inspector.panel import Inspector
from workbench.gui.table.plotted import PlottedTable
from workbench.gui.trends.numbers import NumbersDialog
from workbench.gui.widgets.buttons import primary_button
from workbench.model.allocation import Allocation
from workbench.model.claim import Claim
from workbench.model.decision import Decision
from workbench.model.item import Item
from workbench.model.party import Party
from workbench.model.saved_query import SavedQuery
from workbench.model.source import Source
from workbench.model.support import Support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.allocations.sums import Sum
    from workbench.gui.context import Context
    from workbench.gui.table.columns import Column, Row
    from workbench.gui.widgets.empty import EmptyState
    from workbench.model.query import Query
    from workbench.model.record import Record

ACTS = (
    ("edit", "Edit allocation", "pencil-simple", "Ctrl+E"),
    ("decision", "Open its decision", "decision", "["),
    ("history", "History", "history", ""),
    ("remove", "Remove allocation", "trash", ""),
)


class AllocationsView(PlottedTable):
    """How much of what was allotted to whom."""

    title = "Allocations"
    shows: ClassVar[tuple[type[Record], ...]] = (
        Allocation,
        Decision,
        Claim,
        Support,
        Party,
        Item,
        Source,
        SavedQuery,
    )
    kind: ClassVar[type[Record]] = Allocation
    columns: ClassVar[tuple[Column, ...]] = COLUMNS
    plan = ALLOCATION_LISTS
    hint = "Search allocations: words, stage:authorised, item:H200, recipient:ByteDance, is:joint"
    row_commands: ClassVar[tuple[str, ...]] = (
        "edit_allocation",
        "open_decision",
        "",
        "copy_rows",
        "remove_allocations",
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.inspector = self._inspector()
        self.sums: NumbersDialog | None = None
        new = primary_button("New allocation", key="Ctrl+Shift+A")
        new.clicked.connect(self.new_allocation)
        new.setEnabled(writable(self))
        self.tools = (new,)
        self._first_act = self.empty.add_act("New allocation", self.new_allocation, "Ctrl+Shift+A")
        self._clear_act = self.empty.add_act("Clear the filters", self.clear_filters)

    # --- TableView ----------------------------------------------------------------------------

    @override
    def read_rows(self, dossier: Dossier, ids: Sequence[str]) -> list[Row]:
        return read_rows(dossier, ids)

    @override
    def sum_words(self, dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
        return sum_words(dossier, ids, query)

    @override
    def say_empty(self, empty: EmptyState, *, filtered: bool) -> None:
        if filtered:
            empty.say("No allocation matches", "Take out a chip above, or clear the filters.")
        else:
            empty.say(
                "No allocations yet",
                "Mark a sentence that names a quantity and press A, or log one by hand. A quantity "
                "that several recipients share stays joint: it is never divided.",
            )
        self._first_act.setVisible(not filtered and writable(self))
        self._clear_act.setVisible(filtered)

    @override
    def open_form(self, record: Record | None, *, field: str = "") -> None:
        allocation = record if isinstance(record, Allocation) else None
        open_allocation_form(self.context, record=allocation, field=field, then=self._logged)

    # --- commands -----------------------------------------------------------------------------

    @command("New allocation…", "Ctrl+Shift+A", menu="Allocation", icon="plus", when=writable)
    def new_allocation(self) -> None:
        """Opens an empty allocation form."""
        self.open_form(None)

    @command("Edit allocation…", "Ctrl+E", menu="Allocation", icon="pencil-simple", when=writable)
    def edit_allocation(self) -> None:
        """Opens the form of the allocation that is chosen."""
        self.edit_field("")

    @command("Open its decision", "[", menu="Allocation", icon="decision")
    def open_decision(self) -> None:
        """Goes to the decision behind the allocation."""
        chosen, dossier = self.context.selection, self.context.dossier

        def go(allocation: Allocation) -> None:
            if allocation.decision:
                self.context.open("decision", allocation.decision)
            else:
                self.context.notices.say("No decision is recorded behind this allocation.")

        if chosen.kind == "allocation" and chosen:
            self._seeks.ask(lambda _: dossier.allocations.get(chosen.last), go)

    @command("Shares and pipeline…", "Ctrl+Shift+U", menu="Allocation", icon="stack")
    def show_sums(self) -> None:
        """Shows how far what is listed has come, and what each recipient holds, with bounds."""
        query = self.context.query

        def show(rows: list[Sum]) -> None:
            words = [each.words for each in rows]
            dialog = NumbersDialog(TITLE, HOW, words, self, window_title="Shares and pipeline")

            def lead(row: int) -> None:
                if behind := rows[row].behind:
                    dialog.accept()
                    wider = query.without(behind.field)
                    self.context.set_query(wider.where(behind.field, *behind.values))

            dialog.pressed.connect(lead)
            self.sums = dialog
            dialog.open()

        self._seeks.ask(lambda dossier: read_sums(dossier, query), show)

    @command("Remove allocation", "Delete", menu="Allocation", icon="trash", when=writable)
    def remove_allocations(self) -> None:
        """Removes the chosen allocations; Undo brings them back."""
        self.remove_chosen()

    # --- inside -------------------------------------------------------------------------------

    def _logged(self, allocation: Allocation) -> None:
        self.context.select("allocation", allocation.id)

    def _inspector(self) -> Inspector:
        inspector = Inspector(self.context, "allocation", read_sheet, ACTS)
        inspector.edit_wanted.connect(self.edit_field)
        acts = {
            "edit": self.edit_allocation,
            "decision": self.open_decision,
            "remove": self.remove_allocations,
        }
        inspector.asked.connect(lambda name: acts[name]())
        return inspector
