"""What has no date: decisions as chips on their lanes, allocations as a bound without a day.

They stand in a column of their own (the whole picture where nothing is dated), never on the time
axis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.analysis import finding
from workbench.analysis.bounds import total, upper_words
from workbench.analysis.timeline import Mark
from workbench.charts import arcs, glyphs, hatch, steps, sums, texts
from workbench.charts.texts import Style
from workbench.model.plot_choice import PlotMeasure

if TYPE_CHECKING:
    from workbench.analysis.ledger import Entry
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

HEADING = "No date stated"
_CHIP = 24.0
_GAP = 6.0
_PAD = 10.0
_RADIUS = 7.0
_WIDEST = 430.0
_ROOMY = 300.0
_RELATIONS = {"partially_reverses": "partly reverses"}


@dataclass(frozen=True, slots=True)
class Chip:
    """An undated decision on its lane; `words` is empty where only the glyph has room."""

    mark: Mark
    rect: QRectF
    words: str

    @property
    def centre(self) -> QPointF:
        """The middle of its glyph."""
        return QPointF(self.rect.left() + _RADIUS + 5, self.rect.center().y())


def chips(picture: Picture, frame: Frame) -> list[Chip]:
    """The chips of all lanes, laid out from left to right and wrapped within their lane."""
    if not frame.undated.isValid():
        return []
    undone = _undone(picture)
    made: list[Chip] = []
    for lane, rect in zip(picture.timeline.lanes, frame.lanes, strict=False):
        box = QRectF(
            frame.undated.left() + _PAD, rect.top(), frame.undated.width() - _PAD, rect.height()
        )
        shown = tuple(m for m in lane.undated if m.stance not in picture.choice.hidden)
        made += _flow(shown, box, undone)
    return made


def _undone(picture: Picture) -> dict[str, str]:
    """For each decision that takes another back: "partly reverses D-0002"."""
    refs = {m.id: m.ref for lane in picture.timeline.lanes for m in (*lane.dated, *lane.undated)}
    return {
        arc.source: f"{_RELATIONS.get(arc.relation, arc.relation.value)} {refs.get(arc.target, '')}"
        for arc in picture.timeline.arcs
    }


def _flow(marks: tuple[Mark, ...], box: QRectF, undone: dict[str, str]) -> list[Chip]:
    if not marks:
        return []
    rows = max(1, int(box.height() // _CHIP))
    style = Style(12, "")
    per_row = max(math.ceil(len(marks) / rows), min(len(marks), int(box.width() // _ROOMY)))
    each = min(_WIDEST, box.width() / per_row - _GAP)
    short = each < 2 * _RADIUS + 64  # not even its number has room
    if short:
        each = 2 * _RADIUS + 8
        per_row = max(1, int(box.width() // (each + _GAP)))
    used = min(rows, math.ceil(len(marks) / per_row))
    top = box.center().y() - used * _CHIP / 2
    made = []
    for at, mark in enumerate(marks[: rows * per_row]):
        row, place = divmod(at, per_row)
        words = "" if short else chip_words(mark, undone)
        room = each - 2 * _RADIUS - 16
        wide = each if short else 2 * _RADIUS + 18 + min(room, texts.width(words, style) + 2)
        left = box.left() + place * (each + _GAP)
        made.append(Chip(mark, QRectF(left, top + row * _CHIP, wide, _CHIP - 2), words))
    return made


def chip_words(mark: Mark, undone: dict[str, str]) -> str:
    """What a chip says: its title, and what it takes back."""
    tail = f" · {undone[mark.id]}" if mark.id in undone else ""
    return f"{mark.ref}{tail} · {mark.title}"


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws the undated column: its heading, the chips with their arcs, and the undated bounds."""
    column = frame.undated
    if not column.isValid():
        return
    _ground(painter, picture, frame)
    shown = chips(picture, frame)
    for chip in shown:
        _chip(painter, picture, chip)
    _arcs(painter, picture, shown, column.top())
    for at, trend in enumerate(picture.trends[: len(frame.plots)]):
        if trend.undated:
            _bound(painter, picture, frame, (trend, steps.ruler(picture, frame, at)))


def _ground(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """A heading above, and a line that parts the column from the days."""
    column, palette = frame.undated, picture.palette
    box = QRectF(column.left() + _PAD, column.top() - 17, column.width() - _PAD, 16)
    texts.write(painter, box, HEADING, Style(11, palette.muted, bold=True))
    if not picture.dated:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(QColor(palette.edge), 1.0, Qt.PenStyle.DashLine))
    left = column.left() - 2
    painter.drawLine(QLineF(left, column.top() - 16, left, column.bottom()))


def _chip(painter: QPainter, picture: Picture, chip: Chip) -> None:
    palette = picture.palette
    chosen = chip.mark.id in picture.selected
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.selected), 2.0) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.stances[chip.mark.stance].bar))
    painter.drawRoundedRect(chip.rect, 4, 4)
    glyphs.draw(painter, chip.centre, _RADIUS - 0.5, chip.mark.stance, palette)
    words = chip.rect.adjusted(2 * _RADIUS + 12, 0, -4, 0)
    if chip.words:
        texts.write(painter, words, chip.words, Style(12, palette.ink))


def _arcs(painter: QPainter, picture: Picture, shown: list[Chip], ceiling: float) -> None:
    """From a chip that takes back another of its row, an arrow over both, below the heading."""
    place = {chip.mark.id: chip for chip in shown}
    for arc in picture.timeline.arcs:
        start, end = place.get(arc.source), place.get(arc.target)
        if start is None or end is None or abs(start.centre.y() - end.centre.y()) > 1:
            continue
        marked = bool({arc.source, arc.target} & picture.selected)
        colour = picture.palette.selected if marked else picture.palette.muted
        up = QPointF(0, -_CHIP / 2)
        arcs.arrow(painter, start.centre + up, end.centre + up, colour, ceiling)


def block(picture: Picture, frame: Frame, trend: Trend) -> QRectF:
    """Where the undated quantities of a trend stand, from top to bottom of the column."""
    if not trend.undated or not frame.undated.isValid():
        return QRectF()
    column = frame.undated
    wide = min(420.0, column.width() * (0.14 if picture.dated else 0.42))
    left = column.left() + (_PAD if picture.dated else 0.0)
    return QRectF(left, column.top(), wide, column.height())


def _bound(
    painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, steps.Ruler]
) -> None:
    """The undated quantities as one block from 0 to their bound, hatched on where it is open."""
    trend, scale = what
    column, palette = frame.undated, picture.palette
    across = block(picture, frame, trend)
    left, wide = across.left(), across.width()
    room = QRectF(left + wide + 12, scale.rect.top(), column.right() - left - wide - 12,
                  scale.rect.height())  # fmt: skip
    if picture.choice.measure is PlotMeasure.SHARE:  # what has no day is no share of a day's sum
        _words(painter, picture, what, room)
        return
    low = sum(each.bounds[0] for each in trend.undated)
    high = sum(each.bounds[1] for each in trend.undated)
    _blocks(painter, picture, (trend, scale), (left, wide))
    above = QRectF(left, scale.rect.top(), wide, scale.y(low) - scale.rect.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if math.isinf(high):
        hatch.fill(painter, [above], palette.hatch, rising=True)
        steps.arrow_up(painter, QPointF(left + wide / 2, scale.rect.top() + 1), palette.series)
    elif high > low:
        painter.fillRect(
            QRectF(QPointF(left, scale.y(high)), QPointF(left + wide, scale.y(low))),
            QColor(palette.band),
        )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.series), 2.6))
    painter.drawLine(QLineF(left, scale.y(low), left + wide, scale.y(low)))
    _words(painter, picture, what, room)


def _blocks(
    painter: QPainter,
    picture: Picture,
    what: tuple[Trend, steps.Ruler],
    across: tuple[float, float],
) -> None:
    """One block an entry, one above the other; a joint one is hatched."""
    trend, scale = what
    base = 0.0
    for entry in trend.undated:
        low = base + entry.bounds[0]
        box = QRectF(across[0], scale.y(low), across[1], scale.y(base) - scale.y(low))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(box, QColor(picture.palette.joint_ground))
        if entry.joint:
            hatch.fill(painter, [box], picture.palette.joint, rising=False, spacing=8.0)
        if entry.id in picture.selected:
            painter.setPen(QPen(QColor(picture.palette.selected), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        base = low


def _words(
    painter: QPainter, picture: Picture, what: tuple[Trend, steps.Ruler], room: QRectF
) -> None:
    """The bound in figures at its height, the upper end above, and each entry below."""
    trend, scale = what
    palette = picture.palette
    sum_of = total(each.quantity for each in trend.undated)
    low = sum(each.bounds[0] for each in trend.undated)
    amount, kind = sums.bound_words(sum_of)
    y = min(max(scale.y(low), room.top() + 30), room.bottom() - 24)
    size = next(
        (
            s
            for s in (20, 17, 15, 13)
            if texts.width(amount, Style(s, "", bold=True)) <= room.width()
        ),
        12,
    )
    small = Style(11, palette.muted)
    if sum_of.high is None:
        top = QRectF(room.left(), room.top() - 2, room.width(), y - 9 - room.top())
        sums.whole(painter, top, upper_words(sum_of), small)
    bold = Style(size, palette.series, bold=True)
    texts.write(painter, QRectF(room.left(), y - 13, room.width(), 24), amount, bold)
    texts.write(painter, QRectF(room.left(), y + 10, room.width(), 16), kind, small)
    below = QRectF(room.left(), y + 32, room.width(), room.bottom() - y - 32)
    above = QRectF(room.left(), room.top() + 34, room.width(), y - 14 - room.top() - 34)
    _entries(
        painter, picture, trend, below if below.height() >= min(60.0, above.height()) else above
    )


def _entries(painter: QPainter, picture: Picture, trend: Trend, room: QRectF) -> None:
    small = Style(12, picture.palette.muted)
    told = [
        line
        for each in trend.undated
        for line in texts.wrapped(entry_words(each), small, room.width(), lines=4)
    ]
    rows = max(0, int(room.height() // 17))
    if len(told) > rows:
        told = [*told[: max(0, rows - 1)], *(["…"] if rows else [])]
    for at, words in enumerate(told):
        texts.write(
            painter, QRectF(room.left(), room.top() + at * 17, room.width(), 17), words, small
        )


def entry_words(entry: Entry) -> str:
    """An undated allocation in words: "A-0001, jointly to A, B and C; split not stated"."""
    to = finding.recipients_words(entry)
    when = f", {entry.when}" if entry.when else ""
    split = "; split not stated" if entry.joint else ""
    return f"{entry.ref}{when}{', ' if to else ''}{to}{split}"
