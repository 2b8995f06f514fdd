"""A field in the inspector, and in place below it the passages that speak for and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.inspector.parts import Pressable, Quote, caption
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.labels import words_label
from workbench.model.many import many

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from workbench.dossier.evidence import Evidence
    from workbench.gui.inspector.sheet import FactLine


class Fact(Pressable):
    """A field in words; a double click or Enter edits it, the chip or Space shows its passages."""

    wanted = Signal(str)
    """The name of the field that should be edited."""
    compared = Signal(str)
    """The name of the field of which the passages should be shown side by side."""
    opened = Signal(object)
    """The `Evidence` whose sentence should be shown in its source."""

    def __init__(self, line: FactLine) -> None:
        super().__init__(f"{line.label}: {line.words}")
        self._line = line
        self._quotes: QWidget | None = None
        self.setToolTip(line.about)
        self.setAccessibleDescription(line.about)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3, 2, 3, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(caption(line.label), 0, 0, alignment=top)
        words = words_label(line.words, "muted" if line.words == "not stated" else "")
        self._grid.addWidget(words, 0, 1)
        if line.quotes:
            self._grid.addWidget(self._chip(), 0, 2, alignment=top)

    def toggle(self) -> None:
        """Shows the passages of the field below it, or hides them."""
        if not self._line.quotes:
            return
        if self._quotes is None:
            self._quotes = self._list()
            self._grid.addWidget(self._quotes, 1, 0, 1, 3)
            self._quotes.show()
        else:
            self._quotes.setVisible(self._quotes.isHidden())

    def _chip(self) -> QPushButton:
        line = self._line
        times = f" ×{len(line.quotes)}" if len(line.quotes) > 1 else ""
        words = f"{line.grade}{times}".strip() or "against"
        chip = QPushButton(f"≠ {words}" if line.disputed and line.grade else words)
        chip.setProperty("role", "grade")
        chip.setProperty("tone", "warning" if line.disputed else "")
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        disputed = ", something speaks against it" if line.disputed else ""
        passages = many(len(line.quotes), "passage")
        chip.setAccessibleName(f"{line.label}: {passages}, grade {line.grade}{disputed}")
        chip.setToolTip(f"Read {passages} of this field here{disputed}")
        chip.clicked.connect(self.toggle)
        return chip

    def _list(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(8, 4, 0, 6)
        column.setSpacing(6)
        for each in self._line.quotes:
            column.addWidget(self._quote(each))
        if self._line.disputed:
            beside = link_button("Compare what speaks for and against it", "arrows-left-right")
            beside.clicked.connect(lambda: self.compared.emit(self._line.field))
            column.addWidget(beside)
        return holder

    def _quote(self, evidence: Evidence) -> Quote:
        quote = Quote(evidence)
        quote.pressed.connect(lambda: self.opened.emit(evidence))
        return quote

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit(self._line.field)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.wanted.emit(self._line.field)
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)
