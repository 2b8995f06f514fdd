"""How a row of a table looks: two lines a cell, stance pill, grade chips; drawn in one go.

The whole row is drawn by one call, not cell by cell through a delegate: a screen of 39 rows takes
some 8 ms instead of 12.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from workbench.gui.theme import ROW_HEIGHT, ROW_HEIGHT_COMPACT, font, theme, tokens
from workbench.gui.widgets.stance import paint_pill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from workbench.gui.table.columns import Cell, Column, Row

PAD = 9
CHIP_PAD = 6
CHIP_GAP = 6
CHIP_HEIGHT = 20
MARK_WIDTH = 3
_VCENTRE = Qt.AlignmentFlag.AlignVCenter


def row_height(*, compact: bool, size: int) -> int:
    """The height of a row at a text size."""
    plain = ROW_HEIGHT_COMPACT if compact else ROW_HEIGHT
    return plain + (size - 13) * (2 if compact else 4)


class RowPainter:
    """Draws rows; made anew where theme, text size or density change."""

    def __init__(self, *, compact: bool) -> None:
        self.compact = compact
        self.colours = tokens()
        size = theme().size
        self.plain = font(size)
        self.strong = font(size, weight=QFont.Weight.DemiBold)
        self.small = font(max(11, size - 2))
        self.chip = font(max(11, size - 2), weight=QFont.Weight.DemiBold)

    def ground(self, painter: QPainter, box: QRect, *, chosen: bool, hovered: bool) -> None:
        """Draws what lies behind a row, and the line under it."""
        if chosen or hovered:
            painter.fillRect(box, QColor(self.colours.soft if chosen else self.colours.hover))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(self.colours.line))

    def mark(self, painter: QPainter, box: QRect, *, focus: bool) -> None:
        """Draws the bar at the left of the current row."""
        colour = self.colours.accent if focus else self.colours.faint
        painter.fillRect(box.left(), box.top(), MARK_WIDTH, box.height() - 1, QColor(colour))

    def cells(self, painter: QPainter, row: Row, places: Sequence[tuple[Column, QRect]]) -> None:
        """Draws the cells of a row."""
        for column, box in places:
            cell = row.cell(column.name)
            inside = box.adjusted(PAD, 0, -PAD, -1)
            if cell.stance is not None:
                self._stance(painter, cell, inside)
            elif cell.chips:
                self._chips(painter, cell.chips, inside)
            else:
                self._texts(painter, cell, inside, right=column.right)

    def waiting(self, painter: QPainter, places: Sequence[tuple[Column, QRect]]) -> None:
        """Draws the bars of a row that is not read yet."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.line))
        for _, box in places:
            width = min(box.width() - 2 * PAD, 120)
            bar = QRectF(box.left() + PAD, box.center().y() - 4, max(8, width * 0.7), 8)
            painter.drawRoundedRect(bar, 4, 4)

    def _texts(self, painter: QPainter, cell: Cell, box: QRect, *, right: bool) -> None:
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        upper, lower = self._halves(box, two=bool(cell.lower) and not self.compact)
        face = self.strong if cell.strong or cell.figure else self.plain
        if cell.figure and _advance(face, cell.upper) > box.width():
            face = self.chip
        ink = self.colours.ink
        if cell.figure:
            ink = self.colours.accent
        elif cell.quiet:
            ink = self.colours.muted
        _put(painter, upper, cell.upper, face, ink, side)
        if lower is not None:
            _put(painter, lower, cell.lower, self.small, self.colours.muted, side)

    def _halves(self, box: QRect, *, two: bool) -> tuple[QRect, QRect | None]:
        if not two:
            return box, None
        middle = box.top() + box.height() // 2
        high = QFontMetrics(self.plain).height()
        low = QFontMetrics(self.small).height()
        top = middle - (high + low) // 2
        return (
            QRect(box.left(), top, box.width(), high),
            QRect(box.left(), top + high, box.width(), low),
        )

    def _stance(self, painter: QPainter, cell: Cell, box: QRect) -> None:
        if cell.stance is None:
            return
        left = QPointF(box.left() - 1, box.top() + box.height() / 2)
        paint_pill(painter, left, cell.stance, room=box.width() + PAD)

    def _chips(self, painter: QPainter, chips: Sequence[str], box: QRect) -> None:
        painter.setFont(self.chip)
        left = float(box.left() - 2)
        for number, words in enumerate(chips):
            rest = len(chips) - number - 1
            width = _advance(self.chip, words) + 2 * CHIP_PAD
            if left + width > box.right() + PAD:
                _put(
                    painter,
                    QRect(int(left), box.top(), 30, box.height()),
                    f"+{rest + 1}",
                    self.small,
                    self.colours.muted,
                    Qt.AlignmentFlag.AlignLeft,
                )
                return
            frame = QRectF(left, box.top() + (box.height() - CHIP_HEIGHT) / 2, width, CHIP_HEIGHT)
            painter.setPen(QColor(self.colours.edge))
            painter.setBrush(QColor(self.colours.panel))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
            painter.setPen(QColor(self.colours.ink))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
            left += width + CHIP_GAP


def _put(
    painter: QPainter, box: QRect, words: str, face: QFont, ink: str, side: Qt.AlignmentFlag
) -> None:
    if not words:
        return
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(box, side | _VCENTRE, elided(face, words, box.width()))


@lru_cache(maxsize=8192)
def _elided(family_size_weight: tuple[int, int], words: str, width: int) -> str:
    size, weight = family_size_weight
    metrics = QFontMetrics(font(size, weight=QFont.Weight(weight)))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)


def elided(face: QFont, words: str, width: int) -> str:
    """The words as they fit into `width` pixels, with dots at the end where they do not."""
    return _elided((face.pixelSize(), int(face.weight())), words, width)


@lru_cache(maxsize=2048)
def _advance_of(size: int, weight: int, words: str) -> int:
    return QFontMetrics(font(size, weight=QFont.Weight(weight))).horizontalAdvance(words)


def _advance(face: QFont, words: str) -> int:
    return _advance_of(face.pixelSize(), int(face.weight()), words)
