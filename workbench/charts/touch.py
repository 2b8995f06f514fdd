"""What mouse and keys do with the chart.

Mouse: the wheel zooms and dragging moves the days; Shift and dragging selects a span, whose ends
take hold of decisions nearby. A click on a mark or a step selects its records (Ctrl adds),
elsewhere it pins the day; Shift and a click pins a second day or decision. A click on a chip of the
legend shows or hides what it names, Ctrl and click or a double click shows it alone.

Keys: Left and Right move the crosshair, with Ctrl from decision to decision, with Shift they select
a span; + and - zoom, Page Up and Page Down move the days by half of what is shown, Home shows all
days, Return pins (twice: the span between), Space selects what stands there (Ctrl adds), Esc lets
go. In forms without a time axis the arrows go from area to area. L goes to the legend: Left and
Right there go from chip to chip, Space shows or hides, Return shows alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from typing_extensions import override

from workbench.charts import crosshair, lanes, legend, off_axis, undated
from workbench.charts.crosshair import Pointer
from workbench.charts.pins import Pin

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from workbench.analysis.timeline import Mark
    from workbench.charts.layers import Stage
    from workbench.charts.linked import LinkedChart

    Sweep = Callable[[QPointF, QPointF], None]

_ZOOM = 0.8
_STEP = 0.02
_PAGE = 0.5
_NEAR = 6.0
_HOLD = 8.0
_KEY = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Days(pg.ViewBox):  # type: ignore[misc] # pyqtgraph has no types
    """The span of days: the wheel zooms it, dragging moves it, Shift and dragging selects in it."""

    def __init__(self, sweep: Sweep) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.setMouseEnabled(x=True, y=False)
        self.disableAutoRange()
        self._sweep = sweep
        self._sweeping = False

    @override
    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """Selects a span where the drag began with Shift, else moves the days."""
        if ev.isStart():
            left = ev.button() == Qt.MouseButton.LeftButton
            self._sweeping = left and bool(ev.modifiers() & _SHIFT)
        if not self._sweeping:
            super().mouseDragEvent(ev, axis)
            return
        ev.accept()
        self._sweep(ev.buttonDownScenePos(), ev.scenePos())


class Touch:
    """Turns mouse and keys into what the chart does."""

    def __init__(self, chart: LinkedChart, stage: Stage) -> None:
        self._chart = chart
        self._stage = stage

    @property
    def _pointer(self) -> Pointer:
        return self._stage.pointer

    # --- mouse --------------------------------------------------------------------------------

    def point_at(self, at: QPointF) -> None:
        """Follows the mouse."""
        picture, frame = self._stage.picture, self._stage.frame
        inside = picture.dated and frame.axis.left() <= at.x() <= frame.axis.right()
        inside = inside and frame.time.top() - 8 <= at.y() <= frame.axis.bottom()
        mark = self._mark_at(at)
        patch = off_axis.hit(picture, frame, at) if picture.off is not None else None
        chip = legend.hit(picture, frame, at)
        self._chart.point(
            Pointer(
                day=float(round(frame.day(at.x()))) if inside else None,
                at=at if mark or inside or patch else None,
                mark=mark,
                patch=patch,
                chip=chip.entry.key if chip else "",
                pins=self._pointer.pins,
            )
        )

    def click(self, event: Any) -> None:
        """Selects, pins, or works the legend."""
        at, picture, frame = event.scenePos(), self._stage.picture, self._stage.frame
        if event.button() == Qt.MouseButton.RightButton:
            self._chart.menu_wanted.emit(event.screenPos().toPoint())
            event.accept()
            return
        if event.button() != Qt.MouseButton.LeftButton or frame.overview.contains(at):
            return
        self.point_at(at)  # a quick or touching hand clicks where no movement told of it
        keys = event.modifiers()
        chip = legend.hit(picture, frame, at)
        if chip is not None:
            self._press_chip(chip.entry.key, alone=event.double() or bool(keys & _CONTROL))
        elif event.double():
            self._chart.show_all()
        else:
            self._choose_or_pin(at, adding=bool(keys & _CONTROL), second=bool(keys & _SHIFT))
        event.accept()

    def sweep(self, start: QPointF, end: QPointF) -> None:
        """Selects the span between two points; decisions nearby are its ends."""
        pins = dict.fromkeys((self._pin_near(start), self._pin_near(end)))
        pointer = Pointer(day=None, at=None, pins=tuple(pins))
        self._chart.point(pointer)
        self._chart.say()

    def _choose_or_pin(self, at: QPointF, *, adding: bool, second: bool) -> None:
        mark = self._mark_at(at)
        if second and mark is not None and mark.dated:
            self._chart.pin(Pin.on(mark), second=True)
            return
        chosen = self._records_at(at)
        if chosen:
            self._chart.choose(chosen, adding=adding)
        elif self._pointer.day is not None:
            self._chart.pin(Pin(self._pointer.day), second=second)

    def _pin_near(self, at: QPointF) -> Pin:
        picture, frame = self._stage.picture, self._stage.frame
        found = lanes.near(picture, frame, at, _HOLD)
        if found is not None:
            return Pin.on(picture.columns.marks[found])
        start, end = picture.window
        return Pin(float(round(min(max(frame.day(at.x()), start), end))))

    def _mark_at(self, at: QPointF) -> Mark | None:
        picture, frame = self._stage.picture, self._stage.frame
        found = lanes.hit(picture, frame, at)
        if found is not None:
            return picture.columns.marks[found]
        chips = undated.chips(picture, frame)
        return next((chip.mark for chip in chips if chip.rect.contains(at)), None)

    def _records_at(self, at: QPointF) -> frozenset[str]:
        """The records drawn at a point: a decision's mark or chip, a step, an undated block."""
        if self._stage.picture.off is not None:
            patch = off_axis.hit(self._stage.picture, self._stage.frame, at)
            return patch.ids if patch is not None else frozenset()
        mark = self._mark_at(at)
        if mark is not None:
            return frozenset({mark.id})
        return self._stage.allocations_at(at, _NEAR)

    # --- keys ---------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Does what a key says; False where it says nothing here."""
        key = _KEY(event.key())
        acts = self._legend_acts() if self._pointer.on_keys else self._acts(event.modifiers())
        if key not in acts:
            return False
        acts[key]()
        self._chart.say()
        return True

    def enter_legend(self) -> bool:
        """Puts the keys on the first chip of the legend; whether there is one."""
        chips = legend.chips(self._stage.picture, self._stage.frame)
        if chips:
            chip = chips[0].entry.key
            self._chart.point(Pointer(chip=chip, on_keys=True, pins=self._pointer.pins))
            self._chart.say()
        return bool(chips)

    def words(self) -> str:
        """What the cards or the legend say now, in one line."""
        picture, frame = self._stage.picture, self._stage.frame
        if self._pointer.chip:
            chips = legend.chips(picture, frame)
            chip = next((each for each in chips if each.entry.key == self._pointer.chip), None)
            return legend.spoken(picture, chip, frame) if chip else ""
        return crosshair.spoken(picture, self._pointer)

    def _acts(self, keys: Qt.KeyboardModifier) -> dict[Qt.Key, Callable[[], None]]:
        if self._stage.picture.off is not None:
            return self._area_acts(keys)
        day = self._day()
        by = {"jump": bool(keys & _CONTROL), "extend": bool(keys & _SHIFT)}
        acts: dict[Qt.Key, Callable[[], None]] = {
            _KEY.Key_Left: lambda: self._go(back=True, **by),
            _KEY.Key_Right: lambda: self._go(back=False, **by),
            _KEY.Key_Plus: lambda: self._chart.zoom(_ZOOM, day),
            _KEY.Key_Equal: lambda: self._chart.zoom(_ZOOM, day),
            _KEY.Key_Minus: lambda: self._chart.zoom(1 / _ZOOM, day),
            _KEY.Key_Home: self._chart.show_all,
            _KEY.Key_PageUp: lambda: self._chart.turn(-_PAGE),
            _KEY.Key_PageDown: lambda: self._chart.turn(_PAGE),
            _KEY.Key_Return: self._pin_here,
            _KEY.Key_Space: lambda: self._choose_here(adding=by["jump"]),
        }
        if self._pointer.pins:
            acts[_KEY.Key_Escape] = self._chart.unpin
        return acts if self._stage.picture.dated else {}

    def _area_acts(self, keys: Qt.KeyboardModifier) -> dict[Qt.Key, Callable[[], None]]:
        """What keys do in a form without a time axis."""

        def choose() -> None:
            self._choose_here(adding=bool(keys & _CONTROL))

        acts: dict[Qt.Key, Callable[[], None]] = dict.fromkeys(
            (_KEY.Key_Left, _KEY.Key_Up), lambda: self._next_area(-1)
        )
        acts |= dict.fromkeys((_KEY.Key_Right, _KEY.Key_Down), lambda: self._next_area(1))
        acts |= dict.fromkeys((_KEY.Key_Return, _KEY.Key_Space), choose)
        if self._pointer.patch is not None:
            acts[_KEY.Key_Escape] = lambda: self._chart.point(Pointer())
        return acts

    def _next_area(self, by: int) -> None:
        found = off_axis.patches(self._stage.picture, self._stage.frame)
        if found:
            at = next((n for n, each in enumerate(found) if each is self._pointer.patch), None)
            there = found[((0 if by > 0 else -1) if at is None else at + by) % len(found)]
            self._chart.point(Pointer(patch=there, at=there.path.boundingRect().center()))

    def _choose_here(self, *, adding: bool) -> None:
        """Selects what the keys point at: an area, a decision, or the steps of a day."""
        mark, patch, day = self._pointer.mark, self._pointer.patch, self._pointer.day
        if patch is not None:
            ids = patch.ids
        elif mark is not None:
            ids = frozenset({mark.id})
        else:
            trends = self._stage.picture.trends if day is not None else ()
            ids = frozenset(key for trend in trends for key in trend.ids_at(int(day or 0)))
        if ids:
            self._chart.choose(ids, adding=adding)

    def _legend_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        chip = self._pointer.chip
        return {
            _KEY.Key_Left: lambda: self._next_chip(-1),
            _KEY.Key_Right: lambda: self._next_chip(1),
            _KEY.Key_Space: lambda: self._press_chip(chip, alone=False),
            _KEY.Key_Return: lambda: self._press_chip(chip, alone=True),
            _KEY.Key_Escape: lambda: self._chart.point(Pointer(pins=self._pointer.pins)),
        }

    def _next_chip(self, by: int) -> None:
        keys = [chip.entry.key for chip in legend.chips(self._stage.picture, self._stage.frame)]
        at = keys.index(self._pointer.chip) if self._pointer.chip in keys else 0
        self._chart.point(replace(self._pointer, chip=keys[(at + by) % len(keys)]))

    def _press_chip(self, key: str, *, alone: bool) -> None:
        change = legend.alone if alone else legend.toggled
        self._chart.leave_out(change(self._stage.picture, key))

    def _day(self) -> float:
        start, end = self._stage.picture.window
        return self._pointer.day if self._pointer.day is not None else float((start + end) / 2)

    def _go(self, *, back: bool, jump: bool, extend: bool) -> None:
        """Moves the crosshair; `jump` to the next decision, `extend` selects what lies between."""
        anchor = self._pointer.pins[0] if self._pointer.pins else self._here()
        there = self._decision_beside(back=back) if jump else self._day_beside(back=back)
        if there is None:
            return
        self._chart.bring_into_sight(there.day)
        frame = self._stage.frame
        at = QPointF(frame.x(there.day), frame.time.center().y())
        pins = tuple(dict.fromkeys((anchor, there))) if extend else self._pointer.pins
        shown = None if extend else there
        self._chart.point(
            Pointer(day=there.day, at=at if shown else None, mark=there.mark, pins=pins)
        )

    def _day_beside(self, *, back: bool) -> Pin:
        start, end = self._stage.picture.window
        first, last = self._stage.whole
        step = max(1.0, round((end - start) * _STEP))
        day = self._day() - step if back else self._day() + step
        return Pin(float(round(min(max(day, first), last))))

    def _decision_beside(self, *, back: bool) -> Pin | None:
        picture = self._stage.picture
        found = lanes.following(picture, self._day(), back=back)
        return Pin.on(picture.columns.marks[found]) if found is not None else None

    def _here(self) -> Pin:
        mark = self._pointer.mark
        if mark is not None and mark.dated and self._pointer.day == mark.middle:
            return Pin.on(mark)
        return Pin(self._day())

    def _pin_here(self) -> None:
        self._chart.pin(self._here(), second=len(self._pointer.pins) == 1)
