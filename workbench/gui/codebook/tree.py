"""The codebook as a tree: drawn with colour, key and count; renamed in place, moved by drag.

The tree never changes codes itself: it says what the analyst wants, and is filled anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QTreeView,
)
from typing_extensions import override

from workbench.gui.sources.marking import fits
from workbench.gui.theme import font, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QAbstractItemModel, QRect
    from PySide6.QtGui import QDropEvent
    from PySide6.QtWidgets import (
        QAbstractItemDelegate,
        QStyleOptionViewItem,
        QWidget,
    )

    from workbench.dossier.codes import CodeLine
    from workbench.model.code import Code

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1
ROW = 28
DOT = 10
COUNT_WIDTH = 44


class CodeDelegate(QStyledItemDelegate):
    """Draws a code on one line; `named` gives the id (empty: a new one) and the name typed."""

    named = Signal(str, str)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: CodeLine | None = index.data(LINE)
        box: QRect = option.rect
        colours = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.soft if chosen else colours.hover))
            painter.drawRoundedRect(box.adjusted(0, 1, -2, -1), 6, 6)
        if line is not None:
            self._paint_line(painter, box, line, chosen=chosen)
        painter.restore()

    @staticmethod
    def _paint_line(painter: QPainter, box: QRect, line: CodeLine, *, chosen: bool) -> None:
        colours, code, middle = tokens(), line.code, Qt.AlignmentFlag.AlignVCenter
        colour = QColor(code.colour)
        if code.retired:
            painter.setPen(colour)
        else:
            painter.setBrush(colour)
        painter.drawEllipse(box.left() + 6, box.center().y() - DOT // 2 + 1, DOT, DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setFont(font(12))
        painter.setPen(QColor(colours.muted))
        right = box.adjusted(0, 0, -9, 0)
        painter.drawText(
            right,
            middle | Qt.AlignmentFlag.AlignRight,
            f"{line.passages:,}" if line.passages else "",
        )
        room = box.adjusted(24, 0, -COUNT_WIDTH, 0)
        if code.letter:
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, f"⇧{code.letter}")
            room.adjust(0, 0, -26, 0)
        painter.setFont(font(weight=QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(QColor(colours.faint if code.retired else colours.ink))
        words = f"{code.title} (retired)" if code.retired else code.title
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, elided)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Name of the code")
        editor.setPlaceholderText("Name of the new code")
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        line: CodeLine | None = index.data(LINE)
        if isinstance(editor, QLineEdit):
            editor.setText(line.code.title if line else "")
            editor.selectAll()

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(20, 0, -4, 0))

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        line: CodeLine | None = index.data(LINE)
        if not isinstance(editor, QLineEdit) or editor.property("told"):
            return  # Qt asks once for Enter and once more for the focus that goes
        editor.setProperty("told", True)  # noqa: FBT003 - Qt's signature
        words = editor.text().strip()
        if words and words != (line.code.title if line else ""):
            self.named.emit(line.code.id if line else "", words)


class CodeTree(QTreeView):
    """Shows codes.

    `named` gives an id (empty: a new code) and a name, `moved` a code's id, the id that it is to
    stand below or an empty text, and the one before which it is to stand or an empty text; `picked`
    the id of a code that was pressed twice or entered.
    """

    named = Signal(str, str)
    moved = Signal(str, str, str)
    picked = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self._folded: set[str] = set()
        self._words = ""
        self.setModel(self._items)
        drawn = CodeDelegate(self)
        drawn.named.connect(self.named)
        drawn.closeEditor.connect(self._ended)
        self.setItemDelegate(drawn)
        self.setHeaderHidden(True)
        self.setIndentation(16)
        self.setMouseTracking(True)
        self.setAccessibleName("Codes")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.activated.connect(self._activated)
        self.collapsed.connect(lambda at: self._folded.add(self._id(at)))
        self.expanded.connect(lambda at: self._folded.discard(self._id(at)))
        self.selectionModel().currentChanged.connect(lambda at, _: self.chosen.emit(self._id(at)))

    def allow_moving(self) -> None:
        """Lets codes be dragged."""
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)

    @property
    def current(self) -> Code | None:
        """The code that is chosen."""
        line: CodeLine | None = self.currentIndex().data(LINE)
        return line.code if line else None

    def show_lines(self, lines: Sequence[CodeLine]) -> None:
        """Shows the codebook as it is now; what was chosen and folded stays so."""
        held = self._id(self.currentIndex())
        at = self.verticalScrollBar().value()
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._items.clear()
        above: list[QStandardItem] = [self._items.invisibleRootItem()]
        for line in lines:
            item = QStandardItem(line.code.title)
            item.setData(line, LINE)
            item.setToolTip(_tip(line.code))
            item.setEditable(True)
            del above[line.depth + 1 :]
            above[line.depth].appendRow(item)
            above.append(item)
        self.expandAll()
        for index in self._every():
            if self._id(index) in self._folded:
                self.collapse(index)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.choose(held)
        self.narrow(self._words)
        self.verticalScrollBar().setValue(at)

    def choose(self, key: str) -> None:
        """Chooses the code with this id."""
        for index in self._every():
            if self._id(index) == key:
                self.setCurrentIndex(index)
                return

    def narrow(self, words: str) -> None:
        """Shows only codes that hold the letters of `words` in order, and those above them."""
        self._words = words
        for index in reversed(list(self._every())):
            below = (self.isRowHidden(n, index) for n in range(self._items.rowCount(index)))
            hit = fits(words, str(index.data())) or not all(below)
            self.setRowHidden(index.row(), index.parent(), not hit)

    def rename(self) -> None:
        """Opens the name of the chosen code for typing."""
        if self.current is not None:
            self.edit(self.currentIndex())

    def name_new(self, below: str) -> None:
        """Opens a line for the name of a new code, below a code or at the end."""
        parent = next((each for each in self._every() if self._id(each) == below), QModelIndex())
        around = self._items.itemFromIndex(parent) if parent.isValid() else None
        item = QStandardItem()
        (around or self._items.invisibleRootItem()).appendRow(item)
        self.expand(parent)
        self.setCurrentIndex(item.index())
        self.edit(item.index())

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Says what was let fall where; the tree is filled anew when it has been done."""
        moved = self._id(self.currentIndex())
        target = self.indexAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        place = QAbstractItemView.DropIndicatorPosition
        below, before = self._id(target.parent()), ""
        if where == place.OnItem:
            below = self._id(target)
        elif where == place.AboveItem:
            before = self._id(target)
        elif where == place.BelowItem:
            before = self._id(target.siblingAtRow(target.row() + 1))
        if moved and moved not in {below, before}:
            self.moved.emit(moved, below, before)

    def _every(self) -> Iterator[QModelIndex]:
        def below(parent: QModelIndex) -> Iterator[QModelIndex]:
            for row in range(self._items.rowCount(parent)):
                index = self._items.index(row, 0, parent)
                yield index
                yield from below(index)

        return below(QModelIndex())

    @staticmethod
    def _id(index: QModelIndex) -> str:
        line: CodeLine | None = index.data(LINE) if index.isValid() else None
        return line.code.id if line else ""

    def _activated(self, index: QModelIndex) -> None:
        if self._id(index):
            self.picked.emit(self._id(index))

    def _ended(self, _editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Takes the line of a new code away: once it is added, the tree is filled with it."""
        index = self.currentIndex()
        if index.isValid() and not self._id(index):
            self._items.removeRow(index.row(), index.parent())
        self.setFocus()


def _tip(code: Code) -> str:
    told = (
        code.definition,
        f"Include: {code.include}" if code.include else "",
        f"Exclude: {code.exclude}" if code.exclude else "",
        f"Example: {code.example}" if code.example else "",
    )
    return "\n".join(each for each in (f"{code.ref}  {code.title}", *told) if each)
