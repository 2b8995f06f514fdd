"""The table itself: Qt's for keys, selection, headings, screen readers; rows draw themselves."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView
from typing_extensions import override

from workbench.gui.table.columns import fit
from workbench.gui.table.draw import RowPainter, row_height
from workbench.gui.theme import theme
from workbench.gui.widgets.choosing import choose_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from workbench.gui.table.columns import Column
    from workbench.gui.table.rows import Rows

TYPING_SECONDS = 1.0
HEADER_HEIGHT = 32
MOST_STRETCHES = 400
LEAST_WIDTH = 40
MOST_WIDTH = 1200


class Grid(QTableView):
    """Rows of records.

    `chosen` gives the ids that are selected, the current one last; `sort_wanted` the order of a
    heading that was clicked; `typed` what was typed to jump to a row; `opened` the id of a row that
    was entered (Enter or a double click).
    """

    chosen = Signal(object)
    sort_wanted = Signal(str)
    typed = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, rows: Rows, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.hidden: set[str] = {each.name for each in rows.columns if not each.shown}
        self._own_widths: dict[str, int] = {}
        self._compact = False
        self._painter = RowPainter(compact=False)
        self._hovered = -1
        self._fitting = False
        self._prefix, self._typed_at = "", 0.0
        self.setAccessibleName(name)
        self.setModel(rows)
        self._set_up()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._tell)
        self.selectionModel().selectionChanged.connect(lambda *_: self._later.start())
        self.selectionModel().currentRowChanged.connect(lambda *_: self._later.start())
        theme().changed.connect(self.restyle)
        self.restyle()

    # --- what is shown ------------------------------------------------------------------------

    def restyle(self, *, compact: bool | None = None) -> None:
        """Takes up theme, text size and density."""
        self._compact = self._compact if compact is None else compact
        self._painter = RowPainter(compact=self._compact)
        high = row_height(compact=self._compact, size=theme().size)
        self.verticalHeader().setDefaultSectionSize(high)
        self._fit()
        self.viewport().update()

    def hide_column(self, name: str, *, hide: bool) -> None:
        """Hides a column until it is shown again."""
        (self.hidden.add if hide else self.hidden.discard)(name)
        self._fit()

    def shown_columns(self) -> list[Column]:
        """The columns that can be seen, in order."""
        return [c for n, c in enumerate(self.rows.columns) if not self.isColumnHidden(n)]

    def arranged(self) -> tuple[dict[str, str], dict[str, int]]:
        """What the analyst arranged: columns shown or hidden against their rule, and widths."""
        first = {each.name for each in self.rows.columns if not each.shown}
        changed = dict.fromkeys(self.hidden - first, "hidden")
        changed |= dict.fromkeys(first - self.hidden, "shown")
        return changed, dict(self._own_widths)

    def arrange(self, changed: Mapping[str, str], widths: Mapping[str, int]) -> None:
        """Arranges the columns as `arranged` gave them; two empty mappings: as they are declared.

        A name that is no column is left out, and so is a width that cannot be used.
        """
        for each in self.rows.columns:
            shown = each.stretch or changed.get(each.name, "shown" if each.shown else "") == "shown"
            (self.hidden.discard if shown else self.hidden.add)(each.name)
        own = {each.name for each in self.rows.columns if not each.stretch}
        self._own_widths = {
            name: width
            for name, width in widths.items()
            if name in own and LEAST_WIDTH <= width <= MOST_WIDTH
        }
        self._fit()

    # --- selection ----------------------------------------------------------------------------

    def chosen_ids(self) -> list[str]:
        """The ids that are selected, the current one last."""
        ids, current = self.rows.ids, self.currentIndex().row()
        parts = apart(
            (part.top(), part.bottom())
            for part in self.selectionModel().selection()  # type: ignore[attr-defined] # it is a list
        )
        chosen: list[str] = []
        last = -1
        for first, end in parts:
            if first <= current <= end:
                last = len(chosen) + current - first
            chosen += ids[first : end + 1]
        if last >= 0:
            chosen.append(chosen.pop(last))
        return chosen

    def choose(self, ids: Sequence[str], *, scroll: bool = True) -> None:
        """Selects rows by id without telling anyone; the last one becomes the current one.

        Rows that lie scattered over more than some hundred stretches are too many for Qt's
        selection; then only the last one is selected.
        """
        places = list(self.rows.held(ids).values())
        parts = stretches(places)
        if len(parts) > MOST_STRETCHES:
            parts = stretches(places[-1:])
        model, last = self.selectionModel(), len(self.rows.columns) - 1
        chosen = QItemSelection()
        for first, end in parts:
            chosen.append(
                QItemSelectionRange(self.rows.index(first, 0), self.rows.index(end, last))
            )
        flags = QItemSelectionModel.SelectionFlag
        model.blockSignals(True)  # noqa: FBT003 - Qt's signature
        model.select(chosen, flags.ClearAndSelect)
        if places:
            model.setCurrentIndex(self._at(places[-1]), flags.NoUpdate)
        model.blockSignals(False)  # noqa: FBT003 - Qt's signature
        if places and scroll:
            self.scrollTo(self._at(places[-1]))
        self.viewport().update()

    def _at(self, place: int) -> QModelIndex:
        """A row at its first column that is shown: from a hidden one, arrow keys go nowhere."""
        columns = range(len(self.rows.columns))
        shown = next((each for each in columns if not self.isColumnHidden(each)), 0)
        return self.rows.index(place, shown)

    def step(self, by: int) -> None:
        """Makes the row `by` rows further down the current one and the only one selected."""
        count = len(self.rows.ids)
        if count:
            current = self.currentIndex().row()
            self.go(min(max(current + by, 0), count - 1) if current >= 0 else 0)

    def go(self, place: int) -> None:
        """Makes a row the current one and the only one selected."""
        if 0 <= place < len(self.rows.ids):
            choose_row(self, place, column=self._at(place).column())

    def _tell(self) -> None:
        self.chosen.emit(self.chosen_ids())

    # --- Qt -----------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(event.rect())
        for number, box in self._rows_in(event.rect()):
            self._paint_row(painter, number, box)
        painter.end()

    def _rows_in(self, area: QRect) -> Iterator[tuple[int, QRect]]:
        first = self.rowAt(area.top())
        if first < 0:
            return
        width = self.viewport().width()
        for number in range(first, len(self.rows.ids)):
            top = self.rowViewportPosition(number)
            if top > area.bottom():
                return
            yield number, QRect(0, top, width, self.rowHeight(number))

    def _paint_row(self, painter: QPainter, number: int, box: QRect) -> None:
        chosen = self.selectionModel().isRowSelected(number)
        self._painter.ground(painter, box, chosen=chosen, hovered=number == self._hovered)
        places = [
            (
                column,
                QRect(self.columnViewportPosition(n), box.top(), self.columnWidth(n), box.height()),
            )
            for n, column in enumerate(self.rows.columns)
            if not self.isColumnHidden(n)
        ]
        row = self.rows.row(number)
        if row is None:
            self._painter.waiting(painter, places)
        else:
            self._painter.cells(painter, row, places)
        if number == self.currentIndex().row() and (chosen or self.hasFocus()):
            self._painter.mark(painter, box, focus=chosen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """Keeps letters from commands such as J while a name is being typed."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._typing()
            and event.text().isprintable()
            and event.text()
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End} and plain:
            self.go(0 if key == Qt.Key.Key_Home else len(self.rows.ids) - 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        self._prefix = (self._prefix if self._typing() else "") + search
        self._typed_at = time.monotonic()
        if self._prefix.strip():
            self.typed.emit(self._prefix)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    # --- inside -------------------------------------------------------------------------------

    def _typing(self) -> bool:
        return bool(self._prefix) and time.monotonic() - self._typed_at < TYPING_SECONDS

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows.ids[index.row()])

    def _fit(self) -> None:
        """Gives each column its width, and hides those for which there is no room."""
        room = self.viewport().width()
        if room <= 0 or self._fitting:
            return
        self._fitting = True
        widths = fit(self.rows.columns, room, hidden=self.hidden, scale=theme().size / 13)
        own = sum(self._own_widths.get(each, widths[each]) - widths[each] for each in widths)
        for number, column in enumerate(self.rows.columns):
            self.setColumnHidden(number, column.name not in widths)
            if column.name in widths:
                width = self._own_widths.get(column.name, widths[column.name])
                self.setColumnWidth(number, max(80, width - own) if column.stretch else width)
        self._fitting = False

    def _resized(self, section: int, _before: int, width: int) -> None:
        """Keeps a width that the analyst dragged; the stretching column takes up the difference."""
        column = self.rows.columns[section]
        if not self._fitting and not column.stretch:
            self._own_widths[column.name] = width
            self._fit()

    def _sort(self, section: int) -> None:
        order = self.rows.columns[section].order
        if order:
            self.sort_wanted.emit(order)

    def _choose_columns(self, at: QPoint) -> None:
        menu = column_menu(self, self.hide_column)
        menu.exec(self.horizontalHeader().mapToGlobal(at))
        menu.deleteLater()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # Of its own: the header asks of each column, at each paint, whether every row is selected.
        header.setSelectionModel(QItemSelectionModel(self.rows, header))
        header.setMinimumSectionSize(LEAST_WIDTH)
        header.setSectionsClickable(True)
        header.setFixedHeight(HEADER_HEIGHT)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._resized)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._choose_columns)
        self.doubleClicked.connect(self._open)


def stretches(places: Iterable[int]) -> list[tuple[int, int]]:
    """Row numbers as stretches, each with its first and last number."""
    made: list[tuple[int, int]] = []
    for place in sorted(set(places)):
        if made and made[-1][1] == place - 1:
            made[-1] = (made[-1][0], place)
        else:
            made.append((place, place))
    return made


def apart(parts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of rows as they were chosen; those that share rows are put together."""
    made = list(parts)
    order = sorted(made)
    if all(one[1] < other[0] for one, other in pairwise(order)):
        return made
    whole = order[:1]
    for first, end in order[1:]:
        if first <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((first, end))
    return whole


def column_menu(grid: Grid, hide: Callable[..., None]) -> QMenu:
    """The menu that shows and hides columns; the stretching one always stays."""
    menu = QMenu(grid)
    for column in grid.rows.columns:
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(column.name not in grid.hidden)
        action.setEnabled(not column.stretch)
        action.toggled.connect(lambda on, name=column.name: hide(name, hide=not on))
    return menu
