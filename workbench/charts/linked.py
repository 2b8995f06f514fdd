"""The chart of the window: lanes over allocation plots on one time axis, with one pointer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QMimeData, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.analysis import finding
from workbench.analysis.timeline import Timeline
from workbench.charts import export, lanes, numbers, off_axis, undated
from workbench.charts.crosshair import Pointer
from workbench.charts.layers import Body, Hover, Slider, Stage, Strip
from workbench.charts.palette import LIGHT
from workbench.charts.picture import STEPS, UNTITLED, extent, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QObject

    from workbench.analysis.timeline import Mark
    from workbench.analysis.trend import Trend
    from workbench.charts.palette import ChartPalette
    from workbench.charts.picture import Caption, Off, Picture
    from workbench.model.plot_choice import PlotChoice

_SHORTEST = 4.0
_ZOOM = 0.8
_STEP = 0.02
_NEAR = 6.0


class LinkedChart(QWidget):
    """Policy lanes over cumulative allocations, linked.

    Wheel and drag zoom and move; a click on a mark or a step selects its records (Ctrl adds),
    elsewhere it pins the day, with Shift a second one. Arrow keys move the crosshair, + and - zoom,
    Home shows all days, Return pins, Esc lets go.
    """

    selected = Signal(object)
    """A frozenset of record ids that the analyst chose here."""
    hovered = Signal(object)
    """The day number under the pointer, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage = Stage(replace(picture(Timeline(), ()), controls=True))
        self._view = pg.GraphicsView(self)
        self._view.setAccessibleName("Lanes and plot")
        self._view.setFrameShape(self._view.Shape.NoFrame)
        self._days = pg.ViewBox(enableMenu=False, defaultPadding=0)
        self._days.setMouseEnabled(x=True, y=False)
        self._days.disableAutoRange()
        self._view.addItem(self._days)
        self._body = Body(self._stage)
        self._strip = Strip(self._stage)
        self._slider = Slider(self._stage, self._show_days)
        self._over = Hover(self._stage)
        for layer in (self._body, self._strip, self._slider, self._over):
            self._view.addItem(layer)
        self._days.setZValue(10)
        self._days.sigXRangeChanged.connect(self._days_changed)
        self._view.scene().sigMouseMoved.connect(self._pointed)
        self._view.scene().sigMouseClicked.connect(self._clicked)
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
        zoomed = before.window != self._stage.whole and before.dated
        made = replace(
            picture(timeline, trends, caption, choice=choice, off=off),
            palette=before.palette,
            width=before.width,
            height=before.height,
            selected=before.selected,
            controls=True,
        )
        whole = extent(timeline, trends, caption.as_of)
        window = before.window if zoomed and _overlap(before.window, whole) else whole
        self._stage.show(replace(made, window=window), whole)
        self._stage.pointer = Pointer()
        self._limit()
        self._redraw()
        self.setAccessibleName(made.title)
        self.setAccessibleDescription(finding.describe(timeline, trends) or made.subtitle)

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

    def unpin(self) -> None:
        """Lets go of the pinned days."""
        self._point(replace(self.pointer, pins=()))

    def pin(self, day: float, *, second: bool = False) -> None:
        """Pins a day; a `second` one beside the first shows what came between."""
        kept = self.pointer.pins[:1] if second else ()
        self._point(replace(self.pointer, pins=(*kept, day)))

    def pin_selected(self) -> bool:
        """Pins the days of the first and the last selected decision; whether any has a day."""
        columns = self.picture.columns
        at = [columns.place[each] for each in self.picture.selected if each in columns.place]
        days = sorted(float(columns.middle[place]) for place in at)
        pins = tuple(dict.fromkeys(days[:1] + days[-1:]))
        if pins:
            self._point(replace(self.pointer, pins=pins))
        return bool(pins)

    def copy_picture(self) -> None:
        """Puts the picture on the clipboard, as PNG and SVG."""
        made = QMimeData()
        made.setImageData(export.image(self.picture))
        made.setData("image/svg+xml", export.to_svg(self.picture))
        QGuiApplication.clipboard().setMimeData(made)

    def copy_numbers(self) -> None:
        """Puts the numbers behind the picture on the clipboard, ready for a spreadsheet."""
        QGuiApplication.clipboard().setText(self._numbers())

    def rows(self) -> list[list[str]]:
        """The numbers behind the picture, row by row."""
        return [line.split("\t") for line in self._numbers().splitlines()]

    def _numbers(self) -> str:
        shown = self.picture
        if shown.off is not None:
            return numbers.off_tsv(shown.off)
        return numbers.tsv(shown.timeline, shown.trends)

    def save_as(self, path: str | Path) -> None:
        """Writes what is shown to `path`: .png, .svg or .pdf.

        Raises:
            ChartNotWritten: another ending, or the file cannot be written.
        """
        export.save_picture(self.picture, path)

    def menu(self) -> QMenu:
        """What a right-click offers."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offers: tuple[tuple[str, Callable[[], None], bool], ...] = (
            ("Copy picture", self.copy_picture, True),
            ("Copy the numbers", self.copy_numbers, not self.picture.empty),
            ("Save picture as…", self._ask_and_save, True),
            ("Show all dates", self.show_all, self.picture.dated),
            ("Unpin", self.unpin, bool(self.pointer.pins)),
        )
        for words, act, possible in offers:
            action = made.addAction(words)
            action.triggered.connect(act)
            action.setEnabled(possible)
        return made

    def _ask_and_save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            "Save picture",
            "trend.png",
            "PNG picture (*.png);;SVG drawing (*.svg);;PDF page (*.pdf)",
        )
        if chosen:
            self.save_as(chosen)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size of the view, keys, and the pointer leaving."""
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            size = self._view.viewport().size()
            self._stage.change(width=float(size.width()), height=float(size.height()))
            self._point(Pointer(pins=self.pointer.pins))
            self._redraw()
        elif event.type() == QEvent.Type.Leave:
            self._point(Pointer(pins=self.pointer.pins))
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        start, end = self.picture.window
        day = self.pointer.day if self.pointer.day is not None else (start + end) / 2
        step = max(1.0, round((end - start) * _STEP))
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self._point_day(day - step),
            Qt.Key.Key_Right: lambda: self._point_day(day + step),
            Qt.Key.Key_Plus: lambda: self._zoom(_ZOOM, day),
            Qt.Key.Key_Equal: lambda: self._zoom(_ZOOM, day),
            Qt.Key.Key_Minus: lambda: self._zoom(1 / _ZOOM, day),
            Qt.Key.Key_Home: self.show_all,
            Qt.Key.Key_Return: lambda: self.pin(day, second=len(self.pointer.pins) == 1),
            Qt.Key.Key_Escape: self.unpin,
        }
        if key not in acts or (key == Qt.Key.Key_Escape and not self.pointer.pins):
            return False
        acts[key]()
        return True

    def _zoom(self, factor: float, around: float) -> None:
        start, end = self.picture.window
        self._show_days((around - (around - start) * factor, around + (end - around) * factor))

    def _point_day(self, day: float) -> None:
        start, end = self.picture.window
        day = min(max(round(day), start), end)
        frame = self._stage.frame
        at = QPointF(frame.x(day), frame.time.center().y())
        self._point(Pointer(day=day, at=at, pins=self.pointer.pins))

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

    def _pointed(self, at: QPointF) -> None:
        frame = self._stage.frame
        inside = self.picture.dated and frame.axis.left() <= at.x() <= frame.axis.right()
        inside = inside and frame.time.top() - 8 <= at.y() <= frame.axis.bottom()
        mark = self._mark_at(at)
        patch = off_axis.hit(self.picture, frame, at) if self.picture.off is not None else None
        day = float(round(frame.day(at.x()))) if inside else None
        self._point(
            Pointer(
                day=day,
                at=at if mark or inside or patch else None,
                mark=mark,
                patch=patch,
                pins=self.pointer.pins,
            )
        )

    def _point(self, pointer: Pointer) -> None:
        if pointer == self.pointer:
            return
        moved = pointer.day != self.pointer.day
        self._stage.pointer = pointer
        self._over.refresh()
        if moved:
            self.hovered.emit(None if pointer.day is None else int(pointer.day))

    def _mark_at(self, at: QPointF) -> Mark | None:
        found = lanes.hit(self.picture, self._stage.frame, at)
        if found is not None:
            return self.picture.columns.marks[found]
        chips = undated.chips(self.picture, self._stage.frame)
        return next((chip.mark for chip in chips if chip.rect.contains(at)), None)

    def _clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        at = event.scenePos()
        if event.button() == Qt.MouseButton.RightButton:
            self.menu().popup(QCursor.pos())
            event.accept()
            return
        if event.button() != Qt.MouseButton.LeftButton or self._stage.frame.overview.contains(at):
            return
        if event.double():
            self.show_all()
            return
        chosen = self._records_at(at)
        if chosen:
            self._choose(
                chosen, adding=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
        elif self.pointer.day is not None:
            second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pin(self.pointer.day, second=second)
        event.accept()

    def _records_at(self, at: QPointF) -> frozenset[str]:
        """The records drawn at a point: a decision's mark or chip, a step, an undated block."""
        if self.picture.off is not None:
            patch = off_axis.hit(self.picture, self._stage.frame, at)
            return patch.ids if patch is not None else frozenset()
        mark = self._mark_at(at)
        if mark is not None:
            return frozenset({mark.id})
        return self._stage.allocations_at(at, _NEAR)

    def _choose(self, ids: frozenset[str], *, adding: bool) -> None:
        chosen = self.picture.selected ^ ids if adding else ids
        self.select(chosen)
        self.selected.emit(chosen)


def _overlap(window: tuple[float, float], whole: tuple[float, float]) -> bool:
    return whole[0] <= window[0] and window[1] <= whole[1]
