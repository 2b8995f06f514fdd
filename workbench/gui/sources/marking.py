"""The popover that marks a passage: codes by name, new ones too, and a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)
from typing_extensions import override

from workbench.gui.palette_rows import rank
from workbench.gui.widgets.buttons import foot_of_form
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject, QRect
    from PySide6.QtWidgets import QWidget

    from workbench.model.code import Code

WIDTH = 330
PROMPT = "Find a code, or name a new one"
ROWS = 4
ROW_HEIGHT = 30
MOST_RECENT = 9
_ID = int(Qt.ItemDataRole.UserRole)


def fits(typed: str, name: str) -> bool:
    """Whether the letters of `typed` stand in `name` in this order."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in typed.casefold() if not letter.isspace())


def swatch(colour: str) -> QIcon:
    """A dot in a code's colour."""
    pixmap = QPixmap(14, 14)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(2, 2, 10, 10)
    painter.end()
    return QIcon(pixmap)


class MarkPopover(QFrame):
    """Asks for codes and a memo; `done` gives the ids of codes, the names of new ones, the memo."""

    KEPT: ClassVar[str] = "mark"
    done = Signal(list, list, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setFixedWidth(WIDTH)
        self._codes: list[Code] = []
        self._chosen: dict[str, None] = {}
        self._new: dict[str, None] = {}
        self._only_new = False
        self._place: Mapping[str, str] = {}
        self._first: dict[str, str] = {}
        self.head = QLabel()
        self.head.setProperty("role", "strong")
        self.quote = wrapped()
        self.line = QLineEdit()
        self.line.setPlaceholderText(PROMPT)
        self.line.setAccessibleName("Code")
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        self.codes = QListWidget()
        self.codes.setAccessibleName("Codes")
        self.codes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.codes.itemClicked.connect(self._toggle)
        self.memo = QPlainTextEdit()
        self._lay_out()
        self.hide()

    def ask(
        self,
        quote: str,
        codes: Sequence[Code],
        area: QRect,
        *,
        memo: str = "",
        new: bool = False,
        place: Mapping[str, str] | None = None,
    ) -> None:
        """Opens below an area of the parent, or above it; `codes` come with the latest first.

        With `new`, what is typed names a new code, and Enter marks with it at once. `place` tells
        where the words stand; see `place_of`.
        """
        self._only_new, self._place = new, place or {}
        self.head.setText("Mark with a new code" if new else "Mark passage")
        self.line.setPlaceholderText("Name of the new code" if new else PROMPT)
        self.quote.setText(f"“{quote if len(quote) <= 140 else quote[:139] + '…'}”")  # noqa: PLR2004 - three lines
        self._codes, self._chosen, self._new = list(codes), {}, {}
        self.memo.setPlainText(memo)
        self.line.clear()
        self._filter()
        self.adjustSize()
        around = self.parentWidget() or self
        room = around.rect().adjusted(8, 8, -8, -8)
        left = min(max(area.left(), room.left()), room.right() - self.width())
        below, above = area.bottom() + 10, area.top() - self.height() - 10
        fits_below = below + self.height() <= room.bottom()
        top = below if fits_below or above < room.top() else above
        self.move(left, max(room.top(), min(top, room.bottom() - self.height())))
        self.show()
        self.raise_()
        self.line.setFocus()
        self._first = self.typed()

    def tick(self, codes: Iterable[str]) -> None:
        """Chooses codes that the passage carries already."""
        self._chosen = dict.fromkeys(codes)
        self._filter()
        self._first = self.typed()

    @property
    def dirty(self) -> bool:
        """Whether something was typed or chosen since it was opened."""
        return self.typed() != self._first

    @property
    def heading(self) -> str:
        """What it is called where it is offered back."""
        return self.head.text()

    @property
    def record(self) -> str:
        """The id of the source."""
        return self._place.get("source", "")

    def typed(self) -> dict[str, str]:
        """The words, the ids of the codes, the names of new ones, and where the passage stands."""
        return {
            "line": self.line.text(),
            "memo": self.memo.toPlainText(),
            "codes": "\n".join(self._chosen),
            "new": "\n".join(self._new),
            "only_new": "yes" if self._only_new else "",
            **self._place,
        }

    def fill(self, typed: dict[str, str]) -> None:
        """Puts back what was typed and chosen."""
        known = {each.id for each in self._codes}
        chosen = typed.get("codes", "").splitlines()
        self._chosen = dict.fromkeys(each for each in chosen if each in known)
        self._new = dict.fromkeys(typed.get("new", "").splitlines())
        self.memo.setPlainText(typed.get("memo", ""))
        self.line.setText(typed.get("line", ""))
        self._filter()

    def save(self) -> None:
        """Marks the passage and closes."""
        if self.line.text().strip():
            self._take_line()
        chosen, new, memo = list(self._chosen), list(self._new), self.memo.toPlainText().strip()
        self._close()
        self.done.emit(chosen, new, memo)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    # --- inside -----------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        entered = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if key == Qt.Key.Key_Escape:
            self._close()
        elif entered and (control or (watched is self.line and self._done_typing())):
            self.save()
        elif entered and watched is self.line:
            self._take_line()
        elif watched is self.line and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _done_typing(self) -> bool:
        return self._only_new or not self.line.text().strip()

    def _step(self, by: int) -> None:
        row = min(max(self.codes.currentRow() + by, 0), self.codes.count() - 1)
        self.codes.setCurrentRow(row)

    def _take_line(self) -> None:
        item = self.codes.item(max(0, self.codes.currentRow()))
        if item is not None:
            self._toggle(item)

    def _toggle(self, item: QListWidgetItem) -> None:
        key = item.data(_ID)
        if key is None:
            self._new[self.line.text().strip()] = None
        elif key in self._chosen:
            del self._chosen[key]
        elif str(key).startswith("+"):
            self._new.pop(str(key)[1:], None)
        else:
            self._chosen[key] = None
        self.line.clear()
        self._filter()

    def _filter(self) -> None:
        typed = self.line.text().strip()
        self.codes.clear()
        for name in self._new:
            self._add(f"{name}  (new)", f"+{name}", "#8d9aac", on=True)
        for number, code in self._offered(typed):
            key = f"   {number}" if number <= MOST_RECENT and not typed else ""
            self._add(f"{code.title}{key}", code.id, code.colour, on=code.id in self._chosen)
        known = {each.title.casefold() for each in self._codes} | {n.casefold() for n in self._new}
        if typed and typed.casefold() not in known:
            item = QListWidgetItem(f"New code “{typed}”")
            item.setData(_ID, None)
            self.codes.addItem(item)
        self.codes.setFixedHeight(min(ROWS, self.codes.count()) * ROW_HEIGHT + 4)
        self.codes.setVisible(bool(self.codes.count()))
        self.adjustSize()
        if typed and self.codes.count():
            self.codes.setCurrentRow(len(self._new) if self.codes.count() > len(self._new) else 0)

    def _offered(self, typed: str) -> list[tuple[int, Code]]:
        """The codes that fit what is typed, the best first, each with how lately it was used."""
        if self._only_new:
            return [(n, each) for n, each in enumerate(self._codes, 1) if each.id in self._chosen]
        found = [(rank(typed, each.title), n, each) for n, each in enumerate(self._codes, 1)]
        fit = [(best, n, each) for best, n, each in found if best is not None]
        fit.sort(key=lambda each: each[:2])
        return [(n, each) for _, n, each in fit]

    def _add(self, words: str, key: str, colour: str, *, on: bool) -> None:
        item = QListWidgetItem(swatch(colour), f"✓ {words}" if on else words)
        item.setData(_ID, key)
        self.codes.addItem(item)

    def _lay_out(self) -> None:
        self.memo.setPlaceholderText("Memo")
        self.memo.setAccessibleName("Memo")
        self.memo.setTabChangesFocus(True)
        self.memo.setFixedHeight(64)
        self.memo.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for each in (self.head, self.quote, self.line, self.codes, self.memo):
            column.addWidget(each)
        save = QPushButton("Mark")
        column.addLayout(foot_of_form(save, self.save, self._close, "Ctrl+Enter marks"))
