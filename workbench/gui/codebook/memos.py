"""Every memo in one place: newest first, searched by words, opened where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout
from typing_extensions import override

from workbench.gui.command import command
from workbench.gui.conditions import writable
from workbench.gui.inspector.memo import open_memo_form
from workbench.gui.nouns import title_of
from workbench.gui.panel import Panel
from workbench.gui.theme import tokens
from workbench.gui.widgets.buttons import clearable, link_button
from workbench.gui.widgets.empty import EmptyState
from workbench.gui.widgets.quotes import QuoteLine, QuoteList
from workbench.model import RECORDS
from workbench.model.many import many
from workbench.model.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from workbench.dossier.memos import MemoLine
    from workbench.gui.context import Context
    from workbench.model.record import Record

PAUSE_MS = 120


class MemosPanel(Panel):
    """Lists memos; Enter opens what a memo is about."""

    shows: ClassVar[tuple[type[Record], ...]] = tuple(RECORDS.values())

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.lines: Sequence[MemoLine] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Search the memos")
        self.line.setAccessibleName("Search the memos")
        self.line.setMaximumWidth(420)
        clearable(self.line)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.list = QuoteList("Memos")
        self.empty = EmptyState("note", "", "")
        self.empty.words.setMinimumSize(340, 40)
        self.pane = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.schedule)
        self._lay_out()
        self.line.textChanged.connect(lambda _: self._pause.start())
        self.line.returnPressed.connect(self.list.setFocus)
        self.list.opened.connect(self._open)
        self.setFocusProxy(self.line)

    def _lay_out(self) -> None:
        new = link_button("New memo", "note-pencil")
        new.clicked.connect(self.new_memo)
        new.setEnabled(writable(self))
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(new)
        self.pane.addWidget(self.list)
        self.pane.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 12, 0)
        column.addLayout(row)
        column.addWidget(self.pane, 1)

    @override
    def refresh(self) -> None:
        words = self.line.text().strip()
        self.read(lambda dossier: dossier.memos.every(words), self._show)

    def chosen(self) -> Memo | None:
        """The memo that is chosen; None where it stands in a passage."""
        row = self.list.currentIndex().row()
        kept = self.lines[row].kept if 0 <= row < len(self.lines) else None
        return kept if isinstance(kept, Memo) else None

    @command("New memo…", "N", menu="Codes/Memos", icon="note-pencil", when=writable)
    def new_memo(self) -> None:
        """Writes a journal entry; a memo about a record is written in its inspector."""
        open_memo_form(self.context)

    @command("Edit the memo…", "E", menu="Codes/Memos", icon="pencil-simple", when=writable)
    def edit_memo(self) -> None:
        """Opens the chosen memo; one of a passage is edited in its source, with M."""
        memo = self.chosen()
        if memo is not None:
            open_memo_form(self.context, memo=memo)
        elif self.list.current is not None:
            self._open(self.list.current.kind, self.list.current.key)

    @command("Remove the memo", "Delete", menu="Codes/Memos", icon="trash", when=writable)
    def remove_memo(self) -> None:
        """Removes the chosen memo; Undo brings it back."""
        memo = self.chosen()
        if memo is not None:
            self.context.write(
                "Remove memo", lambda d: d.memos.remove(memo), say=f"{memo.ref} removed."
            )
        elif self.list.current is not None:
            self.context.notices.say("This memo stands in its passage: edit it there, with M.")

    def _show(self, lines: Sequence[MemoLine]) -> None:
        self.lines = lines
        self.list.show_lines([_line(each) for each in lines])
        self.count.setText(many(len(lines), "memo") if lines else "")
        if self.line.text().strip():
            self.empty.say("No memo holds these words", "Take out a word, or clear the search.")
        else:
            self.empty.say(
                "No memos yet",
                "Write one in the inspector of any record, with M in a source, or here with N.",
            )
        self.pane.setCurrentIndex(0 if lines else 1)

    def _open(self, kind: str, key: str) -> None:
        if kind == "memo":
            self.edit_memo()
        else:
            self.context.open(kind, key)


def _line(line: MemoLine) -> QuoteLine:
    about = line.about
    if about is None:
        return QuoteLine(kind="memo", key=line.kept.id, head="Journal", words=line.words)
    name = " ".join(about.name.split())
    return QuoteLine(
        kind=about.KIND,
        key=about.id,
        head=f"{title_of(about.KIND)} {about.ref} · {name}",
        words=line.words,
        colour=tokens().accent,
    )
