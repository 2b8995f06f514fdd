"""Policy lines with their stance index and whiplash, and the composite of those that are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout
from typing_extensions import override

from workbench.gui.form import Form
from workbench.gui.inspector.sheet import lines_of
from workbench.gui.judgements.page import FigureArea, FigureStrip
from workbench.gui.panel import Panel
from workbench.gui.records.table import FittingTable
from workbench.gui.table.latest import Latest
from workbench.gui.widgets.choosing import choose_row
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.row_table import RowTable
from workbench.model import Decision, PolicyLine
from workbench.model.many import many
from workbench.model.stance_scale import StanceScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QItemSelection

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.stances import LineStance
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import ComputedLine
    from workbench.model.record import Record

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("No.", "Policy line", "Stance index", "Whiplash", "Linked reversals", "Decisions")
FEWEST = 2
"""So many chosen lines make a composite of their own; with fewer it is that of all lines."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One policy line with its figures, and its cells in words."""

    line: PolicyLine
    cells: tuple[str, ...]


def read_lines(dossier: Dossier) -> list[LineRow]:
    """Every policy line with its figures. Called off the window's thread."""
    found = dossier.stance.all()
    lines = dossier.policy_lines.page([each.line for each in found])
    return [LineRow(line, _cells(line, each)) for line, each in zip(lines, found, strict=True)]


def _cells(line: PolicyLine, found: LineStance) -> tuple[str, ...]:
    swing = found.whiplash
    undated = len(found.undated_reversals)
    return (
        line.ref,
        line.title,
        f"{found.now.words()} of 100" if found.now else "undefined",
        "undefined"
        if swing.index is None
        else f"{swing.index:.2f}, {many(swing.reversals, 'turn')}",
        f"{len(found.reversals)}" + (f", {undated} undated" if undated else ""),
        str(len({each.id for each in found.changes})),
    )


class StancePage(Panel):
    """How strict each policy line is; above, the composite of the chosen lines, or of all."""

    shows: ClassVar[tuple[type[Record], ...]] = (Decision, PolicyLine, StanceScale)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = ""
        self._composites = Latest(context, self)
        self.figures = FigureStrip(context)
        self.rows: RowTable[LineRow] = RowTable(COLUMNS, attrgetter("cells"), self)
        self.table = FittingTable()
        self.table.setModel(self.rows)
        self.table.setAccessibleName("Policy lines")
        self.table.doubleClicked.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.empty = EmptyState(
            "policy_line",
            "No policy line yet",
            "A policy line is what decisions move, such as a government's controls on one export. "
            "With its stance coded, it has an index, and may swing.",
        )
        first = self.empty.add_act("New policy line", self.new, "Insert")
        first.setHidden(context.dossier.read_only)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(FigureArea(self.figures))
        column.addWidget(self._stack, 1)

    @override
    def refresh(self) -> None:
        self.read(read_lines, self._show)

    def current(self) -> PolicyLine | None:
        """The line that is chosen, or None."""
        index = self.table.currentIndex()
        return self.rows.rows[index.row()].line if index.isValid() else None

    def choose(self, key: str) -> None:
        """Selects a line, now or when it has been read."""
        self._wanted = key
        for row, each in enumerate(self.rows.rows):
            if each.line.id == key:
                self._wanted = ""
                choose_row(self.table, row)
                self.table.scrollTo(self.rows.index(row, 0))

    def new(self) -> None:
        """Opens an empty form."""
        self._open(None)

    def edit(self) -> None:
        """Opens the chosen line in a form."""
        self._open(self.current())

    def _open(self, line: PolicyLine | None) -> None:
        form = Form(self.context, PolicyLine, record=line)
        form.saved.connect(lambda saved: self.choose(saved.id))
        self.context.show_form(form, f"Edit {line.ref}" if line else "New policy line")

    def _show(self, lines: list[LineRow]) -> None:
        before = self.current()
        self.rows.show(lines)
        self.table.fit()
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        self._show_composite()
        first = lines[0].line.id if lines and self.isVisible() else ""
        self.choose(self._wanted or (before.id if before else first))

    def _show_composite(self) -> None:
        """The composite of the chosen lines where there are several, else of all."""
        chosen = self._chosen()
        keys = tuple(chosen if len(chosen) >= FEWEST else ())

        def figures(dossier: Dossier) -> tuple[ComputedLine, ...]:
            return lines_of(dossier, dossier.stance.figures(*keys))

        if len(self.rows.rows) >= FEWEST:
            self._composites.ask(figures, self.figures.show_lines)
        else:
            self._composites.drop()
            self.figures.show_lines(())

    def _chosen(self) -> Sequence[str]:
        rows = self.table.selectionModel().selectedRows()
        return [self.rows.rows[each.row()].line.id for each in rows]

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self.context.select("policy_line", *self._chosen())
        self._show_composite()
