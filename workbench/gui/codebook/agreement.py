"""How far coders agree: one row a code, with percent, Cohen's kappa and Krippendorff's alpha.

A row shows the passages behind its figures below the table; each opens in its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.dossier.agreements import CodeAgreement, Unit
from workbench.errors import NothingToCompare
from workbench.gui.codebook.choice import ChoiceButton
from workbench.gui.codebook.quoted import read_judged
from workbench.gui.panel import Panel
from workbench.gui.sources.marking import swatch
from workbench.gui.table.latest import Latest
from workbench.gui.theme import tokens
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.quotes import QuoteList
from workbench.model.code import Code
from workbench.model.many import many
from workbench.model.passage import Passage

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

COLUMNS = {
    "Code": "",
    "Equal": "The share of equal judgements",
    "Kappa": "Cohen's kappa",
    "Alpha": "Krippendorff's alpha",
    "Gamma": "Where passages begin and end, and their codes, whatever the unit",
    "Given": "How often it was given",
}
"""The columns, and what each says."""
UNITS = {Unit.SENTENCE: "Sentences", Unit.PARAGRAPH: "Paragraphs", Unit.CHARACTER: "Characters"}
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff (2013, p. 325): rely on alpha from 0.8, draw tentative conclusions from 0.667."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class JudgedPassages(QWidget):
    """The passages that the figures of one row are computed from; a click opens one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._read = Latest(context, self)
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.quotes = QuoteList("Passages behind the chosen row")
        self.quotes.opened.connect(context.open)
        self.quotes.clicked.connect(lambda _: self._open())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 4)
        column.addWidget(self.words)
        column.addWidget(self.quotes, 1)

    def show_row(self, row: CodeAgreement) -> None:
        """Shows the passages of a row, and how many of them are judged differently."""
        name = row.code.title if row.code else "All codes together"
        of = many(len(row.unlike) + len(row.alike), "passage")
        self.words.setText(f"{name}: {len(row.unlike):,} of {of} judged differently")
        self._read.ask(lambda dossier: read_judged(dossier, row), self.quotes.show_lines)

    def _open(self) -> None:
        if (line := self.quotes.current) is not None:
            self._context.open(line.kind, line.key)


class AgreementPanel(Panel):
    """Compares those who coded the same sources."""

    shows: ClassVar[tuple[type[Record], ...]] = (Code, Passage)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.unit = QComboBox()
        self.unit.setAccessibleName("What is compared")
        for unit, words in UNITS.items():
            self.unit.addItem(words, unit)
        self.unit.currentIndexChanged.connect(lambda _: self.schedule())
        self.coders = ChoiceButton("coders")
        self.codes = ChoiceButton("codes")
        for each in (self.coders, self.codes):
            each.changed.connect(self.schedule)
        self.about = QLabel()
        self.about.setProperty("role", "muted")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.table = _table()
        self.table.currentCellChanged.connect(lambda row, *_: self._show_behind(row))
        self.behind = JudgedPassages(context)
        self._found: Sequence[CodeAgreement] = ()
        self.empty = EmptyState("users", "", "")
        self.empty.words.setMinimumSize(340, 60)
        self.pane = QStackedWidget()
        self._lay_out()
        self.setFocusProxy(self.unit)

    def _lay_out(self) -> None:
        note = wrapped(
            "In brackets: 95 % bootstrap intervals. Kappa is Cohen's; Krippendorff's alpha of 0.80 "
            "and more is reliable, of 0.67 tentative (2013). Gamma compares where passages begin "
            "and end, whatever the unit (Mathet 2015). Neighbouring characters are not "
            "independent: their intervals are too narrow.",
            "small",
        )
        row = QHBoxLayout()
        row.addWidget(self.unit)
        row.addWidget(self.coders)
        row.addWidget(self.codes)
        row.addWidget(self.about, 1)
        figures = QWidget()
        upper = QVBoxLayout(figures)
        upper.setContentsMargins(0, 0, 0, 4)
        upper.addWidget(self.table, 1)
        upper.addWidget(note)
        shown = QSplitter(Qt.Orientation.Vertical)
        shown.addWidget(figures)
        shown.addWidget(self.behind)
        shown.setChildrenCollapsible(False)
        self.pane.addWidget(shown)
        self.pane.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)

    @override
    def refresh(self) -> None:
        unit = Unit(self.unit.currentData())
        coders, codes = self.coders.chosen, self.codes.chosen
        self.read(
            lambda dossier: read_agreement(dossier, unit, coders, codes),
            self._show,
            label="Comparing",
        )

    def _show(self, read: Compared) -> None:
        found = read.found
        self.coders.offer({each: each for each in read.coders})
        self.codes.offer({each.id: each.title for each in read.codes})
        if not found and (self.coders.chosen or self.codes.chosen):
            self.about.clear()
            self.pane.setCurrentIndex(1)
            self.empty.say(
                "Nothing to compare in this choice",
                "Choose two coders or more who judged the same source, or all of them.",
            )
            return
        self.pane.setCurrentIndex(0 if found else 1)
        if not found:
            self.about.clear()
            self.empty.say(
                "Nobody to compare yet",
                "Two people code the same source, each under their own name (Preferences, Work). "
                "Their codes stand side by side on a passage.",
            )
            return
        first = found[0].agreement
        words = f"{first.units:,} {UNITS[Unit(self.unit.currentData())].lower()} judged by two"
        self.about.setText(f"{', '.join(first.coders)}: {words}")
        chosen = max(0, self.table.currentRow())
        self._found = found
        self.table.setRowCount(len(found))
        for row, line in enumerate(found):
            self._fill_row(row, line)
            self.table.resizeRowToContents(row)
            self.table.setRowHeight(row, self.table.rowHeight(row) + 8)
        chosen = min(chosen, len(found) - 1)
        self.table.setCurrentCell(chosen, 0)
        self._show_behind(chosen)

    def _show_behind(self, row: int) -> None:
        if 0 <= row < len(self._found):
            self.behind.show_row(self._found[row])

    def _fill_row(self, row: int, line: CodeAgreement) -> None:
        name = QTableWidgetItem(line.code.title if line.code else "All codes together")
        if line.code:
            name.setIcon(swatch(line.code.colour))
        self.table.setItem(row, 0, name)
        measured = line.agreement
        figures = (measured.percent, measured.kappa, measured.alpha, line.spans)
        told = [each.words.replace(" (", "\n(") for each in figures]  # names need the width
        for column, words in enumerate((*told, f"{line.passages:,}"), 1):
            item = QTableWidgetItem(words)
            item.setTextAlignment(_RIGHT)
            self.table.setItem(row, column, item)
        value = measured.alpha.value
        if value is not None:
            role = "good" if value >= RELIABLE else "ink" if value >= TENTATIVE else "bad"
            alpha = self.table.item(row, 3)
            if alpha is not None:
                alpha.setForeground(QColor(getattr(tokens(), role)))


def _table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setHorizontalHeaderLabels(list(COLUMNS))
    for column, told in enumerate(COLUMNS.values()):
        if (head := table.horizontalHeaderItem(column)) is not None:
            head.setToolTip(told)
            head.setTextAlignment(_RIGHT if column else _LEFT)
    table.setAccessibleName("Agreement, code by code")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


@dataclass(frozen=True, slots=True)
class Compared:
    """What was compared, and the coders and codes that there are to choose from."""

    found: Sequence[CodeAgreement]
    coders: Sequence[str]
    codes: Sequence[Code]


def read_agreement(
    dossier: Dossier, unit: Unit, coders: Sequence[str] = (), codes: Sequence[str] = ()
) -> Compared:
    """The agreement of some who coded about some codes, by their ids; of all where none is given.

    Nothing is found where there is nobody to compare.
    """
    known = dossier.agreements.coders()
    book = [line.code for line in dossier.codes.tree()]
    chosen = [each for each in book if each.id in codes]
    try:
        found = dossier.agreements.read(unit, codes=chosen, coders=coders)
    except NothingToCompare:
        found = []
    return Compared(found, known, book)
