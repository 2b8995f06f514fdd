"""Title, subtitle and foot of a picture, with the legend between."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from workbench.analysis.flow import Flow
from workbench.charts import legend, texts
from workbench.charts.picture import label
from workbench.charts.texts import Style
from workbench.model.plot_choice import PlotForm
from workbench.model.when import When

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture

_OPENED = frozenset({PlotForm.STEPS, PlotForm.MULTIPLES, PlotForm.PERIODS})
"""The forms that hatch what has no upper bound."""
_JOINED = frozenset({PlotForm.STEPS, PlotForm.MULTIPLES, PlotForm.STACKED})
"""The forms that hatch what several hold together; the flow does it in its ribbons."""
EMPTY = "Nothing to plot yet"
EMPTY_HELP = "Log a decision or an allocation: it appears here, with or without a date."


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws what stands above and below the plots."""
    palette = picture.palette
    title = Style(20, palette.ink, bold=True)
    if frame.title.isValid():
        for row, words in enumerate(
            texts.wrapped(picture.title, title, frame.title.width(), lines=2)
        ):
            texts.write(
                painter,
                QRectF(frame.title.left(), frame.title.top() + 27 * row, frame.title.width(), 27),
                words,
                title,
            )
        texts.write(painter, frame.subtitle, picture.subtitle, Style(13, palette.muted))
    if frame.legend.isValid():
        legend.draw(painter, picture, frame)
        if frame.subtitle.isValid() and frame.legend.top() < frame.subtitle.bottom():
            x = frame.legend.left() - 8
            rule = QRectF(x, frame.subtitle.top() + 3, 1, frame.subtitle.height() - 6)
            painter.fillRect(rule, QColor(palette.edge))
    _foot(painter, picture, frame)


def foot_words(picture: Picture, plots: int | None = None) -> str:
    """Source and as-of day, what is not shown, and what hatching says.

    `plots` is how many plots there is room for.
    """
    caption = picture.caption
    told = [f"Source: {caption.source}" if caption.source else ""]
    if caption.as_of:
        told.append(f"as of {When.of(caption.as_of)}")
    words = ", ".join(filter(None, told))
    words = words[:1].upper() + words[1:]
    told = list(filter(None, [words, _left_out(picture, plots), _hatched(picture, plots)]))
    return ". ".join(told) + ("." if told else "")


def _left_out(picture: Picture, plots: int | None) -> str:
    """What of the legend is not drawn, and the plots for which there is no room."""
    hidden = picture.choice.hidden
    out = [each.words for group in legend.entries(picture) for each in group if each.key in hidden]
    if plots is not None:
        out += [label(trend) for trend in picture.trends[plots:]]
    return f"Not shown: {', '.join(out)}" if out else ""


def _hatched(picture: Picture, plots: int | None) -> str:
    """What hatching says, as far as this form draws any."""
    form, drawn = picture.choice.form, picture.trends[:plots]
    if not picture.choice.on_days:
        flow = picture.off if isinstance(picture.off, Flow) else None
        opened, joint = False, flow is not None and any(each.joint for each in flow.ribbons)
    else:
        apart = [each for trend in drawn for each in trend.undated]
        opened = any(math.isinf(each.bounds[1]) for each in apart)
        opened |= form in _OPENED and any(bool(np.isinf(t.high[-1:]).any()) for t in drawn)
        joint = any(each.joint for each in apart)
        joint |= form in _JOINED and any(bool((t.joint[-1:] > 0).any()) for t in drawn)
    told = ["no upper bound stated (rising lines)"] if opened else []
    told += ["joint, split not stated (falling lines)"] if joint else []
    return f"Hatched: {'; '.join(told)}" if told else ""


def _foot(painter: QPainter, picture: Picture, frame: Frame) -> None:
    room = frame.footer
    plots = len(frame.plots) if picture.choice.on_days else None
    marking = picture.caption.marking
    bold = Style(12, picture.palette.ink, bold=True)
    wide = texts.width(marking, bold) + 2 if marking else 0.0
    rest = room.adjusted(0, 0, -wide - 12, 0)
    texts.write(painter, rest, foot_words(picture, plots), Style(11, picture.palette.faint))
    if marking:
        texts.write(painter, room, marking, bold, texts.RIGHT)


def draw_empty(painter: QPainter, picture: Picture) -> None:
    """Says why there is nothing to see, and what to do."""
    middle = picture.height / 2
    palette = picture.palette
    head = QRectF(16, middle - 26, picture.width - 32, 24)
    texts.write(painter, head, EMPTY, Style(15, palette.ink, bold=True), texts.CENTRE)
    rest = QRectF(16, middle, picture.width - 32, 20)
    texts.write(painter, rest, EMPTY_HELP, Style(13, palette.muted), texts.CENTRE)


def ground(painter: QPainter, picture: Picture, frame: Frame | None) -> None:
    """Fills the ground, and shades the days after the as-of day."""
    painter.fillRect(QRectF(0, 0, picture.width, picture.height), QColor(picture.palette.ground))
    if frame is None or picture.now is None or not picture.dated:
        return
    left = max(frame.axis.left(), frame.x(picture.now))
    if left < frame.axis.right():
        area = frame.time
        after = QRectF(left, area.top() - 6, frame.axis.right() - left, area.height() + 6)
        painter.fillRect(after, QColor(picture.palette.panel))
        painter.fillRect(
            QRectF(left - 0.5, after.top(), 1.0, after.height()), QColor(picture.palette.faint)
        )
