"""What stands in the window's scene: three items, each one layer that draws itself in pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QGraphicsItem
from typing_extensions import override

from workbench.charts import crosshair, drawing, overview, steps, sums, undated
from workbench.charts.crosshair import Pointer
from workbench.charts.frame import frame
from workbench.model.plot_choice import PlotForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture


_MOST = 10_000
"""So many allocations a click on their sum chooses; of more, their table is the place to look."""


class Stage:
    """What the layers draw: the picture, where its parts stand, all its days, and the pointer."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.whole = picture.window
        self.pointer = Pointer()
        self.frame: Frame = frame(picture)

    def show(self, picture: Picture, whole: tuple[float, float]) -> None:
        """Puts another picture on, whose days span `whole`."""
        self.picture, self.whole = picture, whole
        self.frame = frame(picture)

    def change(self, **fields: Any) -> None:
        """Changes fields of the picture, and its layout unless days or selection alone moved."""
        self.picture = replace(self.picture, **fields)
        if set(fields) <= {"window"}:
            self.frame = replace(self.frame, window=self.picture.window)
        elif set(fields) != {"selected"}:
            self.frame = frame(self.picture)

    def allocations_at(self, at: QPointF, near: float) -> frozenset[str]:
        """The allocations whose step or undated block lies at a point."""
        for place, rect in enumerate(self.frame.plots):
            trend = self.picture.trends[place]
            if not rect.top() <= at.y() <= rect.bottom():
                continue
            block = undated.block(self.picture, self.frame, trend)
            if block.isValid() and block.left() <= at.x() <= block.right():
                return frozenset(each.id for each in trend.undated)
            summed = self._summed_at(place, at)
            if summed:
                return summed
            if len(trend.days) and self.frame.axis.left() <= at.x() <= self.frame.axis.right():
                return self._step_at(place, at, near)
        return frozenset()

    def _summed_at(self, place: int, at: QPointF) -> frozenset[str]:
        """What the sum that is written at a point adds up; nothing where that is very much."""
        if self.picture.choice.form not in {PlotForm.STEPS, PlotForm.MULTIPLES}:
            return frozenset()
        trend, end = self.picture.trends[place], steps.end_of(self.picture, self.frame)
        last = trend.steps_by(self.frame.day(end)) - 1
        scale = steps.ruler(self.picture, self.frame, place)
        if last < 0 or not sums.box(self.frame, scale, end, float(trend.low[last])).contains(at):
            return frozenset()
        keys = trend.keys[trend.first <= trend.days[last]]
        return (
            frozenset(each.decode() for each in keys.tolist())
            if len(keys) <= _MOST
            else frozenset()
        )

    def _step_at(self, place: int, at: QPointF, near: float) -> frozenset[str]:
        trend = self.picture.trends[place]
        step = int(np.argmin(np.abs(trend.days - self.frame.day(at.x()))))
        scale = steps.ruler(self.picture, self.frame, place)
        before = float(trend.low[step - 1]) if step else 0.0
        riser = scale.y(float(trend.low[step])) - near <= at.y() <= scale.y(before) + near
        if riser and abs(self.frame.x(float(trend.days[step])) - at.x()) <= near:
            return frozenset(trend.ids_at(int(trend.days[step])))
        return frozenset()


class Layer(QGraphicsItem):
    """One layer over the whole picture, kept until it changes, so that hovering costs little."""

    CACHED = True

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._size = (0.0, 0.0)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        if self.CACHED:
            self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def refresh(self) -> None:
        """Repaints, at the size that the picture has now."""
        size = (self._stage.picture.width, self._stage.picture.height)
        if size != self._size:
            self.prepareGeometryChange()
            self._size = size
        self.update()

    @override
    def boundingRect(self) -> QRectF:
        """The whole picture."""
        return QRectF(0, 0, *self._size)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draws this layer."""
        painter.save()
        self.draw(painter)
        painter.restore()

    def draw(self, painter: QPainter) -> None:
        """Draws this layer in pixels of the picture."""
        raise NotImplementedError


class Body(Layer):
    """Everything but the range slider and the pointer."""

    @override
    def draw(self, painter: QPainter) -> None:
        """Draws the picture."""
        drawing.draw(painter, self._stage.picture)


class Hover(Layer):
    """Crosshair, pins and card; lets the mouse through."""

    CACHED = False

    @override
    def draw(self, painter: QPainter) -> None:
        """Draws the pointer."""
        if not self._stage.picture.empty:
            crosshair.draw(painter, self._stage.picture, self._stage.frame, self._stage.pointer)


class Strip(Layer):
    """All days in small; drawn anew only when the records or the size change."""

    @override
    def draw(self, painter: QPainter) -> None:
        """Draws the strip."""
        picture = self._stage.picture
        if not picture.empty and picture.dated:
            overview.draw_strip(painter, picture, self._stage.frame, self._stage.whole)


class Slider(Layer):
    """The window of days on the strip; dragging it or its edges moves the shown span."""

    CACHED = False

    def __init__(self, stage: Stage, moved: Callable[[tuple[float, float]], None]) -> None:
        super().__init__(stage)
        self._moved = moved
        self._held: tuple[str, tuple[float, float]] | None = None
        self.setZValue(20)

    @override
    def boundingRect(self) -> QRectF:
        """The strip, with room for its grips."""
        return self._stage.frame.overview.adjusted(-10, -2, 10, 2)

    @override
    def refresh(self) -> None:
        """Repaints where the strip lies now."""
        self.prepareGeometryChange()
        self.update()

    @override
    def draw(self, painter: QPainter) -> None:
        """Draws the window."""
        picture = self._stage.picture
        if not picture.empty and picture.dated:
            overview.draw_window(painter, picture, self._stage.frame, self._stage.whole)

    def mouseDragEvent(self, event: Any) -> None:  # noqa: N802 - pyqtgraph calls it so
        """Moves the window by how far the mouse was dragged since the press."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        room, whole = self._stage.frame.overview, self._stage.whole
        if event.isStart() or self._held is None:
            window = self._stage.picture.window
            self._held = overview.grab(room, whole, window, event.buttonDownPos().x()), window
        by = (event.pos().x() - event.buttonDownPos().x()) / room.width() * (whole[1] - whole[0])
        self._moved(overview.dragged(whole, self._held[1], self._held[0], by))
        if event.isFinish():
            self._held = None

    def mouseClickEvent(self, event: Any) -> None:  # noqa: N802 - as above
        """Moves the window so that its middle lies where the strip was clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        room, whole = self._stage.frame.overview, self._stage.whole
        start, end = self._stage.picture.window
        by = overview.to_day(room, whole, event.pos().x()) - (start + end) / 2
        self._moved(overview.dragged(whole, (start, end), "both", by))
