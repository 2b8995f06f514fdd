"""The legend: one chip a stance and, in a window, one a part; each can be left out, or shown alone.

Chips flow from left to right in rows. A file shows no chips of parts, since those carry their names
beside them, and none of what is left out: its foot says what is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from workbench.charts import glyphs, hatch, texts
from workbench.charts.texts import Style
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

ROW = 22.0
_SIGN = 12.0
_PAD = 6.0
_GAP = 10.0
_SIDE = 10.0
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a legend names: a stance, or a part with its colour (empty: hatched)."""

    key: str
    words: str
    stance: Stance | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """An entry with its place; `shown` says whether it is drawn in the plot."""

    entry: Entry
    rect: QRectF
    shown: bool


def entries(picture: Picture) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """All stances that occur, and all parts; of either group an entry can be shown alone."""
    stances: tuple[Entry, ...] = ()
    if picture.timeline.lanes:
        stances = tuple(
            Entry(each.value, each.word, stance=each) for each in picture.columns.stances
        )
    parts = picture.part_colours()
    if len(parts) == 1:  # it carries its name beside it
        return stances, ()
    return stances, tuple(Entry(name, name, colour=colour) for name, colour in parts.items())


def listed(picture: Picture) -> list[Entry]:
    """The entries that get a chip on this picture."""
    stances, parts = entries(picture)
    if picture.controls:
        return [*stances, *parts]
    return [each for each in stances if each.key not in picture.choice.hidden]


def width(picture: Picture) -> float:
    """How wide the legend is in one row."""
    return sum(_wide(each) + _GAP for each in listed(picture))


def height(picture: Picture, room: float) -> float:
    """How high the legend is where it has `room` pixels to its right edge."""
    found = listed(picture)
    if not found:
        return 0.0
    return ROW * (1 + max(row for _, row in _flow(found, room)))


def chips(picture: Picture, frame: Frame) -> list[Chip]:
    """The chips with their places."""
    room, found = frame.legend, listed(picture)
    if not room.isValid():
        return []
    return [
        Chip(
            entry,
            QRectF(room.left() + left, room.top() + row * ROW, _wide(entry), ROW),
            shown=entry.key not in picture.choice.hidden,
        )
        for entry, (left, row) in zip(found, _flow(found, room.width()), strict=True)
        if row < _MOST_ROWS
    ]


def hit(picture: Picture, frame: Frame, at: QPointF) -> Chip | None:
    """The chip at a point."""
    if not picture.controls or not frame.legend.contains(at):
        return None
    return next((each for each in chips(picture, frame) if each.rect.contains(at)), None)


def toggled(picture: Picture, key: str) -> frozenset[str]:
    """What is hidden after an entry was hidden or shown; hiding the last of a group shows all."""
    hidden, group = picture.choice.hidden, _group(picture, key)
    made = hidden ^ {key}
    return made - group if group <= made else made


def alone(picture: Picture, key: str) -> frozenset[str]:
    """What is hidden when an entry is shown alone of its group; all are shown where it was."""
    hidden, group = picture.choice.hidden, _group(picture, key)
    others = group - {key}
    return hidden - group if hidden & group == others else (hidden - group) | others


def _group(picture: Picture, key: str) -> frozenset[str]:
    groups = [frozenset(each.key for each in group) for group in entries(picture)]
    return next((group for group in groups if key in group), frozenset())


def _wide(entry: Entry) -> float:
    return _PAD * 2 + _SIGN + 6 + texts.width(entry.words, Style(12, ""))


def _flow(found: list[Entry], room: float) -> list[tuple[float, int]]:
    """The left edge and the row of each entry; parts begin a row of their own after stances."""
    left, row, made = 0.0, 0, []
    for at, entry in enumerate(found):
        wide = _wide(entry)
        begins = at > 0 and entry.stance is None and found[at - 1].stance is not None
        if left and (begins or left + wide > room):
            left, row = 0.0, row + 1
        made.append((left, row))
        left += wide + _GAP
    return made


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws the chips; what is left out is struck through."""
    palette = picture.palette
    for chip in chips(picture, frame):
        style = Style(12, palette.muted if chip.shown else palette.faint)
        centre = QPointF(chip.rect.left() + _PAD + _SIGN / 2, chip.rect.center().y())
        if not chip.shown:
            _hollow(painter, picture, centre)
        elif chip.entry.stance is not None:
            glyphs.draw(painter, centre, 5.5, chip.entry.stance, palette)
        else:
            _swatch(painter, picture, chip.entry, centre)
        words = chip.rect.adjusted(_PAD + _SIGN + 6, 0, 0, 0)
        texts.write(painter, words, chip.entry.words, style)
        if not chip.shown:
            right = chip.rect.right() - _PAD
            painter.setPen(QPen(QColor(palette.faint), 1.0))
            painter.drawLine(QLineF(words.left(), centre.y() + 1, right, centre.y() + 1))


def ring(painter: QPainter, picture: Picture, frame: Frame, key: str, *, focus: bool) -> None:
    """An edge around one chip: where the pointer or the keys are."""
    chip = next((each for each in chips(picture, frame) if each.entry.key == key), None)
    if chip is None:
        return
    palette = picture.palette
    painter.setRenderHint(painter.RenderHint.Antialiasing, on=True)
    pen = QPen(QColor(palette.selected if focus else palette.edge), 2.0 if focus else 1.0)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


def _hollow(painter: QPainter, picture: Picture, centre: QPointF) -> None:
    painter.setRenderHint(painter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(picture.palette.faint), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, 4.0, 4.0)


def _swatch(painter: QPainter, picture: Picture, entry: Entry, centre: QPointF) -> None:
    box = QRectF(centre.x() - _SIDE / 2, centre.y() - _SIDE / 2, _SIDE, _SIDE)
    painter.setRenderHint(painter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, QColor(entry.colour or picture.palette.joint_ground))
    if not entry.colour:
        hatch.fill(painter, [box], picture.palette.muted, rising=False, spacing=4.0)


def spoken(picture: Picture, chip: Chip, frame: Frame) -> str:
    """A chip in words, for people who do not see it."""
    every = chips(picture, frame)
    at = next(i for i, each in enumerate(every, start=1) if each.entry == chip.entry)
    state = "shown" if chip.shown else "not shown"
    return f"{chip.entry.words}, {state}, {at} of {len(every)} in the legend"
