"""The margin beside the text: paragraph numbers, and signs for what was made of a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from workbench.gui.sources.page import BACKED
from workbench.gui.theme import font, theme, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from workbench.gui.sources.page import Marks
    from workbench.gui.sources.text import SourceText

LANE_WIDTH = 112
NUMBER_RIGHT = 16
NUMBER_WIDTH = 26
SIGN = 8
SIGN_STEP = 23
KINDS = ("claim", *BACKED)
WORDS = {"claim": ("claim", "claims"), "decision": ("decision", "decisions"),
         "allocation": ("allocation", "allocations")}  # fmt: skip


class Lane(QWidget):
    """Stands at the left of the text and scrolls with it; a click goes to the paragraph."""

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self._text = text
        self._current = -1
        self._found: Mapping[int, Mapping[str, int]] = {}
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(LANE_WIDTH, 0)

    def show_marks(self, marks: Marks) -> None:
        """Shows what was made of each paragraph."""
        self._found = marks.made
        self.update()

    def show_current(self, block: int) -> None:
        """Shows which paragraph is in focus."""
        self._current = block
        self.update()

    def words(self, ordinal: int) -> str:
        """What was made of a paragraph, in words."""
        found = self._found.get(ordinal, {})
        said = [f"Paragraph {ordinal}"]
        counted = [(kind, found[kind]) for kind in KINDS if found.get(kind)]
        return ", ".join([*said, *(f"{many} {WORDS[kind][many > 1]}" for kind, many in counted)])

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        page = self._text.page
        if page is None or not page.paragraphs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, box in self._text.visible_blocks():
            ordinal = page.paragraphs[number].ordinal
            self._paint_number(painter, number, ordinal, box)
            self._paint_signs(painter, ordinal, box)
        painter.end()

    def _paint_number(self, painter: QPainter, block: int, ordinal: int, box: QRectF) -> None:
        current = block == self._current
        colours = tokens()
        weight = QFont.Weight.DemiBold if current else QFont.Weight.Normal
        painter.setFont(font(max(11, theme().size - 2), weight=weight))
        painter.setPen(QColor(colours.accent if current else colours.faint))
        place = QRectF(LANE_WIDTH - NUMBER_RIGHT - 60, box.top(), 60, self._first_line())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(ordinal)
        )
        if current:
            bar = QRectF(LANE_WIDTH - 8, box.top() + 3, 3, max(14.0, box.height() - 16))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_signs(self, painter: QPainter, ordinal: int, box: QRectF) -> None:
        found = self._found.get(ordinal)
        if not found:
            return
        right = LANE_WIDTH - NUMBER_RIGHT - NUMBER_WIDTH
        middle = box.top() + self._first_line() / 2
        painter.setFont(font(max(10, theme().size - 3)))
        for kind in reversed(KINDS):
            if found.get(kind):
                self._paint_sign(painter, kind, found[kind], QPointF(right, middle))
                right -= SIGN_STEP

    @staticmethod
    def _paint_sign(painter: QPainter, kind: str, count: int, at: QPointF) -> None:
        colours = tokens()
        colour = {"claim": colours.muted, "decision": colours.accent, "allocation": colours.good}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour[kind]))
        half = SIGN / 2
        centre = QPointF(at.x() - 12, at.y())
        if kind == "claim":
            painter.drawEllipse(centre, half - 0.5, half - 0.5)
        elif kind == "decision":
            corners = [(0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)]
            painter.drawPolygon(QPolygonF([centre + QPointF(x, y) for x, y in corners]))
        else:
            painter.drawRect(QRectF(centre.x() - half, centre.y() - half, SIGN, SIGN))
        painter.setPen(QColor(colours.muted))
        place = QRectF(centre.x() + 6, at.y() - 9, 14, 18)
        words = str(count) if count < 10 else "9+"  # noqa: PLR2004 - one digit fits
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _first_line(self) -> float:
        return self._text.fontMetrics().height() * 1.5

    def _block_at(self, y: float) -> int:
        for number, box in self._text.visible_blocks():
            if box.top() <= y < box.bottom():
                return number
        return -1

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        block = self._block_at(event.position().y())
        if block >= 0:
            self._text.go_to_block(block)
            self._text.setFocus()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self._block_at(event.pos().y())
            if block >= 0 and self._text.page is not None:
                QToolTip.showText(event.globalPos(), self.words(block + 1), self)
            return True
        return super().event(event)
