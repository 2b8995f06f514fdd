"""The contradiction view: passages for and against one field, side by side, with grades."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.dossier.evidence import Evidence
from workbench.gui.fields import form_fields
from workbench.gui.inspector.sheet import origin_words
from workbench.gui.nouns import noun_of
from workbench.gui.table.latest import Latest
from workbench.gui.theme import tokens
from workbench.gui.widgets.facts import fact, linked_names
from workbench.gui.widgets.labels import wrapped
from workbench.gui.widgets.quotes import QuoteLine, QuoteList
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.model.record import Record

WHOLE = "The whole record"
SIZE = (920, 560)
HEADINGS = {SupportRole.SUPPORTS: "Speaks for it", SupportRole.CONTRADICTS: "Speaks against it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSides:
    """What speaks for and against one field: its words, its value, and the claims."""

    field: str
    label: str
    value: str
    speaking: tuple[Evidence, ...]

    def side(self, role: SupportRole) -> list[Evidence]:
        """The claims of one side."""
        return [each for each in self.speaking if each.role is role]

    @property
    def title(self) -> str:
        """The field with how many speak for and against it."""
        for_it, against = (len(self.side(role)) for role in SupportRole)
        return f"{self.label}: {for_it} for, {against} against"


def read_sides(dossier: Dossier, record: Record) -> tuple[FieldSides, ...]:
    """Every field about which a passage speaks, those with two sides first."""
    now = noun_of(dossier, record.KIND).page([record.id])
    if not now:
        return ()
    evidence = dossier.evidence(now[0])
    names = linked_names(dossier, now)
    found = [
        FieldSides(
            field=spec.name,
            label=spec.label,
            value=fact(spec, getattr(now[0], spec.name), names) or "not stated",
            speaking=tuple(each for each in evidence if spec.name in each.fields),
        )
        for spec in form_fields(type(record))
    ]
    unnamed = tuple(each for each in evidence if not each.fields)
    found.insert(0, FieldSides(field="", label=WHOLE, value=record.name, speaking=unnamed))
    told = [each for each in found if each.speaking]
    return tuple(sorted(told, key=lambda each: -len(each.side(SupportRole.CONTRADICTS))))


class BothSides(QDialog):
    """Two lists of quotes for one field of a record; one that is entered opens in its source."""

    def __init__(
        self, context: Context, record: Record, field: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"For and against: {record.ref} {record.name}")
        self.resize(*SIZE)
        self._context, self._record, self._field = context, record, field
        self._sides: Sequence[FieldSides] = ()
        self._latest = Latest(context, self)
        self.fields = QComboBox()
        self.fields.setAccessibleName("Field")
        self.fields.currentIndexChanged.connect(self._chosen)
        self.value = wrapped("", "heading")
        self.lists = {role: QuoteList(words) for role, words in HEADINGS.items()}
        self.headings = {role: QLabel() for role in HEADINGS}
        self._lay_out()
        context.dossier_changed.connect(self._read)
        self._read()

    def _lay_out(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(1)
        for role in HEADINGS:
            sides.addWidget(self._side(role))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 12, 14)
        column.setSpacing(8)
        column.addWidget(self.fields)
        column.addWidget(self.value)
        column.addWidget(sides, 1)

    def _side(self, role: SupportRole) -> QWidget:
        side = QWidget()
        heading = self.headings[role]
        heading.setProperty("role", "strong")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        self.lists[role].opened.connect(self._context.open)
        turn = QPushButton("Speaks the other way")
        turn.setToolTip("Moves the chosen passage to the other side")
        turn.clicked.connect(lambda: self._turn(role))
        unlink = QPushButton("Says nothing about it")
        unlink.setToolTip("Takes the chosen passage away from this field")
        unlink.clicked.connect(lambda: self._unlink(role))
        row = QHBoxLayout()
        for button in (turn, unlink):
            button.setAutoDefault(False)
            button.setEnabled(not self._context.dossier.read_only)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 6, 8, 0)
        column.addWidget(heading)
        column.addWidget(self.lists[role], 1)
        column.addLayout(row)
        return side

    def _read(self) -> None:
        record = self._record
        self._latest.ask(lambda dossier: read_sides(dossier, record), self._show)

    def _show(self, sides: Sequence[FieldSides]) -> None:
        self._sides = sides
        self.fields.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.fields.clear()
        self.fields.addItems([each.title for each in sides])
        at = next((n for n, each in enumerate(sides) if each.field == self._field), 0)
        self.fields.setCurrentIndex(at)
        self.fields.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.fields.setVisible(bool(sides))
        self._fill()

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(self._sides):
            self._field = self._sides[row].field
            self._fill()

    def _fill(self) -> None:
        row = self.fields.currentIndex()
        shown = self._sides[row] if 0 <= row < len(self._sides) else None
        self.value.setText(shown.value if shown else "No passage speaks about this record yet.")
        for role, heading in self.headings.items():
            some = shown.side(role) if shown else []
            counted = f"{HEADINGS[role]}: {len(some):,}"
            for_it = role is SupportRole.SUPPORTS and some
            heading.setText(f"{counted} · {origin_words(some)}" if for_it else counted)
            self.lists[role].show_lines([_line(each) for each in some])

    def _chosen_claim(self, role: SupportRole) -> str:
        line = self.lists[role].current or next(iter(self.lists[role].lines), None)
        row = self.fields.currentIndex()
        if line is None or not 0 <= row < len(self._sides):
            return ""
        some = self._sides[row].side(role)
        return next((e.claim.id for e in some if line.key in {e.claim.passage, e.claim.id}), "")

    def _turn(self, role: SupportRole) -> None:
        claim, record, field = self._chosen_claim(role), self._record, self._field
        other = next(each for each in SupportRole if each is not role)

        def work(dossier: Dossier) -> None:
            for each in dossier.supports.of(record):
                if (each.claim, each.field) == (claim, field):
                    dossier.supports.change(each, role=other)

        if claim:
            self._context.write("Turn support", work, say="It speaks the other way now.")

    def _unlink(self, role: SupportRole) -> None:
        claim, record, field = self._chosen_claim(role), self._record, self._field

        def work(dossier: Dossier) -> None:
            for each in dossier.supports.of(record):
                if (each.claim, each.field) == (claim, field):
                    dossier.supports.remove(each)

        if claim:
            self._context.write(
                "Unlink passage", work, say="The passage says nothing about it now."
            )


def _line(evidence: Evidence) -> QuoteLine:
    claim = evidence.claim
    source = evidence.source.title if evidence.source else "source not known"
    against = evidence.role is SupportRole.CONTRADICTS
    hedge = f"hedged: {claim.hedge}" if claim.hedge else ""
    quantity = str(claim.quantity) if claim.quantity else ""
    notes = (claim.ref, hedge, quantity)
    return QuoteLine(
        kind="passage" if claim.passage else "claim",
        key=claim.passage or claim.id,
        head=f"{evidence.grade}  {source}",
        words=f"“{claim.quote or claim.statement}”",
        notes=" · ".join(each for each in notes if each),
        colour=tokens().warning if against else tokens().good,
    )
