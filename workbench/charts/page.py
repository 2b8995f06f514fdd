"""A page of a document with boxes around passages: beside the text, in the console, as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPen

from workbench.charts.palette import LIGHT
from workbench.charts.plate import Plate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

Box = tuple[float, float, float, float]
SHARPNESS = 2
"""How many pixels of a page are drawn for each that it takes, so that small print stays sharp."""
WASH = 60


@dataclass(frozen=True, eq=False)
class PageChart:
    """A page of `width` by `height` pixels: blue, green, red and an unused byte for each.

    `boxes` are left, top, width and height in these pixels, with a colour, #rrggbb or empty.
    """

    width: int
    height: int
    pixels: bytes
    boxes: tuple[tuple[Box, str], ...]
    title: str = ""
    description: str = ""

    def plate(self) -> Plate:
        """The page as what a file is made of."""
        return Plate(
            self.width / SHARPNESS, self.height / SHARPNESS, self.title, self.description, self.draw
        )

    def draw(self, painter: QPainter) -> None:
        """Draws the page with its boxes, a pixel of it on half a pixel of the painter."""
        painter.save()
        painter.scale(1 / SHARPNESS, 1 / SHARPNESS)
        painter.drawImage(0, 0, image_of(self.width, self.height, self.pixels))
        draw_boxes(painter, ((QRectF(*box), each) for box, each in self.boxes), LIGHT.selected)
        painter.restore()


def image_of(width: int, height: int, pixels: bytes) -> QImage:
    """The pixels of a page as an image of its own."""
    held = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32)
    return held.copy()  # the bytes end with this call


def draw_boxes(painter: QPainter, boxes: Iterable[tuple[QRectF, str]], accent: str) -> None:
    """Draws boxes of passages on a page; `accent` is the colour of those without one."""
    for box, colour in boxes:
        line = QColor(colour or accent)
        wash = QColor(line)
        wash.setAlpha(WASH)
        painter.setPen(QPen(line, 2 * SHARPNESS))
        painter.setBrush(wash)
        painter.drawRect(box.adjusted(-3, -2, 3, 2))
