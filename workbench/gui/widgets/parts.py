"""The editor of a list of parts: the aliases of a party, the conditions of a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout
from typing_extensions import override

from workbench.errors import InvalidField
from workbench.gui import icons
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.editors import Editor, stacked
from workbench.gui.widgets.labels import small

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from workbench.gui.fields import FormField
    from workbench.model.record import Part

Make = "Callable[[FormField], Editor]"


class PartRow(QFrame):
    """The editors of one part, and a button that takes it out."""

    def __init__(self, fields: list[tuple[FormField, Editor]], owner: PartsEditor) -> None:
        super().__init__(owner)
        self.editors = {field.name: editor for field, editor in fields}
        self.setProperty("role", "card")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 6, 8)
        column = QVBoxLayout()
        column.setSpacing(4)
        for field, editor in fields:
            if field.label:
                column.addWidget(small(field.label))
            editor.name_it(f"{owner.label}: {field.label}")
            editor.changed.connect(owner.changed)
            column.addWidget(editor)
        row.addLayout(column, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        out = icon_button(f"Take this out of {owner.label}", "close")
        out.setToolTip("Take this out")
        out.clicked.connect(lambda: owner.take_out(self))
        up = icon_button(f"Move this up in {owner.label}", "arrow-up")
        up.setToolTip("Move this up")
        up.clicked.connect(lambda: owner.move_up(self))
        buttons.addWidget(out)
        buttons.addWidget(up)
        buttons.addStretch(1)
        row.addLayout(buttons)


class PartsEditor(Editor):
    """A list of parts, each with its own editors; `changed` also when one is added or taken out."""

    def __init__(
        self,
        part: type[Part],
        fields: list[FormField],
        make: Callable[[FormField], Editor],
        *,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self._part = part
        self._fields = [each for each in fields if not each.counted]
        self._counted = next((each.name for each in fields if each.counted), "")
        self._make = make
        self._rows: list[PartRow] = []
        self._column = stacked(self)
        self._column.setSpacing(6)
        self._more = QPushButton("Add")
        self._more.setProperty("role", "link")
        icons.put(self._more, "plus", role="accent")
        self._more.clicked.connect(self.add)
        self._column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)

    @override
    def value(self) -> object:
        return tuple(self._one(row, place) for place, row in enumerate(self._rows, 1))

    @override
    def set_value(self, value: object) -> None:
        for row in self._rows:
            row.deleteLater()
        self._rows = []
        for part in value if isinstance(value, tuple) else ():
            self._append(part)

    @override
    def field(self) -> QWidget:
        return self._more

    @override
    def name_it(self, name: str) -> None:
        self._more.setAccessibleName(f"Add to {name}")

    def take_out(self, row: PartRow) -> None:
        """Removes one part from the list."""
        self._rows = [each for each in self._rows if each is not row]
        row.hide()
        row.deleteLater()
        self._more.setFocus()
        self.changed.emit()

    def move_up(self, row: PartRow) -> None:
        """Puts one part before the one above it."""
        place = self._rows.index(row)
        if place:
            self._rows[place - 1 : place + 1] = self._rows[place], self._rows[place - 1]
            self._column.removeWidget(row)
            self._column.insertWidget(place - 1, row)
            self.changed.emit()

    def rows(self) -> list[PartRow]:
        """The rows as they stand, in order."""
        return list(self._rows)

    def add(self) -> None:
        """Adds an empty part, and puts the cursor into it."""
        row = self._append(None)
        next(iter(row.editors.values())).field().setFocus()
        self.changed.emit()

    def _append(self, part: Part | None) -> PartRow:
        row = PartRow([(field, self._make(field)) for field in self._fields], self)
        for field in self._fields:
            given = field.default if part is None else getattr(part, field.name)
            row.editors[field.name].set_value(given)
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.show()
        return row

    def _one(self, row: PartRow, place: int) -> Part:
        values: dict[str, Any] = {name: editor.value() for name, editor in row.editors.items()}
        if self._counted:
            values[self._counted] = place
        for field in self._fields:
            if field.required and values[field.name] in {None, ""}:
                raise InvalidField(field.name, f"{field.label} is needed; or take this part out.")
        return self._part(**values)
