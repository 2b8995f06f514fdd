"""When the window is on screen for the first time: what follows is loaded then, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

UNSEEN_MS = 1_000


class FirstPaint(QObject):
    """`came` is told once, after the first frame of a window that is yet to be shown.

    It is told after a second all the same where nothing of the window can be seen.
    """

    came = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._timer = QTimer(self, singleShot=True, interval=UNSEEN_MS)
        self._timer.timeout.connect(self.came)
        self._timer.start()
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            if self._timer.isActive():
                self._timer.start(0)  # after this frame
        return False
