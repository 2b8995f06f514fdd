"""Lists of the side bar: an icon, words, and a count at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.theme import font, tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex
COUNT = Qt.ItemDataRole.UserRole + 40
ICON = Qt.ItemDataRole.UserRole + 41
ROW = 26


class CountDelegate(QStyledItemDelegate):
    """Draws a line of the side bar from its text, `ICON` (a name of `icons`) and `COUNT`."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft if chosen else colours.hover))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 5, 5)
        place = QRect(box.left() + 8, box.center().y() - 8, 17, 17)
        icon = str(index.data(ICON) or "")
        if icon:
            icons.icon(icon, "accent" if chosen else "muted").paint(painter, place)
        count = index.data(COUNT)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        if count is not None:
            right = box.adjusted(0, 0, -8, 0)
            painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, str(count))
        painter.setFont(font(weight=QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(QColor(colours.ink))
        words = box.adjusted(32 if icon else 8, 0, -42, 0)
        elided = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, elided)
        painter.restore()
