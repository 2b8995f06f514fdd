"""The form: edits one record, field by field, as its dataclass declares them.

    form = Form(context, Party)                                  # a new party
    form = Form(context, Decision, record=decision)              # edit one
    read = {"quantity": Read(quantity, "more than 400,000")}
    form = Form(context, Allocation, read=read, save=log_it, label="Log allocation")
    context.show_form(form, "New decision")

A value in `read` was read from the sentence: the field shows that it is not confirmed until the
analyst clicks the chip or changes the value. Ctrl+Enter saves, Esc cancels (asking inside the form
when something would be lost). What the dossier refuses is shown under the field it names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui.command import command
from workbench.gui.fields import chosen_fields, editor_for
from workbench.gui.nouns import noun_of, title_of
from workbench.gui.widgets.buttons import foot_of_form
from workbench.gui.widgets.editors import FlagEditor, stacked
from workbench.gui.widgets.labels import small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.fields import FormField
    from workbench.gui.widgets.editors import Editor
    from workbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Read:
    """A value that was read from the sentence, and the words it was read from."""

    value: object
    words: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is saved: field name to value, and which fields were read and not confirmed."""

    values: Mapping[str, Any]
    unconfirmed: frozenset[str] = frozenset()

    def beside(self, record: Record) -> dict[str, Any]:
        """What differs from the record that the form was opened with.

        Only this is written: somebody else may have changed other fields in the meantime.
        """
        return {n: value for n, value in self.values.items() if value != getattr(record, n)}


Save = Callable[["Dossier", Filled], Any]


class FieldRow(QWidget):
    """A label, an editor, the chip of a value that was read, and room for what is wrong."""

    changed = Signal()

    def __init__(self, field: FormField, editor: Editor) -> None:
        super().__init__()
        self.spec = field
        self.editor = editor
        self.unconfirmed = False
        self.label = QLabel(field.label + (" *" if field.required else ""))
        self.label.setProperty("role", "small")
        self.label.setBuddy(editor.field())
        if isinstance(editor, FlagEditor):
            self.label.hide()  # its box says the same
        self.chip = QPushButton("read from the sentence")
        self.chip.setProperty("role", "read")
        self.chip.setCursor(Qt.CursorShape.PointingHandCursor)
        self.chip.setAccessibleName(f"{field.label} was read from the sentence; press to confirm")
        self.chip.clicked.connect(self.confirm)
        self.chip.hide()
        self.fault = small()
        self.fault.setProperty("role", "error")
        self.fault.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.label)
        head.addWidget(self.chip)
        head.addStretch(1)
        column = stacked(self)
        column.addLayout(head)
        column.addWidget(editor)
        column.addWidget(self.fault)
        editor.name_it(field.label)
        editor.changed.connect(self._edited)

    def show_read(self, read: Read) -> None:
        """Shows a value that was read, as not confirmed."""
        self.editor.set_value(read.value)
        self.unconfirmed = True
        self.chip.setToolTip(
            f"Read from “{read.words}”. Click to confirm." if read.words else "Click to confirm."
        )
        self.chip.show()
        self.editor.mark("read")

    def confirm(self) -> None:
        """Takes the value that was read as right."""
        if self.unconfirmed:
            self.unconfirmed = False
            self.chip.hide()
            self.editor.mark("")
            self.changed.emit()

    def blame(self, message: str) -> None:
        """Says under the field what is wrong with it; an empty message takes that back."""
        self.fault.setText(message)
        self.fault.setVisible(bool(message) and not self.editor.tells(message))
        self.editor.setAccessibleDescription(message)
        self.editor.mark("bad" if message else "read" if self.unconfirmed else "")

    def value(self) -> object:
        """The value of the field.

        Raises:
            InvalidField: it has no meaning, or is needed and empty.
        """
        value = self.editor.value()
        if self.spec.required and value in {None, ""}:
            raise InvalidField(self.spec.name, f"{self.spec.label} is needed.")
        return value

    def _edited(self) -> None:
        self.unconfirmed = False
        self.chip.hide()
        self.blame("")
        self.changed.emit()


class Form(QWidget):
    """Edits one record; `saved` gives what the save returned, `closed` comes once, last."""

    saved = Signal(object)
    closed = Signal()

    def __init__(  # noqa: PLR0913 - most are left out
        self,
        context: Context,
        kind: type[Record],
        *,
        record: Record | None = None,
        read: Mapping[str, Read] | None = None,
        only: Sequence[str] = (),
        given: Mapping[str, Any] | None = None,
        save: Save | None = None,
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Makes the form.

        Args:
            context: the open dossier.
            kind: the class of the record.
            record: the record to edit; None for a new one.
            read: values that were read from the sentence, by field name.
            only: the fields to show, in order; empty for all.
            given: values of a new record that no field shows, by field name.
            save: writes what was filled in, within one operation; the noun's `add` or `change`
            unless given.
            label: the name of that operation; "Add party", "Change party P-0003" unless given.
            parent: the widget around it.
        """
        super().__init__(parent)
        self.context = context
        self.kind = kind
        self.record = record
        self.given = given or {}
        self.place: dict[str, str] = {}
        """Where the sentence stands that it was filled from; see `sources.page.place_of`."""
        word = title_of(kind.KIND).lower()
        self.operation = label or (f"Change {word} {record.ref}" if record else f"Add {word}")
        self._save = save or self._plain_save
        self._dirty = False
        self._saving = False
        self.rows = {
            field.name: FieldRow(field, editor_for(field, context))
            for field in chosen_fields(kind, only)
        }
        self._lay_out()
        for name, row in self.rows.items():
            row.editor.set_value(getattr(record, name) if record else row.spec.default)
            row.changed.connect(self._edited)
        for name, value in (read or {}).items():
            if name in self.rows:
                self.rows[name].show_read(value)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._dirty

    def filled(self) -> Filled | None:
        """What the form holds; None, with the faults shown, where something makes no sense."""
        values: dict[str, Any] = {}
        faults = []
        for name, row in self.rows.items():
            try:
                values[name] = row.value()
                row.blame("")
            except InvalidField as fault:
                row.blame(fault.message)
                faults.append(row)
        if faults:
            self._show_row(faults[0])
            return None
        return Filled(values, frozenset(n for n, row in self.rows.items() if row.unconfirmed))

    @command("Save", "Ctrl+Return", icon="check")
    def save(self) -> None:
        """Saves the form and closes it."""
        if self._saving:
            return
        filled = self.filled()
        if filled is None:
            return
        self._saving = True
        self._button.setEnabled(False)
        self.context.write(
            self.operation, lambda d: self._save(d, filled), self._saved, refused=self._refused
        )

    @command("Cancel the form", "Escape", icon="close")
    def cancel(self) -> None:
        """Closes the form, asking first when something would be lost."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        elif self._asking.isVisible():
            self._asking.hide()
        elif self.may_close():
            self.close_form()

    def may_close(self) -> bool:
        """Whether nothing would be lost; else the form asks the analyst, and stays."""
        if self._dirty:
            self._asking.show()
            self._keep.setFocus()
        return not self._dirty

    @command("Confirm everything that was read", "Ctrl+Shift+Return", icon="checks")
    def confirm_all(self) -> None:
        """Takes every value that was read from the sentence as right."""
        for row in self.rows.values():
            row.confirm()

    def close_form(self) -> None:
        """Closes without asking."""
        self._dirty = False
        self.closed.emit()

    def blame(self, field: str, message: str) -> None:
        """Says what is wrong: under the field called `field`, else at the foot of the form."""
        row = self.rows.get(field)
        if row is None:
            self._fault.setText(message)
            self._fault.show()
            return
        row.blame(message)
        self._show_row(row)

    def focus_first(self) -> None:
        """Puts the cursor into the first field that is empty, else into the first."""
        rows = list(self.rows.values())
        empty = (
            row for row in rows if row.spec.required and not row.unconfirmed and not self.record
        )
        first = next(empty, rows[0])
        field = first.editor.field()
        field.setFocus()
        if first.unconfirmed and isinstance(field, QLineEdit):
            field.selectAll()  # typing takes the place of what was read

    def _plain_save(self, dossier: Dossier, filled: Filled) -> Any:
        noun = noun_of(dossier, self.kind.KIND)
        if self.record is None:
            return noun.add(self.kind(**filled.values, **self.given))
        changed = filled.beside(self.record)
        return noun.change(self.record, **changed) if changed else self.record

    def _saved(self, result: object) -> None:
        self._saving = False
        self.saved.emit(result)
        self.close_form()

    def _refused(self, fault: WorkbenchError) -> None:
        self._saving = False
        self._button.setEnabled(True)
        if isinstance(fault, InvalidField):
            self.blame(fault.field, fault.message)
        else:
            self.blame("", str(fault))

    def _edited(self) -> None:
        self._dirty = True
        self._fault.hide()
        self._asking.hide()

    def _show_row(self, row: FieldRow) -> None:
        self._scroll.ensureWidgetVisible(row)
        row.editor.field().setFocus()

    def _lay_out(self) -> None:
        body = QWidget()
        fields = QVBoxLayout(body)
        fields.setContentsMargins(18, 6, 18, 12)
        fields.setSpacing(12)
        for row in self.rows.values():
            fields.addWidget(row)
        fields.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        column = stacked(self)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._question())
        column.addWidget(self._foot())

    def _question(self) -> QWidget:
        self._asking = QFrame()
        self._asking.setProperty("role", "notice")
        self._asking.setProperty("tone", "warning")
        row = QVBoxLayout(self._asking)
        row.addWidget(QLabel("What you typed is not saved."))
        buttons = QHBoxLayout()
        self._keep = QPushButton("Go on editing")
        self._keep.clicked.connect(self._asking.hide)
        drop = QPushButton("Discard it")
        drop.clicked.connect(self.close_form)
        buttons.addWidget(self._keep)
        buttons.addWidget(drop)
        buttons.addStretch(1)
        row.addLayout(buttons)
        self._asking.hide()
        return self._asking

    def _foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(18, 8, 18, 12)
        self._fault = small()
        self._fault.setProperty("role", "error")
        self._fault.hide()
        column.addWidget(self._fault)
        self._button = QPushButton("Save")
        column.addLayout(foot_of_form(self._button, self.save, self.cancel, "Ctrl+Enter saves"))
        return foot

    @override
    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        before = self.focusWidget()  # where the cursor was when the form gave way to another view
        if self.isAncestorOf(before):
            before.setFocus()
        else:
            self.focus_first()
