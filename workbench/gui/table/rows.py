"""The table model: ids of all records that the query shows, rows of those that were looked at.

    rows = Rows(COLUMNS)
    rows.wanted.connect(read_page)               # a page number: read it off the window's thread
    rows.show(ids, {0: first_rows})
    rows.take(page, read_rows)

A row that is not read yet is drawn as a grey bar and asked for once. Nothing here reads a dossier.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from workbench.gui.table.columns import Column, Row

Index = QModelIndex | QPersistentModelIndex
PAGE = 64
PAGES_KEPT = 256
ROW_ID = int(Qt.ItemDataRole.UserRole)


class Rows(QAbstractTableModel):
    """Rows by number, over a snapshot of ids; `wanted` asks for a page that is not read yet."""

    wanted = Signal(int)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.order = ""
        self.descending = False
        self.edition = 0
        """Counts the snapshots: a page that was asked for an older one is of no use."""
        self._ids: list[str] = []
        self._places: Mapping[str, int] | None = None
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._asked: set[int] = set()

    @property
    def ids(self) -> Sequence[str]:
        """Every id, in order."""
        return self._ids

    def show(
        self,
        ids: list[str],
        pages: Mapping[int, Sequence[Row]],
        places: Mapping[str, int] | None = None,
    ) -> None:
        """Shows other records; where the ids are the same only the contents are renewed.

        Ids that only go on after the same first ones leave selection and place alone. `places` are
        the row numbers of the ids, where they are known already.
        """
        self.edition += 1
        held = len(self._ids)
        more = 0 < held < len(ids) and ids[:held] == self._ids
        same = more or ids == self._ids
        if more:
            self.beginInsertRows(QModelIndex(), held, len(ids) - 1)
        elif not same:
            self.beginResetModel()
        self._ids, self._places = ids, places
        self._pages.clear()
        self._asked.clear()
        for page, rows in pages.items():
            self._keep(page, rows)
        if more:
            self.endInsertRows()
        elif not same:
            self.endResetModel()
        if same and held:
            self._tell(0, held - 1)

    def take(self, page: int, rows: Sequence[Row]) -> None:
        """Fills a page that was asked for."""
        self._keep(page, rows)
        first = page * PAGE
        self._tell(first, min(first + PAGE, len(self._ids)) - 1)

    def page_ids(self, page: int) -> list[str]:
        """The ids of a page."""
        return self._ids[page * PAGE : (page + 1) * PAGE]

    def row(self, number: int) -> Row | None:
        """A row; None, and asked for, while it is not read yet."""
        page = number // PAGE
        held = self._pages.get(page)
        if held is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return held.get(number)

    def place(self, key: str) -> int:
        """The row number of an id; -1 where it is not shown."""
        return self._numbers().get(key, -1)

    def held(self, ids: Iterable[str]) -> dict[str, int]:
        """Those of some ids that are shown, with their row numbers, in the order given."""
        numbers = self._numbers()
        return {key: numbers[key] for key in ids if key in numbers}

    def sorted_by(self, order: str, *, descending: bool) -> None:
        """Shows in the headings what the rows are sorted by."""
        self.order, self.descending = order, descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == ROW_ID:
            return self._ids[index.row()]
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        row = self.row(index.row())
        if row is None:
            return "reading…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip
        return row.cell(self.columns[index.column()].name).words

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sign = " ↓" if self.descending else " ↑"
            return column.title + (sign if column.order and column.order == self.order else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column.order:
            return f"Sort by {column.title.lower()}"
        return None

    def _numbers(self) -> Mapping[str, int]:
        if self._places is None:
            self._places = {each: number for number, each in enumerate(self._ids)}
        return self._places

    def _keep(self, page: int, rows: Sequence[Row]) -> None:
        """Keeps the rows of a page by number; a record that is gone meanwhile leaves a gap."""
        at = {key: page * PAGE + n for n, key in enumerate(self.page_ids(page))}
        self._asked.discard(page)
        self._pages[page] = {at[row.id]: row for row in rows if row.id in at}
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
