"""The inspector of the timeline: the decision or the allocation that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from workbench.gui.allocations.form import open_allocation_form
from workbench.gui.allocations.sheet import read_sheet as read_allocation
from workbench.gui.decisions.form import open_decision_form
from workbench.gui.decisions.sheet import read_sheet as read_decision
from workbench.gui.inspector.panel import Inspector
from workbench.model.allocation import Allocation
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from workbench.gui.context import Context, Selection

ACTS = (
    ("edit", "Edit", "pencil-simple", ""),
    ("open", "Show in the table", "decision", "T"),
)


class TimelineInspector(QStackedWidget):
    """Shows what is chosen in the chart, decision or allocation, and opens its form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.decision = Inspector(context, "decision", read_decision, ACTS)
        self.allocation = Inspector(context, "allocation", read_allocation, ACTS)
        for each in (self.decision, self.allocation):
            each.asked.connect(self._asked)
            each.edit_wanted.connect(self._edit)
            self.addWidget(each)
        context.selection_changed.connect(self._follow)
        self._follow(context.selection)

    def _follow(self, selection: Selection) -> None:
        chosen = self.allocation if selection.kind == "allocation" else self.decision
        self.setCurrentWidget(chosen)

    def _asked(self, act: str) -> None:
        chosen = self.context.selection
        if act == "edit":
            self._edit("")
        else:
            self.context.open(chosen.kind, chosen.last)

    def _edit(self, field: str) -> None:
        sheet = (
            self.allocation if self.currentWidget() is self.allocation else self.decision
        ).sheet
        if sheet is None:
            return
        if isinstance(sheet.record, Decision):
            open_decision_form(self.context, record=sheet.record, field=field)
        elif isinstance(sheet.record, Allocation):
            open_allocation_form(self.context, record=sheet.record, field=field)
