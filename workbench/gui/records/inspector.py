"""The inspector of any record: its facts, what backs it, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui import nouns
from workbench.gui.history import moment_words
from workbench.gui.panel import Panel
from workbench.gui.widgets.facts import facts, linked_names
from workbench.model import RECORDS
from workbench.model.change import FieldChange
from workbench.model.record import Record, label_of

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context

MOST_HISTORY = 8
LABEL_WIDTH = 92


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the inspector shows of a record."""

    record: Record
    facts: list[tuple[str, str]]
    history: list[FieldChange]


def sheet_of(dossier: Dossier, kind: str, key: str) -> Sheet | None:
    """Reads a record for the inspector; None when it is gone. Called off the window's thread."""
    found = nouns.noun_of(dossier, kind).page([key])
    if not found:
        return None
    record = found[0]
    names = linked_names(dossier, [record])
    return Sheet(record, facts(record, names), dossier.history(record)[:MOST_HISTORY])


def change_words(change: FieldChange) -> str:
    """One change of a record's history as people read it."""
    if change.action == "change" or change.field:
        return f"{label_of(change.field)}: {change.before or '–'} → {change.after or '–'}"
    return change.operation.label


class RecordInspector(Panel):
    """Shows the record that is selected."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    follows_selection = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(6)
        body = QWidget()
        body.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.sheet: Sheet | None = None

    @override
    def refresh(self) -> None:
        chosen = self.context.selection
        if not chosen:
            self._show(None)
            return
        self.read(lambda dossier: sheet_of(dossier, chosen.kind, chosen.last), self._show)

    def _show(self, sheet: Sheet | None) -> None:
        self.sheet = sheet
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        if sheet is None:
            self._add("Choose a record to see it here.", "muted")
            self._column.addStretch(1)
            return
        self._add(sheet.record.ref, "small")
        self._add(sheet.record.name, "heading")
        if sheet.facts:
            self._add(nouns.title_of(sheet.record.KIND).upper(), "section", space=8)
            self._column.addWidget(_grid(sheet.facts))
        if sheet.history:
            self._add("HISTORY", "section", space=8)
            rows = [(moment_words(c.operation.at), change_words(c)) for c in sheet.history]
            self._column.addWidget(_grid(rows))
        self._column.addStretch(1)

    def _add(self, words: str, role: str, *, space: int = 0) -> None:
        label = QLabel(words)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setContentsMargins(0, space, 0, 0)
        self._column.addWidget(label)


def _grid(rows: list[tuple[str, str]]) -> QFrame:
    frame = QFrame()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for at, (left, right) in enumerate(rows):
        for column, words, role in ((0, left, "muted"), (1, right, "")):
            label = QLabel(words)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if column == 0:
                label.setFixedWidth(LABEL_WIDTH)
            grid.addWidget(label, at, column)
    return frame
