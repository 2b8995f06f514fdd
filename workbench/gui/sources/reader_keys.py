"""Keys that the reader's text takes itself: letters of codes, and arrows that move an end.

They are no commands: which letters mean something is the codebook's business, and the arrows move
an end only after one was chosen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from workbench.gui.sources.edges import Edge, moved

if TYPE_CHECKING:
    from workbench.gui.sources.text import SourceText

_LETTER = re.compile("[A-Z]")
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ReaderKeys(QObject):
    """Watches a text; `lettered` gives a letter pressed with Shift, `edged` ends that were kept.

    `let_go` comes when the arrow keys move no end any more, kept or not.
    """

    lettered = Signal(str)
    edged = Signal(int, int)
    let_go = Signal()

    def __init__(self, text: SourceText) -> None:
        super().__init__(text)
        self._text = text
        text.installEventFilter(self)
        text.viewport().installEventFilter(self)

    def choose_edge(self, edge: Edge | None, span: tuple[int, int] | None = None) -> None:
        """Has the arrow keys move one end of a stretch, which is selected; None ends that."""
        if edge is None and self._text.ground.edge is not None:
            self.let_go.emit()
        self._text.ground.edge = edge
        if edge is not None and span is not None:
            self._select(span)
        self._text.viewport().update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self.choose_edge(None)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._overridden(event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._edge_key(event) if self._text.ground.edge else self._letter(event)
        return super().eventFilter(watched, event)

    def _overridden(self, event: QKeyEvent) -> bool:
        """Keeps the keys that move an end from the commands that have them otherwise."""
        wanted = bool(self._text.ground.edge) and event.key() in {*_SIDEWAYS, *_ENTER}
        if wanted:
            event.accept()
        return wanted

    def _letter(self, event: QKeyEvent) -> bool:
        shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        letter = event.text().upper()
        if shifted and _LETTER.fullmatch(letter):
            self.lettered.emit(letter)
            return True
        return False

    def _edge_key(self, event: QKeyEvent) -> bool:
        """Moves the chosen end, or ends that: Enter keeps it, Escape and other keys do not."""
        key, edge, stretch = Qt.Key(event.key()), self._text.ground.edge, self._text.stretch()
        page = self._text.page
        if edge is None or stretch is None or page is None or _only_modifier(key):
            return False
        span = (stretch.start, stretch.stop)
        if key in _SIDEWAYS:
            one = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._select(moved(page.text, span, edge, _SIDEWAYS[key], character=one))
            return True
        self.choose_edge(None)
        if key in _ENTER:
            self.edged.emit(*span)
        return key in _ENTER

    def _select(self, span: tuple[int, int]) -> None:
        ends = span if self._text.ground.edge is Edge.STOP else (span[1], span[0])
        self._text.select(*ends)


def _only_modifier(key: Qt.Key) -> bool:
    return key in {Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta}
