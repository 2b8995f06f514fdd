"""The first frame: the window's regions as bare areas, painted before anything else is loaded.

It asks Qt for next to nothing: the names of the namespace `Qt` alone cost a quarter of what an
empty window costs, so none of them is used here. (Filling with a colour or a brush looks them up;
filling with a picture does not.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from workbench.gui.theme import INSPECTOR_WIDTH, RAIL_WIDTH, ROW_HEIGHT, SIDE_WIDTH, STATUS_HEIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from workbench.gui.theme import Tokens

MENU_HEIGHT = 28
HEAD_HEIGHT = 104
BARS = (0.10, 0.16, 0.14, 0.42, 0.10)
"""The widths of a row's bars, as shares of the work area."""
GAP = 18
THICK = 8
TILE = 64


class FirstFrame(QWidget):
    """Rail, side bar, work area with bars for rows, inspector and status strip, without a word."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        wide, high = self.width(), self.height()
        left, right = RAIL_WIDTH + SIDE_WIDTH, wide - INSPECTOR_WIDTH
        bottom = high - STATUS_HEIGHT
        work = QRect(left, MENU_HEIGHT, wide - left, bottom - MENU_HEIGHT)
        edges = [QRect(x, MENU_HEIGHT, 1, work.height()) for x in (RAIL_WIDTH, left, right)]
        edges += [QRect(0, y, wide, 1) for y in (MENU_HEIGHT, bottom)]
        tops = range(MENU_HEIGHT + HEAD_HEIGHT, bottom - ROW_HEIGHT, ROW_HEIGHT)
        bars = [each for top in tops for each in _bars(left, top, right - left)]
        painter = QPainter(self)
        painter.drawTiledPixmap(QRect(0, 0, wide, high), _plain(self._tokens.panel))
        painter.drawTiledPixmap(work, _plain(self._tokens.ground))
        line = _plain(self._tokens.line)
        for each in edges + bars:
            painter.drawTiledPixmap(each, line)
        painter.end()


def _plain(colour: str) -> QPixmap:
    picture = QPixmap(TILE, TILE)
    picture.fill(QColor(colour))
    return picture


def _bars(left: int, top: int, wide: int) -> list[QRect]:
    """The bars of one row of the work area."""
    made, x = [], left + GAP
    for share in BARS:
        width = int(share * (wide - GAP * (len(BARS) + 1)))
        made.append(QRect(x, top, width * 4 // 5, THICK))
        x += width + GAP
    return made
