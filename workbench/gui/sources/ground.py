"""What lies under and beside the words of the reader: painted anew for the visible paragraphs only.

It costs the same however long the text is and however many passages it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QVariantAnimation
from PySide6.QtGui import QPainter

from workbench.gui.sources import bands

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QTextBlock

    from workbench.dossier.suggestions import Offer
    from workbench.gui.sources.edges import Edge
    from workbench.gui.sources.text import SourceText
    from workbench.intake.paragraphs import Paragraph

    Span = tuple[int, int]

FLASH_MS = 1600


class Ground:
    """Paints the bands of a text.

    `held` is the stretch that an open form is about, `edge` the end of the selection that arrows
    move, `offers` the suggestions by paragraph, `offer` the one that is framed.
    """

    def __init__(self, text: SourceText) -> None:
        self._text = text
        self.held: Span | None = None
        self.edge: Edge | None = None
        self.offers: dict[int, list[Offer]] = {}
        self.offer: Offer | None = None
        self._flash: Span | None = None
        self._fading = QVariantAnimation(text)
        self._fading.setDuration(FLASH_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._faded)

    def clear(self) -> None:
        """Forgets what belongs to another page."""
        self.held = self.edge = self.offer = self._flash = None
        self.offers = {}

    def flash(self, span: Span) -> None:
        """Draws the eye to a stretch for a moment."""
        self._flash = span
        self._fading.stop()
        self._fading.start()

    def paint(self, painter: QPainter) -> None:
        """Paints what lies under the visible paragraphs."""
        text = self._text
        if text.page is None or not text.page.paragraphs:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sentence = text.hinted()
        for number, box in text.visible_blocks():
            paragraph = text.page.paragraphs[number]
            if not text.is_folded(paragraph.ordinal):
                block = text.document().findBlockByNumber(number)
                self._paint_marks(painter, block, box.top(), paragraph)
                self._paint_signs(painter, block, box.top(), sentence)

    def _paint_marks(
        self, painter: QPainter, block: QTextBlock, top: float, paragraph: Paragraph
    ) -> None:
        for mark in bands.touching(self._text.marks, paragraph.start, paragraph.stop):
            span = (mark.passage.start, mark.passage.stop)
            bands.paint_mark(painter, mark, self.boxes(block, top, span))
        for offer in self.offers.get(paragraph.ordinal, ()):
            boxes = self.boxes(block, top, (offer.start, offer.stop))
            bands.paint_offer(painter, boxes, framed=offer == self.offer)

    def _paint_signs(
        self, painter: QPainter, block: QTextBlock, top: float, sentence: Span | None
    ) -> None:
        if self.held is not None:
            bands.paint_held(painter, self.boxes(block, top, self.held))
        if self._flash is not None:
            strength = float(self._fading.currentValue() or 0.0)
            bands.paint_flash(painter, strength, self.boxes(block, top, self._flash))
        if sentence is not None:
            bands.paint_hint(painter, self.boxes(block, top, sentence))
        if self.edge is not None:
            self._paint_edge(painter, block, top, self.edge)

    def _paint_edge(self, painter: QPainter, block: QTextBlock, top: float, edge: Edge) -> None:
        chosen = self._text.stretch()
        paragraph = self._text.shown.paragraphs[block.blockNumber()]
        if chosen is None:
            return
        end = chosen.start if edge == "start" else chosen.stop - 1
        if paragraph.start <= end < paragraph.stop:
            bands.paint_edge(painter, edge, self.boxes(block, top, (chosen.start, chosen.stop)))

    def boxes(self, block: QTextBlock, top: float, span: Span) -> list[QRectF]:
        """Where a stretch stands in a block whose top is at `top`: one box a line."""
        text = self._text
        paragraph = text.shown.paragraphs[block.blockNumber()]
        if span[0] >= paragraph.stop or span[1] <= paragraph.start:
            return []
        start = text.shown.units(max(span[0], paragraph.start)) - block.position()
        stop = text.shown.units(min(span[1], paragraph.stop)) - block.position()
        return bands.lines_of(block, QPointF(text.contentOffset().x(), top), start, stop)

    def _faded(self, strength: object) -> None:
        if not strength:
            self._flash = None
        self._text.viewport().update()
