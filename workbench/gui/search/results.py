"""The list of what was found: a title, what it is, and the words around it with the found ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.theme import font, tokens
from workbench.model.offsets import Offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from workbench.gui.search.rows import FoundRow

Index = QModelIndex | QPersistentModelIndex
LEFT = 40
MARGIN = 12
GAP = 7
HEADING = 34
LINES = 2


class FoundRows(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[FoundRow, ...] = ()

    def show(self, rows: Sequence[FoundRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(each for each in (row.title, row.detail, row.words) if each)
        return row if role == Qt.ItemDataRole.UserRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        heading = self.rows[index.row()].heading
        return flags & ~Qt.ItemFlag.ItemIsSelectable if heading else flags


class FoundDelegate(QStyledItemDelegate):
    """Draws a row: icon and title, what it is at the right, two lines of words below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: FoundRow = index.data(Qt.ItemDataRole.UserRole)
        if row.heading:
            return QSize(100, HEADING)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 600
        return QSize(100, self._title_height(row) + self._words(row, width).height + 2 * GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: FoundRow = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._heading(painter, box, row)
        else:
            self._row(painter, box, row, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _title_height(self, row: FoundRow) -> int:
        return 22 if row.title else 0

    def _heading(self, painter: QPainter, box: QRect, row: FoundRow) -> None:
        line = box.adjusted(MARGIN, 8, -MARGIN, 0)
        self._detail(painter, line, row.detail)
        painter.setFont(font(13, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens().ink))
        words = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, line.width() - self._room(row.detail)
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)

    def _row(self, painter: QPainter, box: QRect, row: FoundRow, *, chosen: bool) -> None:
        colours = tokens()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft))
            painter.drawRoundedRect(box.adjusted(4, 1, -4, -1), 6, 6)
        if row.title:
            line = QRect(box.left() + LEFT, box.top() + GAP, box.width() - LEFT - MARGIN, 22)
            if row.icon:
                place = QRect(box.left() + MARGIN + 2, line.center().y() - 8, 17, 17)
                icons.icon(row.icon, "accent" if chosen else "muted").paint(painter, place)
            self._detail(painter, line, row.detail)
            painter.setFont(font(13, weight=QFont.Weight.DemiBold))
            painter.setPen(QColor(colours.ink))
            title = painter.fontMetrics().elidedText(
                row.title, Qt.TextElideMode.ElideRight, line.width() - self._room(row.detail)
            )
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        top = box.top() + GAP + self._title_height(row)
        painter.setPen(QColor(colours.ink if not row.title else colours.muted))
        self._words(row, box.width()).layout.draw(painter, QPointF(box.left() + LEFT, top))

    def _detail(self, painter: QPainter, line: QRect, words: str) -> None:
        painter.setFont(font(11))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)

    def _room(self, detail: str) -> int:
        from PySide6.QtGui import QFontMetrics

        return QFontMetrics(font(11)).horizontalAdvance(detail) + 16 if detail else 0

    def _words(self, row: FoundRow, width: int) -> _Laid:
        return _Laid(row, max(120, width - LEFT - MARGIN))


class _Laid:
    """The words of a row, wrapped into two lines, with what was found in them set off."""

    def __init__(self, row: FoundRow, width: int) -> None:
        self.layout = QTextLayout(row.words, font(12))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.layout.setTextOption(option)
        self.layout.setFormats([self._format(row.words, *span) for span in row.marks])
        self.height = 0
        self.layout.beginLayout()
        for _ in range(LINES if row.words else 0):
            line = self.layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, self.height))
            self.height += int(line.height()) + 2
        self.layout.endLayout()

    def _format(self, words: str, start: int, stop: int) -> QTextLayout.FormatRange:
        offsets = Offsets(words)
        found = QTextLayout.FormatRange()
        found.start = offsets.units(start)
        found.length = offsets.units(stop) - found.start
        style = QTextCharFormat()
        style.setForeground(QColor(tokens().ink))
        style.setBackground(QColor(tokens().warning_ground))
        style.setFontWeight(QFont.Weight.DemiBold)
        found.format = style
        return found


class FoundList(QListView):
    """The list; `activated` when Enter or a click opens a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = FoundRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(FoundDelegate(self))
        self.setAccessibleName("What was found")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QListView.Shape.NoFrame)

    def chosen(self) -> FoundRow | None:
        """The row that is chosen, None without one."""
        index = self.currentIndex()
        row = self.rows.rows[index.row()] if index.isValid() else None
        return None if row is None or row.heading else row
