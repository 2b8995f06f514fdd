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
        self.muted = tokens().muted

    @override
    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        layout = block.layout() if block.isValid() else None
        if layout is not None and not layout.lineCount() and block.userState() == FOLDED:
            self._quieten(block, layout)  # once it is laid out, it is too late
        box = super().blockBoundingRect(block)
        count = layout.lineCount() if layout is not None else 0
        if layout is None or not count:
            return box
        high = layout.lineAt(0).height()
        step = round(high * SPACING)
        above = (step - high) / 2
        if layout.lineAt(0).y() != above:
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), number * step + above))
        box.setHeight(count * step + round(high * GAP))
        return box

    def _quieten(self, block: QTextBlock, layout: QTextLayout) -> None:
        quiet = QTextLayout.FormatRange()
        quiet.start, quiet.length = 0, block.length()
        shape = QTextCharFormat()
        shape.setForeground(QColor(self.muted))
        quiet.format = shape
        layout.setFormats([quiet])
