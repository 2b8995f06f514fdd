"""The panel beside the text: the passages of the paragraph in focus, and what rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.inspector.parts import GradeChip, Pressable
from workbench.gui.widgets.buttons import icon_button, link_button
from workbench.gui.widgets.editors import words_of
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from workbench.gui.sources.page import Backed, Mark, MarkedClaim

LONGEST = 240
COLUMNS = 2
ALLOCATION = "make_allocation"
ALLOCATION_KEY = "A"
ACTS = (
    ("mark_passage", "Mark", "passage", "M"),
    ("make_claim", "Claim", "claim", "C"),
    ("make_decision", "Decision", "decision", "D"),
    (ALLOCATION, "Allocation", "allocation", ALLOCATION_KEY),
    ("make_expectation", "Expectation", "expectation", "E"),
    ("make_comment_request", "Comment request", "comment_request", "Q"),
    ("linking.link", "Link", "link-simple", "L"),
)


def shortened(words: str) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


class PassagesPanel(QScrollArea):
    """Shows marks.

    `pressed` gives a passage's id, `opened` the kind and id of a record, `asked` the name of an act
    and a passage's id.
    """

    pressed = Signal(str)
    opened = Signal(str, str)
    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_write = True
        self._framed = False
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Passages of the paragraph")

    def show_marks(self, ordinal: int, repeats: int | None, marks: Sequence[Mark]) -> None:
        """Shows the marks of the paragraph counted `ordinal`; 0 where no text is held."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(18, 14, 16, 16)
        column.setSpacing(8)
        if ordinal:
            column.addWidget(words_label(f"Paragraph {ordinal}", "heading"))
        if repeats:
            words = (
                f"It repeats paragraph {repeats} and carries no weight of its own. "
                "What you mark here is marked there."
            )
            column.addWidget(words_label(words, "muted"))
        elif ordinal and not marks:
            words = (
                "Nothing is marked here yet. Select words, or put the cursor into a sentence: "
                "the dotted line shows what is taken."
            )
            column.addWidget(words_label(words, "muted"))
        if ordinal and self.can_write:
            column.addLayout(self._acts())
        for mark in marks:
            column.addWidget(self._card(mark))
        column.addStretch(1)
        self.setWidget(body)

    def show_framed(self, *, framed: bool) -> None:
        """Names no key for an allocation while a suggestion is framed: A accepts that then."""
        self._framed = framed
        if (button := self.findChild(QPushButton, ALLOCATION)) is not None:
            button.setText(self._words_of("Allocation", ALLOCATION_KEY))

    def _words_of(self, words: str, key: str) -> str:
        return words if self._framed and key == ALLOCATION_KEY else f"{words}  {key}"

    def _acts(self) -> QLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        for number, (name, words, icon, key) in enumerate(ACTS):
            button = link_button(self._words_of(words, key), icon)
            button.setObjectName(name)
            button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name, ""))
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
        grid.setColumnStretch(COLUMNS, 1)
        return grid

    def _card(self, mark: Mark) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(4, 4, 4, 8)
        column.setSpacing(4)
        column.addWidget(self._quote(mark))
        inner = QVBoxLayout()
        inner.setContentsMargins(8, 0, 6, 0)
        inner.setSpacing(6)
        notes = [f"Page {mark.page}"] if mark.page else []
        if mark.codes:
            notes.append(f"Codes: {', '.join(each.title for each in mark.codes)}")
        if notes:
            inner.addWidget(words_label(" · ".join(notes), "small"))
        if mark.passage.memo:
            inner.addWidget(words_label(mark.passage.memo, "muted"))
        for claim in mark.claims:
            inner.addWidget(self._claim(claim))
            for backed in claim.backs:
                inner.addWidget(self._backed(backed))
        column.addLayout(inner)
        return card

    def _quote(self, mark: Mark) -> QWidget:
        key = mark.passage.id
        quote = Pressable(f"Passage {mark.passage.ref}: {shortened(mark.passage.quote)}")
        quote.setCursor(Qt.CursorShape.PointingHandCursor)
        quote.setToolTip("Show it in the text")
        quote.pressed.connect(lambda: self.pressed.emit(key))
        row = QHBoxLayout(quote)
        row.setContentsMargins(7, 5, 2, 5)
        row.setSpacing(2)
        row.addWidget(words_label(f"“{shortened(mark.passage.quote)}”"), 1)
        if self.can_write:
            for name, words, icon in (
                ("edit_passage", "Change codes and memo", "tag"),
                ("remove_passage", "Remove this passage", "trash"),
            ):
                button = icon_button(words, icon)
                button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name, key))
                row.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        return quote

    def _claim(self, marked: MarkedClaim) -> QWidget:
        claim = marked.claim
        line = Pressable(f"Claim {claim.ref}: {claim.statement}")
        line.setCursor(Qt.CursorShape.PointingHandCursor)
        line.setToolTip("Edit the claim")
        line.pressed.connect(lambda: self.opened.emit("claim", claim.id))
        column = QVBoxLayout(line)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(GradeChip(marked.grade))
        hedge = f"hedged: {claim.hedge}" if claim.hedge else ""
        notes = (claim.ref, words_of(claim.kind).lower(), hedge)
        head.addWidget(words_label(" · ".join(each for each in notes if each), "small"), 1)
        column.addLayout(head)
        if claim.statement.strip(" .") != claim.quote.strip(" ."):
            column.addWidget(words_label(shortened(claim.statement), "muted"))
        return line

    def _backed(self, backed: Backed) -> QWidget:
        speaks = "Contradicts" if backed.against else "Backs"
        line = Pressable(f"{speaks} {backed.ref} {backed.name}")
        line.setCursor(Qt.CursorShape.PointingHandCursor)
        stated = ", ".join(each.replace("_", " ") for each in backed.fields)
        says = "Speaks against its" if backed.against else "States its"
        line.setToolTip(f"{says} {stated}" if stated else f"{speaks} it as a whole")
        line.pressed.connect(lambda: self.opened.emit(backed.kind, backed.key))
        row = QHBoxLayout(line)
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(
            words_label(
                f"{'≠' if backed.against else '→'} {backed.ref}  {shortened(backed.name)}", "link"
            ),
            1,
        )
        return line
