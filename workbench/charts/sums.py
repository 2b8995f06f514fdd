"""The sum at the end of a line, and a note beside its largest step."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.analysis import finding
from workbench.analysis.bounds import span
from workbench.charts import texts
from workbench.charts.texts import Style
from workbench.model.kinds import QuantityKind
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    from workbench.analysis.ledger import Entry
    from workbench.analysis.trend import Trend
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture
    from workbench.charts.steps import Ruler, Stairs
    from workbench.model.quantity import Quantity

_LEAST = 12
"""The smallest letters of a sum."""
_SMALL = 13
_SPARE = 14.0
"""How far small words may reach into the gap beside the label."""
_NOTABLE = 0.3
_NOTE_ROOM = 190.0
_NOTE_HEIGHT = 60.0


def bound_words(quantity: Quantity, *, outer: bool = False) -> tuple[str, str]:
    """A sum as two labels: "> 562,000" and "lower bound", "145,000 – 185,000" and "bounds".

    Bounds are `outer` where intervals of estimates were added: the truth need not reach them.
    """
    if span(quantity) is None:
        return quantity.sign_text(), ""
    kinds = {"lower_bound": "lower bound", "upper_bound": "upper bound", "exact": "exact"}
    return quantity.sign_text(), kinds.get(
        quantity.kind.value, "outer bounds" if outer else "bounds"
    )


def compact(quantity: Quantity) -> str:
    """A range in few letters, "1.56M – 3.01M", that holds the exact one; empty for no range."""
    if quantity.kind is not QuantityKind.RANGE or quantity.low is None or quantity.high is None:
        return ""
    low, high = _rounded(quantity.low, ROUND_FLOOR), _rounded(quantity.high, ROUND_CEILING)
    return f"{low} – {high}"


def _rounded(number: Decimal, way: str) -> str:
    """A number to three places, rounded one way, in the letters of the axis."""
    places = Decimal(1).scaleb(number.adjusted() - 2)
    shown = number.quantize(places, rounding=way) if number else number
    for size, sign in ((10**9, "bn"), (10**6, "M"), (10**3, "k")):
        if abs(shown) >= size:
            return f"{(shown / size).normalize():f}{sign}"
    return f"{shown.normalize():f}"


def label(
    painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler, Stairs]
) -> None:
    """The dot at the end of the line, the sum beside it, and what is said of the upper end."""
    trend, scale, shown = what
    palette = picture.palette
    x, y = shown.end, scale.y(float(shown.low[-1]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    painter.setPen(QPen(QColor(palette.ground), 1.5))
    painter.setBrush(QColor(palette.series))
    painter.drawEllipse(QPointF(x, y), 5, 5)
    quantity = trend.at(math.floor(frame.day(x)))
    amount, below = bound_words(quantity, outer=trend.outer)
    place = box(frame, scale, x, float(shown.low[-1]))
    left, wide = place.left(), place.width()
    several = picture.choice.form is PlotForm.MULTIPLES  # which are compared: of one size
    if texts.width(amount, Style(_SMALL if several else _LEAST, "", bold=True)) > wide:
        amount = compact(quantity) or amount
    size = _SMALL if several else _fitting(amount, wide)
    bold = Style(size, palette.series, bold=True)
    texts.write(painter, QRectF(left, place.top(), wide, 22), amount, bold)
    if frame.close:
        return
    texts.write(painter, QRectF(left, place.top() + 21, wide, 16), below, Style(11, palette.muted))
    if np.isinf(shown.high[-1]):
        small = Style(11, palette.muted)
        room = wide + _SPARE
        above = QRectF(left, scale.rect.top() - 4, room, place.top() + 6 - scale.rect.top())
        whole(painter, above, "no upper bound stated", small)


def whole(painter: QPainter, room: QRectF, words: str, style: Style) -> None:
    """Writes words in up to two lines; nothing where not all of them fit."""
    lines = texts.wrapped(words, style, room.width(), lines=2)
    if 14 * len(lines) + 2 < room.height():
        for row, line in enumerate(lines):
            box = QRectF(room.left(), room.top() + row * 14, room.width(), 16)
            texts.write(painter, box, line, style)


def box(frame: Frame, scale: Ruler, end: float, low: float) -> QRectF:
    """Where the sum stands beside a line that ends at the x `end`, at the amount `low`."""
    left, y = end + 12, scale.y(low)
    wide = max(40.0, frame.right - left)
    if frame.close:
        y = min(max(y, scale.rect.top() + 9), scale.rect.bottom() - 10)
        return QRectF(left, y - 11, wide, 22)
    y = min(max(y, scale.rect.top() + 34), scale.rect.bottom() - 26)
    return QRectF(left, y - 12, wide, 37)


def _fitting(words: str, room: float) -> int:
    return next(
        (s for s in (17, 15, 13) if texts.width(words, Style(s, "", bold=True)) <= room), _LEAST
    )


def note(painter: QPainter, picture: Picture, frame: Frame, what: tuple[Trend, Ruler]) -> None:
    """What the largest step is, written beside it where it is notable and there is room."""
    trend, scale = what
    entry = trend.largest
    if entry is None or len(trend.first) == 1 or entry.bounds[0] < _NOTABLE * float(trend.low[-1]):
        return
    step = int(
        np.searchsorted(trend.days, entry.when.latest.toordinal() if entry.when.latest else 0)
    )
    x = frame.x(float(trend.days[step]))
    before = float(trend.low[step - 1]) if step else 0.0
    top, bottom = scale.y(float(trend.low[step])), scale.y(before)
    room = min(360.0, x - 14 - frame.axis.left())
    if x > frame.axis.right() or room < _NOTE_ROOM or bottom - top < _NOTE_HEIGHT:
        return
    lines = _note_lines(entry, trend, picture, room)
    y = (top + bottom) / 2 - 9.0 * len(lines)
    for words, style in lines:
        texts.write(painter, QRectF(x - 14 - room, y, room, 18), words, style, texts.RIGHT)
        y += 18


def _note_lines(
    entry: Entry, trend: Trend, picture: Picture, room: float
) -> list[tuple[str, Style]]:
    bold = Style(13, picture.palette.ink, bold=True)
    small = Style(12, picture.palette.muted)
    told = ", ".join(filter(None, [entry.ref, str(entry.when)]))
    to = finding.recipients_words(entry)
    told = f"{told}: {to}" if to else told
    head = f"{entry.quantity.sign_text()} {trend.noun} in one allocation"
    return [(head, bold), *((each, small) for each in texts.wrapped(told, small, room, lines=2))]
