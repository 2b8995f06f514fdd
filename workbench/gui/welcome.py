"""The welcome page: new, open, tour, bring in; and four first steps that tick themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui import icons
from workbench.gui.command import command
from workbench.gui.widgets.buttons import link_button
from workbench.gui.widgets.card import CardButton
from workbench.gui.widgets.labels import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from workbench.dossier.dossier import Dossier
    from workbench.gui.command import Commands
    from workbench.gui.context import Context

WIDTH = 744
MOST_RECENT = 3
CARDS = (
    ("dossier.new", "New dossier", "Start an empty file for a topic", "database"),
    ("dossier.open", "Open a dossier", "", "folder"),
    (
        "dossier.tour",
        "Tour with a sample",
        "One news article, logged, plotted and briefed in four minutes",
        "sparkle",
    ),
    (
        "dossier.bring_in",
        "Bring in what you have",
        "Text files, saved web pages, a pasted article",
        "download-simple",
    ),
)
STEPS = (
    ("decision", "Log a decision  (Ctrl+Shift+N)", "check-circle"),
    ("passage", "Add a source and mark the sentence that supports it", "quotes"),
    ("allocation", "Record a quantity with its sign: more than, about, between", "rows"),
    ("briefing", "Write your first briefing", "file-text"),
)
EXPLAINED = (
    "Log what governments decide, who reported it, and what was allotted to whom. "
    "Your data stays in one file on this machine."
)


class WelcomePage(QWidget):
    """What is shown while no dossier is open, and on request."""

    opened = Signal(str)
    """The path of a recent dossier."""
    left = Signal()

    def __init__(self, commands: Commands, context: Context | None) -> None:
        super().__init__()
        self._steps: dict[str, tuple[QToolButton, QLabel]] = {}
        self._recent = QHBoxLayout()
        self._recent.setSpacing(14)
        body = QWidget()
        body.setFixedWidth(WIDTH)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(wrapped("Policy Workbench", "welcome"))
        column.addWidget(wrapped(EXPLAINED, "lead"))
        column.addSpacing(16)
        column.addLayout(self._cards(commands))
        column.addSpacing(18)
        column.addWidget(wrapped("FIRST STEPS", "section"))
        steps = QVBoxLayout()
        steps.setSpacing(0)
        for kind, words, icon in STEPS:
            steps.addLayout(self._step(kind, words, icon))
        column.addLayout(steps)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(_centred(body))
        if context is not None:
            dossier = context.dossier
            context.jobs.run("Reading", lambda _: steps_done(dossier), self.tick, quiet=True)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Offers the dossiers that were open last."""
        for path in paths[:MOST_RECENT]:
            place = Path(path)
            button = link_button(place.name)
            button.setToolTip(str(place))
            button.setAccessibleName(f"Open {place.name}")
            button.clicked.connect(lambda _on=False, each=path: self.opened.emit(each))
            self._recent.addWidget(button)
        if not paths:
            none = QLabel("None was open here yet")
            none.setProperty("role", "muted")
            self._recent.addWidget(none)
        self._recent.addStretch(1)

    def tick(self, done: frozenset[str]) -> None:
        """Ticks the steps that the dossier shows to be done."""
        for kind, (sign, words) in self._steps.items():
            if kind in done:
                icons.put(sign, "done", role="good")
                words.setProperty("role", "muted")
                words.setAccessibleName(f"Done: {words.text()}")
                words.style().unpolish(words)
                words.style().polish(words)

    @command("Leave the welcome page", "Escape")
    def leave(self) -> None:
        """Goes back to the open dossier."""
        self.left.emit()

    def _cards(self, commands: Commands) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, (name, title, words, icon) in enumerate(CARDS):
            card = self._card(commands.action(name), title, words, icon)
            if name == "dossier.open":
                card.column.addLayout(self._recent)
            card.column.addStretch(1)
            grid.addWidget(card, at // 2, at % 2)
        return grid

    def _card(self, action: QAction, title: str, words: str, icon: str) -> CardButton:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        card = CardButton(title, icon, key)
        card.clicked.connect(action.trigger)
        if words:
            line = wrapped(words)
            card.column.addWidget(line)
        return card

    def _step(self, kind: str, words: str, icon: str) -> QHBoxLayout:
        sign = QToolButton()
        sign.setProperty("role", "plain")
        sign.setIconSize(QSize(18, 18))
        sign.setFixedSize(26, 26)
        sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.put(sign, icon)
        label = QLabel(words)
        self._steps[kind] = (sign, label)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(sign)
        row.addWidget(label, 1)
        return row


def steps_done(dossier: Dossier) -> frozenset[str]:
    """The kinds of the first steps of which the dossier holds a record."""
    return frozenset(kind for kind, _, _ in STEPS if dossier.records(kind).count())


def _centred(body: QWidget) -> QScrollArea:
    """`body` in the middle of a page that scrolls where it is too small."""
    middle = QWidget()
    outer = QVBoxLayout(middle)
    outer.addStretch(2)
    outer.addWidget(body, alignment=Qt.AlignmentFlag.AlignHCenter)
    outer.addStretch(3)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(middle)
    return scroll
