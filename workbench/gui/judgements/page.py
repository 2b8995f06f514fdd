"""One part of the judgements view: figures above, a table below, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui import nouns
from workbench.gui.form import Form
from workbench.gui.inspector.computed import Computed
from workbench.gui.inspector.sheet import lines_of
from workbench.gui.panel import Panel
from workbench.gui.records.model import RecordTable
from workbench.gui.records.table import FittingTable
from workbench.gui.widgets.choosing import choose_row, choose_rows
from workbench.gui.widgets.empty import EmptyState
from workbench.model import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection, QObject
    from PySide6.QtGui import QResizeEvent

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.records import Computed as ComputedFigure
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import ComputedLine
    from workbench.model.record import Record

    Order = Callable[[Dossier], Sequence[str]]
    Figures = Callable[[Dossier], Sequence[ComputedFigure]]


FIGURES_MOST = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """What a page shows: records of `kind`, in the order that `ids` gives, below `figures`."""

    kind: str
    heading: str
    why_empty: str
    ids: Order
    figures: Figures | None = None
    columns: tuple[str, ...] = ()


class FigureStrip(QWidget):
    """Computed figures above a table; each, pressed, says how it was computed and from what."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 4, 16, 8)
        self._column.setSpacing(1)
        self.hide()

    def show_lines(self, lines: Sequence[ComputedLine]) -> None:
        """Shows these figures; nothing where there are none."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        for line in lines:
            made = Computed(line)
            made.opened.connect(self._context.select)
            self._column.addWidget(made)
        self.setVisible(bool(lines))


class FigureArea(QScrollArea):
    """A strip of figures, as high as it is; what is more than a part of the page scrolls."""

    def __init__(self, figures: FigureStrip) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._figures = figures
        self.setWidget(figures)
        figures.installEventFilter(self)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide}:
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self._figures.layout()
        if self._figures.isHidden() or layout is None:
            self.setFixedHeight(0)
            return
        high = layout.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(FIGURES_MOST, max(high, layout.minimumSize().height())))


class KindPage(Panel):
    """The records of one kind of judgement."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())

    def __init__(self, context: Context, part: PartOf) -> None:
        super().__init__(context)
        self.part = part
        self._wanted = ""
        self.figures = FigureStrip(context)
        self.rows = RecordTable(context, RECORDS[part.kind], self, only=part.columns)
        self.table = FittingTable()
        self.table.setModel(self.rows)
        self.table.setAccessibleName(part.heading)
        self.table.doubleClicked.connect(self.edit)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        words = nouns.title_of(part.kind).lower()
        self.empty = EmptyState(part.kind, f"No {part.heading.lower()} yet", part.why_empty)
        first = self.empty.add_act(f"New {words}", self.new, "Insert")
        first.setHidden(context.dossier.read_only)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(FigureArea(self.figures))
        self.column.addWidget(self._stack, 1)

    @override
    def refresh(self) -> None:
        part = self.part

        def look(dossier: Dossier) -> tuple[list[str], tuple[ComputedLine, ...]]:
            figures = part.figures(dossier) if part.figures else ()
            return list(part.ids(dossier)), lines_of(dossier, figures)

        self.read(look, self._show)

    def current(self) -> Record | None:
        """The record that is chosen, or None."""
        index = self.table.currentIndex()
        return self.rows.record(index.row()) if index.isValid() else None

    def choose(self, key: str) -> None:
        """Selects a record, now or when it has been read."""
        self._wanted = key
        row = self.rows.row_of(key)
        if row >= 0:
            self._wanted = ""
            choose_row(self.table, row)
            self.table.scrollTo(self.rows.index(row, 0))

    def choose_all(self, keys: Sequence[str]) -> None:
        """Selects these records and no other, as far as they are listed."""
        rows = [row for key in keys if (row := self.rows.row_of(key)) >= 0]
        choose_rows(self.table, sorted(rows))

    def new(self) -> None:
        """Opens an empty form."""
        self._open(None)

    def edit(self) -> None:
        """Opens the chosen record in a form."""
        self._open(self.current())

    def _open(self, record: Record | None) -> None:
        words = nouns.title_of(self.part.kind).lower()
        form = Form(self.context, RECORDS[self.part.kind], record=record)
        form.saved.connect(lambda saved: self.choose(saved.id))
        self.context.show_form(form, f"Edit {record.ref}" if record else f"New {words}")

    def _show(self, found: tuple[list[str], tuple[ComputedLine, ...]]) -> None:
        ids, lines = found
        before = self.current()
        self.rows.show(ids)
        self.table.fit()
        self.figures.show_lines(lines if ids else ())
        self._stack.setCurrentWidget(self.table if ids else self.empty)
        first = ids[0] if ids and self.isVisible() else ""
        self.choose(self._wanted or (before.id if before else first))

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.context.select(self.part.kind, *(self.rows.id_at(each.row()) for each in rows))
