"""The cells of a matrix of hypotheses: the ratings of the analyst at work, and those of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate
from typing_extensions import override

from workbench.gui.theme import font, theme, tokens
from workbench.gui.widgets.editors import words_of
from workbench.model.kinds import AchGrade

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from workbench.dossier.hypotheses import AchMatrix
    from workbench.model.claim import Claim
    from workbench.model.hypothesis import Hypothesis

Index = QModelIndex | QPersistentModelIndex
GRADE = int(Qt.ItemDataRole.UserRole) + 1
OTHERS = int(Qt.ItemDataRole.UserRole) + 2
LEFT, RIGHT = 16, 8
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_AGAINST = {AchGrade.VERY_INCONSISTENT, AchGrade.INCONSISTENT}
_FOR = {AchGrade.CONSISTENT, AchGrade.VERY_CONSISTENT}


class Cells(QAbstractTableModel):
    """Column 0 is the evidence, the last one what the row tells apart, those between hypotheses."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.matrix: AchMatrix | None = None
        self.analyst = ""

    def show(self, matrix: AchMatrix, analyst: str) -> None:
        """Shows a matrix, as `analyst` fills it in; the place in the grid is kept where it fits."""
        same = self.matrix is not None and (
            self.matrix.hypotheses, self.matrix.evidence
        ) == (matrix.hypotheses, matrix.evidence)  # fmt: skip
        if not same:
            self.beginResetModel()
        self.matrix, self.analyst = matrix, analyst
        if not same:
            self.endResetModel()
            return
        corner = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), corner)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def hypothesis(self, column: int) -> Hypothesis | None:
        """The hypothesis of a column; None for the first and the last."""
        known = self.matrix.hypotheses if self.matrix else ()
        return known[column - 1] if 1 <= column <= len(known) else None

    def claim(self, row: int) -> Claim | None:
        """The claim of a row."""
        known = self.matrix.evidence if self.matrix else ()
        return known[row] if 0 <= row < len(known) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.matrix.evidence) if self.matrix and not parent.isValid() else 0

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return len(self.matrix.hypotheses) + 2 if self.matrix and not parent.isValid() else 0

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        matrix, claim = self.matrix, self.claim(index.row())
        hypothesis = self.hypothesis(index.column())
        if matrix is None or claim is None:
            return None
        if hypothesis is not None:
            return self._cell(hypothesis.id, claim.id, role)
        if role == Qt.ItemDataRole.ToolTipRole:
            return claim.quote or claim.statement
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._told(index.row()) if index.column() else f"{claim.ref}  {claim.statement}"

    def _cell(self, hypothesis: str, claim: str, role: int) -> Any:
        if self.matrix is None:
            return None
        mine = self.matrix.ratings.get((hypothesis, claim, self.analyst))
        others = [
            (who, self.matrix.ratings[hypothesis, claim, who].grade)
            for who in self.matrix.analysts
            if who != self.analyst and (hypothesis, claim, who) in self.matrix.ratings
        ]
        if role == GRADE:
            return mine.grade if mine else None
        if role == OTHERS:
            return "  ".join(f"{who}: {grade.sign}" for who, grade in others)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(hypothesis, claim, others)
        if role == Qt.ItemDataRole.DisplayRole:
            return mine.grade.sign if mine else ""
        return None

    def _words(self, hypothesis: str, claim: str, others: list[tuple[str, AchGrade]]) -> str:
        if self.matrix is None:
            return ""
        mine = self.matrix.ratings.get((hypothesis, claim, self.analyst))
        lines = [f"You: {words_of(mine.grade)}" if mine else "You have not rated this"]
        lines += [f"{who}: {words_of(grade)}" for who, grade in others]
        agreed = self.matrix.consensus(hypothesis, claim)
        if others and agreed:
            lines.append(agreed.value.capitalize())
        return "\n".join(lines)

    def _told(self, row: int) -> str:
        if self.matrix is None:
            return ""
        found = self.matrix.matrix.rows[row]
        return f"{found.diagnosticity:g}" + ("  decides" if found.decides else "")

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or self.matrix is None:
            return None
        hypothesis = self.hypothesis(section)
        if role == Qt.ItemDataRole.ToolTipRole and hypothesis is not None:
            return f"{hypothesis.ref}  {hypothesis.statement}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if hypothesis is None:
            return "Evidence" if section == 0 else "Tells apart"
        score = self.matrix.matrix.scores[hypothesis.id]
        least = ", least" if hypothesis.id in self.matrix.matrix.least else ""
        return f"{hypothesis.statement}\nagainst: {score:g}{least}"


class GradeDelegate(QStyledItemDelegate):
    """Draws a rating as sign and colour, with the ratings of others in small below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, 40)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        last = index.model().columnCount() - 1
        if index.column() in {0, last}:
            self._words(
                painter, box.adjusted(LEFT if not index.column() else 8, 0, -RIGHT, 0), index
            )
        else:
            self._rating(painter, box, index)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -2.5), 5, 5)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, index: Index) -> None:
        painter.setFont(font())
        painter.setPen(QColor(tokens().ink if index.column() == 0 else tokens().muted))
        painter.drawText(box.adjusted(0, 2, 0, -2), _WRAPPED, str(index.data()))

    def _rating(self, painter: QPainter, box: QRect, index: Index) -> None:
        held, others = index.data(GRADE), str(index.data(OTHERS) or "")
        grade = AchGrade(held) if held else None  # Qt hands a term back as plain text
        ground, ink = _paint(grade)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(box).adjusted(3, 3, -3, -4), 5, 5)
        painter.setPen(QColor(ink))
        painter.setFont(font(15, weight=QFont.Weight.DemiBold))
        upper = box.adjusted(0, 0, 0, -14 if others else 0)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, grade.sign if grade else "·")
        if others:
            painter.setFont(font(11))
            painter.setPen(QColor(tokens().muted))
            lower = QRect(box.left() + 6, box.bottom() - 19, box.width() - 12, 16)
            words = painter.fontMetrics().elidedText(
                others, Qt.TextElideMode.ElideRight, lower.width()
            )
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, words)


def words_height(words: str, width: int) -> int:
    """How high a row is that shows the words of a claim in a first column of this width."""
    return _height(words, width - LEFT - RIGHT, font()) + 12


def head_height(words: str, width: int) -> int:
    """How high the head is that shows the words of a hypothesis in a column of this width."""
    drawn_in = font(max(11, theme().size - 1), weight=QFont.Weight.DemiBold)
    return _height(words, width - 2 * RIGHT, drawn_in) + 16


def _height(words: str, width: int, drawn_in: QFont) -> int:
    room = QRect(0, 0, width, 10_000)
    return QFontMetrics(drawn_in).boundingRect(room, _WRAPPED, words).height()


def _paint(grade: AchGrade | None) -> tuple[str, str]:
    """The ground and the ink of a rating; never the only sign of it."""
    colours = tokens()
    if grade in _AGAINST:
        return colours.bad_ground, colours.bad
    if grade in _FOR:
        return colours.soft, colours.accent
    return "", colours.faint if grade is None else colours.muted
