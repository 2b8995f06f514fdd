"""The matrix of competing hypotheses: claims down, hypotheses across, one key a rating."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui.form import Form
from workbench.gui.inspector.sheet import lines_of
from workbench.gui.judgements.matrix import Cells, GradeDelegate, head_height, words_height
from workbench.gui.judgements.page import FigureArea, FigureStrip
from workbench.gui.panel import Panel
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.empty import EmptyState
from workbench.model.claim import Claim
from workbench.model.hypothesis import AchRating, Hypothesis, HypothesisSet

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.hypotheses import AchMatrix
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import ComputedLine
    from workbench.model.kinds import AchGrade
    from workbench.model.record import Record

HEAD = (96, 170)
ROW, HIGHEST = 44, 140
EVIDENCE_WIDTH = (190, 330)
HYPOTHESIS_WIDTH = (104, 210)
TOLD_WIDTH = 92
HINT = "1 −−   2 −   3 ○   4 +   5 ++   6 n/a   0 empty"


class AchPage(Panel):
    """One hypothesis set as a grid that is filled in from the keyboard."""

    shows: ClassVar[tuple[type[Record], ...]] = (HypothesisSet, Hypothesis, AchRating, Claim)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.set_shown: HypothesisSet | None = None
        self._wanted = ""
        self.sets = QComboBox()
        self.sets.setAccessibleName("Hypothesis set")
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sets.activated.connect(self._set_chosen)
        self.weighted = QCheckBox("Weigh by credibility")
        self.weighted.setToolTip("Each row counts by the credibility of its claim")
        self.weighted.toggled.connect(self.schedule)
        self.cells = Cells(self)
        self.grid = self._grid()
        self.figures = FigureStrip(context)
        self.empty = EmptyState(
            "hypothesis_set",
            "No competing hypotheses yet",
            "Put a question, the explanations that compete for it, and the claims to hold them "
            "against. The matrix shows which one the evidence speaks against least.",
        )
        first = self.empty.add_act("New hypothesis set", self.new, "Insert")
        first.setHidden(context.dossier.read_only)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._whole())
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @override
    def refresh(self) -> None:
        wanted, weighted = self._wanted, self.weighted.isChecked()
        self.read(lambda dossier: read_matrix(dossier, wanted, weighted=weighted), self._show)

    def choose(self, kind: str, key: str) -> None:
        """Shows the set `key`, or the set of the hypothesis `key`."""
        if kind == "hypothesis":
            found = self.context.dossier.hypotheses.page([key])
            key = found[0].hypothesis_set if found else key
        self._wanted = key
        self.schedule()

    def current(self) -> Record | None:
        """The hypothesis whose column is chosen, else the set."""
        index = self.grid.currentIndex()
        hypothesis = self.cells.hypothesis(index.column()) if index.isValid() else None
        return hypothesis or self.set_shown

    def on_cell(self) -> bool:
        """Whether a cell that can be rated is chosen."""
        index = self.grid.currentIndex()
        return index.isValid() and self.cells.hypothesis(index.column()) is not None

    def rate(self, grade: AchGrade | None) -> None:
        """Rates the chosen cell for the analyst who is at work, and goes one down."""
        index = self.grid.currentIndex()
        hypothesis, claim = self.cells.hypothesis(index.column()), self.cells.claim(index.row())
        if hypothesis is None or claim is None:
            return
        self.context.write(
            "Rate evidence",
            lambda dossier: dossier.hypothesis_sets.rate(hypothesis, claim, grade),
        )
        below = self.cells.index(min(index.row() + 1, self.cells.rowCount() - 1), index.column())
        self.grid.setCurrentIndex(below)

    def new(self) -> None:
        """Opens an empty form of a set."""
        self._form(None)

    def edit(self) -> None:
        """Opens the chosen hypothesis, else the set, in a form."""
        record = self.current()
        if isinstance(record, Hypothesis):
            form = Form(self.context, Hypothesis, record=record, only=("statement", "claim"))
            self.context.show_form(form, f"Edit {record.ref}")
        else:
            self._form(self.set_shown)

    def propose(self) -> None:
        """Opens an empty form of a hypothesis of this set."""
        known = self.set_shown
        if known is None:
            return
        given = {"hypothesis_set": known.id}
        form = Form(self.context, Hypothesis, only=("statement", "claim"), given=given)
        self.context.show_form(form, "New hypothesis")

    def _form(self, record: HypothesisSet | None) -> None:
        form = Form(self.context, HypothesisSet, record=record)
        form.saved.connect(lambda saved: self.choose("hypothesis_set", saved.id))
        self.context.show_form(form, f"Edit {record.ref}" if record else "New hypothesis set")

    def _show(self, found: Shown) -> None:
        self._stack.setCurrentIndex(0 if found.matrix else 1)
        self.sets.clear()
        for each in found.sets:
            self.sets.addItem(f"{each.ref}  {each.question}", each.id)
        self.set_shown = found.matrix.set if found.matrix else None
        if found.matrix is None:
            return
        self._wanted = found.matrix.set.id
        self.sets.setCurrentIndex(self.sets.findData(self._wanted))
        at = self.grid.currentIndex()
        place = (at.row(), at.column()) if at.isValid() else (0, 1)
        self.cells.show(found.matrix, self.context.dossier.analyst)
        self._fit()
        self.grid.setCurrentIndex(self.cells.index(*place))
        self.figures.show_lines(found.lines)

    def _fit(self) -> None:
        """Shares the width out, so that what each row tells apart is seen as long as there is room.

        Words that wrap over more lines make their row, or the head, higher.
        """
        last = self.cells.columnCount() - 1
        (least, evidence), (narrow, wide) = EVIDENCE_WIDTH, HYPOTHESIS_WIDTH
        room = self.grid.viewport().width() - TOLD_WIDTH
        evidence = max(least, min(evidence, room - narrow * (last - 1)))
        width = max(narrow, min(wide, (room - evidence) // max(1, last - 1)))
        self.grid.setColumnWidth(0, evidence)
        for column in range(1, last):
            self.grid.setColumnWidth(column, width)
        self.grid.setColumnWidth(last, TOLD_WIDTH)
        heads = (str(self.cells.headerData(n, Qt.Orientation.Horizontal)) for n in range(1, last))
        high = max((head_height(each, width) for each in heads), default=0)
        self.grid.horizontalHeader().setFixedHeight(max(HEAD[0], min(HEAD[1], high)))
        for row in range(self.cells.rowCount()):
            high = words_height(str(self.cells.index(row, 0).data()), evidence)
            self.grid.setRowHeight(row, max(ROW, min(HIGHEST, high)))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.set_shown is not None:
            self._fit()

    def _set_chosen(self, row: int) -> None:
        self._wanted = str(self.sets.itemData(row))
        self.schedule()

    def _cell_chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        claim = self.cells.claim(now.row()) if now.isValid() else None
        if claim is not None and self.isVisible():
            self.context.select("claim", claim.id)

    def _column_chosen(self, column: int) -> None:
        hypothesis = self.cells.hypothesis(column)
        if hypothesis is not None:
            self.grid.setCurrentIndex(self.cells.index(0, column))
            self.context.select("hypothesis", hypothesis.id)

    def _grid(self) -> QTableView:
        grid = QTableView()
        grid.setModel(self.cells)
        grid.setItemDelegate(GradeDelegate(grid))
        grid.setAccessibleName("Matrix of evidence and hypotheses")
        grid.setAccessibleDescription(HINT)
        grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        grid.setTabKeyNavigation(False)
        grid.setShowGrid(False)
        grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        grid.verticalHeader().hide()
        grid.verticalHeader().setDefaultSectionSize(ROW)
        header = grid.horizontalHeader()
        header.setFixedHeight(HEAD[0])
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        header.setDefaultAlignment(wrapped | Qt.TextFlag.TextWordWrap)
        header.sectionClicked.connect(self._column_chosen)
        grid.selectionModel().currentChanged.connect(self._cell_chosen)
        return grid

    def _whole(self) -> QWidget:
        whole = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(16, 4, 16, 4)
        head.setSpacing(12)
        head.addWidget(self.sets)
        edit = link_button("Edit set")
        edit.setToolTip("The question, and the claims that are its evidence")
        edit.clicked.connect(lambda: self._form(self.set_shown))
        more = link_button("New hypothesis")
        more.clicked.connect(self.propose)
        head.addWidget(edit)
        head.addWidget(more)
        head.addStretch(1)
        head.addWidget(self.weighted)
        hint = QLabel(HINT)
        hint.setProperty("role", "small")
        hint.setContentsMargins(16, 6, 16, 8)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(FigureArea(self.figures))
        column.addWidget(self.grid, 1)
        column.addWidget(hint)
        return whole


class Shown:
    """Everything that the page shows: all sets, the matrix of one, and its figures."""

    def __init__(
        self,
        sets: list[HypothesisSet],
        matrix: AchMatrix | None,
        lines: tuple[ComputedLine, ...] = (),
    ) -> None:
        self.sets = sets
        self.matrix = matrix
        self.lines = lines


def read_matrix(dossier: Dossier, wanted: str, *, weighted: bool) -> Shown:
    """The set `wanted`, else the first one. Called off the window's thread."""
    sets = sorted(dossier.hypothesis_sets.find(), key=lambda each: each.number)
    if not sets:
        return Shown(sets, None)
    chosen = next((each for each in sets if each.id == wanted), sets[0])
    matrix = dossier.hypothesis_sets.matrix(chosen, weighted=weighted)
    figures = dossier.hypothesis_sets.figures(matrix)
    return Shown(sets, matrix, lines_of(dossier, figures))
