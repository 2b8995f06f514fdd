"""The popover that links a passage to a field of a record, as support or as contradiction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.fields import form_fields
from workbench.gui.nouns import noun_of
from workbench.gui.table.latest import Latest
from workbench.gui.widgets.facts import fact, linked_names
from workbench.gui.widgets.labels import wrapped
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

WIDTH = 400
ROWS = 6
ROW_HEIGHT = 30
PAUSE_MS = 60
MOST = 30
KINDS = ("decision", "allocation", "activity", "expectation", "party", "item", "policy_line")
"""The kinds of record that a passage can speak about; those that change most come first."""
LATEST = 4
WHOLE = "The whole record"
LONGEST = 56
_RECORD = int(Qt.ItemDataRole.UserRole)


def found_records(dossier: Dossier, typed: str) -> list[Record]:
    """Records that hold all words, the best first; without words the newest of each kind."""
    if typed:
        hits = dossier.search(typed, limit=MOST, kinds=KINDS)
        return [r for hit in hits for r in noun_of(dossier, hit.kind).page([hit.record])]
    newest: list[Record] = []
    for kind in KINDS:
        noun = noun_of(dossier, kind)
        newest += reversed(noun.page(sorted(noun.ids())[-LATEST:]))
    return newest


def field_lines(dossier: Dossier, record: Record) -> list[tuple[str, str]]:
    """The fields of a record, each with its value in words; first the record as a whole."""
    names: Mapping[str, str] = linked_names(dossier, [record])
    lines = [("", WHOLE)]
    for spec in form_fields(type(record)):
        words = " ".join(fact(spec, getattr(record, spec.name), names).split()) or "not stated"
        cut = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        lines.append((spec.name, f"{spec.label}: {cut}"))
    return lines


class LinkPopover(QFrame):
    """Asks which field of which record; `done` gives record, field and `SupportRole`."""

    done = Signal(object, str, object)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setFixedWidth(WIDTH)
        self.record: Record | None = None
        self._area = QRect()
        self._found = Latest(context, self)
        self._fields = Latest(context, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.quote = wrapped()
        self.line = QLineEdit()
        self.records = QListWidget()
        self.field = QComboBox()
        self._set_up()
        self._lay_out()
        self.hide()

    def _set_up(self) -> None:
        self.line.setPlaceholderText("Find a decision, allocation, party …")
        self.line.setAccessibleName("Record")
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.records.setAccessibleName("Records")
        self.records.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.records.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.records.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.records.itemClicked.connect(self._picked)
        self.field.setAccessibleName("Field")
        self.field.installEventFilter(self)

    def ask(self, quote: str, area: QRect) -> None:
        """Opens below an area of the parent, or above it."""
        cut = quote if len(quote) <= 140 else quote[:139] + "…"  # noqa: PLR2004 - three lines
        self.quote.setText(f"“{' '.join(cut.split())}”")
        self.record = None
        self.line.clear()
        self._show_fields([])
        self._area = area
        self._ask()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()

    def choose(self, record: Record) -> None:
        """Takes a record; its fields can be chosen then."""
        self.record = record
        self.line.setText(f"{record.ref}  {record.name}")
        self.records.hide()
        self._fields.ask(lambda dossier: field_lines(dossier, record), self._show_fields)

    def link(self, role: SupportRole) -> None:
        """Says what was chosen, and closes."""
        if self.record is None:
            self.line.setFocus()
            return
        record, field = self.record, str(self.field.currentData() or "")
        self._close()
        self.done.emit(record, field, role)

    # --- inside -----------------------------------------------------------------------------------

    def _typed(self) -> None:
        self.record = None
        self._show_fields([])
        self._pause.start()

    def _ask(self) -> None:
        typed = self.line.text().strip()
        self._found.ask(lambda dossier: found_records(dossier, typed), self._show_found)

    def _show_found(self, found: Sequence[Record]) -> None:
        self.records.clear()
        for record in found:
            item = QListWidgetItem(icons.icon(record.KIND), f"{record.ref}  {record.name}")
            item.setData(_RECORD, record)
            self.records.addItem(item)
        self.records.setFixedHeight(max(1, min(ROWS, len(found))) * ROW_HEIGHT + 4)
        self.records.setVisible(bool(found) and self.record is None)
        if found:
            self.records.setCurrentRow(0)
        self._place()

    def _picked(self, item: QListWidgetItem) -> None:
        self.choose(item.data(_RECORD))

    def _show_fields(self, lines: Sequence[tuple[str, str]]) -> None:
        self.field.clear()
        for name, words in lines:
            self.field.addItem(words, name)
        self.field.setVisible(bool(lines))
        for button in self._buttons:
            button.setEnabled(bool(lines))
        if lines:
            self.field.setFocus()
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        around, area = self.parentWidget() or self, self._area
        room = around.rect().adjusted(8, 8, -8, -8)
        left = min(max(area.left(), room.left()), room.right() - self.width())
        below, above = area.bottom() + 10, area.top() - self.height() - 10
        fits = below + self.height() <= room.bottom() or above < room.top()
        top = min(below if fits else above, room.bottom() - self.height())
        self.move(left, max(room.top(), top))

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _OWN:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, control = event.key(), Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Escape:
            self._close()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            return self._step(1 if key == Qt.Key.Key_Down else -1)
        elif self.record is None:
            item = self.records.currentItem()
            if item is not None:
                self._picked(item)
        elif event.modifiers() & control:
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.link(SupportRole.CONTRADICTS if shifted else SupportRole.SUPPORTS)
        return True

    def _step(self, by: int) -> bool:
        if self.record is not None:
            return False
        row = min(max(self.records.currentRow() + by, 0), self.records.count() - 1)
        self.records.setCurrentRow(row)
        return True

    def _lay_out(self) -> None:
        heading = QLabel("Link to a record")
        heading.setProperty("role", "strong")
        supports = QPushButton("Supports it")
        supports.setProperty("role", "primary")
        supports.setToolTip("Ctrl+Enter")
        supports.clicked.connect(lambda: self.link(SupportRole.SUPPORTS))
        contradicts = QPushButton("Contradicts it")
        contradicts.setToolTip("Ctrl+Shift+Enter")
        contradicts.clicked.connect(lambda: self.link(SupportRole.CONTRADICTS))
        cancel = QPushButton("Cancel")
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self._close)
        self._buttons = (supports, contradicts)
        row = QHBoxLayout()
        for button in (supports, contradicts, cancel):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for each in (heading, self.quote, self.line, self.records, self.field):
            column.addWidget(each)
        column.addLayout(row)


_OWN = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down}
)
