"""The side bar of a table: a line that filters the lists, and the lists themselves."""

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
    Signal,
)
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.errors import QuerySyntaxError
from workbench.gui import icons
from workbench.gui.panel import Panel
from workbench.gui.table.draw import elided
from workbench.gui.table.facets import MOST_SHOWN, Entry, read_sections
from workbench.gui.theme import font, theme, tokens
from workbench.gui.widgets.stance import paint_glyph
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import (
        QStyleOptionViewItem,
    )

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.table.facets import Listed, Plan, Section

Index = QModelIndex | QPersistentModelIndex
LINE_HEIGHT = 26
HEADING_HEIGHT = 30
SIGN = 16
ENTRY = int(Qt.ItemDataRole.UserRole)


class Lines(QAbstractListModel):
    """Headings and entries, one a row."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sections: Sequence[Section] = ()
        self._wanted = ""
        self._open: set[str] = set()
        self.lines: list[Entry | str] = []

    def show(self, sections: Sequence[Section]) -> None:
        """Shows other sections."""
        self._sections = sections
        self._fill()

    def narrow(self, wanted: str) -> None:
        """Shows only the entries whose title holds `wanted`."""
        self._wanted = wanted.strip().casefold()
        self._fill()

    def open(self, title: str) -> None:
        """Shows every entry of a section."""
        self._open.add(title)
        self._fill()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == ENTRY:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line if isinstance(line, str) else line.title
        if role == Qt.ItemDataRole.AccessibleTextRole and not isinstance(line, str):
            chosen = ", chosen" if line.active else ""
            return f"{line.title}, {line.count:,}{chosen}"
        if role == Qt.ItemDataRole.ToolTipRole and not isinstance(line, str):
            return _tip(line)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _fill(self) -> None:
        self.beginResetModel()
        self.lines = []
        for section in self._sections:
            shown = self._of(section)
            if shown:
                self.lines += [section.title, *shown]
        self.endResetModel()

    def _of(self, section: Section) -> list[Entry]:
        if self._wanted:
            return [each for each in section.entries if self._wanted in each.title.casefold()]
        entries = list(section.entries)
        if len(entries) <= MOST_SHOWN + 1 or section.title in self._open:
            return entries
        shown = [e for n, e in enumerate(entries) if n < MOST_SHOWN or e.active]
        rest = len(entries) - len(shown)
        return [*shown, Entry(title=f"{rest} more…", kind="more", key=section.title)]


def _tip(line: Entry) -> str:
    if line.kind == "facet":
        return f"{line.title}\nCtrl+click: together with others"
    return str(line.query) or "everything" if line.kind in {"view", "saved"} else ""


class LinePainter(QStyledItemDelegate):
    """Draws headings and entries."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(ENTRY), str)
        extra = (theme().size - 13) * 2
        return QSize(100, (HEADING_HEIGHT if heading else LINE_HEIGHT) + extra)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(ENTRY)
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, str):
            self._heading(painter, box, line)
        else:
            state: QStyle.StateFlag = option.state
            self._ground(painter, box, line, state)
            self._entry(painter, box, line)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, words: str) -> None:
        painter.setFont(font(max(11, theme().size - 2), weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens().muted))
        low = box.adjusted(10, 0, -8, -5)
        painter.drawText(low, Qt.AlignmentFlag.AlignBottom, words.upper())

    def _ground(self, painter: QPainter, box: QRect, line: Entry, state: QStyle.StateFlag) -> None:
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focus = bool(state & QStyle.StateFlag.State_Selected) and bool(
            state & QStyle.StateFlag.State_Active
        )
        inside = box.adjusted(0, 1, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if line.active or hovered:
            painter.setBrush(QColor(tokens().soft if line.active else tokens().hover))
            painter.drawRoundedRect(inside, 6, 6)
        view = self.parent()
        if focus and isinstance(view, QWidget) and view.hasFocus():
            painter.setPen(QColor(tokens().accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(0, 0, -1, -1), 6, 6)

    def _entry(self, painter: QPainter, box: QRect, line: Entry) -> None:
        middle = box.top() + box.height() / 2
        if line.stance is not None:
            paint_glyph(painter, QPointF(box.left() + 18, middle), line.stance)
        elif line.icon:
            place = QRect(box.left() + 10, int(middle) - SIGN // 2, SIGN, SIGN)
            role = "accent" if line.active else "muted"
            icons.icon(line.icon, role).paint(painter, place)
        quiet = line.count == 0
        weight = QFont.Weight.DemiBold if line.active else QFont.Weight.Normal
        face = font(weight=weight)
        painter.setFont(face)
        painter.setPen(QColor(tokens().muted if quiet else tokens().ink))
        count = "" if line.kind == "more" else f"{line.count:,}"
        room = box.width() - 34 - 14 - 8 * max(2, len(count))
        align = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(34, 0, 0, 0), align, elided(face, line.title, room))
        painter.setFont(font(max(11, theme().size - 1)))
        painter.setPen(QColor(tokens().muted))
        painter.drawText(box.adjusted(0, 0, -10, 0), align | Qt.AlignmentFlag.AlignRight, count)


class LineList(QListView):
    """The lists of the side bar; `picked` gives an entry, and whether it comes beside others."""

    picked = Signal(object, bool)
    unwanted = Signal(object)

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.setModel(lines)
        self.setItemDelegate(LinePainter(self))
        self.setAccessibleName("Views, facets and saved searches")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._pick(index, more=more)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._pick(index, more=more)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self.unwanted.emit(index.data(ENTRY))
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex, *, more: bool) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        if isinstance(entry, Entry):
            self.picked.emit(entry, more)


class Side(Panel):
    """Views, facets and saved searches of one kind of record."""

    picked = Signal(object, bool)
    """An `Entry`, and whether it comes beside others."""
    unwanted = Signal(object)
    """An `Entry` that should go (a saved search)."""
    listed = Signal(object)
    """What was read, a `Listed`."""

    def __init__(self, context: Context, plan: Plan) -> None:
        super().__init__(context)
        self._plan = plan
        self._known: dict[Query, int] = {}
        context.dossier_changed.connect(self._forget)
        self.query = Query()
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText("Filter lists")
        self.narrow.setAccessibleName("Filter the lists of the side bar")
        self.narrow.setClearButtonEnabled(True)
        self.narrow.setProperty("role", "search")
        sign = QAction(QIcon(), "", self.narrow)
        self.narrow.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        icons.put(sign, "funnel-simple")
        self.lines = Lines(self)
        self.list = LineList(self.lines)
        self.narrow.textChanged.connect(self.lines.narrow)
        self.list.picked.connect(self._picked)
        self.list.unwanted.connect(self.unwanted)
        theme().changed.connect(self.list.viewport().update)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 9, 6)
        column.setSpacing(4)
        column.addWidget(self.narrow)
        column.addWidget(self.list, 1)

    def show_query(self, query: Query) -> None:
        """Counts for another query."""
        self.query = query
        self.schedule()

    @override
    def refresh(self) -> None:
        plan, query, known = self._plan, self.query, self._known

        def look(dossier: Dossier) -> Listed | None:
            try:
                return read_sections(dossier, plan, query, known)
            except QuerySyntaxError:
                return None  # what is wrong is told under the search line; the lists stay

        self.read(look, self._fill)

    def _forget(self) -> None:
        self._known = {}  # another one: what is being read now still fills the one before

    def _fill(self, listed: Listed | None) -> None:
        if listed is None:
            return
        at = self.list.verticalScrollBar().value()
        self.lines.show(listed.sections)
        self.list.verticalScrollBar().setValue(at)
        self.listed.emit(listed)

    def _picked(self, entry: Entry, more: bool) -> None:  # noqa: FBT001 - Qt's signal
        if entry.kind == "more":
            self.lines.open(entry.key)
        else:
            self.picked.emit(entry, more)
