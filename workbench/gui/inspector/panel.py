"""The inspector of one kind of record: reads its sheet off the window's thread, and lays it out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.gui.inspector.computed import Computed
from workbench.gui.inspector.fact import Fact
from workbench.gui.inspector.memo import MemoRow, open_memo_form
from workbench.gui.inspector.parts import (
    Link,
    QuantityCard,
    Quote,
    Section,
    StepRow,
)
from workbench.gui.inspector.sheet import origin_words
from workbench.gui.nouns import title_of
from workbench.gui.panel import Panel
from workbench.gui.reverting import ask_revert
from workbench.gui.widgets.buttons import icon_button, link_button
from workbench.gui.widgets.labels import words_label
from workbench.model import RECORDS
from workbench.model.kinds import SupportRole
from workbench.model.many import many

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.dossier.dossier import Dossier
    from workbench.dossier.evidence import Evidence
    from workbench.gui.context import Context
    from workbench.gui.inspector.sheet import Card, ChainLine, Sheet
    from workbench.model.record import Record

READING = {"read", "open", "decision", "history"}
"""The acts of the head that write nothing: all that a dossier open for reading only offers."""
FIRST_STEPS = 4
FIRST_QUOTES = 12


class Inspector(Panel):
    """Shows the record of one kind that was selected last."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())
    follows_selection = True
    asked = Signal(str)
    """The name of an act of the head: one of `acts`."""
    edit_wanted = Signal(str)
    """The name of the field that should be edited."""

    def __init__(
        self,
        context: Context,
        kind: str,
        read_sheet: Callable[[Dossier, str], Sheet | None],
        acts: tuple[tuple[str, str, str, str], ...],
    ) -> None:
        """Makes it.

        Args:
            context: the open dossier.
            kind: the kind of record.
            read_sheet: reads a record by its id; None when it is gone.
            acts: the buttons of the head: name, words, icon, key.
        """
        super().__init__(context)
        self.kind = kind
        self.sheet: Sheet | None = None
        self._read_sheet = read_sheet
        self._acts = acts
        self._closed: set[str] = set()
        self._whole = ""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setAccessibleName(f"{title_of(kind)} inspector")

    @override
    def refresh(self) -> None:
        chosen = self.context.selection
        if chosen.kind != self.kind or not chosen:
            self._fill(None)
            return
        key = chosen.last
        self.read(lambda dossier: self._read_with_memos(dossier, key), self._fill)

    def show_history(self) -> None:
        """Brings the history into sight."""
        sections = self.findChildren(Section)
        if sections:
            self._scroll.ensureWidgetVisible(sections[-1], 0, 400)

    def _fill(self, sheet: Sheet | None) -> None:
        same = (
            sheet is not None and self.sheet is not None and sheet.record.id == self.sheet.record.id
        )
        at = self._scroll.verticalScrollBar().value() if same else 0
        if not same:
            self._whole = ""
        self.sheet = sheet
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 12, 16, 16)
        column.setSpacing(6)
        if sheet is None:
            word = title_of(self.kind).lower()
            column.addWidget(words_label(f"Choose a row to see the {word} here.", "muted"))
        else:
            self._lay_out(column, sheet)
        column.addStretch(1)
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().setValue(at)

    def _lay_out(self, column: QVBoxLayout, sheet: Sheet) -> None:
        column.addWidget(self._head(sheet))
        column.addWidget(words_label(sheet.record.name, "heading"))
        if sheet.subline:
            column.addWidget(words_label(sheet.subline, "muted"))
        for card in sheet.cards:
            column.addWidget(self._card(card))
        self._add_facts(column, sheet)
        self._add_computed(column, sheet)
        self._add_evidence(column, sheet)
        self._add_chain(column, sheet)
        self._add_memos(column, sheet)
        self._add_past(column, sheet)

    def _head(self, sheet: Sheet) -> QWidget:
        head = QFrame()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        ref = QLabel(sheet.record.ref)
        ref.setProperty("role", "muted")
        ref.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(ref)
        row.addStretch(1)
        for name, words, icon, key in self._acts:
            if self.context.dossier.read_only and name not in READING:
                continue
            button = icon_button(words, icon, key=key)
            button.clicked.connect(lambda _on=False, name=name: self._ask(name))
            row.addWidget(button)
        return head

    def _ask(self, name: str) -> None:
        if name == "history":
            self.show_history()
        else:
            self.asked.emit(name)

    def _card(self, card: Card) -> QWidget:
        made = QuantityCard(card)
        made.setToolTip("Open the allocation" if card.kind and card.kind != self.kind else "")
        made.pressed.connect(lambda: self._open(card.kind, card.key))
        return made

    def _open(self, kind: str, key: str) -> None:
        if kind and kind != self.kind:
            self.context.open(kind, key)

    def _add_facts(self, column: QVBoxLayout, sheet: Sheet) -> None:
        section = self._section(title_of(self.kind), "")
        for line in sheet.facts:
            fact = Fact(line)
            if not self.context.dossier.read_only:
                fact.wanted.connect(self.edit_wanted)
            fact.opened.connect(self._open_sentence)
            fact.compared.connect(self.compare)
            section.column.addWidget(fact)
        column.addWidget(section)

    def _add_computed(self, column: QVBoxLayout, sheet: Sheet) -> None:
        if not sheet.computed:
            return
        section = self._section("Computed", "press for how")
        for line in sheet.computed:
            made = Computed(line)
            made.opened.connect(self.context.open)
            section.column.addWidget(made)
        column.addWidget(section)

    def _add_evidence(self, column: QVBoxLayout, sheet: Sheet) -> None:
        section = self._section("Evidence", f"{len(sheet.evidence):,}")
        section.column.setSpacing(6)
        if not sheet.evidence:
            words = (
                "No claim backs this record yet. Select a sentence in a source and press L to link "
            )
            words += "it here."
            section.column.addWidget(words_label(words, "muted"))
        else:
            section.column.addWidget(words_label(origin_words(sheet.evidence), "small"))
            self._add_compare(section, sheet)
        for each in sheet.evidence[:FIRST_QUOTES]:
            quote = Quote(each)
            quote.pressed.connect(lambda each=each: self._open_sentence(each))
            section.column.addWidget(quote)
        more = len(sheet.evidence) - FIRST_QUOTES
        if more > 0:
            section.column.addWidget(words_label(f"and {more} more claims", "muted"))
        column.addWidget(section)

    def _add_compare(self, section: Section, sheet: Sheet) -> None:
        if any(each.role is SupportRole.CONTRADICTS for each in sheet.evidence):
            beside = link_button("Compare what speaks for and against it", "arrows-left-right")
            beside.clicked.connect(self._compare_all)
            section.column.addWidget(beside, alignment=Qt.AlignmentFlag.AlignLeft)

    def _compare_all(self) -> None:
        self.compare()

    def compare(self, field: str = "") -> None:
        """Shows what speaks for and against a field side by side."""
        from workbench.gui.inspector.both_sides import BothSides

        if self.sheet is not None:
            dialog = BothSides(self.context, self.sheet.record, field, self.window())
            dialog.show()

    def _open_sentence(self, evidence: Evidence) -> None:
        if evidence.claim.passage:
            self.context.open("passage", evidence.claim.passage)
        else:
            self.context.open("claim", evidence.claim.id)

    def _add_chain(self, column: QVBoxLayout, sheet: Sheet) -> None:
        if not sheet.chain:
            return
        section = self._section("Chain", f"{len(sheet.chain):,}")
        for line in sheet.chain:
            link = Link(line)
            link.pressed.connect(lambda line=line: self._follow(line))
            section.column.addWidget(link)
        column.addWidget(section)

    def _follow(self, line: ChainLine) -> None:
        self.context.open(line.kind, line.key)

    def _read_with_memos(self, dossier: Dossier, key: str) -> Sheet | None:
        sheet = self._read_sheet(dossier, key)
        return replace(sheet, memos=tuple(dossier.memos.of(key))) if sheet else None

    def _add_memos(self, column: QVBoxLayout, sheet: Sheet) -> None:
        section = self._section("Memos", f"{len(sheet.memos):,}")
        for memo in sheet.memos:
            line = MemoRow(memo)
            line.pressed.connect(lambda memo=memo: open_memo_form(self.context, memo=memo))
            section.column.addWidget(line)
        if not self.context.dossier.read_only:
            write = link_button("Write a memo", "note-pencil")
            about = sheet.record
            write.clicked.connect(lambda: open_memo_form(self.context, about=about))
            section.column.addWidget(write, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(section)

    def _add_past(self, column: QVBoxLayout, sheet: Sheet) -> None:
        count = len(sheet.past)
        section = self._section("History", many(count, "edit"))
        shown = count if self._whole == sheet.record.id else FIRST_STEPS
        for step in sheet.past[:shown]:
            row = StepRow(step, can_revert=step.revertible and not self.context.dossier.read_only)
            row.unwanted.connect(lambda step=step: ask_revert(self.context, step.operation, self))
            section.column.addWidget(row)
        if count > shown:
            more = link_button(f"Show all {count:,}")
            more.clicked.connect(self._show_whole_past)
            section.column.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(section)

    def _show_whole_past(self) -> None:
        if self.sheet is not None:
            self._whole = self.sheet.record.id
            self._fill(self.sheet)

    def _section(self, title: str, note: str) -> Section:
        section = Section(title, note, closed=title in self._closed)

        def remember(closed: bool) -> None:  # noqa: FBT001 - Qt's signal
            (self._closed.add if closed else self._closed.discard)(title)

        section.folded.connect(remember)
        return section
