"""The regions: side bar, work area with drawer and place beside, inspector; none can be lost.

    [rail | side | head                 | inspector]
    [     |      | view      | beside   |          ]
    [     |      | drawer               |          ]

Regions have fixed places and splitters between them. What the analyst closed stays closed until
she opens it; a view that has nothing for a region closes it for as long as the view is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from workbench.gui.head import Head
from workbench.gui.theme import INSPECTOR_WIDTH, SIDE_WIDTH
from workbench.gui.widgets.buttons import icon_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import (
        QWidget,
    )

WORK_LEAST = 380
SIDE_LEAST = 180
INSPECTOR_LEAST = 290
DRAWER_HEIGHT = 260
FORM_WIDTH = 380


def framed(name: str, *content: QWidget) -> QFrame:
    """A region with a name that the style sheet knows."""
    frame = QFrame()
    frame.setObjectName(name)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for each in content:
        column.addWidget(each)
    return frame


class Holder(QFrame):
    """Holds one widget under a title, with a button that closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: QWidget | None = None
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.closer = icon_button("Close", "close")
        self.closer.hide()
        row = QHBoxLayout()
        row.setContentsMargins(18, 11, 12, 5)
        row.addWidget(self.title, 1)
        row.addWidget(self.closer)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row)

    def hold(self, content: QWidget, title: str) -> None:
        """Shows `content` instead of what was held before."""
        self.release()
        self.content = content
        self.title.setText(title)
        self._column.addWidget(content, 1)
        self.closer.show()
        content.show()
        self.show()

    def release(self) -> QWidget | None:
        """Lets go of the content and gives it, hidden and without a parent's layout."""
        content, self.content = self.content, None
        if content is not None:
            self._column.removeWidget(content)
            self.closer.hide()
            content.hide()
        return content


class Regions(QSplitter):
    """Side bar, work area and inspector."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.head = Head()
        self.side = QStackedWidget()
        self.inspector = QStackedWidget()
        self.form = Holder()
        self.inspector.addWidget(self.form)
        self.views = QStackedWidget()
        self.beside = Holder()
        self.beside.setObjectName("inspector")
        self.beside.hide()
        self.drawer = Holder()
        self.drawer.setObjectName("drawer")
        self.drawer.hide()
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self.down = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.wanted = {"side": True, "inspector": True}
        self.form_shown = False
        self._before_form = (0, 0)
        self._content: QWidget | None = None
        self._filled = {"side": False, "inspector": False}
        self._full = False
        self._seen = [SIDE_WIDTH, INSPECTOR_WIDTH]

    def _lay_out(self) -> None:
        pairs: tuple[tuple[QSplitter, tuple[QWidget, ...]], ...] = (
            (self.across, (self.views, self.beside)),
            (self.down, (self.across, self.drawer)),
        )
        for splitter, parts in pairs:
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        self.side_frame = framed("side", self.side)
        self.inspector_frame = framed("inspector", self.inspector)
        self.work_frame = framed("work", self.head, self.down)
        self.work_frame.setMinimumWidth(WORK_LEAST)
        self.side_frame.setMinimumWidth(SIDE_LEAST)
        self.inspector_frame.setMinimumWidth(INSPECTOR_LEAST)
        for frame in (self.side_frame, self.work_frame, self.inspector_frame):
            self.addWidget(frame)
        self.setStretchFactor(1, 1)
        self.down.setStretchFactor(0, 1)
        self.reset()

    def reset(self) -> None:
        """Gives every region its first size and opens all of them."""
        self.setSizes([SIDE_WIDTH, 10_000, INSPECTOR_WIDTH])
        self.down.setSizes([10_000, DRAWER_HEIGHT])
        self.across.setSizes([5_000, 5_000])

    def open_all(self) -> None:
        """Opens the side bar and the inspector, and ends the full view."""
        self.wanted = {"side": True, "inspector": True}
        self._full = False
        self._apply()

    def toggle(self, name: str) -> None:
        """Opens or closes the region "side" or "inspector"."""
        self._full = False
        self.wanted[name] = not self.wanted[name]
        self._apply()

    def toggle_full(self) -> None:
        """Gives the work area the whole width, or takes that back."""
        self._full = not self._full
        self._apply()

    @property
    def full(self) -> bool:
        """Whether the work area has the whole width."""
        return self._full

    def fill(self, name: str, content: QWidget | None) -> None:
        """Puts a view's part into the region "side" or "inspector"; None closes it meanwhile."""
        stack = self.side if name == "side" else self.inspector
        self._filled[name] = content is not None
        if name == "inspector":
            self._content = content
        if content is not None:
            if stack.indexOf(content) < 0:
                stack.addWidget(content)
            if not (name == "inspector" and self.form_shown):
                stack.setCurrentWidget(content)
        self._apply()

    def show_form(self, form: QWidget, title: str) -> None:
        """Shows a form in the inspector's place."""
        self.form.hold(form, title)
        self.let_form(seen=True)

    def let_form(self, *, seen: bool) -> None:
        """Shows the form that is held, or what the inspector holds under it."""
        if seen == self.form_shown:
            return
        self.form_shown = seen
        if seen:
            self.inspector.setCurrentWidget(self.form)
            self._apply()
            self._widen()
        else:
            if self._content is not None:
                self.inspector.setCurrentWidget(self._content)
            self._narrow()
            self._apply()

    def _widen(self) -> None:
        """Gives a form the width that it needs."""
        side, work, inspector = self.sizes()
        if inspector < FORM_WIDTH:
            self.setSizes([side, max(WORK_LEAST, work + inspector - FORM_WIDTH), FORM_WIDTH])
            self._before_form = (inspector, self.sizes()[2])

    def _narrow(self) -> None:
        """Takes back what a form was given, unless the analyst dragged it meanwhile."""
        (before, given), self._before_form = self._before_form, (0, 0)
        side, work, inspector = self.sizes()
        if before and inspector == given:
            self.setSizes([side, work + inspector - before, before])

    def end_form(self, then: QWidget | None) -> QWidget | None:
        """Takes the form away and shows `then` in the inspector; gives the form."""
        form = self.form.release()
        self.fill("inspector", then)
        self.let_form(seen=False)
        return form

    def remember(self) -> tuple[int, ...]:
        """The sizes of the regions, to be given to `restore`; of one that is closed, its last."""
        self._note()
        side, inspector = self._seen
        work = max(WORK_LEAST, self.width() - side - inspector)
        return (side, work, inspector, *self.down.sizes(), *self.across.sizes())

    def _note(self) -> None:
        """Keeps the widths of what is open: the splitter gives none for what is closed."""
        side, _, inspector = self.sizes()
        self._seen = [side or self._seen[0], inspector or self._seen[1]]

    def restore(self, sizes: Sequence[int]) -> None:
        """Brings back the sizes that `remember` gave."""
        if len(sizes) == 7:  # noqa: PLR2004 - three across, two down, two beside
            self.setSizes(list(sizes[:3]))
            if sizes[4]:  # 0: it was closed, and opens at its first size
                self.down.setSizes(list(sizes[3:5]))
            if sizes[6]:
                self.across.setSizes(list(sizes[5:]))

    def _apply(self) -> None:
        self._note()
        self.side_frame.setVisible(self._filled["side"] and self.wanted["side"] and not self._full)
        inspector = self._filled["inspector"] and self.wanted["inspector"] and not self._full
        self.inspector_frame.setVisible(inspector or self.form_shown)
