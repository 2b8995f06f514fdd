"""The text of a recipe with the numbers of its lines, since faults are told by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QPainter
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from workbench.gui.theme import theme, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_PAD = 8


class RecipeText(QPlainTextEdit):
    """Edits a recipe; `wrong` are the lines at fault, whose numbers stand out."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.wrong: frozenset[int] = frozenset()
        self.setAccessibleName("Recipe")
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setTabChangesFocus(True)
        self.numbers = _Numbers(self)
        self.blockCountChanged.connect(lambda _count: self._make_room())
        self.updateRequest.connect(self._follow)
        theme().changed.connect(self.numbers.update)
        self._make_room()

    @property
    def room(self) -> int:
        """The width that the numbers take, in pixels."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * _PAD

    def blame(self, lines: Iterable[int]) -> None:
        """Lets the numbers of some lines stand out."""
        self.wrong = frozenset(lines)
        self.numbers.update()

    def paint_numbers(self, painter: QPainter, dirty: QRect) -> None:
        """Paints the numbers of the lines in sight."""
        colours = tokens()
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= dirty.bottom():
            number = block.blockNumber() + 1
            painter.setPen(QColor(colours.warning if number in self.wrong else colours.faint))
            box = QRect(0, round(top), self.numbers.width() - _PAD, self.fontMetrics().height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, str(number))
            top += self.blockBoundingRect(block).height()
            block = block.next()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _make_room(self) -> None:
        self.setViewportMargins(self.room, 0, 0, 0)
        self._place()

    def _place(self) -> None:
        inside = self.viewport().geometry()
        self.numbers.setGeometry(
            inside.left() - self.room, inside.top(), self.room, inside.height()
        )

    def _follow(self, rect: QRect, dy: int) -> None:
        if dy:
            self.numbers.scroll(0, dy)
        else:
            self.numbers.update(0, rect.y(), self.numbers.width(), rect.height())


class _Numbers(QWidget):
    """The margin beside the text."""

    def __init__(self, text: RecipeText) -> None:
        super().__init__(text)
        self._text = text

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._text.room, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._text.font())
        self._text.paint_numbers(painter, event.rect())
        painter.end()
