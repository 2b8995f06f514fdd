"""A figure that was worked out; pressed, it shows how, and the records behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workbench.gui.inspector.parts import Link, Pressable, caption
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from workbench.gui.inspector.sheet import ChainLine, ComputedLine


class Computed(QWidget):
    """Label and figure; pressed, how it is computed and each record that it was computed from."""

    opened = Signal(str, str)
    """The kind and the id of a record that was chosen."""

    def __init__(self, line: ComputedLine) -> None:
        super().__init__()
        self.head = Pressable(f"{line.label}: {line.words}. How is this computed?")
        self.head.setToolTip("How is this computed?")
        self.head.setCursor(Qt.CursorShape.PointingHandCursor)
        self.head.pressed.connect(self._toggle)
        grid = QGridLayout(self.head)
        grid.setContentsMargins(3, 2, 3, 2)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(caption(line.label), 0, 0, alignment=Qt.AlignmentFlag.AlignTop)
        words = words_label(line.words, "error" if line.warns else "")
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, 0, 1)
        self.how = QWidget()
        told = self._told = QVBoxLayout(self.how)
        told.setContentsMargins(12, 0, 3, 6)
        told.setSpacing(2)
        told.addWidget(words_label(line.how, "muted"))
        self._waiting = line.inputs
        self.how.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.how)

    def _toggle(self) -> None:
        waiting, self._waiting = self._waiting, ()
        for each in waiting:  # made on the first look: a figure may rest on hundreds of records
            self._told.addWidget(self._link(each))
        self.how.setVisible(self.how.isHidden())

    def _link(self, each: ChainLine) -> Link:
        link = Link(each)
        link.pressed.connect(lambda: self.opened.emit(each.kind, each.key))
        return link
