"""The work list of contradictions: what clashes, which records, and why it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.dossier.contradictions import Found
from workbench.gui.form import Form
from workbench.gui.inspector.parts import Link
from workbench.gui.inspector.sheet import ChainLine
from workbench.gui.nouns import noun_of, title_of
from workbench.gui.panel import Panel
from workbench.gui.records.table import FittingTable
from workbench.gui.widgets.choosing import choose_row
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.labels import words_label
from workbench.gui.widgets.row_table import RowTable
from workbench.model import RECORDS
from workbench.model.acknowledgement import Acknowledgement

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Kind", "What contradicts what", "Records", "State")
BELOW = 190


@dataclass(frozen=True, slots=True)
class Clash:
    """One line of the list: the finding, and its records by name."""

    found: Found
    records: tuple[ChainLine, ...]

    def cells(self) -> tuple[str, ...]:
        """The words of each column."""
        told = self.found.contradiction
        known = self.found.acknowledgement
        refs = ", ".join(each.words.partition("  ")[0] for each in self.records)
        names = " / ".join(each.words.partition("  ")[2] for each in self.records)
        state = f"Acknowledged: {known.reason}" if known else "Open"
        return told.kind.value.capitalize(), f"{told.words}: {names}", refs, state


def read_clashes(dossier: Dossier) -> list[Clash]:
    """All contradictions with the names of their records. Called off the window's thread."""
    made = []
    for found in dossier.contradictions.read():
        lines = [
            ChainLine(label=title_of(kind), kind=kind, key=key, words=f"{each.ref}  {each.name}")
            for kind, key in found.contradiction.records
            for each in noun_of(dossier, kind).page([key])
        ]
        made.append(Clash(found, tuple(lines)))
    return made


class ContradictionsPage(Panel):
    """Contradictions, open ones first; below, the records of the one that is chosen."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    current_changed = Signal()
    """Another contradiction is chosen, or none."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.rows = RowTable(COLUMNS, Clash.cells, self)
        self.table = FittingTable()
        self.table.setModel(self.rows)
        self.table.setAccessibleName("Contradictions")
        self.table.doubleClicked.connect(self.acknowledge)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.empty = EmptyState(
            "done",
            "Nothing contradicts anything",
            "Stances in force at once, dates in an impossible order, quantities that cannot all "
            "hold and claims linked as contradicting appear here.",
        )
        self._records = QScrollArea()
        self._records.setWidgetResizable(True)
        self._records.setMaximumHeight(BELOW)
        list_of = QWidget()
        whole = QVBoxLayout(list_of)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._records)
        self._stack = QStackedWidget()
        self._stack.addWidget(list_of)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @override
    def refresh(self) -> None:
        self.read(read_clashes, self._show, label="Looking for contradictions")

    def current(self) -> Clash | None:
        """The contradiction that is chosen, or None."""
        index = self.table.currentIndex()
        rows = self.rows.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def inspect(self) -> None:
        """Shows the first record of the chosen contradiction in the inspector."""
        chosen = self.current()
        for first in chosen.records[:1] if chosen else ():
            self.context.select(first.kind, first.key)

    def acknowledge(self) -> None:
        """Asks why the chosen contradiction stands, and records it."""
        chosen = self.current()
        if chosen is None:
            return
        told, known = chosen.found.contradiction, chosen.found.acknowledgement
        form = Form(
            self.context,
            Acknowledgement,
            record=known,
            only=("reason",),
            given={"contradiction": told.key, "kind": told.kind},
            label="Acknowledge contradiction",
        )
        self.context.show_form(form, "Why does it stand?")

    def _show(self, clashes: list[Clash]) -> None:
        before = self.current()
        self.rows.show(clashes)
        self.table.fit()
        self._stack.setCurrentIndex(0 if clashes else 1)
        keys = [each.found.contradiction.key for each in clashes]
        wanted = before.found.contradiction.key if before else ""
        if clashes:
            choose_row(self.table, keys.index(wanted) if wanted in keys else 0)
        self.current_changed.emit()

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        chosen = self.current()
        if chosen is not None:
            heading = QLabel("THE RECORDS THAT CLASH")
            heading.setProperty("role", "section")
            column.addWidget(heading)
            for each in chosen.records:
                column.addWidget(self._link(each))
            if chosen.found.acknowledgement:
                reason = chosen.found.acknowledgement.reason
                column.addWidget(words_label(f"Acknowledged: {reason}", "muted"))
            self.inspect()
        column.addStretch(1)
        self._records.setWidget(body)
        self.current_changed.emit()

    def _link(self, each: ChainLine) -> Link:
        link = Link(each)
        link.pressed.connect(lambda: self.context.select(each.kind, each.key))
        return link
