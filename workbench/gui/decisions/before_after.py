"""The page that shows a reversal before and after, field by field, what changed first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QTableWidgetItem, QVBoxLayout
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.decisions.sheet import read_sheet
from workbench.gui.inspector.sheet import NOT_STATED
from workbench.gui.panel import Panel
from workbench.gui.theme import font, theme
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.page_head import page_head
from workbench.gui.widgets.plain_table import plain_table
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

FIELD_WIDTH = 170
AIR = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A field of both decisions in words, and whether they differ."""

    label: str
    before: str
    after: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One reversal: what both are called, how the later stands to the earlier, and the fields."""

    before: str
    after: str
    relation: str
    sides: tuple[Side, ...]


def read_pairs(dossier: Dossier, key: str) -> tuple[Pair, ...]:
    """The reversals of a decision in words; read off the window's thread."""
    return tuple(
        pair
        for each in dossier.decisions.reversals(key)
        if (pair := _pair(dossier, each.before, each.after, each.relation.value)) is not None
    )


def _pair(dossier: Dossier, before: Decision, after: Decision, relation: str) -> Pair | None:
    old, new = read_sheet(dossier, before.id), read_sheet(dossier, after.id)
    if old is None or new is None:
        return None
    stances = Side(
        label="Stance",
        before=f"{before.stance.glyph} {before.stance.word}",
        after=f"{after.stance.glyph} {after.stance.word}",
        differs=before.stance is not after.stance,
    )
    sides = [
        Side(label=a.label, before=a.words, after=b.words, differs=a.words != b.words)
        for a, b in zip(old.facts, new.facts, strict=True)
        if a.field not in {"status", "note"} and {a.words, b.words} != {NOT_STATED}
    ]
    return Pair(
        before=f"{before.ref}  {before.title}",
        after=f"{after.ref}  {after.title}",
        relation=relation.replace("_", " ").capitalize(),
        sides=(stances, *sides),
    )


class BeforeAfterPage(Panel):
    """Both decisions of each reversal side by side."""

    shows: ClassVar[tuple[type[Record], ...]] = (Decision,)
    left = Signal()

    def __init__(self, context: Context, key: str) -> None:
        super().__init__(context)
        self._key = key
        self._pairs: tuple[Pair, ...] = ()
        self.only = QCheckBox("Only what changed")
        self.only.setChecked(True)
        self.only.toggled.connect(lambda _: self._fill())
        self.table = plain_table("Before and after", "Field", "Before", "After")
        self.table.setWordWrap(True)
        self.table.setColumnWidth(0, FIELD_WIDTH)
        header = self.table.horizontalHeader()
        for column in (1, 2):
            header.setSectionResizeMode(column, header.ResizeMode.Stretch)
        self.words = wrapped()
        self._lay_out()

    @override
    def refresh(self) -> None:
        key = self._key
        self.read(lambda dossier: read_pairs(dossier, key), self._show)

    @command("Leave before and after", "Escape")
    def leave(self) -> None:
        """Goes back to the view."""
        self.left.emit()

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = pairs
        self.words.setText(
            "What the later decision changed stands first in bold."
            if pairs
            else "This decision takes nothing back, and nothing takes it back. Link it to an "
            "earlier one (Ctrl+L) as reversing, partially reversing or rescinding it."
        )
        self._fill()

    def _fill(self) -> None:
        rows: list[tuple[Side, bool]] = []
        for pair in self._pairs:
            named = Side(label=pair.relation, before=pair.before, after=pair.after, differs=True)
            rows.append((named, True))
            told = sorted(pair.sides, key=lambda each: not each.differs)
            rows += [(x, False) for x in told if x.differs or not self.only.isChecked()]
        self.table.setRowCount(len(rows))
        strong = font(theme().size, weight=QFont.Weight.DemiBold)
        for row, (side, is_heading) in enumerate(rows):
            for column, words in enumerate((side.label, side.before, side.after)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if is_heading or (side.differs and column):
                    item.setFont(strong)
                self.table.setItem(row, column, item)
        self.table.resizeRowsToContents()
        for row in range(len(rows)):
            self.table.setRowHeight(row, self.table.rowHeight(row) + AIR)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 10)
        column.setSpacing(8)
        column.addLayout(page_head("Before and after", self.leave, self.only))
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
