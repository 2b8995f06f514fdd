"""Lays out the reader's text: wide lines, room between paragraphs, folded ones in a quiet colour.

Qt's plain text layout knows no line height; moving the lines of a block after it was laid out is
enough, since everything else (painting, hit tests, scrolling) asks where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout
from typing_extensions import override

from workbench.gui.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QTextBlock, QTextDocument

SPACING = 1.5
GAP = 0.7
"""Room after a paragraph, in heights of a line of type."""
FOLDED = 1
"""The state of a block that shows a folded paragraph."""


class ReaderLayout(QPlainTextDocumentLayout):
    """Plain text with line spacing; blocks are laid out only when they come into sight."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.accent = tokens().muted

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        box = super().blockBoundingRect(block)
        if not block.isValid():
            return box
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return box
        high = layout.lineAt(0).height()
        step = round(high * SPACING)
        above = (step - high) / 2
        if layout.lineAt(0).y() != above:
            self._spread(block, layout, step, above)
        box.setHeight(count * step + round(high * GAP))
        return box

    def _spread(self, block: QTextBlock, layout: QTextLayout, step: int, above: float) -> None:
        if block.userState() == FOLDED:
            quiet = QTextLayout.FormatRange()
            quiet.start, quiet.length = 0, block.length()
            shape = QTextCharFormat()
            shape.setForeground(QColor(self.accent))
            quiet.format = shape
            layout.setFormats([quiet])
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), number * step + above))
