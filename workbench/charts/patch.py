"""An area of a picture that means some records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QPainterPath

from workbench.plugins.typed import Typed

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF


@dataclass(frozen=True, slots=True)
class Patch(Typed):
    """What lies at `path`: the lines that say what it is, and the records it means."""

    path: QPainterPath
    lines: tuple[str, ...]
    ids: frozenset[str]

    @classmethod
    def of(cls, rect: QRectF, lines: tuple[str, ...], ids: frozenset[str]) -> Patch:
        """A patch of a rectangle."""
        path = QPainterPath()
        path.addRect(rect)
        return cls(path, lines, ids)
