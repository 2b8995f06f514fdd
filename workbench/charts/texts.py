"""Words on a picture: the bundled typeface at pixel sizes, eliding and wrapping by measure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from workbench import places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

FAMILY = "Inter"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_PLAIN = int(Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: size in pixels, ink as #rrggbb, bold or not."""

    size: int
    ink: str
    bold: bool = False


@cache
def _family() -> str:
    """The bundled typeface, registered if it is not yet; the default one where it is missing."""
    if FAMILY not in QFontDatabase.families():
        for each in sorted(places.resource("fonts").glob("Inter-*.otf")):
            QFontDatabase.addApplicationFont(str(each))
    return FAMILY if FAMILY in QFontDatabase.families() else QFont().family()


@cache
def face(size: int, *, bold: bool = False) -> QFont:
    """The typeface at `size` pixels, unhinted, so that it measures the same everywhere."""
    made = QFont(_family())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _metrics(size: int, *, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(face(size, bold=bold))


@lru_cache(maxsize=8192)
def _measured(words: str, size: int, *, bold: bool) -> float:
    return float(_metrics(size, bold=bold).horizontalAdvance(words))


def width(words: str, style: Style) -> float:
    """How wide `words` are, in pixels."""
    return _measured(words, style.size, bold=style.bold)


@lru_cache(maxsize=8192)
def _elided(words: str, size: int, room: int, *, bold: bool, middle: bool) -> str:
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return str(_metrics(size, bold=bold).elidedText(words, mode, room))


def elided(words: str, style: Style, room: float, *, middle: bool = False) -> str:
    """`words`, cut with an ellipsis, at the end or in the `middle`, where wider than `room`."""
    if width(words, style) <= room:
        return words
    return _elided(words, style.size, int(room), bold=style.bold, middle=middle)


def wrapped(
    words: str, style: Style, room: float, *, lines: int, middle: bool = False
) -> list[str]:
    """`words` broken into at most `lines` lines of width `room`, the last cut as by `elided`."""
    made: list[str] = []
    for word in words.split():
        if made and width(f"{made[-1]} {word}", style) <= room:
            made[-1] += f" {word}"
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], " ".join(made[lines - 1 :])]
    return [elided(each, style, room, middle=middle) for each in made]


def apart(
    wanted: Sequence[float], heights: Sequence[float], within: tuple[float, float]
) -> list[float]:
    """Tops for labels, near those wanted and in their order, none on another.

    They stay above the end of `within`, and below its start where there is room.
    """
    made: list[float] = []
    free, end = within
    for y, high in zip(wanted, heights, strict=True):
        made.append(max(y, free))
        free = made[-1] + high
    for at in range(len(made) - 1, -1, -1):
        made[at] = min(made[at], end - heights[at])
        end = made[at]
    return made


def write(
    painter: QPainter,
    rect: QRectF,
    words: str,
    style: Style,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Writes one line into `rect`, elided to its width."""
    painter.setFont(face(style.size, bold=style.bold))
    painter.setPen(QColor(style.ink))
    painter.drawText(rect, int(align) | _PLAIN, elided(words, style, rect.width()))
