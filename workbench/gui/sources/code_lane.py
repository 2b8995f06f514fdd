"""The margin at the right of the text: a stripe beside each coded passage, codes by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from workbench.gui.sources import bands
from workbench.gui.theme import font, theme, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from workbench.gui.sources.page import Mark
    from workbench.gui.sources.text import SourceText

LEFT = 8
STRIPE = 3
STEP = 6
MOST_STRIPES = 3
NAMES_LEFT = 34
NAMED_WIDTH = 96
"""Names are written where the margin is so wide."""


class CodeLane(QWidget):
    """Scrolls with the text; `pressed` gives the id of the passage beside which it was pressed."""

    pressed = Signal(str)

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self._text = text
        self._places: list[tuple[QRectF, Mark]] = []
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        self._places = self._found()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, mark in self._places:
            painter.setBrush(QColor(mark.colour))
            painter.drawRoundedRect(place, 1.5, 1.5)
        if self.width() >= NAMED_WIDTH:
            self._write_names(painter)
        painter.end()

    def _found(self) -> list[tuple[QRectF, Mark]]:
        """Where the stripe of each coded passage in sight stands."""
        text, places = self._text, dict[str, tuple[QRectF, "Mark"]]()
        if text.page is None or not text.page.paragraphs:
            return []
        for number, box in text.visible_blocks():
            paragraph = text.page.paragraphs[number]
            if text.is_folded(paragraph.ordinal):
                continue
            block = text.document().findBlockByNumber(number)
            for mark in bands.touching(text.marks, paragraph.start, paragraph.stop):
                if not mark.codes:
                    continue
                span = (mark.passage.start, mark.passage.stop)
                boxes = text.ground.boxes(block, box.top(), span)
                held = places.get(mark.passage.id)
                top = held[0].top() if held else boxes[0].top()
                left = LEFT + STEP * min(mark.level, MOST_STRIPES)
                stripe = QRectF(left, top, STRIPE, boxes[-1].bottom() - top)
                places[mark.passage.id] = (stripe, mark)
        return list(places.values())

    def _write_names(self, painter: QPainter) -> None:
        painter.setFont(font(max(11, theme().size - 2)))
        painter.setPen(QColor(tokens().muted))
        metrics, foot = painter.fontMetrics(), float("-inf")
        room = self.width() - NAMES_LEFT - 4
        for place, mark in sorted(self._places, key=lambda each: each[0].top()):
            top = max(place.top(), foot)
            if top > place.bottom():
                continue  # there is no room beside it: the tip has its names
            words = metrics.elidedText(_names(mark), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(NAMES_LEFT, top, room, metrics.height()), words)
            foot = top + metrics.height()

    def _mark_at(self, y: float) -> Mark | None:
        near = [each for each in self._places if each[0].top() - 2 <= y <= each[0].bottom() + 2]
        return min(near, key=lambda each: each[0].height())[1] if near else None

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position().y())
        if mark is not None:
            self.pressed.emit(mark.passage.id)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(event.pos().y())
            QToolTip.showText(event.globalPos(), _names(mark) if mark else "", self)
            return True
        return super().event(event)


def _names(mark: Mark) -> str:
    return " · ".join(each.title for each in mark.codes)
