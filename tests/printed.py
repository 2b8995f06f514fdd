"""Documents as a printer makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPdfWriter

if TYPE_CHECKING:
    from pathlib import Path


def printed(path: Path, *pages: str) -> Path:
    """Writes a PDF with a line on each of its pages, whatever fonts there are."""
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    for number, line in enumerate(pages):
        if number:
            writer.newPage()
        painter.drawText(600, 900, line)
    painter.end()
    return path
