"""Forecasts: the list, the scores of those that are due, and how well they are calibrated."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from typing_extensions import override

from workbench.gui.judgements.page import KindPage, PartOf
from workbench.gui.panel import Panel
from workbench.gui.theme import font, theme, tokens
from workbench.model.forecast import Forecast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from workbench.analysis.calibration import Bin
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

FORECASTS = PartOf(
    kind="forecast",
    heading="Forecasts",
    why_empty="A forecast is yours: a question, what decides it, by when, and how likely you think "
    "it is. What a source expects is an expectation.",
    ids=lambda dossier: [each.id for each in dossier.forecasts.by_due()],
    figures=lambda dossier: dossier.forecasts.figures(),
    columns=("question", "due", "outcome", "resolved_at"),
)
HEIGHT = 250
LEFT, TOP, RIGHT, BOTTOM = 64.0, 46.0, 200.0, 40.0
TENTHS = 5
REACH, RING = 16, 9
_STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class ForecastsPage(KindPage):
    """The forecasts, with their calibration below as soon as one is scored."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, FORECASTS)
        self.plot = CalibrationPlot(context)
        self.plot.chosen.connect(self.choose_all)
        self.column.addWidget(self.plot)


def bins_in(dossier: Dossier) -> Sequence[Bin]:
    """The calibration of all forecasts that are scored."""
    found: Sequence[Bin] = dossier.forecasts.scores().calibration
    return found


class CalibrationPlot(Panel):
    """Observed share against stated probability: a dot a bin at its centre, whiskers its interval.

    A bar is a word with its band. On the diagonal a forecaster is calibrated. The forecasts
    of a dot that is pressed, or that the arrows come to, are chosen.
    """

    chosen = Signal(list)
    """The ids of the forecasts of a dot."""
    shows: ClassVar[tuple[type[Record], ...]] = (Forecast,)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bins: Sequence[Bin] = ()
        self.at = -1
        self.setFixedHeight(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Calibration of forecasts")
        theme().changed.connect(self.update)

    @override
    def refresh(self) -> None:
        self.read(bins_in, self.present)

    def present(self, bins: Sequence[Bin]) -> None:
        """Shows these bins; nothing where there is none."""
        self.bins = bins
        self.at = min(self.at, len(bins) - 1)
        words = [
            f"{each.low:.0%} to {each.high:.0%}: {each.hits} of {each.count} came about"
            for each in bins
        ]
        self.setAccessibleDescription("; ".join(words))
        self.setToolTip("\n".join((*words, "Press a dot to choose its forecasts.")))
        self.setFixedHeight(HEIGHT if bins else 0)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        away = [(event.position() - each).manhattanLength() for each in self.dots()]
        if away and min(away) <= REACH:
            self._choose(away.index(min(away)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or not self.bins:
            super().keyPressEvent(event)
        else:
            self._choose((max(self.at, -1 if step > 0 else 0) + step) % len(self.bins))

    def dots(self) -> list[QPointF]:
        """Where the dot of each bin stands, or the middle of its bar."""
        box = self._box()
        return [_point(box, each.centre, each.share) for each in self.bins]

    def _choose(self, at: int) -> None:
        self.at = at
        self.update()
        self.chosen.emit(list(self.bins[at].forecasts))

    def _box(self) -> QRectF:
        side = self.height() - TOP - BOTTOM
        return QRectF(LEFT, TOP, max(side, min(self.width() - LEFT - RIGHT, side * 2.4)), side)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box()
        self._frame(painter, box)
        said: list[QRectF] = []
        for each in self.bins:
            self._bin(painter, box, each)
            self._say_count(painter, box, each, said)
        if self.at >= 0:
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.dots()[self.at], RING, RING)
        self._legend(painter, box)
        painter.end()

    def _frame(self, painter: QPainter, box: QRectF) -> None:
        colours = tokens()
        painter.setFont(font(13, weight=font().Weight.DemiBold))
        painter.setPen(QColor(colours.ink))
        painter.drawText(QPointF(16, 24), "Calibration: how often it came about, by what was said")
        painter.setFont(font(11))
        for tenth in range(TENTHS + 1):
            share = tenth / TENTHS
            at = _point(box, share, share)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()))
            painter.setPen(QColor(colours.muted))
            left = QRectF(0, at.y() - 9, LEFT - 8, 18)
            painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                             f"{share:.0%}")  # fmt: skip
            below = QRectF(at.x() - 30, box.bottom() + 4, 60, 16)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, f"{share:.0%}")
        pen = QPen(QColor(colours.faint), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(box.bottomLeft(), box.topRight())

    def _bin(self, painter: QPainter, box: QRectF, each: Bin) -> None:
        colour = QColor(tokens().read if each.banded else tokens().accent)
        low, high = each.interval
        middle = each.centre
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(_point(box, middle, low), _point(box, middle, high))
        if each.banded:
            painter.setPen(QPen(colour, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(_point(box, each.low, each.share), _point(box, each.high, each.share))
        else:
            painter.setBrush(colour)
            painter.drawEllipse(_point(box, middle, each.share), 5, 5)

    def _say_count(self, painter: QPainter, box: QRectF, each: Bin, said: list[QRectF]) -> None:
        """Writes how many a bin holds beside it, above the counts that stand there already."""
        painter.setPen(QColor(tokens().muted))
        painter.setFont(font(11))
        words = f"n = {each.count}"
        room = painter.fontMetrics().boundingRect(words).size()
        beside = each.high if each.banded else each.centre
        place = QRectF(_point(box, beside, each.share) + QPointF(8, -20), room)
        while any(place.intersects(other) for other in said):
            place.translate(0, -room.height())
        said.append(place)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _legend(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(font(11))
        lines = (
            (tokens().accent, "numbers, at the centre of their bin"),
            (tokens().read, "words, over their band"),
            (tokens().faint, "dashed: perfectly calibrated"),
        )
        for row, (colour, words) in enumerate(lines):
            painter.setPen(QColor(colour))
            at = QPointF(box.right() + 16, box.top() + 12 + row * 18)
            painter.drawText(at, words)
        painter.setPen(QColor(tokens().muted))
        under = QRectF(box.left(), box.bottom() + 20, box.width(), 16)
        painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, "stated probability")


def _point(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.bottom() - y * box.height())
