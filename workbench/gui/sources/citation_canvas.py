"""The drawing of who cites whom: pointed at, walked through with arrows, enlarged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from workbench.charts.citations import BOX, CitationChart, place_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from workbench.analysis.citation_map import Place

STEP = 1.2
LEAST, MOST = 0.3, 3.0
BESIDE = 4
"""How much more it counts that a box stands in a farther column than in a farther row."""
_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}


class CitationCanvas(QWidget):
    """The graph itself: pointed at, walked through with arrows, enlarged."""

    chosen = Signal(str, str)
    """The kind and id of the place that was chosen."""
    opened = Signal(str, str)
    moved = Signal(QRectF)
    """Where the chosen place stands now, in this widget."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = CitationChart()
        self.scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Source graph")

    def show_chart(self, chart: CitationChart) -> None:
        """Draws another chart; what was chosen stays so where it is still there."""
        key = self.chart.chosen
        self.chart = replace(chart, chosen=key if key in chart.boxes else chart.chosen)
        self.setAccessibleDescription(chart.plate().description)
        self.zoom(self.scale)

    def zoom(self, scale: float) -> None:
        """Draws everything at another scale, 1 being that of the file."""
        self.scale = min(MOST, max(LEAST, scale))
        self.setFixedSize(
            round(self.chart.width * self.scale), round(self.chart.height * self.scale)
        )
        self.update()

    def choose(self, place: Place, *, tell: bool = True) -> None:
        """Lights up a place with all that it goes back to and that goes back to it."""
        self.chart = replace(self.chart, chosen=place.key)
        self.setAccessibleDescription(f"{place.name}, {place_words(place)}")
        self.update()
        box = self.chart.boxes[place.key]
        self.moved.emit(QRectF(box.topLeft() * self.scale, QSizeF(*BOX) * self.scale))
        if tell and place.kind:
            self.chosen.emit(place.kind, place.key)

    @property
    def place(self) -> Place | None:
        """The place that is chosen."""
        return self.chart.shown.places.get(self.chart.chosen)

    def _step(self, across: int, down: int) -> None:
        """Goes to the nearest place in a direction; to the first one where none is chosen."""
        places = self.chart.shown.places
        boxes = {key: box for key, box in self.chart.boxes.items() if not places[key].bends}
        here = boxes.get(self.chart.chosen)
        if here is None:
            found = next(iter(boxes), "")
        else:
            ahead = [
                (_far(here, box, across), key)
                for key, box in boxes.items()
                if _is_ahead(here, box, across, down)
            ]
            found = min(ahead)[1] if ahead else ""
        if found:
            self.choose(places[found])

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        painter.scale(self.scale, self.scale)
        self.chart.draw(painter)
        painter.end()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._step(*_ARROWS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.place is not None:
            self._open(self.place)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.chart.at(event.position() / self.scale)
        if place is not None:
            self.choose(place)
        else:
            self.chart = replace(self.chart, chosen="")
            self.update()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self.chart.at(event.position() / self.scale)
        if place is not None:
            self._open(place)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.chart.at(event.position() / self.scale) is not None
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self.scale * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.chart.at(QPointF(event.pos()) / self.scale)
            words = f"{place.name}\n{place_words(place)}" if place else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _open(self, place: Place) -> None:
        if place.kind:
            self.opened.emit(place.kind, place.key)


def _is_ahead(here: QRectF, there: QRectF, across: int, down: int) -> bool:
    """Whether a box lies in a direction: in another column, or above or below in the same one."""
    far = there.center() - here.center()
    if across:
        return far.x() * across > 1
    return abs(far.x()) < 1 and far.y() * down > 1


def _far(here: QRectF, there: QRectF, across: int) -> float:
    far = there.center() - here.center()
    return abs(far.x()) * (BESIDE if across else 1) + abs(far.y())
