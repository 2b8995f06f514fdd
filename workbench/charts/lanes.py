"""Lanes: a bar for as long as each decision stands, with a glyph for its stance.

Marks are chosen by pixel in numpy before anything is drawn, so three thousand cost little more than
fifty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.charts import arcs, chosen, glyphs, hatch, strictness, texts
from workbench.charts.texts import Style
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

Chosen = NDArray[np.int64]
_OPEN = frozenset({Stance.PENDING, Stance.UNCLEAR})
_TEXT_ROOM = 44.0
_GUIDES = 8
_CROWDED = 60
_REACH = 6.0
_SMALLER = 0.7
_NEAR = 12.0
_CAPPED = 10.0
_THINNEST = 0.4
_LINE = 12.0
_FOOT = 7.0
_NAME = Style(12, "", bold=True)
_NAME_LINE = 15.0
_NAME_LINES = 2


def rows(picture: Picture, frame: Frame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each mark the y of its bar's middle (nan: not shown), and the height of its bar.

    Where a stance line stands above a row, its bars are lower and stand at its foot.
    """
    columns = picture.columns
    count = np.array([lane.rows for lane in picture.timeline.lanes] or [1], dtype=np.float64)
    tops, high = np.full(len(count), np.nan), np.full(len(count), np.nan)
    tops[: len(frame.lanes)] = [rect.top() for rect in frame.lanes]
    high[: len(frame.lanes)] = [rect.height() for rect in frame.lanes]
    own = (high / count)[columns.lane]
    top = tops[columns.lane] + own * columns.row
    top[hidden(picture)] = np.nan
    single = count[columns.lane] == 1
    lined = columns.coded & (own >= strictness.ROW)
    bar = np.minimum(28.0, own * np.select([lined, single], [0.42, 0.5], 0.62))
    bar = np.where(lined, np.maximum(_LINE + 1, bar), bar)
    plain = top + own * 0.5 + np.where(single, np.minimum(4.0, own * 0.06), 0.0)
    foot = np.minimum(_FOOT, own * 0.18)
    return np.where(lined, top + own - foot - bar / 2, plain), bar


def hidden(picture: Picture) -> NDArray[np.bool_]:
    """For each mark whether the legend leaves its stance out."""
    out = [at for at, stance in enumerate(glyphs.ORDER) if stance in picture.choice.hidden]
    return np.isin(picture.columns.stance, out)


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws all lanes, from the names at the left to the marks."""
    if not frame.lanes:
        return
    names(painter, picture, frame)
    if not picture.columns.marks:
        return
    y, bar = rows(picture, frame)
    _regimes(painter, picture, frame, (y, bar))
    _whiskers(painter, picture, frame, (y, bar))
    strictness.draw(painter, picture, frame, (y, bar))
    arcs.draw(painter, picture, frame, (y, bar))
    _words(painter, picture, frame, (y, bar))
    _glyphs(painter, picture, frame, (y, bar))


def names(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws the names of the jurisdictions and the lines between their lanes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    style = replace(_NAME, ink=picture.palette.ink)
    right = (
        max(frame.right, frame.undated.right()) if frame.undated.isValid() else frame.axis.right()
    )
    for lane, rect in zip(picture.timeline.lanes, frame.lanes, strict=False):
        box = _name_box(rect)
        lines = _name_lines(lane.name, rect)
        box.moveTop(box.top() - (len(lines) - 1) * _NAME_LINE / 2)
        for line in lines:
            texts.write(painter, box, line, style, texts.RIGHT)
            box.moveTop(box.top() + _NAME_LINE)
        painter.setPen(QColor(picture.palette.grid))
        painter.drawLine(QLineF(rect.left(), rect.bottom(), right, rect.bottom()))
    hidden = len(picture.timeline.lanes) - len(frame.lanes)
    if hidden:
        last = frame.lanes[-1]
        box = QRectF(16, last.bottom() - 1, last.left() - 26, 14)
        texts.write(painter, box, f"+ {hidden} more", Style(11, picture.palette.faint), texts.RIGHT)


def _name_box(lane: QRectF) -> QRectF:
    return QRectF(16, lane.top() + 2, lane.left() - 10 - 16, lane.height())


def _name_lines(name: str, lane: QRectF) -> list[str]:
    """A name in as many lines as its lane has room for; what is too long lacks its middle."""
    room = _name_box(lane)
    lines = max(1, min(_NAME_LINES, int(room.height() // _NAME_LINE)))
    return texts.wrapped(name, _NAME, room.width(), lines=lines, middle=True)


def cut_name(picture: Picture, frame: Frame, at: QPointF) -> str:
    """The whole name of the lane whose name at a point is cut; empty where none is."""
    for lane, rect in zip(picture.timeline.lanes, frame.lanes, strict=False):
        if _name_box(rect).contains(at):
            whole = " ".join(_name_lines(lane.name, rect)) == " ".join(lane.name.split())
            return "" if whole else lane.name
    return ""


Rows = tuple[NDArray[np.float64], NDArray[np.float64]]


def _end_x(picture: Picture, frame: Frame) -> float:
    """Where what still stands is drawn to: the as-of day, else the edge."""
    edge = frame.axis.right()
    return edge if picture.now is None else min(edge, frame.x(picture.now))


def _bars(picture: Picture, frame: Frame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left and right x of each mark's regime, cut to the lanes."""
    columns = picture.columns
    left = np.clip(frame.xs(columns.start), frame.axis.left(), None)
    ends = np.where(np.isinf(columns.end), np.inf, frame.xs(columns.end))
    return left, np.minimum(ends, _end_x(picture, frame))


def _regimes(painter: QPainter, picture: Picture, frame: Frame, rows_of: Rows) -> None:
    y, bar = rows_of
    left, right = _bars(picture, frame)
    with np.errstate(invalid="ignore"):
        shown = np.flatnonzero((right - left > _THINNEST) & ~np.isnan(y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    open_ended: list[QRectF] = []
    for at, stance in enumerate(glyphs.ORDER):
        those = shown[picture.columns.stance[shown] == at]
        rects = [
            QRectF(left[i], y[i] - bar[i] / 2, right[i] - left[i], bar[i]) for i in those.tolist()
        ]
        if stance in _OPEN:
            open_ended += rects
        painter.setBrush(QColor(picture.palette.stances[stance].bar))
        painter.drawRects(rects)
    if len(open_ended) <= _CROWDED:
        hatch.fill(painter, open_ended, picture.palette.edge, rising=True, spacing=6.0)


def _whiskers(painter: QPainter, picture: Picture, frame: Frame, rows_of: Rows) -> None:
    """A line below each mark whose day is not known, over the days on which it may have come.

    On those days nobody knows which regime stood: its bar is only hatched there.
    """
    columns = picture.columns
    y, bar = rows_of
    area = frame.axis
    left = np.clip(frame.xs(columns.first), area.left(), area.right())
    right = np.clip(frame.xs(columns.last), area.left(), area.right())
    shown = np.flatnonzero((columns.last > columns.first) & (right - left > 1) & ~np.isnan(y))
    pen = QPen(QColor(picture.palette.faint), 2.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
    marks, unsure = [], []
    for i in shown.tolist():
        at = y[i] + bar[i] / 2 + 4
        marks.append(QLineF(left[i], at, right[i], at))
        if right[i] - left[i] > _CAPPED:
            marks.append(QLineF(left[i], at - 3, left[i], at + 3))
            marks.append(QLineF(right[i], at - 3, right[i], at + 3))
        if not columns.marks[i].expected:
            unsure.append(QRectF(left[i], y[i] - bar[i] / 2, right[i] - left[i], bar[i]))
    painter.drawLines(marks)
    if len(unsure) <= _CROWDED:
        hatch.fill(painter, unsure, picture.palette.grid, rising=False, spacing=6.0)


def _choose(picture: Picture, frame: Frame, y: NDArray[np.float64], reach: float) -> Chosen:
    """The marks to draw: of those that would lie within `reach` pixels in one row, the last.

    The last selected one is among them.
    """
    columns = picture.columns
    x = frame.xs(columns.middle)
    area = frame.axis
    seen = np.flatnonzero((x >= area.left() - 1) & (x <= area.right() + 1) & ~np.isnan(y))
    cell = (columns.middle[seen] * frame.scale[0] // reach).astype(np.int64)  # moves with the days
    key = (columns.lane[seen] * 64 + columns.row[seen]) * 1_000_000_000 + cell
    wanted = chosen.marks(columns, picture.selected)[seen]
    shown: Chosen = seen[
        np.union1d(_last(np.arange(len(seen)), key), _last(np.flatnonzero(wanted), key))
    ]
    return shown


def _last(places: Chosen, key: Chosen) -> Chosen:
    """Of the places with one key the last."""
    back = places[::-1]
    return back[np.unique(key[back], return_index=True)[1]]


def _glyphs(painter: QPainter, picture: Picture, frame: Frame, rows_of: Rows) -> None:
    y, bar = rows_of
    columns = picture.columns
    x = frame.xs(columns.middle)
    shown = _choose(picture, frame, y, _REACH)
    ringed = chosen.marks(columns, picture.selected)
    crowded = len(shown) > _CROWDED
    if crowded and picture.controls:
        radius = glyphs.radius(float(np.nanmin(bar))) * _SMALLER
        for on, some in ((False, shown[~ringed[shown]]), (True, shown[ringed[shown]])):
            places = zip(x[some].tolist(), y[some].tolist(), strict=True)
            stamps = list(zip(columns.stance[some].tolist(), places, strict=True))
            glyphs.stamp(painter, picture.palette, radius, stamps, ringed=on)
        return
    for i in shown.tolist():
        radius = glyphs.radius(bar[i]) * (_SMALLER if crowded else 1.0)
        centre = QPointF(x[i], y[i])
        if ringed[i]:
            glyphs.halo(painter, centre, radius, picture.palette)
        glyphs.draw(painter, centre, radius, columns.marks[i].stance, picture.palette)


def _words(painter: QPainter, picture: Picture, frame: Frame, rows_of: Rows) -> None:
    """The titles of decisions, on their bars, where they fit."""
    y, bar = rows_of
    columns = picture.columns
    left, right = _bars(picture, frame)
    x = frame.xs(columns.middle)
    radius = np.clip(bar * 0.42, 3.5, 10.0)
    begin = np.maximum(left + 6, x + radius + 7)
    following = np.where(np.isinf(columns.following), np.inf, frame.xs(columns.following))
    end = np.minimum(right - 4, following - radius - 5)
    with np.errstate(invalid="ignore"):
        fits = np.flatnonzero((end - begin >= _TEXT_ROOM) & (bar >= _LINE) & ~np.isnan(y))
    style = Style(12, picture.palette.ink)
    for i in fits.tolist():
        box = QRectF(begin[i], y[i] - bar[i] / 2, end[i] - begin[i], bar[i])
        texts.write(painter, box, columns.marks[i].title, style)


def guides(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Dotted lines through the plots from decisions that open the way, and selected ones."""
    columns = picture.columns
    if not columns.marks:
        return
    opening = np.isin(columns.stance, [glyphs.ORDER.index(s) for s in _OPENING])
    x = frame.xs(columns.middle)
    inside = (x >= frame.axis.left()) & (x <= frame.axis.right()) & ~hidden(picture)
    shown = np.flatnonzero(opening & inside)
    guided = shown.tolist() if len(shown) <= _GUIDES and frame.plots else []
    guided += np.flatnonzero(inside & chosen.marks(columns, picture.selected)).tolist()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for i in guided[: _GUIDES * 2]:
        mark = columns.marks[i]
        colour = picture.palette.stances[mark.stance].sign
        painter.setPen(QPen(QColor(colour), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QLineF(x[i], frame.time.top(), x[i], frame.time.bottom()))


_OPENING = (Stance.APPROVE, Stance.CONDITIONAL, Stance.RELAX)


def near(picture: Picture, frame: Frame, at: QPointF, reach: float) -> int | None:
    """The mark whose day lies within `reach` pixels of a point's, the nearest; None without one."""
    columns = picture.columns
    if not columns.marks or not frame.lanes:
        return None
    away = np.abs(frame.xs(columns.middle) - at.x())
    away[np.isnan(rows(picture, frame)[0]) | _awaited(picture)] = np.inf
    nearest = int(np.argmin(away))
    return nearest if away[nearest] <= reach else None


def following(picture: Picture, day: float, *, back: bool) -> int | None:
    """The next decision after a day, or the last one before it, of those that are drawn."""
    columns = picture.columns
    shown = ~(hidden(picture) | _awaited(picture))
    there = columns.middle < day - 0.5 if back else columns.middle > day + 0.5
    found = np.flatnonzero(shown & there)
    if not len(found):
        return None
    days = columns.middle[found]
    return int(found[np.argmax(days) if back else np.argmin(days)])


def _awaited(picture: Picture) -> NDArray[np.bool_]:
    return np.array([mark.expected for mark in picture.columns.marks], dtype=bool)


def hit(picture: Picture, frame: Frame, at: QPointF) -> int | None:
    """The mark at a point, as its place in the columns: its glyph, else its bar."""
    columns = picture.columns
    if not columns.marks or not frame.lanes:
        return None
    y, bar = rows(picture, frame)
    x = frame.xs(columns.middle)
    away = np.hypot(x - at.x(), y - at.y())
    if not np.all(np.isnan(away)):
        nearest = int(np.nanargmin(away))
        if away[nearest] <= _NEAR:
            return nearest
    left, right = _bars(picture, frame)
    with np.errstate(invalid="ignore"):
        over = (left <= at.x()) & (at.x() <= right) & (np.abs(y - at.y()) <= bar / 2)
    found = np.flatnonzero(over)
    return int(found[-1]) if len(found) else None
