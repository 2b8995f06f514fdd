"""The inspector of a source in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from typing_extensions import override

from workbench.gui.inspector.fact import Fact
from workbench.gui.inspector.panel import Inspector
from workbench.gui.sources.sheet import SourceSheet, read_sheet
from workbench.gui.widgets.buttons import link_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import Sheet

ACTS = (
    ("read", "Read this source", "book-open", "Enter"),
    ("edit", "Edit source", "pencil-simple", "Ctrl+E"),
    ("history", "History", "history", ""),
    ("remove", "Remove source", "trash", ""),
)


class SourceInspector(Inspector):
    """A source is evidence itself: nothing backs it; how it was read stands in the place."""

    @override
    def _add_evidence(self, column: QVBoxLayout, sheet: Sheet) -> None:
        if not (isinstance(sheet, SourceSheet) and sheet.reading):
            return
        section = self._section("How it was read", "")
        for line in sheet.reading:
            section.column.addWidget(Fact(line))
        if sheet.suggests_publisher:
            take = link_button("Take the publisher over", "check")
            take.clicked.connect(lambda: self.asked.emit("publisher"))
            section.column.addWidget(take, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(section)


def source_inspector(context: Context) -> SourceInspector:
    """The inspector of the sources of a dossier."""
    return SourceInspector(context, "source", read_sheet, ACTS)
