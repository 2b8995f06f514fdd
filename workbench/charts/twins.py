"""Before and after: two bars a row from lower to upper bound, an arrow where there is no upper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from workbench.analysis.bounds import span
from workbench.analysis.finding import listed
from workbench.charts import texts, ticks
from workbench.charts.patch import Patch
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from workbench.analysis.pairs import Pair, Pairs
    from workbench.charts.picture import Picture
    from workbench.model.quantity import Quantity

_HEAD = 26.0
_FOOT = 24.0
_ROW = 64.0
_LEAST = 42.0
"""How high a row has to be for its two bars and their figures."""
_LABELS = 230.0
_ARROW = 46.0
_NAME = Style(13, "#000000", bold=True)


class _Scale:
    """Rows from top to bottom, amounts from left to right."""

    def __init__(self, pairs: Pairs, room: QRectF) -> None:
        high = room.height() - _HEAD - _FOOT
        self.rows = shown(pairs, max(1, int(high / _LEAST)))
        names = max((texts.width(_label(row), _NAME) for row in self.rows), default=0.0)
        self.left = room.left() + min(names, room.width() * 0.28) + 18
        self.right = max(self.left + 40, room.right() - _LABELS)
        self.top = room.top() + _HEAD
        self.row = min(_ROW, high / max(1, len(self.rows)))
        self.most = max(
            (_reach(q) for row in self.rows for q in (row.before, row.after)), default=0.0
        )

    def x(self, amount: float) -> float:
        return self.left + (amount / self.most if self.most > 0 else 0.0) * (self.right - self.left)

    def y(self, at: int, *, after: bool) -> float:
        return self.top + (at + (0.66 if after else 0.32)) * self.row


def shown(pairs: Pairs, most: int) -> tuple[Pair, ...]:
    """The rows for which there is room: the sum, which stands last, and the largest parts."""
    *parts, whole = pairs.rows
    largest = sorted(parts, key=lambda row: -_ends(row.after)[0])[: most - 1]
    return (*(row for row in parts if row in largest), whole)


def _label(row: Pair) -> str:
    return f"{row.name}, jointly" if row.joint else row.name


def _ends(quantity: Quantity) -> tuple[float, float | None]:
    low, high = span(quantity) or (0, None)
    return float(low), None if high is None else float(high)


def _reach(quantity: Quantity) -> float:
    low, high = _ends(quantity)
    return low if high is None else high


def patches(pairs: Pairs, room: QRectF) -> list[Patch]:
    """One patch a row."""
    scale = _Scale(pairs, room)
    return [
        Patch.of(
            QRectF(room.left(), scale.top + at * scale.row, room.width(), scale.row - 2),
            (row.name, f"before: {row.before.sign_text()}", f"after: {row.after.sign_text()}"),
            row.ids,
        )
        for at, row in enumerate(scale.rows)
    ]


def draw(painter: QPainter, picture: Picture, room: QRectF, pairs: Pairs) -> None:
    """Draws grid, rows and a key."""
    scale, palette = _Scale(pairs, room), picture.palette
    bottom = scale.top + len(scale.rows) * scale.row
    small = Style(11, palette.muted)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for amount in ticks.amount_ticks(scale.most, 5):
        x = scale.x(amount)
        painter.setPen(QPen(QColor(palette.edge if amount == 0 else palette.grid)))
        painter.drawLine(QLineF(x, scale.top, x, bottom))
        box = QRectF(x - 40, bottom + 4, 80, 16)
        texts.write(painter, box, ticks.short_amount(amount), small, texts.CENTRE)
    out = [_label(row) for row in pairs.rows if row not in scale.rows]
    _key(painter, picture, QPointF(scale.left, room.top() + 8), out)
    for at, row in enumerate(scale.rows):
        if row.name == "All together" and at:
            y = scale.top + at * scale.row
            painter.setPen(QPen(QColor(palette.edge)))
            painter.drawLine(QLineF(room.left(), y, scale.right, y))
        _row(painter, picture, scale, at, row)


def _key(painter: QPainter, picture: Picture, at: QPointF, out: list[str]) -> None:
    """What the two colours mean, and for which parts there is no room."""
    style = Style(12, picture.palette.muted)
    x = at.x()
    for words, colour in (("before", picture.palette.faint), ("after", picture.palette.series)):
        painter.fillRect(QRectF(x, at.y() - 3, 18, 5), QColor(colour))
        texts.write(painter, QRectF(x + 24, at.y() - 9, 60, 16), words, style)
        x += 88
    if out:
        room = QRectF(x, at.y() - 9, picture.width - x - 20, 16)
        texts.write(painter, room, f"Not shown: {listed(out)}", style)


def _row(painter: QPainter, picture: Picture, scale: _Scale, at: int, row: Pair) -> None:
    palette = picture.palette
    name = QRectF(20, scale.top + at * scale.row, scale.left - 32, scale.row)
    bold = Style(13, palette.ink, bold=True)
    lines = texts.wrapped(_label(row), bold, name.width(), lines=2)
    for n, line in enumerate(lines):
        shift = 16.0 * (n - (len(lines) - 1) / 2)
        texts.write(painter, name.translated(0, shift), line, bold, texts.RIGHT)
    for after, quantity in ((False, row.before), (True, row.after)):
        colour = palette.series if after else palette.faint
        end = _bar(painter, scale, scale.y(at, after=after), quantity, colour)
        style = Style(12, palette.ink if after else palette.muted, bold=after)
        box = QRectF(end + 10, scale.y(at, after=after) - 8, _LABELS - 60, 16)
        texts.write(painter, box, quantity.sign_text(), style)


def _bar(painter: QPainter, scale: _Scale, y: float, quantity: Quantity, colour: str) -> float:
    """Draws one bar; gives where it ends."""
    low, high = _ends(quantity)
    x0 = scale.x(low)
    x1 = x0 + _ARROW if high is None else scale.x(high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    pen = QPen(QColor(colour), 4.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    if x1 > x0:
        painter.drawLine(QLineF(x0, y, x1, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(x0, y), 5.5, 5.5)
    if high is None:
        painter.drawPolygon(
            QPolygonF([QPointF(x1 + 9, y), QPointF(x1 - 1, y - 6), QPointF(x1 - 1, y + 6)])
        )
        return x1 + 9
    return max(x1, x0 + 5.5)
