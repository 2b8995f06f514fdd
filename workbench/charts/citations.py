"""Who cites whom: boxes in columns, the primary origins on the right, a line for each citation.

    chart = CitationChart(dossier.sources.citation_map())
    save_picture(chart.plate(), "sources.svg")

The size follows from what is shown; all words have the bundled typeface, so that window and file
are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from workbench.analysis.citation_map import CitationMap
from workbench.charts import texts
from workbench.charts.palette import LIGHT, ChartPalette
from workbench.charts.picture import UNTITLED, Caption
from workbench.charts.plate import Plate
from workbench.charts.texts import Style

if TYPE_CHECKING:
    from workbench.analysis.citation_map import Place, Way

BOX = (224.0, 46.0)
GAP = 14.0
BETWEEN = 96.0
MARGIN = 28.0
HEAD = 92.0
FOOT = 40.0
LEAST_WIDTH = 720.0
ROUND = 7.0
_BEND = 14.0
_ALONE = CitationMap()


@dataclass(frozen=True, eq=False)
class CitationChart:
    """A map laid out in pixels; `chosen` is the place whose ways stand out, empty for none."""

    shown: CitationMap = _ALONE
    palette: ChartPalette = LIGHT
    caption: Caption = UNTITLED
    chosen: str = ""
    boxes: Mapping[str, QRectF] = field(default_factory=dict)

    @classmethod
    def of(
        cls, shown: CitationMap, palette: ChartPalette = LIGHT, caption: Caption = UNTITLED
    ) -> CitationChart:
        """Lays a map out."""
        return cls(shown, palette, caption, "", _boxes(shown))

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        columns = len(self.shown.layers)
        round_about = BETWEEN / 2 if self.shown.circles else 0.0
        wide = columns * BOX[0] + max(0, columns - 1) * BETWEEN
        return max(LEAST_WIDTH, 2 * MARGIN + wide + round_about)

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        low = max((box.bottom() for box in self.boxes.values()), default=HEAD + BOX[1])
        return low + MARGIN + FOOT

    def at(self, point: QPointF) -> Place | None:
        """The place at a point; None between them."""
        for key, box in self.boxes.items():
            place = self.shown.places[key]
            if box.contains(point) and not place.bends:
                return place
        return None

    def plate(self) -> Plate:
        """What a file is made of."""
        told = f"{self.shown.title}. {self.shown.subtitle}".strip()
        return Plate(self.width, self.height, self.shown.title, told, self.draw)

    def draw(self, painter: QPainter) -> None:
        """Draws all of it."""
        painter.fillRect(QRectF(0, 0, self.width, self.height), QColor(self.palette.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _words(painter, self)
        lit = self.shown.around(self.chosen) if self.chosen in self.shown.places else frozenset()
        quiet = sorted(self.shown.ways, key=lambda way: {way.citing, way.cited} <= lit)
        for way in quiet:
            _draw_way(painter, self, way, lit=not lit or {way.citing, way.cited} <= lit)
        for key, box in self.boxes.items():
            place = self.shown.places[key]
            if not place.bends:
                _draw_place(painter, self, place, box, lit=not lit or key in lit)


def _boxes(shown: CitationMap) -> dict[str, QRectF]:
    """Where each place stands: the origins on the right, each column centred."""
    found: dict[str, QRectF] = {}
    heights = [_height(layer) for layer in shown.layers]
    most = max(heights, default=0.0)
    for number, layer in enumerate(shown.layers):
        x = MARGIN + (len(shown.layers) - 1 - number) * (BOX[0] + BETWEEN)
        y = HEAD + (most - heights[number]) / 2
        for place in layer:
            high = _BEND if place.bends else BOX[1]
            found[place.key] = QRectF(x, y, BOX[0], high)
            y += high + GAP
    return found


def _height(layer: tuple[Place, ...]) -> float:
    return sum((_BEND if each.bends else BOX[1]) + GAP for each in layer) - GAP


def _draw_way(painter: QPainter, chart: CitationChart, way: Way, *, lit: bool) -> None:
    colour = QColor(_wrong(chart) if way.circular else chart.palette.faint)
    if chart.chosen and lit and not way.circular:
        colour = QColor(chart.palette.selected)
    colour.setAlphaF(1.0 if lit else 0.22)
    pen = QPen(colour, 1.3 + min(2.2, 0.35 * len(way.claims)))
    if not way.claims and not way.circular:
        pen.setWidthF(1.6)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    boxes = [chart.boxes[key] for key in way.keys]
    end = _round(painter, boxes) if way.circular else _along(painter, boxes)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    way_in = -1.0 if way.circular else 1.0
    painter.drawPolygon(
        QPolygonF([end, end + QPointF(-8 * way_in, -4), end + QPointF(-8 * way_in, 4)])
    )


def _along(painter: QPainter, boxes: list[QRectF]) -> QPointF:
    """A line to the right through every box on the way; gives where it ends."""
    path = QPainterPath(QPointF(boxes[0].right(), boxes[0].center().y()))
    for number, box in enumerate(boxes[1:], 1):
        here, there = path.currentPosition(), QPointF(box.left(), box.center().y())
        bend = (there.x() - here.x()) / 2
        path.cubicTo(here + QPointF(bend, 0), there - QPointF(bend, 0), there)
        if number < len(boxes) - 1:
            path.lineTo(QPointF(box.right(), box.center().y()))
    painter.drawPath(path)
    return path.currentPosition()


def _round(painter: QPainter, boxes: list[QRectF]) -> QPointF:
    """A line round the right side, from one box of a column to another; gives where it ends."""
    down = 1 if boxes[0].center().y() < boxes[-1].center().y() else -1
    here = QPointF(boxes[0].right(), boxes[0].center().y() + 9 * down)
    there = QPointF(boxes[-1].right(), boxes[-1].center().y() - 9 * down)
    reach = min(BETWEEN * 0.6, 26 + abs(there.y() - here.y()) / 5)
    path = QPainterPath(here)
    path.cubicTo(here + QPointF(reach, 0), there + QPointF(reach, 0), there)
    painter.drawPath(path)
    return there


def _draw_place(
    painter: QPainter, chart: CitationChart, place: Place, box: QRectF, *, lit: bool
) -> None:
    palette = chart.palette
    painter.setOpacity(1.0 if lit else 0.35)
    edge = QColor(palette.edge)
    if place.circle:
        edge = QColor(_wrong(chart))
    elif place.primary:
        edge = QColor(palette.series)
    pen = QPen(edge, 1.4)
    if not place.held or not place.kind:
        pen.setStyle(Qt.PenStyle.DashLine)
    if place.key == chart.chosen:
        pen = QPen(QColor(palette.selected), 2.6)
    painter.setPen(pen)
    painter.setBrush(QColor(palette.band if place.primary else palette.card))
    radius = BOX[1] / 2 if place.kind == "party" else ROUND
    painter.drawRoundedRect(box, radius, radius)
    inner = box.adjusted(14, 4, -14, -4)
    ink = palette.ink if place.kind else palette.muted
    lines = texts.wrapped(place.name, Style(13, ink, bold=place.primary), inner.width(), lines=1)
    high = inner.height() / 2
    texts.write(
        painter,
        QRectF(inner.left(), inner.top(), inner.width(), high),
        lines[0] if lines else "",
        Style(13, ink, bold=place.primary),
    )
    under = QRectF(inner.left(), inner.top() + high, inner.width(), high)
    texts.write(painter, under, place_words(place), Style(11, palette.muted))
    painter.setOpacity(1.0)


def place_words(place: Place) -> str:
    """What a place is, in a few words."""
    told = []
    if place.circle:
        told.append("circular reporting")
    elif place.primary:
        told.append("primary origin")
    if place.kind == "party":
        told.append("named in claims")
    elif not place.kind:
        told.append("not named")
    elif not place.held:
        told.append("text not held")
    if len(place.copies) > 1:
        told.append(f"{len(place.copies):,} copies")
    return " · ".join(told) or "document"


def _words(painter: QPainter, chart: CitationChart) -> None:
    palette, wide = chart.palette, chart.width - 2 * MARGIN
    title = QRectF(MARGIN, 20, wide, 28)
    texts.write(painter, title, chart.shown.title, Style(20, palette.ink, bold=True))
    about = chart.shown.subtitle or "Each line leads from a document to what it goes back to."
    texts.write(painter, QRectF(MARGIN, 50, wide, 20), about, Style(13, palette.muted))
    foot = QRectF(MARGIN, chart.height - FOOT, wide, 18)
    key = "Filled: primary origin. Dashed: text not held, or not named. Rounded: party."
    texts.write(painter, foot, key, Style(11, palette.muted))
    told = f"Source: {chart.caption.source}" if chart.caption.source else ""
    marks = " · ".join(filter(None, (told, chart.caption.marking)))
    texts.write(painter, foot.translated(0, 16), marks, Style(11, palette.muted))


def _wrong(chart: CitationChart) -> str:
    from workbench.model.kinds import Stance

    return chart.palette.stances[Stance.DENY].sign
