"""The form that makes a source of pasted text or a pasted page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.gui.command import command
from workbench.gui.widgets.buttons import foot_of_form
from workbench.gui.widgets.labels import small

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from workbench.dossier.dossier import Dossier
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.model.source import Source

_MARKUP = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|article|div|p|h1|script|table)\b", re.IGNORECASE
)


def is_markup(text: str) -> bool:
    """Whether a text is the code of a web page."""
    return bool(_MARKUP.match(text))


def pasted() -> str:
    """The text that the clipboard holds; the code of a page where it holds nothing else."""
    data: QMimeData = QGuiApplication.clipboard().mimeData()
    return data.text() if data.hasText() else data.html()


class PasteForm(QWidget):
    """Title and text; of a page's code only the text is taken, and nothing is fetched."""

    KEPT: ClassVar[str] = "paste"
    record = ""
    saved = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, text: str = "") -> None:
        super().__init__()
        self.context = context
        self._saving = self._warned = False
        self._first = text
        self.title = QLineEdit()
        self.title.setPlaceholderText("its first line, unless you give one")
        self.title.setAccessibleName("Title")
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("Paste or type the text here")
        self.text.setAccessibleName("Text")
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(text)
        self.fault = small()
        self.fault.setProperty("role", "error")
        self.fault.hide()
        self.button = QPushButton("Add source")
        self._lay_out()
        self.setFocusProxy(self.title if text else self.text)

    @property
    def dirty(self) -> bool:
        """Whether it holds anything, pasted or typed, that is not added yet."""
        return not self.text.document().isEmpty() or bool(self.title.text())

    def typed(self) -> dict[str, str]:
        """Title and text."""
        return {"title": self.title.text(), "text": self.text.toPlainText()}

    def fill(self, typed: dict[str, str]) -> None:
        """Puts title and text back."""
        self.title.setText(typed.get("title", ""))
        self.text.setPlainText(typed.get("text", ""))

    @command("Add the source", "Ctrl+Return", icon="check")
    def save(self) -> None:
        """Adds the source and closes the form."""
        if self._saving:
            return
        self._saving = True
        self.button.setEnabled(False)
        text, title = self.text.toPlainText(), self.title.text().strip()

        def work(dossier: Dossier) -> Source:
            if is_markup(text):
                return dossier.sources.add_html(text, title=title)
            return dossier.sources.add_text(text, title=title)

        self.context.write("Add source", work, self._saved, refused=self._refused)

    @command("Cancel the form", "Escape", icon="close")
    def cancel(self) -> None:
        """Closes the form, unless what was typed would be lost."""
        if self.may_close():
            self.closed.emit()

    def may_close(self) -> bool:
        """Whether nothing would be lost; else the form says how to close it."""
        text = self.text.toPlainText().strip()
        if not text or text == self._first.strip() or self._warned:
            return True
        self._warned = True
        self._say("What you typed is not added yet. Press Esc again to discard it.")
        return False

    def _saved(self, source: Source) -> None:
        self.context.notices.say(
            f"Added {source.title}", act=("Undo", self.context.undo), tone="good"
        )
        self.saved.emit(source)
        self.closed.emit()

    def _refused(self, fault: WorkbenchError) -> None:
        self._saving = False
        self.button.setEnabled(True)
        self._say(str(fault))

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 12)
        column.setSpacing(6)
        for words, field in (("Title", self.title), ("Text", self.text)):
            label = QLabel(words)
            label.setProperty("role", "small")
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, 1 if field is self.text else 0)
        column.addWidget(small("Only text is kept: scripts do not run, pictures are not fetched."))
        column.addWidget(self.fault)
        foot = foot_of_form(self.button, self.save, self.cancel, "Ctrl+Enter adds")
        column.addLayout(foot)
