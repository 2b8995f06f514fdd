"""One crosshair over lanes and plots, with one card: the day, the bounds, and the last decision.

A click pins a day; Shift and click pins a second, and the card tells what came between, with
bounds. Where decisions are pinned, their turn counts: see `workbench.charts.pins`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.analysis.bounds import upper_words
from workbench.analysis.timeline import Mark
from workbench.charts import glyphs, legend, steps, texts, ticks
from workbench.charts.patch import Patch
from workbench.charts.pins import Pin, ordered
from workbench.charts.texts import Style
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import QuantityKind, Stance
from workbench.model.many import many
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture
    from workbench.charts.pins import Turn
    from workbench.model.quantity import Quantity

_ROW = 18.0
_PAD = 9.0
_WIDEST = 360.0
_SIGN = 18.0
_EDGE = 4.0
_SPAN = 2
_PARTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where the pointer is, what is under it, and what is pinned.

    `day` is a day number, None off the time axis; `chip` is the key of the legend's chip under the
    mouse, or under the keys (`on_keys`).
    """

    day: float | None = None
    at: QPointF | None = None
    mark: Mark | None = None
    patch: Patch | None = None
    chip: str = ""
    on_keys: bool = False
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card."""

    words: str
    tone: str = "ink"
    bold: bool = False
    stance: Stance | None = None


def card(picture: Picture, pointer: Pointer) -> list[Row]:
    """What the card beside the pointer says; empty where there is nothing to say."""
    if pointer.mark is not None:
        return _mark_rows(pointer.mark)
    if pointer.patch is not None:
        first, *rest = [each for each in pointer.patch.lines if each]
        return [Row(first, bold=True), *(Row(each) for each in rest)]
    if pointer.day is None:
        return []
    return [Row(ticks.day_words(pointer.day), bold=True), *_day_rows(picture, pointer.day)]


def pinned_card(picture: Picture, pins: tuple[Pin, ...]) -> list[Row]:
    """What the card of the pinned days says: that day, or what came between two."""
    if len(pins) == 1:
        head = Row(f"{pins[0].words}, pinned", bold=True)
        return [head, *_day_rows(picture, pins[0].day)]
    first, second = ordered(pins)
    until = f"before {second.words}" if second.mark else second.words
    rows = [Row(f"{first.words} to {until}", bold=True)]
    rows += [
        Row(f"{word} {pin.mark.title}", tone="muted", stance=pin.mark.stance)
        for word, pin in (("from", first), ("until", second))
        if pin.mark is not None
    ]
    for trend in picture.trends:
        if len(trend.days):
            rows += _came(picture, trend, first.turn, second.turn)
    count = _made_between(picture, first, second)
    rows.append(Row(f"{many(count, 'decision')} between", tone="muted"))
    return [row for row in rows if row.words]


def _came(picture: Picture, trend: Trend, start: Turn, end: Turn) -> list[Row]:
    """What came of a trend and of its parts between two turns."""
    came = trend.between(start, end)
    parts = [part for part in picture.parts_of(trend)[:_PARTS] if len(part.days)]
    return [
        Row(f"+ {came.sign_text()} {_what(trend)}"),
        Row(_open_words(came), tone="muted"),
        *(
            Row(f"+ {part.between(start, end).sign_text()} {part.name}", tone="muted")
            for part in parts
        ),
    ]


def _made_between(picture: Picture, first: Pin, second: Pin) -> int:
    """How many of the decisions that are drawn surely came between, but the pinned ones."""
    out = picture.choice.hidden
    pinned = {pin.mark.id for pin in (first, second) if pin.mark is not None}
    return sum(
        first.turn[1] < mark.first and mark.last <= second.turn[0]
        for mark in picture.columns.marks
        if mark.first is not None and mark.last is not None
        and not mark.expected and mark.id not in pinned and mark.stance not in out
    )  # fmt: skip


def _open_words(quantity: Quantity) -> str:
    """That no upper bound is stated; nothing where the figures say it already."""
    return upper_words(quantity) if quantity.kind is QuantityKind.LOWER_BOUND else ""


def _what(trend: Trend) -> str:
    return trend.name or f"{trend.noun} {trend.stage}"


def _day_rows(picture: Picture, day: float) -> list[Row]:
    whole = math.floor(day + 0.5)
    rows = []
    for trend in picture.trends:
        if len(trend.days):
            amount = trend.at(whole)
            rows.append(Row(f"{amount.sign_text()} {_what(trend)}"))
            rows.append(Row(_open_words(amount), tone="muted"))
            rows += [
                Row(f"{part.at(whole).sign_text()} {part.name}", tone="muted")
                for part in picture.parts_of(trend)[:_PARTS]
                if len(part.days) and part.days[0] <= whole
            ]
    last = picture.timeline.last_before(whole)
    if last is not None:
        rows.append(Row(f"{name_of(last.jurisdiction)}: {last.title}", stance=last.stance))
    return [row for row in rows if row.words]


def _mark_rows(mark: Mark) -> list[Row]:
    when = str(mark.when) if mark.when else "no date stated"
    sort = "expected" if mark.expected else mark.stance.word
    rows = [
        Row(mark.title, bold=True, stance=mark.stance),
        Row(f"{mark.ref} · {name_of(mark.jurisdiction)} · {when} · {sort}", tone="muted"),
    ]
    if mark.line:
        rows.append(Row(mark.line, tone="muted"))
    return rows


def draw(painter: QPainter, picture: Picture, frame: Frame, pointer: Pointer) -> None:
    """Draws pins, crosshair and the area pointed at, and their cards over them."""
    if pointer.chip:
        legend.ring(painter, picture, frame, pointer.chip, focus=pointer.on_keys)
    if pointer.patch is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(picture.palette.ink), 1.5))
        painter.drawPath(pointer.patch.path)
    _pins(painter, picture, frame, pointer.pins)
    if pointer.day is not None and picture.dated:
        _line(painter, frame, pointer.day, QPen(QColor(picture.palette.faint), 1.0))
        _dots(painter, picture, frame, pointer.day)
    for box, rows in cards(picture, frame, pointer):
        _card(painter, picture, rows, box)


def cards(picture: Picture, frame: Frame, pointer: Pointer) -> list[tuple[QRectF, list[Row]]]:
    """The cards of the pins and of the pointer with their places, which do not overlap."""
    made: list[tuple[QRectF, list[Row]]] = []
    if pointer.pins:
        rows = pinned_card(picture, pointer.pins)
        x = min(max(frame.x(max(pin.day for pin in pointer.pins)), frame.axis.left()),
                frame.axis.right())  # fmt: skip
        top = frame.plots[0].top() if frame.plots else frame.time.top()
        made.append((_place(picture, rows, QPointF(x, top)), rows))
    rows = card(picture, pointer)
    told = any(pin.day == pointer.day for pin in pointer.pins)  # the pinned card says it already
    if rows and pointer.at is not None and not told:
        taken = made[0][0] if made else None
        made.append((_place(picture, rows, pointer.at, taken), rows))
    return made


def _line(painter: QPainter, frame: Frame, day: float, pen: QPen) -> None:
    x = frame.x(day)
    if frame.axis.left() <= x <= frame.axis.right():
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(pen)
        painter.drawLine(QLineF(x, frame.time.top() - 4, x, frame.time.bottom()))


def _dots(painter: QPainter, picture: Picture, frame: Frame, day: float) -> None:
    """A dot where the crosshair meets each lower bound."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(picture.palette.ground), 1.5))
    painter.setBrush(QColor(picture.palette.series))
    if picture.choice.form in {PlotForm.PERIODS, PlotForm.STACKED}:
        return
    for at, trend in enumerate(picture.trends[: len(frame.plots)]):
        low, _ = (trend.at(math.floor(day + 0.5))).bounds()
        x = frame.x(day)
        inside = frame.axis.left() <= x <= frame.axis.right()
        if len(trend.days) and inside and (picture.now is None or day <= picture.now):
            y = steps.ruler(picture, frame, at).y(float(low or 0))
            painter.drawEllipse(QPointF(x, y), 4, 4)


def _pins(painter: QPainter, picture: Picture, frame: Frame, pins: tuple[Pin, ...]) -> None:
    if not pins:
        return
    palette = picture.palette
    if len(pins) == _SPAN:
        left, right = sorted(
            min(max(frame.x(pin.day), frame.axis.left()), frame.axis.right()) for pin in pins
        )
        span = QColor(palette.series)
        span.setAlpha(22)
        area = frame.time
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), span)
    for pin in pins:
        _line(painter, frame, pin.day, QPen(QColor(palette.series), 1.6, Qt.PenStyle.DashLine))


def _place(picture: Picture, rows: list[Row], at: QPointF, taken: QRectF | None = None) -> QRectF:
    """Where a card lies: beside `at`, within the picture, and clear of what is `taken`."""
    wide = max(
        texts.width(row.words, style) + (_SIGN if row.stance else 0.0)
        for row, style in zip(rows, _styles(picture, rows), strict=True)
    )
    wide = min(wide, _WIDEST) + 2 * _PAD + 2
    high = len(rows) * _ROW + 2 * _PAD - 2
    left, right = at.x() - wide - 12, at.x() + 14
    sides = (left, right) if left > _EDGE else (right, left)
    tops = (
        [at.y() + 10]
        if taken is None
        else [at.y() + 10, taken.bottom() + 6, taken.top() - high - 6]
    )
    furthest = QPointF(picture.width - wide - _EDGE, picture.height - high - _EDGE)
    boxes = [
        QRectF(max(_EDGE, min(x, furthest.x())), max(_EDGE, min(y, furthest.y())), wide, high)
        for y in tops
        for x in sides
    ]
    free = (box for box in boxes if taken is None or not box.intersects(taken))
    return next(free, boxes[0])


def _styles(picture: Picture, rows: list[Row]) -> list[Style]:
    return [Style(12, getattr(picture.palette, row.tone), bold=row.bold) for row in rows]


def _card(painter: QPainter, picture: Picture, rows: list[Row], box: QRectF) -> None:
    palette = picture.palette
    left, top, wide = box.left(), box.top(), box.width()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.edge), 1.0))
    painter.setBrush(QColor(palette.card))
    painter.drawRoundedRect(box, 6, 6)
    for at_row, (row, style) in enumerate(zip(rows, _styles(picture, rows), strict=True)):
        y = top + _PAD - 1 + at_row * _ROW
        shift = _SIGN if row.stance else 0.0
        line = QRectF(left + _PAD + shift, y, wide - 2 * _PAD - shift + 1, _ROW)
        texts.write(painter, line, row.words, style)
        if row.stance:
            glyphs.draw(painter, QPointF(left + _PAD + 6, y + _ROW / 2), 5, row.stance, palette)


def spoken(picture: Picture, pointer: Pointer) -> str:
    """What the cards say in one line, for people who do not see them; the pinned one first."""
    pinned = pinned_card(picture, pointer.pins) if pointer.pins else []
    return "; ".join(row.words for row in (*pinned, *card(picture, pointer)))
