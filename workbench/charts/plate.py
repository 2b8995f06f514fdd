"""A drawing of any kind with its size and words: what a file is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class Plate:
    """What `draw` draws on `width` by `height` pixels; title and description go into the file."""

    width: float
    height: float
    title: str
    description: str
    draw: Callable[[QPainter], None]
