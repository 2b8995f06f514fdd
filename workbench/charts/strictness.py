"""How strict a policy line is, as a stepped line above the bars of its decisions.

The foot of the strip is 0 (no control), its top 100 (general ban); what lies below the line is
shaded, so that its height is seen. Where the index is an interval, because something is not coded
or a day is not known, a band is drawn from end to end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.charts import texts
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.analysis.stance import Step
    from workbench.analysis.timeline import Strictness
    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

HUNDRED = 100.0
LEAST, MOST = 5.0, 24.0
ROW = 28.0
"""A row from this height on has room for a line above its bars."""
WANTED = 56.0
"""The height that such a row is given where there is room."""
GAP, TIGHT = 4.0, 2.0
"""Above and below the strip; in rows that are lower than `WANTED`, down to the second."""
ROOM = 96.0
SEE_THROUGH, SHADE = 60, 34
THIN = 9.0
"""A strip that is lower than this has a line of one pixel."""


def draw(
    painter: QPainter,
    picture: Picture,
    frame: Frame,
    rows_of: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    """Draws every stance line that has room above its row."""
    for each in picture.timeline.strictness:
        strip = _strip(picture, each, frame, rows_of)
        if strip is not None:
            _line(painter, picture, frame, each, strip)


def _strip(
    picture: Picture,
    each: Strictness,
    frame: Frame,
    rows_of: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> QRectF | None:
    """Where the line goes: above the bars of its row; None where that is too low."""
    places = picture.columns.place
    place = next(
        (places[key] for step in each.line.steps for key in step.by if key in places), None
    )
    if place is None or np.isnan(rows_of[0][place]):
        return None
    at = int(picture.columns.lane[place])
    lane, rows = frame.lanes[at], picture.timeline.lanes[at].rows
    own = lane.height() / rows
    top = lane.top() + own * int(picture.columns.row[place])
    gap = min(GAP, max(TIGHT, GAP * own / WANTED))
    foot = float(rows_of[0][place] - rows_of[1][place] / 2) - gap
    high = min(MOST, foot - top - gap)
    if high < LEAST:
        return None
    return QRectF(frame.axis.left(), round(foot) - high, frame.axis.width(), high)


def _line(
    painter: QPainter, picture: Picture, frame: Frame, each: Strictness, strip: QRectF
) -> None:
    band, shade = QColor(picture.palette.muted), QColor(picture.palette.ink)
    band.setAlpha(SEE_THROUGH)
    shade.setAlpha(SHADE)
    lines: list[QLineF] = []
    before: float | None = None
    end = 0.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for step in each.line.steps:
        left, right = _span(step, picture, frame)
        if right <= left:
            continue
        end = max(end, right)
        low, high = (_y(strip, index) for index in step.index)
        painter.fillRect(QRectF(left, low, right - left, strip.bottom() - low), shade)
        if step.index.exact:
            lines.append(QLineF(left, low, right, low))
            if before is not None and before != low:
                lines.append(QLineF(left, before, left, low))
            before = low
        else:
            painter.fillRect(QRectF(left, high, right - left, low - high), band)
            before = None
    painter.setPen(QPen(QColor(picture.palette.ink), 1.0 if strip.height() < THIN else 2.0))
    painter.drawLines(lines)
    _say_now(painter, picture, each, strip, end)


def _say_now(
    painter: QPainter, picture: Picture, each: Strictness, strip: QRectF, end: float
) -> None:
    """The index as it stands, behind the end of its line where there is room."""
    now = each.line.now
    if now is None or not end or strip.right() - end < ROOM:
        return
    box = QRectF(end + GAP, strip.center().y() - 8, ROOM, 16)
    style = Style(11, picture.palette.muted)
    texts.write(painter, box, f"stance {now.words()}", style, texts.LEFT)


def _span(step: Step, picture: Picture, frame: Frame) -> tuple[float, float]:
    end = picture.now if step.end is None else step.end
    right = frame.axis.right() if end is None else frame.x(end)
    return (
        max(frame.axis.left(), frame.x(step.start)),
        min(frame.axis.right(), right),
    )


def _y(strip: QRectF, index: float) -> float:
    return float(round(strip.bottom() - index / HUNDRED * strip.height()))
