"""The pieces of an inspector: sections, quantity cards, facts, quotes, links, steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.theme import font, theme, tokens
from workbench.gui.widgets.buttons import icon_button
from workbench.gui.widgets.labels import words_label
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from workbench.dossier.evidence import Evidence
    from workbench.gui.inspector.past import Step
    from workbench.gui.inspector.sheet import Card, ChainLine

LABEL_WIDTH = 92


def caption(words: str) -> QLabel:
    """The words at the left of a fact."""
    label = words_label(words, "muted")
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
    label.setFixedWidth(LABEL_WIDTH)
    return label


class Pressable(QFrame):
    """A frame that is pressed as a button is, with the pointer or with Enter and Space."""

    pressed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.lit_always = False

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {
            QEvent.Type.FocusIn,
            QEvent.Type.FocusOut,
            QEvent.Type.HoverEnter,
            QEvent.Type.HoverLeave,
        }:
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(tokens().accent if self.hasFocus() else tokens().edge))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()


class Section(QWidget):
    """A heading that folds what stands below it; `folded` tells when it is folded or opened."""

    folded = Signal(bool)

    def __init__(self, title: str, note: str = "", *, closed: bool = False) -> None:
        super().__init__()
        self.title = title
        self._closed = closed
        self._head = QToolButton()
        self._head.setProperty("role", "plain")
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setText(title.upper())
        self._head.setIconSize(QSize(12, 12))
        self._head.setFont(font(max(11, theme().size - 2), weight=QFont.Weight.DemiBold))
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        self._head.clicked.connect(self._toggle)
        noted = QLabel(note)
        noted.setProperty("role", "small")
        noted.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._head)
        row.addStretch(1)
        row.addWidget(noted)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._body)
        self._show()

    def _toggle(self) -> None:
        self._closed = not self._closed
        self._show()
        self.folded.emit(self._closed)

    def _show(self) -> None:
        self._body.setVisible(not self._closed)
        icons.put(self._head, "caret-right" if self._closed else "caret-down")
        state = "closed" if self._closed else "open"
        self._head.setAccessibleName(f"{self.title}, {state}")


class DashedPill(QLabel):
    """A note in a dashed frame: something that is not known."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFont(font(max(11, theme().size - 1)))
        self.setContentsMargins(10, 5, 10, 5)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens().muted), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens().field))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)


class QuantityCard(Pressable):
    """A quantity in large figures, with what is not known of it."""

    def __init__(self, card: Card) -> None:
        super().__init__(", ".join((card.figure, card.note, *card.lines)))
        self.setProperty("role", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        numeric = any(each.isdigit() for each in card.figure)
        self._figure = words_label(card.figure, "figure" if numeric else "heading")
        self._pill = DashedPill(card.note)
        if not card.note:
            self._pill.hide()  # never shown here: without a parent it would flash as a window
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 11, 15, 12)
        column.setSpacing(4)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(8)
        self._top.addWidget(self._figure, 1)
        self._top.addWidget(
            self._pill, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        column.addLayout(self._top)
        for line in card.lines:
            column.addWidget(words_label(line, "muted"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the note below a figure that it would leave no room for."""
        super().resizeEvent(event)
        words = self._figure.fontMetrics().horizontalAdvance(self._figure.text())
        room = self.contentsRect().width() - 30 - self._pill.sizeHint().width() - 8
        way = QBoxLayout.Direction
        self._top.setDirection(way.LeftToRight if words < room else way.TopToBottom)


class GradeChip(QLabel):
    """The grade of a claim, as in the table."""

    def __init__(self, grade: str) -> None:
        super().__init__(grade)
        self.setFont(font(max(11, theme().size - 2), weight=QFont.Weight.DemiBold))
        self.setContentsMargins(6, 1, 6, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Grade {grade}")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens().edge))
        painter.setBrush(QColor(tokens().field))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
        super().paintEvent(event)


class Quote(Pressable):
    """The sentence that backs a record, with its grade and source; pressed, it opens there."""

    def __init__(self, evidence: Evidence) -> None:
        claim = evidence.claim
        source = evidence.source.title if evidence.source else "source not known"
        words = claim.quote or claim.statement
        super().__init__(f"{evidence.grade} {source}: {words}")
        self.setProperty("role", "quote")
        against = evidence.role is SupportRole.CONTRADICTS
        self.setProperty("tone", "warning" if against else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Open the sentence in its source")
        head = QHBoxLayout()
        head.setSpacing(7)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(GradeChip(evidence.grade), alignment=top)
        head.addWidget(words_label(source, "strong"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 7, 9, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(words_label(words, "muted"))
        notes = quote_notes(evidence)
        if notes:
            column.addWidget(words_label(notes, "small"))


def quote_notes(evidence: Evidence) -> str:
    """What must be said beside a quote: its page, that it speaks against, is hedged, not held."""
    notes = [f"page {evidence.page}"] if evidence.page else []
    if evidence.role is SupportRole.CONTRADICTS:
        notes.append("speaks against it")
    if evidence.claim.hedge:
        notes.append(f"hedged: {evidence.claim.hedge}")
    if evidence.source is not None and not evidence.source.held:
        notes.append("text not held")
    return " · ".join(notes)


class Link(Pressable):
    """Another record, by its relation; pressed, it opens."""

    def __init__(self, line: ChainLine) -> None:
        super().__init__(f"{line.label}: {line.words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 2, 3, 2)
        row.setSpacing(8)
        row.addWidget(caption(line.label), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(words_label(line.words, "link"), 1)


class StepRow(QWidget):
    """One operation on the record; `unwanted` asks to take it back."""

    unwanted = Signal()

    def __init__(self, step: Step, *, can_revert: bool) -> None:
        super().__init__()
        body = QVBoxLayout()
        body.setSpacing(1)
        body.addWidget(words_label(f"{step.label} · {step.analyst}"))
        for change in step.changes:
            body.addWidget(words_label(change, "muted"))
        body.addWidget(words_label(step.moment, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 0, 3)
        row.addLayout(body, 1)
        if can_revert:
            back = icon_button(f"Take back “{step.label}” by a new operation", "revert")
            back.clicked.connect(self.unwanted)
            row.addWidget(back, alignment=Qt.AlignmentFlag.AlignTop)
