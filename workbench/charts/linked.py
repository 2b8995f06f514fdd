"""The chart of the window: lanes over allocation plots on one time axis, with one pointer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.analysis.timeline import Timeline
from workbench.charts import lanes, numbers
from workbench.charts.crosshair import Pointer
from workbench.charts.layers import Body, Hover, Slider, Stage, Strip
from workbench.charts.palette import LIGHT
from workbench.charts.picture import STEPS, UNTITLED, extent, hiding, picture
from workbench.charts.pins import Pin
from workbench.charts.touch import Days, Touch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject

    from workbench.analysis.trend import Trend
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Caption, Off, Picture
    from workbench.model.plot_choice import PlotChoice

_SHORTEST = 4.0


class LinkedChart(QWidget):
    """Policy lanes over cumulative allocations, linked.

    What mouse and keys do with it is said in `workbench.charts.touch`.
    """

    selected = Signal(object)
    """A frozenset of record ids that the analyst chose here."""
    hovered = Signal(object)
    """The day number under the pointer, or None."""
    hid = Signal(object)
    """What the legend leaves out now: a frozenset of stances and names of parts."""
    menu_wanted = Signal(object)
    """A right-click, with its place on the screen (a QPoint)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = Stage(replace(picture(Timeline(), ()), controls=True))
        self._view = pg.GraphicsView(self)
        self._view.setAccessibleName("Lanes and plot")
        self._view.setFrameShape(self._view.Shape.NoFrame)
        self.touch = Touch(self, self._stage)
        self._days = Days(self.touch.sweep)
        self._first = (0.0, 0.0)  # the days that are shown until others are asked for
        self._view.addItem(self._days)
        self._body = Body(self._stage)
        self._strip = Strip(self._stage)
        self._slider = Slider(self._stage, self._show_days)
        self._over = Hover(self._stage)
        for layer in (self._body, self._strip, self._slider, self._over):
            self._view.addItem(layer)
        self._days.setZValue(10)
        self._days.sigXRangeChanged.connect(self._days_changed)
        self._view.scene().sigMouseMoved.connect(self.touch.point_at)
        self._view.scene().sigMouseClicked.connect(self.touch.click)
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._view)
        self.setFocusProxy(self._view)
        self.setMinimumSize(320, 180)
        self.set_palette(LIGHT)

    @property
    def picture(self) -> Picture:
        """What is shown now."""
        return self._stage.picture

    @property
    def pointer(self) -> Pointer:
        """Where the pointer is and what is pinned."""
        return self._stage.pointer

    def present(
        self,
        timeline: Timeline,
        trends: Sequence[Trend],
        caption: Caption = UNTITLED,
        *,
        choice: PlotChoice = STEPS,
        off: Off = None,
    ) -> None:
        """Shows `timeline` over `trends` in a form; a zoomed window of days stays where it is."""
        before = self.picture
        zoomed = before.window not in {self._stage.whole, self._first} and before.dated
        made = replace(
            picture(timeline, trends, caption, choice=choice, off=off),
            palette=before.palette,
            width=before.width,
            height=before.height,
            selected=before.selected,
            controls=True,
        )
        whole = extent(timeline, trends, caption.as_of)
        self._first = made.window
        window = before.window if zoomed and _overlap(before.window, whole) else made.window
        self._stage.show(replace(made, window=window), whole)
        self._stage.pointer = Pointer()
        self._limit()
        self._redraw()
        self.setAccessibleName(made.title)
        self.setAccessibleDescription(numbers.described(made))

    def set_palette(self, palette: ChartPalette) -> None:
        """Draws in the colours of `palette` from now on."""
        self._view.setBackground(QColor(palette.ground))
        self._stage.change(palette=palette)
        self._redraw()

    def select(self, ids: Iterable[str]) -> None:
        """Marks the records `ids`, wherever they are drawn; emits nothing."""
        self._stage.change(selected=frozenset(ids))
        self._redraw()

    def show_all(self) -> None:
        """Shows all days."""
        self._show_days(self._stage.whole)

    def leave_out(self, names: frozenset[str]) -> None:
        """Leaves these entries of the legend out of the plot, and shows all others."""
        self._stage.show(hiding(self.picture, names), self._stage.whole)
        self.setAccessibleName(self.picture.title)
        self._redraw()
        self.hid.emit(names)

    def unpin(self) -> None:
        """Lets go of what is pinned."""
        self.point(replace(self.pointer, pins=()))

    def pin(self, what: Pin, *, second: bool = False) -> None:
        """Pins a day or a decision; a `second` one beside the first shows what came between."""
        kept = self.pointer.pins[:1] if second else ()
        self.point(replace(self.pointer, pins=tuple(dict.fromkeys((*kept, what)))))

    def pin_selected(self) -> bool:
        """Pins the first and the last selected decision; whether any has a day."""
        columns = self.picture.columns
        at = [columns.place[each] for each in self.picture.selected if each in columns.place]
        marks = sorted((columns.marks[place] for place in at), key=lambda mark: mark.middle)
        pins = tuple(dict.fromkeys(Pin.on(mark) for mark in marks[:1] + marks[-1:]))
        if pins:
            self.point(replace(self.pointer, pins=pins))
        return bool(pins)

    def point(self, pointer: Pointer) -> None:
        """Moves the crosshair, pins and cards."""
        if pointer == self.pointer:
            return
        moved = pointer.day != self.pointer.day
        self._stage.pointer = pointer
        self._over.refresh()
        if moved:
            self.hovered.emit(None if pointer.day is None else int(pointer.day))

    def say(self) -> None:
        """Tells those who do not see it what the cards or the legend say now."""
        self._view.setAccessibleDescription(self.touch.words())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the view, keys, and the pointer leaving."""
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            size = self._view.viewport().size()
            self._stage.change(width=float(size.width()), height=float(size.height()))
            self.point(Pointer(pins=self.pointer.pins))
            self._redraw()
        elif event.type() == QEvent.Type.Leave:
            self.point(Pointer(pins=self.pointer.pins))
        elif isinstance(event, QHelpEvent) and watched is self._view.viewport():
            whole = lanes.cut_name(self.picture, self._stage.frame, QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), whole, self._view)
            return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.touch.key(event)
        return super().eventFilter(watched, event)

    def zoom(self, factor: float, around: float) -> None:
        """Shows fewer days (`factor` below 1) or more, around a day that stays where it is."""
        start, end = self.picture.window
        self._show_days((around - (around - start) * factor, around + (end - around) * factor))

    def turn(self, share: float) -> None:
        """Shows later days (earlier ones: `share` below 0), by a share of the shown span."""
        start, end = self.picture.window
        first, last = self._stage.whole
        by = min(max((end - start) * share, first - start), last - end)
        self._show_days((start + by, end + by))

    def bring_into_sight(self, day: float) -> None:
        """Moves the shown span so that a day lies in it."""
        start, end = self.picture.window
        if not start <= day <= end:
            half = (end - start) / 2
            self.turn((day - (start + half)) / (2 * half))

    def _show_days(self, window: tuple[float, float]) -> None:
        """Moves the window of days; the view box keeps it within its limits and tells back."""
        self._days.setXRange(*window, padding=0)

    def _days_changed(self) -> None:
        start, end = self._days.viewRange()[0]
        if end - start > 0 and (start, end) != self.picture.window:
            self._stage.change(window=(float(start), float(end)))
            self._redraw(laid=True)

    def _limit(self) -> None:
        start, end = self._stage.whole
        with QSignalBlocker(self._days):
            self._days.setLimits(
                xMin=start, xMax=end, minXRange=min(_SHORTEST, end - start), maxXRange=end - start
            )
            self._days.setXRange(*self.picture.window, padding=0)

    def _redraw(self, *, laid: bool = False) -> None:
        """Repaints; lays the view box out again unless only the days have moved (`laid`)."""
        if not laid:
            area = self._stage.frame.time
            shown = self.picture.dated and area.isValid()
            self._days.setVisible(shown)
            if shown:
                self._days.setGeometry(area)
            self._strip.refresh()
        self._body.refresh()
        self._slider.refresh()
        self._over.refresh()

    def choose(self, ids: frozenset[str], *, adding: bool) -> None:
        """Selects records as a click does: `adding` adds to the selection, or takes out of it."""
        chosen = self.picture.selected ^ ids if adding else ids
        self.select(chosen)
        self.selected.emit(chosen)


def _overlap(window: tuple[float, float], whole: tuple[float, float]) -> bool:
    return whole[0] <= window[0] and window[1] <= whole[1]
