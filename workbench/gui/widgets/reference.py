"""The reference picker: a field with type-ahead that holds the id of another record.

What matches is looked up off the window's thread; the last question asked wins. Where a record can
be made from a name alone, the last line of the list offers to add it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui.nouns import a_word, noun_of
from workbench.gui.table.latest import Latest
from workbench.gui.widgets.buttons import clearable
from workbench.gui.widgets.editors import Editor, dress, stacked
from workbench.model import RECORDS
from workbench.model.query import Query

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.model.record import Record

MOST_OFFERED = 40
MOST_READ = 5_000
PAUSE_MS = 60
BY_NAME_ALONE = frozenset({"party", "item", "policy_line", "code"})
_ID = Qt.ItemDataRole.UserRole
_NEW = Qt.ItemDataRole.UserRole + 1


class _Line(QLineEdit):
    """A line that opens its list as soon as it has the focus and is empty."""

    def __init__(self, owner: ReferenceEditor) -> None:
        super().__init__()
        self._owner = owner

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason}:
            self.selectAll()


class ReferenceEditor(Editor):
    """Picks one record of one kind; empty means none."""

    def __init__(self, context: Context, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.kind = kind
        self._id = ""
        self._shown = ""
        self._reading = False
        self._answers = Latest(context, self)
        self.line = _Line(self)
        self.line.setPlaceholderText(f"Type to find {a_word(kind)}")
        clearable(self.line)
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        dress(self._completer)
        self._completer.setWidget(self.line)
        self._completer.activated[QModelIndex].connect(  # type: ignore[index] # an overload by type
            self._picked
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.line.textEdited.connect(self._edited)
        stacked(self).addWidget(self.line)

    @override
    def value(self) -> object:
        typed = self.line.text().strip()
        if self._reading and not typed:
            return self._id
        if not typed:
            return None
        if self._id and typed == self._shown:
            return self._id
        raise InvalidField(
            self.kind, f"{typed!r} is not in the list. Pick a line of it, or empty the field."
        )

    @override
    def set_value(self, value: object) -> None:
        self._id = str(value or "")
        self._show("")
        self._reading = bool(self._id)
        if self._id:
            wanted = self._id
            self._context.jobs.run(
                "Reading",
                lambda _: noun_of(self._context.dossier, self.kind).get(wanted),
                self._name_read,
                refused=self._gone,
                quiet=True,
            )

    @override
    def field(self) -> QWidget:
        return self.line

    def offers(self) -> list[str]:
        """The lines of the list as it stands."""
        return [self._offers.item(row).text() for row in range(self._offers.rowCount())]

    def pick(self, row: int) -> None:
        """Takes a line of the list."""
        self._picked(self._offers.index(row, 0))

    def _name_read(self, record: Record) -> None:
        if self._reading and record.id == self._id:
            self._reading = False
            self._show(record.name)

    def _gone(self, _fault: WorkbenchError) -> None:
        """Shows the id of a record that is no more, so that it is not lost unseen."""
        if self._reading:
            self._reading = False
            self._show(self._id)

    def _show(self, words: str) -> None:
        self._shown = words.strip()
        self.line.setText(words)
        self.line.setCursorPosition(0)

    def _edited(self) -> None:
        self._reading = False
        self.changed.emit()
        self._pause.start()

    def _ask(self) -> None:
        typed, kind = self.line.text().strip(), self.kind
        self._answers.ask(
            lambda dossier: matching(dossier, kind, typed), lambda found: self._offer(found, typed)
        )

    def _offer(self, found: list[Record], typed: str) -> None:
        self._offers.clear()
        for record in found:
            item = QStandardItem(record.name)
            item.setData(record.id, _ID)
            item.setToolTip(record.ref)
            self._offers.appendRow(item)
        exact = any(record.name.casefold() == typed.casefold() for record in found)
        if typed and not exact and self.kind in BY_NAME_ALONE:
            item = QStandardItem(f"Add “{typed}” as a new {self.kind.replace('_', ' ')}")
            item.setData(typed, _NEW)
            self._offers.appendRow(item)
        if self._offers.rowCount() and self.line.hasFocus():
            self._completer.complete()

    def _picked(self, index: QModelIndex) -> None:
        name = index.data(_NEW)
        if name:
            self._add(str(name))
            return
        self._id = str(index.data(_ID))
        self._show(str(index.data()))
        self.changed.emit()

    def _add(self, name: str) -> None:
        kind = self.kind
        named: dict[str, Any] = {RECORDS[kind].TITLE: name}
        record = RECORDS[kind](**named)
        label = f"Add {kind.replace('_', ' ')}"
        self._context.write(label, lambda d: noun_of(d, kind).add(record), self._added)

    def _added(self, record: Record) -> None:
        self._id = record.id
        self._show(record.name)
        self.changed.emit()


def matching(dossier: Dossier, kind: str, typed: str) -> list[Record]:
    """Some records of a kind whose name holds `typed`, those that begin with it first."""
    wanted = typed.casefold()
    noun = noun_of(dossier, kind)
    found = [
        each
        for each in noun.page(_likely(noun, typed))
        if wanted in each.name.casefold() or wanted == each.ref.casefold()
    ]
    found.sort(key=lambda each: (not each.name.casefold().startswith(wanted), each.name.casefold()))
    return found[:MOST_OFFERED]


def _likely(noun: Any, typed: str) -> list[str]:
    """Ids whose names are worth reading: all, but of very many only some and what is indexed."""
    some: list[str] = noun.ids(limit=MOST_READ)
    if len(some) < MOST_READ or not typed:
        return some
    by_words = Query(words=(typed.lstrip("-"),))  # a phrase whose last word may go on
    by_number = Query().where("ref", typed)
    indexed = [*noun.ids(by_number), *noun.ids(by_words, limit=MOST_READ)]
    return list(dict.fromkeys([*indexed, *some]))
