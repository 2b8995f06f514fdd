"""Where everything stands on a picture, in pixels: one computation for the screen and for files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from workbench.charts import legend, strictness, texts
from workbench.charts.picture import MOST_MULTIPLES, MOST_TRENDS
from workbench.charts.texts import Style
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from workbench.charts.picture import Picture

MARGIN = 20.0
AXIS = 36.0
OVERVIEW = 54.0
FOOTER = 20.0
_TITLED = 430.0
_WITH_OVERVIEW = 330.0
_LANE = (24.0, 62.0)
_LANE_ALONE = 84.0
_LANE_UNDATED = 76.0
_PLOT_UNDATED = 440.0
_LANES_SHARE = 0.5
_LINED_SHARE = 0.62
_EASED = 1.3
_LABEL = Style(12, "#000000", bold=True)
_DIRECT = (118.0, 134.0)
_DIRECT_SHARE = 0.11
_NAMED = 178.0
_NAMES = 180.0
_STACK = 420.0
_UNDATED = (168.0, 320.0)
_UNDATED_SHARE = 0.22
_UNDATED_FEW = 214.0
_UNDATED_FEW_SHARE = 0.17
_UNDATED_LEAST = 130.0
_GAP = 10.0
_FEW = 2
_LEAST = 34.0
_ROOMY = 84.0
_HEAD = 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The rectangles of a picture's parts; a part that is not shown is empty.

    `lanes` and `plots` lie over the same span of x, on which `window` is mapped; `undated` is the
    column beside both.
    """

    window: tuple[float, float]
    title: QRectF
    subtitle: QRectF
    legend: QRectF
    lanes: tuple[QRectF, ...]
    plots: tuple[QRectF, ...]
    close: bool
    """Whether the plots stand so close that each has its name inside."""
    axis: QRectF
    overview: QRectF
    undated: QRectF
    footer: QRectF
    body: QRectF
    """Where a form stands that has no time axis; empty for the others."""
    right: float
    """Where the direct labels end."""

    @property
    def time(self) -> QRectF:
        """The area of lanes and plots on which days are mapped."""
        parts = [*self.lanes, *self.plots]
        if not parts:
            return QRectF()
        return QRectF(parts[0].topLeft(), parts[-1].bottomRight())

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels a day, and the x of day 0."""
        area = self.axis
        start, end = self.window
        a_day = area.width() / max(1e-9, end - start)
        return a_day, area.left() - start * a_day

    def x(self, day: float) -> float:
        """The x of a day."""
        a_day, zero = self.scale
        return zero + day * a_day

    def xs(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """The x of many days."""
        a_day, zero = self.scale
        return zero + days * a_day

    def day(self, x: float) -> float:
        """The day at x."""
        a_day, zero = self.scale
        return (x - zero) / a_day if a_day else self.window[0]


def frame(picture: Picture) -> Frame:
    """Lays out `picture`."""
    left, right = MARGIN, picture.width - MARGIN
    top = _heads(picture)
    bottom = picture.height - MARGIN * 0.6
    footer = QRectF(left, bottom - FOOTER, right - left, FOOTER)
    bottom -= FOOTER + 4
    over = QRectF()
    label = _label_width(picture)
    undated = _undated_width(picture)
    area_left = left + label + _GAP
    area_right = right - undated - (_GAP * 2 if undated else 0)
    direct = _direct_width(picture, area_right - area_left)
    if not picture.dated:
        area_right = direct = 0.0
        undated = right - area_left
    else:
        if picture.controls and picture.height >= _WITH_OVERVIEW:
            over = QRectF(
                area_left, bottom - OVERVIEW + 8, area_right - direct - area_left, OVERVIEW - 8
            )
            bottom -= OVERVIEW
        bottom -= AXIS
    time = QRectF(area_left, top[3], max(10.0, area_right - direct - area_left), bottom - top[3])
    lanes, plots, close = _bands(picture, time)
    low = plots[-1].bottom() if plots else (lanes[-1].bottom() if lanes else time.top())
    axis = QRectF(time.left(), low, time.width(), AXIS if picture.dated else 0.0)
    column_left = right - undated if picture.dated else area_left
    column = QRectF(column_left, top[3], undated, low - top[3]) if undated else QRectF()
    if over.isValid():
        over.moveTop(axis.bottom() + 8)
    return Frame(
        window=picture.window,
        title=top[0],
        subtitle=top[1],
        legend=top[2],
        lanes=lanes,
        plots=plots,
        close=close,
        axis=axis,
        overview=over,
        undated=column,
        footer=footer,
        body=_body(picture, top[3], footer.top()),
        right=area_right,
    )


def _body(picture: Picture, top: float, bottom: float) -> QRectF:
    if picture.choice.on_days:
        return QRectF()
    return QRectF(MARGIN, top + 8, picture.width - 2 * MARGIN, max(10.0, bottom - top - 16))


def _heads(picture: Picture) -> tuple[QRectF, QRectF, QRectF, float]:
    """Title, subtitle, legend, and the y below them."""
    left, wide = MARGIN, picture.width - 2 * MARGIN
    top = MARGIN * 0.8
    title = subtitle = chips = QRectF()
    if picture.height >= _TITLED:
        lines = texts.wrapped(picture.title, Style(20, "", bold=True), wide, lines=2)
        title = QRectF(left, top, wide, 27.0 * len(lines))
        subtitle = QRectF(left, title.bottom() + 2, wide, 20.0)
        top = subtitle.bottom() + 4
    if legend.listed(picture):
        chips = _legend(picture, subtitle, QRectF(left - 6, top, wide + 6, legend.ROW))
        top = max(top, chips.bottom() + 2)
    return title, subtitle, chips, top + (22 if _undated_width(picture) else 8)


def _legend(picture: Picture, subtitle: QRectF, below: QRectF) -> QRectF:
    """Beside the subtitle where both fit, else in a row of its own."""
    used = texts.width(picture.subtitle, Style(13, "")) + 20
    room = subtitle.width() - used
    if subtitle.isValid() and legend.width(picture) <= room:
        high = legend.height(picture, room)
        return QRectF(subtitle.left() + used, subtitle.top() - 1, room, high)
    below.setHeight(legend.height(picture, below.width()))
    return below


def _label_width(picture: Picture) -> float:
    """Room for lane names and amounts."""
    names = [texts.width(lane.name, _LABEL) for lane in picture.timeline.lanes]
    most = min(0.16 * picture.width, _NAMES)
    return min(max([44.0, *names]), max(72.0, most))


def _direct_width(picture: Picture, room: float) -> float:
    """Room for the sum beside the end of the line: what the days after the as-of day leave over."""
    if not any(len(each.days) for each in picture.trends):
        return _GAP
    wide = min(max(_DIRECT[0], _DIRECT_SHARE * picture.width), _DIRECT[1])
    if picture.choice.form is PlotForm.STACKED:
        wide = _NAMED
    if picture.choice.form is PlotForm.PERIODS:
        return _GAP
    if picture.controls:  # the window of days moves, and the sum with it
        return wide
    start, end = picture.window
    now = end if picture.now is None else min(max(picture.now, start), end)
    return max(_GAP, wide - room * (end - now) / (end - start))


def _undated_width(picture: Picture) -> float:
    lanes = any(lane.undated for lane in picture.timeline.lanes)
    if not picture.choice.on_days:
        return 0.0
    if not lanes and not any(each.undated for each in picture.trends):
        return 0.0
    if picture.dated and _undated_rows(picture) <= _FEW:
        return min(_UNDATED_FEW, max(_UNDATED_LEAST, picture.width * _UNDATED_FEW_SHARE))
    return min(max(_UNDATED[0], picture.width * _UNDATED_SHARE), _UNDATED[1])


def _undated_rows(picture: Picture) -> int:
    """The most undated decisions that one lane has."""
    return max((len(lane.undated) for lane in picture.timeline.lanes), default=0)


def _plots(picture: Picture) -> int:
    """How many plots stand below the lanes."""
    if not picture.choice.on_days:
        return 0
    most = MOST_MULTIPLES if picture.choice.form is PlotForm.MULTIPLES else MOST_TRENDS
    if picture.choice.form is PlotForm.STACKED:  # each needs room for the names of its layers
        most = max(1, min(most, int(picture.height / _STACK)))
    return min(most, len(picture.trends))


def _lined_rows(picture: Picture) -> list[int]:
    """For each lane its rows where a stance line stands above them, else 0."""
    lined = set(picture.columns.lane[picture.columns.coded].tolist())
    return [lane.rows if at in lined else 0 for at, lane in enumerate(picture.timeline.lanes)]


def _lanes(picture: Picture, share: float, most: float, tallest: float) -> list[float]:
    """The height of each lane that is shown: `share` in all, and up to `most` for stance lines.

    Lanes are alike, but where that lets every row with a stance line have room for it.
    """
    lined = _lined_rows(picture) if picture.dated else [0] * len(picture.timeline.lanes)
    least = [max(_LANE[0], rows * strictness.ROW) for rows in lined]
    if any(lined) and sum(least) <= max(share, most):
        more = max(1.0, share / sum(least), min(_EASED, most / sum(least)))
        caps = [max(tallest, rows * strictness.WANTED) for rows in lined]
        return [min(cap, each * more) for each, cap in zip(least, caps, strict=True)]
    count = len(lined)
    if share < _LANE[0] * count:
        count = max(1, int(share // _LANE[0]))
    return [min(tallest, share / max(1, count))] * count


def _bands(picture: Picture, area: QRectF) -> tuple[tuple[QRectF, ...], tuple[QRectF, ...], bool]:
    """The rectangles of lanes and plots, from top to bottom of `area`, and whether plots are close.

    Plots that would be too low to read are left out; the foot says which.
    """
    plots = _plots(picture)
    tallest = _LANE[1] if plots else _LANE_ALONE
    if not picture.dated:
        tallest = _LANE_UNDATED
    few = plots <= MOST_TRENDS
    share = area.height() * ((_LANES_SHARE if few else _LANES_SHARE / 2) if plots else 1.0)
    most = area.height() * _LINED_SHARE if few and plots else share
    if picture.choice.form is PlotForm.MULTIPLES:  # all plots come before a second lane
        most = share = max(_LANE[0], min(share, area.height() - plots * _LEAST - 14.0))
    top = area.top()
    lanes = []
    for high in _lanes(picture, share, most, tallest):
        lanes.append(QRectF(area.left(), top, area.width(), high))
        top += high
    top += 14.0 if lanes and plots else 0.0
    plots = min(plots, max(1, int((area.bottom() - top) / _LEAST))) if plots else 0
    each = (area.bottom() - top) / plots if plots else 0.0
    close = each < _ROOMY
    head = 0.0 if close else _HEAD
    if not picture.dated:
        each = min(each, _PLOT_UNDATED)
    rects = tuple(
        QRectF(area.left(), top + i * each + head, area.width(), max(20.0, each - head - 4))
        for i in range(plots)
    )
    return tuple(lanes), rects, close
