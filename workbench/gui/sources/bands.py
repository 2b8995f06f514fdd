"""What is painted under the words of a source: passages, the held sentence, a flash, a hint."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from workbench.gui.theme import theme, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QTextBlock, QTextLine

    from workbench.gui.sources.edges import Edge
    from workbench.gui.sources.page import Mark, Marks


def across(line: QTextLine, at: int) -> float:
    """How far from the left a position of a line stands."""
    placed: Any = line.cursorToX(at)  # a pair, whatever the stubs say
    return float(placed[0])


def touching(marks: Marks, start: int, stop: int) -> Iterator[Mark]:
    """The marks that touch a stretch."""
    for number in range(bisect_right(marks.reach, start), len(marks.every)):
        mark = marks.every[number]
        if mark.passage.start >= stop:
            return
        if mark.passage.stop > start:
            yield mark


def lines_of(block: QTextBlock, origin: QPointF, start: int, stop: int) -> list[QRectF]:
    """Where the positions `start` to `stop` of a block stand: one box a line."""
    layout = block.layout()
    boxes = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin = max(start, line.textStart())
        end = min(stop, line.textStart() + line.textLength())
        if begin < end:
            x, to = across(line, begin), across(line, end)
            boxes.append(QRectF(origin.x() + x, origin.y() + line.y(), to - x, line.height()))
    return boxes


def paint_mark(painter: QPainter, mark: Mark, boxes: list[QRectF]) -> None:
    """A passage: a band in the colour of its code, and a line below, lower for each overlap."""
    colour = QColor(mark.colour or tokens().accent)
    band = QColor(colour)
    band.setAlpha(52 if theme().dark else 38)
    painter.setPen(Qt.PenStyle.NoPen)
    for box in boxes:
        painter.setBrush(band)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 2), 3, 3)
        foot = box.bottom() + 1 + 3 * min(mark.level, 3)
        painter.setBrush(colour)
        painter.drawRect(QRectF(box.left(), foot, box.width(), 1.6))


def paint_flash(painter: QPainter, strength: float, boxes: list[QRectF]) -> None:
    """A stretch that was just brought into sight; `strength` fades from 1 to 0."""
    colour = QColor(tokens().warning)
    colour.setAlphaF(0.45 * strength)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for box in boxes:
        painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)


def paint_held(painter: QPainter, boxes: list[QRectF]) -> None:
    """The sentence that the open form is about."""
    painter.setPen(QPen(QColor(tokens().read), 1))
    painter.setBrush(QColor(tokens().read_ground))
    for box in boxes:
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 4, 4)


def paint_offer(painter: QPainter, boxes: list[QRectF], *, framed: bool) -> None:
    """What the rules read: lightly underlined, or framed while a key would judge it."""
    colour = QColor(tokens().read)
    if framed:
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(QColor(tokens().read_ground))
        for box in boxes:
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 4, 4)
        return
    colour.setAlpha(170)
    pen = QPen(colour, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.2])
    painter.setPen(pen)
    for box in boxes:
        painter.drawLine(box.bottomLeft() + QPointF(1, -1), box.bottomRight() + QPointF(0, -1))


def paint_edge(painter: QPainter, edge: Edge, boxes: list[QRectF]) -> None:
    """The end of the selection that arrows move: a bar with a knob."""
    if not boxes:
        return
    first = edge == "start"
    box = boxes[0 if first else -1]
    x = box.left() if first else box.right()
    colour = QColor(tokens().warning)
    painter.setPen(QPen(colour, 2.5))
    painter.drawLine(QPointF(x, box.top() - 4), QPointF(x, box.bottom() + 4))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, box.top() - 5 if first else box.bottom() + 5), 3.5, 3.5)


def paint_hint(painter: QPainter, boxes: list[QRectF]) -> None:
    """The sentence that a key would take."""
    pen = QPen(QColor(tokens().faint), 1)
    pen.setDashPattern([1, 3])
    painter.setPen(pen)
    for box in boxes:
        painter.drawLine(box.bottomLeft(), box.bottomRight())
