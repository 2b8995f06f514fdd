"""The rows of the palette: what they are, how they are found and ranked, and how they are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate
from typing_extensions import override

from workbench.errors import QuerySyntaxError, WorkbenchError
from workbench.gui import icons, nouns
from workbench.gui.search.rows import place_key
from workbench.gui.theme import font, tokens
from workbench.gui.widgets.quantity import bounds_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from workbench.dossier.dossier import Dossier
    from workbench.gui.command import Bound

Index = QModelIndex | QPersistentModelIndex
PREFIXES = ">@#/="
ROW_HEIGHT = 27
HEADING_HEIGHT = 25
FEW = 4
KINDS_OF = {"@": ("party",), "#": ("code",), "/": ("source", "passage", "claim")}
IN_SOURCES = frozenset({"passage", "claim"})
EVERY_KIND = (
    "decision",
    "allocation",
    "party",
    "item",
    "policy_line",
    "source",
    "passage",
    "claim",
    "expectation",
    "question",
    "forecast",
    "hypothesis_set",
    "hypothesis",
    "assumption",
    "activity",
    "code",
    "memo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a heading, a record (kind and key), a command (act), or words alone."""

    title: str
    detail: str = ""
    icon: str = ""
    heading: bool = False
    kind: str = ""
    key: str = ""
    act: QAction | None = None


def prefix_of(text: str) -> tuple[str, str]:
    """What was typed as its prefix, if any, and the words after it."""
    bare = text.strip()
    if bare[:1] in PREFIXES and bare:
        return bare[0], bare[1:].strip()
    return "", bare


def rank(words: str, title: str, about: str = "") -> int | None:
    """How well a title, or what is said about it, fits what was typed: less is better, None not."""
    wanted, given = words.casefold(), title.casefold()
    if not wanted:
        return 0
    if given.startswith(wanted):
        return 1
    if _begin(wanted, given):
        return 2
    if wanted in given:
        return 3
    if _begin(wanted, f"{given} {about.casefold()}"):
        return 4
    letters = iter(given)
    return 5 if all(each in letters for each in wanted.replace(" ", "")) else None


def _begin(wanted: str, given: str) -> bool:
    """Whether each word that is wanted begins one that is given."""
    parts = re.findall(r"\w+", given)
    sought = re.findall(r"\w+", wanted)
    return bool(sought) and all(any(part.startswith(each) for part in parts) for each in sought)


def command_rows(commands: Sequence[Bound], words: str, *, few: bool = False) -> list[Row]:
    """The commands that fit, best first, under their heading; only good ones when `few`."""
    ranked = [
        (rank(words, each.action.text(), each.command.about), n, each)
        for n, each in enumerate(commands)
    ]
    worst = 4 if few else 5
    fit = sorted(
        (found, n, each) for found, n, each in ranked if found is not None and found <= worst
    )
    rows = [
        Row(
            title=each.action.text(),
            detail=each.shortcut,
            icon=each.command.icon or "command",
            act=each.action,
        )
        for _, _, each in fit[: FEW if few else None]
    ]
    return [Row(title="Commands", heading=True), *rows] if rows else []


def found_rows(dossier: Dossier, prefix: str, words: str, most: int) -> list[Row]:
    """The records that hold all words, grouped by kind; called off the window's thread."""
    kinds = KINDS_OF.get(prefix, EVERY_KIND)
    groups: dict[str, list[Row]] = {}
    try:
        hits = dossier.search(words, limit=most, kinds=kinds)
    except QuerySyntaxError as fault:
        return [Row(title=fault.message, icon="warning")]
    for hit in hits:
        quoted = hit.kind in IN_SOURCES
        title = f"“{hit.excerpt or hit.title}”" if quoted else hit.title
        heading = "In sources" if quoted else nouns.heading_of(hit.kind)
        groups.setdefault(heading, []).append(
            Row(
                title=" ".join(title.split()),
                detail=hit.ref,
                icon=hit.kind,
                kind=hit.kind,
                key=place_key(hit.record, hit.start, hit.stop),
            )
        )
    order = [nouns.heading_of(kind) for kind in EVERY_KIND if kind not in IN_SOURCES]
    ranked = sorted(groups, key=lambda head: order.index(head) if head in order else len(order))
    return [row for head in ranked for row in (Row(title=head, heading=True), *groups[head])]


def total_rows(dossier: Dossier, words: str) -> list[Row]:
    """The sums, with bounds, of the allocations that a query shows; off the window's thread."""
    try:
        totals = dossier.allocations.totals(words)
    except WorkbenchError as fault:
        return [Row(title=str(fault), icon="warning")]
    rows = [
        Row(title=f"{stage.value} {bounds_words(total)}", detail=total.unit, icon="allocation")
        for stage, total in totals
        if total
    ]
    if not rows:
        rows = [Row(title=f"No allocation of “{words}” states a quantity.", icon="notice")]
    return [Row(title="Sum of allocations", heading=True), *rows]


class Rows(QAbstractListModel):
    """The rows that are shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """The row at an index, or None."""
        return self._rows[index.row()] if index.isValid() else None

    def first(self) -> QModelIndex:
        """The first row that can be chosen."""
        return self.step(QModelIndex(), 1)

    def step(self, index: Index, step: int) -> QModelIndex:
        """The row that can be chosen `step` rows further on, going round at the ends."""
        open_rows = [n for n, row in enumerate(self._rows) if not row.heading]
        if not open_rows:
            return QModelIndex()
        if not index.isValid() or index.row() not in open_rows:
            return self.index(open_rows[0])
        at = open_rows.index(index.row()) + step
        if abs(step) > 1:
            at = max(0, min(at, len(open_rows) - 1))
        return self.index(open_rows[at % len(open_rows)])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {row.detail}" if row.detail else row.title
        if role == Qt.ItemDataRole.UserRole:
            return row
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self._rows[index.row()]
        return flags & ~Qt.ItemFlag.ItemIsSelectable if row.heading else flags


class RowDelegate(QStyledItemDelegate):
    """Draws a row: icon, title, and what stands at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(100, HEADING_HEIGHT if row.heading else ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._heading(painter, box, row)
        else:
            self._row(painter, box, row, chosen=bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, row: Row) -> None:
        painter.setFont(font(11, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens().muted))
        inside = box.adjusted(2, 6, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, row.title.upper())

    def _row(self, painter: QPainter, box: QRect, row: Row, *, chosen: bool) -> None:
        colours = tokens()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 5, 5)
        if row.icon:
            place = QRect(box.left() + 8, box.center().y() - 8, 17, 17)
            icons.icon(row.icon, "accent" if chosen else "muted").paint(painter, place)
        painter.setFont(font(11))
        detail = painter.fontMetrics().horizontalAdvance(row.detail)
        painter.setPen(QColor(colours.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        right = box.adjusted(0, 0, -8, 0)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, row.detail)
        painter.setFont(font(13, weight=QFont.Weight.DemiBold if chosen else QFont.Weight.Normal))
        painter.setPen(QColor(colours.ink))
        words = box.adjusted(33, 0, -detail - 24, 0)
        elided = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, elided)
