"""The form that corrects one paragraph of a source, as a new text version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.gui.command import command
from workbench.gui.inspector.parts import words_label

if TYPE_CHECKING:
    from workbench.dossier.text_versions import Moved
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.sources.page import Page


class CorrectForm(QWidget):
    """The words of a stretch of a text, such as a paragraph; all of a scan's, which has none.

    `moved` gives what came of the passages, `closed` ends it.
    """

    moved = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, page: Page, span: tuple[int, int]) -> None:
        super().__init__()
        self.context = context
        self._page = page
        self._span = span
        self._warned = False
        self.words = QPlainTextEdit(page.text[slice(*span)])
        self.words.setAccessibleName("Words of the paragraph")
        self.words.setTabChangesFocus(True)
        self.fault = words_label("", "error")
        self.fault.hide()
        self.button = QPushButton("Correct")
        self._lay_out()
        self.setFocusProxy(self.words)

    @property
    def corrected(self) -> str:
        """The whole text with the paragraph as it stands in the form.

        Taken raw: Qt would turn no-break spaces into plain ones.
        """
        start, stop = self._span
        words = self.words.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._page.text[:start] + words + self._page.text[stop:]

    @command("Correct the text", "Ctrl+Return", icon="check")
    def save(self) -> None:
        """Makes the new version; the passages of the source come along."""
        self.button.setEnabled(False)
        key, text = self._page.source.id, self.corrected
        self.context.write(
            "Correct text",
            lambda dossier: dossier.text_versions.correct(key, text),
            self._done,
            refused=self._refused,
        )

    @command("Cancel the form", "Escape", icon="close")
    def cancel(self) -> None:
        """Closes the form, unless what was typed would be lost."""
        if self.may_close():
            self.closed.emit()

    def may_close(self) -> bool:
        """Whether nothing would be lost; else the form says how to close it."""
        if self._warned or self.corrected == self._page.text:
            return True
        self._warned = True
        self._say("Your correction is not kept yet. Press Esc again to discard it.")
        return False

    def _done(self, moved: Moved) -> None:
        self._warned = True
        self.moved.emit(moved)
        self.closed.emit()

    def _refused(self, fault: WorkbenchError) -> None:
        self.button.setEnabled(True)
        self._say(str(fault))

    def _say(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 6, 18, 12)
        column.setSpacing(6)
        told = (
            "Mend only what was read wrongly, never what the document says. The original and the "
            "text as it was stay in the dossier."
        )
        column.addWidget(words_label(told, "muted"))
        column.addWidget(self.words, 1)
        column.addWidget(self.fault)
        self.button.setProperty("role", "primary")
        self.button.setToolTip("Ctrl+Enter")
        self.button.clicked.connect(self.save)
        cancel = QPushButton("Cancel")
        cancel.setToolTip("Esc")
        cancel.clicked.connect(self.cancel)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(cancel)
        row.addStretch(1)
        column.addLayout(row)
