"""Notices: news inside the window, at the foot of the work area, never a modal box.

    context.notices.say("Decision D-0004 logged", act=("Undo", context.undo), tone="good")

A notice goes by itself, sooner or later by the settings; it waits while the pointer or the focus
is on it, and one that tells of a fault stays until it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton
from typing_extensions import override

from workbench.gui import icons

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent
    from PySide6.QtWidgets import QWidget

    Act = tuple[str, Callable[[], object]]

MOST_SHOWN = 3
WIDEST = 620
GAP = 8
MARGIN = 18
PLACED_BY = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide}
_SIGNS = {"info": "info", "good": "check-circle", "warning": "warning", "bad": "warning-circle"}
_ROLES = {"info": "accent", "good": "good", "warning": "warning", "bad": "bad"}


class Notice(QFrame):
    """One message, with at most one act."""

    def __init__(self, words: str, *, act: Act | None, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self.offer = act[1] if act else None
        self.paused = False
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(words)
        self.button = self._act_button(act) if act else None
        self._lay_out(_SIGNS[tone], _ROLES[tone])
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._time_is_up)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _act_button(self, act: Act) -> QPushButton:
        button = QPushButton(act[0])
        button.setProperty("role", "link")
        button.setAccessibleName(f"{act[0]}: {self.words}")
        button.clicked.connect(act[1])
        button.clicked.connect(self.close)
        return button

    def _lay_out(self, sign: str, role: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 8, 9)
        row.setSpacing(10)
        mark = QToolButton()
        mark.setProperty("role", "plain")
        mark.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.put(mark, sign, role=role)
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        text = QLabel(self.words)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(text, 1)
        if self.button is not None:
            row.addWidget(self.button)
        close = QToolButton()
        close.setProperty("role", "plain")
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self.close)
        icons.put(close, "close")
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)

    def begin(self, seconds: int) -> None:
        """Shows the notice for `seconds`, 0 for until it is closed."""
        self.show()
        self.raise_()
        if seconds:
            self.timer.start(seconds * 1000)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.paused = self.timer.isActive()
        self.timer.stop()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.paused:
            self.timer.start()

    def _time_is_up(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.timer.start()
        else:
            self.close()


class Notices(QObject):
    """The notices of one window, laid over the widget `over`; within a part of it while it is seen.

    So they cover neither what is edited at the right nor the lists at the left.
    """

    def __init__(self, over: QWidget, *, within: QWidget | None = None, seconds: int = 8) -> None:
        super().__init__(over)
        self._over = over
        self._within = over if within is None else within
        self.seconds = seconds
        self._shown: list[Notice] = []
        for each in {over, self._within}:
            each.installEventFilter(self)

    @property
    def shown(self) -> tuple[str, ...]:
        """The words of the notices that are shown, oldest first."""
        return tuple(each.words for each in self._shown)

    def say(self, words: str, *, act: Act | None = None, tone: str = "info") -> Notice:
        """Shows news.

        Args:
            words: what happened and, where something is wrong, what to do.
            act: the words of a button and what it does, such as ("Undo", context.undo).
            tone: info, good, warning or bad; bad stays until it is closed.
        """
        self.unsay(words)  # the same news is said anew, not twice
        while len(self._shown) >= MOST_SHOWN:
            self._shown[0].close()
        notice = Notice(words, act=act, tone=tone, parent=self._over)
        notice.destroyed.connect(self._place)
        notice.installEventFilter(self)
        self._shown.append(notice)
        notice.begin(0 if tone == "bad" else self.seconds)
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(notice, QAccessible.Event.Alert))
        return notice

    def lift(self) -> None:
        """Brings the notices above what was laid over them."""
        for each in self._shown:
            each.raise_()

    def unsay(self, words: str) -> None:
        """Closes the notice that says these words, which do not hold any more."""
        for each in [each for each in self._shown if each.words == words]:
            each.close()

    def withdraw(self, *offers: Callable[[], object]) -> None:
        """Closes the notices that offer to do something which means something else by now."""
        for each in [each for each in self._shown if each.offer in offers]:
            each.close()

    def clear(self) -> None:
        """Closes every notice."""
        for each in list(self._shown):
            each.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in {self._over, self._within} and event.type() in PLACED_BY:
            self._place()
        if isinstance(watched, Notice) and event.type() == QEvent.Type.Close:
            self._shown = [each for each in self._shown if each is not watched]
            self._place()
        return False

    def _place(self) -> None:
        area = self._over.rect()
        if self._within is not self._over and self._within.isVisible():
            area = QRect(self._within.mapTo(self._over, QPoint()), self._within.size())
        width = min(WIDEST, area.width() - 2 * MARGIN)
        foot = area.bottom() - MARGIN
        for notice in reversed(self._shown):
            height = max(notice.heightForWidth(width), notice.sizeHint().height())
            if notice.hasHeightForWidth():
                height = notice.heightForWidth(width)
            notice.setGeometry(0, 0, width, height)
            notice.move(QPoint(area.left() + (area.width() - width) // 2, foot - height))
            foot -= height + GAP
