"""The decisions view: table, linked chart, inspector, forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.decisions.form import open_decision_form
from workbench.gui.decisions.lists import DECISION_LISTS
from workbench.gui.decisions.rows import COLUMNS, read_rows, sum_words
from workbench.gui.decisions.sheet import chain_keys, read_sheet
from workbench.gui.inspector.panel import Inspector
from workbench.gui.table.plotted import PlottedTable
from workbench.gui.widgets.buttons import primary_button
from workbench.model.allocation import Allocation
from workbench.model.claim import Claim
from workbench.model.decision import Decision
from workbench.model.expectation import Expectation
from workbench.model.party import Party
from workbench.model.saved_query import SavedQuery
from workbench.model.source import Source
from workbench.model.support import Support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.table.columns import Column, Row
    from workbench.gui.widgets.empty import EmptyState
    from workbench.model.query import Query
    from workbench.model.record import Record

ACTS = (
    ("edit", "Edit decision", "pencil-simple", "Ctrl+E"),
    ("allocate", "New allocation of this decision", "allocation", "Ctrl+Shift+A"),
    ("link", "Link to another decision", "link-simple", "Ctrl+L"),
    ("history", "History", "history", ""),
    ("remove", "Remove decision", "trash", ""),
)


class DecisionsView(PlottedTable):
    """Who decided what, and when."""

    title = "Decisions"
    shows: ClassVar[tuple[type[Record], ...]] = (
        Decision,
        Allocation,
        Claim,
        Support,
        Party,
        Source,
        Expectation,
        SavedQuery,
    )
    kind: ClassVar[type[Record]] = Decision
    columns: ClassVar[tuple[Column, ...]] = COLUMNS
    plan = DECISION_LISTS
    hint = "Search decisions: words, stance:deny, jurisdiction:CHN, since:2025-10, is:undated"
    row_commands: ClassVar[tuple[str, ...]] = (
        "edit_decision",
        "new_allocation",
        "link_decision",
        "",
        "earlier_in_chain",
        "later_in_chain",
        "",
        "copy_rows",
        "remove_decisions",
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.inspector = self._inspector()
        new = primary_button("New decision", key="Ctrl+Shift+N")
        new.clicked.connect(self.new_decision)
        new.setEnabled(writable(self))
        self.tools = (new,)
        self._first_act = self.empty.add_act("New decision", self.new_decision, "Ctrl+Shift+N")
        self._clear_act = self.empty.add_act("Clear the filters", self.clear_filters)

    # --- PlottedTable -------------------------------------------------------------------------

    @override
    def read_rows(self, dossier: Dossier, ids: Sequence[str]) -> list[Row]:
        return read_rows(dossier, ids)

    @override
    def sum_words(self, dossier: Dossier, ids: Sequence[str], query: Query | None) -> str:
        return sum_words(dossier, ids, query)

    @override
    def say_empty(self, empty: EmptyState, *, filtered: bool) -> None:
        if filtered:
            empty.say("No decision matches", "Take out a chip above, or clear the filters.")
        else:
            empty.say(
                "No decisions yet",
                "Mark a sentence in a source and press D: the form comes filled with what it says. "
                "Or log one by hand.",
            )
        self._first_act.setVisible(not filtered and writable(self))
        self._clear_act.setVisible(filtered)

    @override
    def open_form(self, record: Record | None, *, field: str = "") -> None:
        decision = record if isinstance(record, Decision) else None
        open_decision_form(self.context, record=decision, field=field, then=self._logged)

    # --- commands -----------------------------------------------------------------------------

    @command("New decision…", "Ctrl+Shift+N", menu="Decision", icon="plus", when=writable)
    def new_decision(self) -> None:
        """Opens an empty decision form."""
        self.open_form(None)

    @command("Edit decision…", "Ctrl+E", menu="Decision", icon="pencil-simple", when=writable)
    def edit_decision(self) -> None:
        """Opens the form of the decision that is chosen."""
        self.edit_field("")

    @command(
        "New allocation of this decision…",
        "Ctrl+Shift+A",
        menu="Decision",
        icon="allocation",
        when=writable,
    )
    def new_allocation(self) -> None:
        """Opens an allocation form that belongs to the decision that is chosen."""
        from workbench.gui.allocations.form import open_allocation_form

        chosen = self.context.selection
        given = {"decision": chosen.last} if chosen.kind == "decision" and chosen else {}
        open_allocation_form(self.context, given=given)

    @command("Link to another decision…", "Ctrl+L", menu="Decision", icon="link", when=writable)
    def link_decision(self) -> None:
        """Says how this decision stands to an earlier one: reverses, amends, implements."""
        self.edit_field("links")

    @command("Earlier in the chain", "[", menu="Decision", icon="arrow-left")
    def earlier_in_chain(self) -> None:
        """Goes to the decision that this one undoes or follows."""
        self._follow(later=False)

    @command("Later in the chain", "]", menu="Decision", icon="arrow-right")
    def later_in_chain(self) -> None:
        """Goes to the decision that undoes this one or follows it."""
        self._follow(later=True)

    @command("Remove decision", "Delete", menu="Decision", icon="trash", when=writable)
    def remove_decisions(self) -> None:
        """Removes the chosen decisions; Undo brings them back."""
        self.remove_chosen()

    # --- inside -------------------------------------------------------------------------------

    def _follow(self, *, later: bool) -> None:
        key = self.context.selection.last

        def go(keys: list[str]) -> None:
            if keys:
                self.show_record("decision", keys[0])
            else:
                where = "later" if later else "earlier"
                self.context.notices.say(f"No {where} decision in this chain.")

        def look(dossier: Dossier) -> list[str]:
            sheet = read_sheet(dossier, key)
            return chain_keys(sheet.chain, later=later) if sheet else []

        if self.context.selection.kind == "decision" and key:
            self._seeks.ask(look, go)

    def _logged(self, decision: Decision) -> None:
        self.context.select("decision", decision.id)

    def _inspector(self) -> Inspector:
        inspector = Inspector(self.context, "decision", read_sheet, ACTS)
        inspector.edit_wanted.connect(self.edit_field)
        acts = {
            "edit": self.edit_decision,
            "allocate": self.new_allocation,
            "link": self.link_decision,
            "remove": self.remove_decisions,
        }
        inspector.asked.connect(lambda name: acts[name]())
        return inspector
