"""The chips above a table: one a filter, each with a cross that takes it out of the query."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from workbench.gui import icons
from workbench.gui.widgets.buttons import link_button
from workbench.model.jurisdiction import name_of
from workbench.model.kinds import Stance
from workbench.model.query import Query
from workbench.model.when import When

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QLayoutItem

GAP = 6


class Flow(QLayout):
    """Lays widgets side by side and goes on below where the row is full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        sizes = [each.minimumSize() for each in self._items]
        return QSize(
            max((each.width() for each in sizes), default=0),
            max((each.height() for each in sizes), default=0),
        )

    def _lay_out(self, area: QRect, *, move: bool) -> int:
        left, top, tallest = area.left(), area.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if left + size.width() > area.right() + 1 and left > area.left():
                left, top, tallest = area.left(), top + tallest + GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + GAP
            tallest = max(tallest, size.height())
        return top + tallest - area.top()


@dataclass(frozen=True, slots=True)
class Chip:
    """The words of one part of a query, and the query without it."""

    words: str
    without: Query


def chips_of(query: Query, names: Mapping[str, str] = {}) -> list[Chip]:
    """A chip for each part of a query; `names` puts words for values such as P-0004."""
    made = []
    for n, word in enumerate(query.words):
        rest = query.words[:n] + query.words[n + 1 :]
        made.append(Chip(f"“{word}”", replace(query, words=rest)))
    for n, each in enumerate(query.filters):
        rest_filters = query.filters[:n] + query.filters[n + 1 :]
        spelled = ", ".join(_value_words(each.field, value, names) for value in each.values)
        no = "not " if each.negated else ""
        words = (
            f"{no}{spelled}"
            if each.field in _PLAIN
            else f"{_field_words(each.field)} {no}{spelled}"
        )
        made.append(Chip(words, replace(query, filters=rest_filters)))
    if query.since:
        made.append(Chip(f"since {query.since}", replace(query, since=When.UNKNOWN)))
    if query.until:
        made.append(Chip(f"until {query.until}", replace(query, until=When.UNKNOWN)))
    if query.order:
        way = "↓" if query.descending else "↑"
        made.append(
            Chip(
                f"sorted by {_field_words(query.order)} {way}",
                replace(query, order="", descending=False),
            )
        )
    return made


_PLAIN = frozenset({"is", "stance", "jurisdiction", "stage"})


def _field_words(field: str) -> str:
    return field.replace("_", " ")


def _value_words(field: str, value: str, names: Mapping[str, str]) -> str:
    if value in names:
        return names[value]
    if field in {"jurisdiction", "affected"}:
        return name_of(value.upper())
    if field == "stance" and value in set(Stance):
        return Stance(value).word
    return value.replace("_", " ")


class ChipRow(QWidget):
    """The chips of the query, hidden while there are none; `changed` gives another query.

    `saves` offers to keep the query under a name, which is written into the dossier.
    """

    changed = Signal(object)
    save_wanted = Signal()

    def __init__(self, *, saves: bool) -> None:
        super().__init__()
        self._saves = saves
        self._flow = Flow(self)
        self._chips: list[QWidget] = []
        self.clear = link_button("Clear")
        self.clear.setAccessibleName("Clear the filters")
        self.clear.clicked.connect(lambda: self.changed.emit(Query()))
        self.keep = link_button("Save search")
        self.keep.setToolTip("Keep this search under a name  Ctrl+D")
        self.keep.clicked.connect(self.save_wanted)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_query(self, query: Query, names: Mapping[str, str]) -> None:
        """Shows the parts of a query."""
        while self._flow.takeAt(0) is not None:
            pass
        for old in self._chips:
            old.hide()
            old.deleteLater()
        chips = chips_of(query, names)
        self._chips = [self._button(each) for each in chips]
        for widget in (*self._chips, self.clear, *([self.keep] if self._saves else [])):
            self._flow.addWidget(widget)
            widget.show()
        self.setVisible(bool(chips))
        self.updateGeometry()

    def _button(self, chip: Chip) -> QPushButton:
        button = QPushButton(chip.words, self)
        button.setProperty("role", "chip")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setIconSize(QSize(12, 12))
        button.setToolTip("Take this out")
        button.setAccessibleName(f"{chip.words}: take this out of the search")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        icons.put(button, "close")
        button.clicked.connect(lambda: self.changed.emit(chip.without))
        return button
