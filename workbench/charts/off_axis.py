"""Forms without a time axis: flow, before and after, heat map. Each is made of patches.

A patch is an area that means some records: it can be pointed at and chosen, like a mark on a lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from workbench.charts.chosen import remembered
from workbench.charts.patch import Patch
from workbench.plugins import ChartData
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from workbench.charts.frame import Frame
    from workbench.charts.picture import Picture


@dataclass(frozen=True, slots=True)
class _Kept:
    """The patches of the picture that was laid out last."""

    key: tuple[object, ...]
    patches: list[Patch]


_kept: list[_Kept] = []


def patches(picture: Picture, frame: Frame) -> list[Patch]:
    """The patches of a picture's form, laid out once for each size."""
    return _laid_out(picture, frame).patches


def _laid_out(picture: Picture, frame: Frame) -> _Kept:
    key = (id(picture.off), picture.width, picture.height, frame.body.top())
    kept = next(iter(_kept), None)  # a file may be drawn meanwhile, on another thread
    if kept is None or kept.key != key:
        kept = _Kept(key, _made(picture, frame))
        _kept[:] = [kept]
    return kept


@remembered(1)
def _marked(kept: _Kept, selected: frozenset[str]) -> list[Patch]:
    """The patches that mean something selected."""
    several = {each.ids for each in kept.patches}  # the two pieces of a ribbon mean the same
    meant = {ids for ids in several if not ids.isdisjoint(selected)}
    return [each for each in kept.patches if each.ids in meant]


def _made(picture: Picture, frame: Frame) -> list[Patch]:
    given = _content(picture), frame.body
    name = picture.choice.off_axis
    return plugins().attempt("charts", name, *given, part="patches", kind=Patch) or []


def _content(picture: Picture) -> object:
    """What the functions of the chart know how to draw."""
    return picture.off.content if isinstance(picture.off, ChartData) else picture.off


def draw(painter: QPainter, picture: Picture, frame: Frame) -> None:
    """Draws the form, and an edge around what is selected."""
    given = painter, picture, frame.body, _content(picture)
    painter.save()
    plugins().attempt("charts", picture.choice.off_axis, *given, part="draw")
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(picture.palette.selected), 2.0))
    for patch in _marked(_laid_out(picture, frame), picture.selected):
        painter.drawPath(patch.path)


def expect_drawn(picture: Picture) -> None:
    """Refuses a picture that a plugin did not draw to its end.

    Raises:
        PluginFailed: it broke down.
        PluginCutOff: it may have ended a process.
    """
    plugin = plugins().owner("charts", picture.choice.off_axis)
    if plugins().fault(plugin):
        raise plugins().failure(plugin)


def hit(picture: Picture, frame: Frame, at: QPointF) -> Patch | None:
    """The patch at a point; the last one drawn wins."""
    found = [patch for patch in patches(picture, frame) if patch.path.contains(at)]
    return found[-1] if found else None
