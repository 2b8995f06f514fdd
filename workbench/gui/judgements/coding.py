"""How well the dossier is coded: shares of fields that a claim backs, and who agrees with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.inspector.sheet import lines_of
from workbench.gui.judgements.page import FigureStrip
from workbench.gui.nouns import heading_of
from workbench.gui.panel import Panel
from workbench.gui.widgets.labels import words_label
from workbench.model import RECORDS

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import ComputedLine
    from workbench.model.record import Record

KINDS = ("decision", "allocation", "claim", "item", "party", "expectation")
"""The kinds of record whose coding is looked at."""


class CodingPage(Panel):
    """One figure a line; pressed, how it is computed and the records that lack a claim."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Kind of record")
        for each in KINDS:
            self.kinds.addItem(heading_of(each), each)
        self.kinds.currentIndexChanged.connect(self.refresh)
        self.figures = FigureStrip(context)
        words = words_label(
            "The share of filled fields that a claim of a source supports. Press a figure for how "
            "it is computed and for the records that lack one.",
            "muted",
        )
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 4)
        head.setSpacing(12)
        head.addWidget(self.kinds)
        head.addWidget(words, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        listed = QWidget()
        room = QVBoxLayout(listed)
        room.setContentsMargins(0, 0, 0, 12)
        room.addWidget(self.figures)
        room.addStretch(1)
        area.setWidget(listed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)

    @override
    def refresh(self) -> None:
        kind = str(self.kinds.currentData())

        def look(dossier: Dossier) -> tuple[ComputedLine, ...]:
            return lines_of(dossier, dossier.coding.figures(kind))

        self.read(look, self.figures.show_lines)
