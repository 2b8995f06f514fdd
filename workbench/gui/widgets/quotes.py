"""A list of quotes: a coloured edge, a line that says where, the words, a line of notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate
from typing_extensions import override

from workbench.gui.theme import font, theme, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
LONGEST = 400
LEFT, RIGHT, TOP, GAP, FOOT = 18, 16, 9, 3, 10
_WRAPPED = Qt.TextFlag.TextWordWrap.value


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """What one line shows, and the record that it opens; `colour` is #rrggbb or empty."""

    kind: str
    key: str
    head: str
    words: str
    notes: str = ""
    colour: str = ""

    @property
    def shown(self) -> str:
        """The words on one line, cut where they are long."""
        flat = " ".join(self.words.split())
        return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[QuoteLine] = ()

    def show(self, lines: Sequence[QuoteLine]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.shown} {line.head}"
        return None


class _QuoteDelegate(QStyledItemDelegate):
    """Draws a quote in as many lines as it needs."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: QuoteLine = index.data(LINE)
        width = _width_of(self.parent())
        words = QFontMetrics(font()).boundingRect(
            QRect(0, 0, width - LEFT - RIGHT, 10_000), _WRAPPED, line.shown
        )
        small = QFontMetrics(font(max(11, theme().size - 1))).height()
        notes = small + GAP if line.notes else 0
        return QSize(width, TOP + small + GAP + words.height() + notes + FOOT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: QuoteLine = index.data(LINE)
        colours, box = tokens(), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.soft if chosen else colours.hover))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
        painter.setBrush(QColor(line.colour or colours.edge))
        edge = QRect(box.left() + 7, box.top() + TOP, 3, box.height() - TOP - FOOT)
        painter.drawRoundedRect(edge, 1.5, 1.5)
        inner = box.adjusted(LEFT, TOP, -RIGHT, -FOOT)
        small = font(max(11, theme().size - 1), weight=QFont.Weight.DemiBold)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        metrics = painter.fontMetrics()
        elided = metrics.elidedText(line.head, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, elided)
        painter.setFont(font())
        painter.setPen(QColor(colours.ink))
        painter.drawText(inner.adjusted(0, metrics.height() + GAP, 0, 0), _WRAPPED, line.shown)
        if line.notes:
            painter.setFont(font(max(11, theme().size - 1)))
            painter.setPen(QColor(colours.muted))
            elided = metrics.elidedText(line.notes, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, Qt.AlignmentFlag.AlignBottom, elided)
        painter.restore()


def _width_of(view: QObject | None) -> int:
    return view.viewport().width() if isinstance(view, QListView) else 300


class QuoteList(QListView):
    """Shows quotes; `opened` gives the kind and id of the record that was entered."""

    opened = Signal(str, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_QuoteDelegate(self))
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(100)
        self.activated.connect(self._activated)

    @property
    def lines(self) -> Sequence[QuoteLine]:
        """What is shown."""
        return self._lines.lines

    @property
    def current(self) -> QuoteLine | None:
        """The line that is chosen."""
        index = self.currentIndex()
        return self._lines.lines[index.row()] if index.isValid() else None

    def show_lines(self, lines: Sequence[QuoteLine]) -> None:
        """Shows other quotes; the one that was chosen stays so."""
        held = self.current
        at = self.verticalScrollBar().value()
        self._lines.show(lines)
        for row, line in enumerate(lines):
            if held is not None and line.key == held.key:
                self.setCurrentIndex(self._lines.index(row, 0))
                break
        self.verticalScrollBar().setValue(at)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _activated(self, index: QModelIndex) -> None:
        line = self._lines.lines[index.row()]
        self.opened.emit(line.kind, line.key)
