"""The table of one kind: ids, and a page cache; records are read as they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from workbench.gui import nouns
from workbench.gui.fields import chosen_fields, form_fields
from workbench.gui.widgets.facts import fact, linked_names
from workbench.model.kinds import Credibility, Reliability

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from workbench.gui.context import Context
    from workbench.gui.fields import FormField
    from workbench.model.record import Record

Index = QModelIndex | QPersistentModelIndex
PAGE = 256
PAGES_KEPT = 8
MOST_COLUMNS = 6


def columns_of(kind: type[Record], only: Sequence[str] = ()) -> list[FormField]:
    """The fields that a table of a kind shows: those called `only`, else the short ones."""
    if only:
        return list(chosen_fields(kind, only))
    short = [each for each in form_fields(kind) if each.name == kind.TITLE or not each.long]
    short.sort(key=lambda each: each.name != kind.TITLE)
    return short[:MOST_COLUMNS]


class RecordTable(QAbstractTableModel):
    """The records of one kind, in the order of their ids; column 0 is the short name."""

    def __init__(
        self,
        context: Context,
        kind: type[Record],
        parent: QObject | None = None,
        *,
        only: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.kind = kind
        self.columns = columns_of(kind, only)
        self._ids: list[str] = []
        self._pages: dict[int, list[Record]] = {}
        self._names: dict[str, str] = {}

    def show(self, ids: list[str]) -> None:
        """Shows the records with these ids, read afresh."""
        self.beginResetModel()
        self._ids = ids
        self._pages = {}
        self._names = {}
        self.endResetModel()

    def id_at(self, row: int) -> str:
        """The id of the record in a row."""
        return self._ids[row]

    def row_of(self, key: str) -> int:
        """The row of a record, -1 when it is not shown."""
        return self._ids.index(key) if key in self._ids else -1

    def record(self, row: int) -> Record | None:
        """The record in a row; None when it went away meanwhile."""
        number, place = divmod(row, PAGE)
        if number not in self._pages:
            self._read(number)
        page = self._pages[number]
        wanted = self._ids[row]
        if place < len(page) and page[place].id == wanted:
            return page[place]
        return next((each for each in page if each.id == wanted), None)

    def _read(self, number: int) -> None:
        dossier = self._context.dossier
        ids = self._ids[number * PAGE : (number + 1) * PAGE]
        found = nouns.noun_of(dossier, self.kind.KIND).page(ids)
        while len(self._pages) >= PAGES_KEPT:
            self._pages.pop(next(iter(self._pages)))
        self._pages[number] = found
        self._names |= linked_names(dossier, found)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.columns) + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        record = self.record(index.row())
        if record is None:
            return None
        if index.column() == 0:
            return record.ref
        field = self.columns[index.column() - 1]
        value = getattr(record, field.name)
        if isinstance(value, Reliability | Credibility) and role == Qt.ItemDataRole.DisplayRole:
            return value.value  # what the grade means stands in the tooltip and the inspector
        words = fact(field, value, self._names)
        return words if role == Qt.ItemDataRole.ToolTipRole else words.replace("\n", "; ")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section - 1].label if section else "No."
