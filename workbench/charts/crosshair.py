"""One crosshair over lanes and plots, with one card: the day, the bounds, and the last decision.

A click pins a day; Shift and click pins a second, and the card tells what came between, with
bounds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.analysis.bounds import upper_words
from workbench.analysis.timeline import Mark
from workbench.charts import glyphs, steps, texts, ticks
from workbench.charts.patch import Patch
from workbench.charts.texts import Style
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import QuantityKind, Stance
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture
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
    """Where the pointer is, the mark under it, and what is pinned, in day numbers.

    `day` is None off the time axis.
    """

    day: float | None = None
    at: QPointF | None = None
    mark: Mark | None = None
    patch: Patch | None = None
    pins: tuple[float, ...] = ()


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


def pinned_card(picture: Picture, pins: tuple[float, ...]) -> list[Row]:
    """What the card of the pinned days says: that day, or what came between two."""
    if len(pins) == 1:
        return [Row(f"{ticks.day_words(pins[0])}, pinned", bold=True), *_day_rows(picture, pins[0])]
    start, end = (math.floor(day + 0.5) for day in sorted(pins))
    rows = [Row(f"{ticks.day_words(start)} to {ticks.day_words(end)}", bold=True)]
    for trend in picture.trends:
        if len(trend.days):
            came = trend.between(start, end)
            rows.append(Row(f"+ {came.sign_text()} {_what(trend)}"))
            rows.append(Row(_open_words(came), tone="muted"))
            rows += [
                Row(f"+ {part.between(start, end).sign_text()} {part.name}", tone="muted")
                for part in trend.parts[:_PARTS]
                if len(part.days)
            ]
    made = [
        m
        for m in picture.columns.marks
        if not m.expected and m.first is not None and m.last is not None
        and m.first > start and m.last <= end
    ]  # fmt: skip
    rows.append(
        Row(f"{len(made)} {'decision' if len(made) == 1 else 'decisions'} between", tone="muted")
    )
    return [row for row in rows if row.words]


def _open_words(quantity: Quantity) -> str:
    """That no upper bound is stated; nothing where the figures say it already."""
    return upper_words(quantity) if quantity.kind is QuantityKind.LOWER_BOUND else ""


def _what(trend: Trend) -> str:
    return f"{trend.noun} {trend.stage}"


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
                for part in trend.parts[:_PARTS]
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
    """Draws pins, crosshair and cards."""
    _pins(painter, picture, frame, pointer.pins)
    if pointer.day is not None and picture.dated:
        _line(painter, frame, pointer.day, QPen(QColor(picture.palette.faint), 1.0))
        _dots(painter, picture, frame, pointer.day)
    rows = card(picture, pointer)
    if rows and pointer.at is not None:
        _card(painter, picture, rows, pointer.at)


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


def _pins(painter: QPainter, picture: Picture, frame: Frame, pins: tuple[float, ...]) -> None:
    if not pins:
        return
    palette = picture.palette
    if len(pins) == _SPAN:
        left, right = sorted(
            min(max(frame.x(d), frame.axis.left()), frame.axis.right()) for d in pins
        )
        span = QColor(palette.series)
        span.setAlpha(22)
        area = frame.time
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), span)
    for day in pins:
        _line(painter, frame, day, QPen(QColor(palette.series), 1.6, Qt.PenStyle.DashLine))
    rows = pinned_card(picture, pins)
    x = min(max(frame.x(max(pins)), frame.axis.left()), frame.axis.right())
    top = frame.plots[0].top() if frame.plots else frame.time.top()
    _card(painter, picture, rows, QPointF(x, top))


def _card(painter: QPainter, picture: Picture, rows: list[Row], at: QPointF) -> None:
    """A card with its rows, beside `at`, within the picture."""
    palette = picture.palette
    styles = [Style(12, getattr(palette, row.tone), bold=row.bold) for row in rows]
    wide = max(
        texts.width(row.words, style) + (_SIGN if row.stance else 0.0)
        for row, style in zip(rows, styles, strict=True)
    )
    wide = min(wide, _WIDEST) + 2 * _PAD + 2
    high = len(rows) * _ROW + 2 * _PAD - 2
    left = at.x() - wide - 12 if at.x() - wide - 12 > _EDGE else at.x() + 14
    left = max(_EDGE, min(left, picture.width - wide - _EDGE))
    top = max(4.0, min(at.y() + 10, picture.height - high - 4))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.edge), 1.0))
    painter.setBrush(QColor(palette.card))
    painter.drawRoundedRect(QRectF(left, top, wide, high), 6, 6)
    for at_row, (row, style) in enumerate(zip(rows, styles, strict=True)):
        y = top + _PAD - 1 + at_row * _ROW
        shift = _SIGN if row.stance else 0.0
        box = QRectF(left + _PAD + shift, y, wide - 2 * _PAD - shift + 1, _ROW)
        texts.write(painter, box, row.words, style)
        if row.stance:
            glyphs.draw(painter, QPointF(left + _PAD + 6, y + _ROW / 2), 5, row.stance, palette)


def spoken(picture: Picture, pointer: Pointer) -> str:
    """The card in one line, for people who do not see it."""
    return "; ".join(row.words for row in card(picture, pointer))
