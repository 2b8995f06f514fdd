"""The form that corrects one paragraph of a source, as a new text version."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.gui.command import command
from workbench.gui.sources.page import place_of
from workbench.gui.widgets.buttons import foot_of_form
from workbench.gui.widgets.labels import words_label

if TYPE_CHECKING:
    from workbench.dossier.text_versions import Moved
    from workbench.errors import WorkbenchError
    from workbench.gui.context import Context
    from workbench.gui.sources.page import Page


class CorrectForm(QWidget):
    """The words of a stretch of a text, such as a paragraph; all of a scan's, which has none.

    `moved` gives what came of the passages, `closed` ends it.
    """

    KEPT: ClassVar[str] = "correction"
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
        """The whole text with the paragraph as it stands in the form."""
        start, stop = self._span
        return self._page.text[:start] + self._words() + self._page.text[stop:]

    @property
    def dirty(self) -> bool:
        """Whether the paragraph is another than in the text."""
        return self._words() != self._page.text[slice(*self._span)]

    @property
    def record(self) -> str:
        """The id of the source."""
        return self._page.source.id

    def typed(self) -> dict[str, str]:
        """The words, and where they belong: in which text, from `start` to `stop`."""
        return {"words": self._words(), **place_of(self._page.source, self._span)}

    def fill(self, typed: dict[str, str]) -> None:
        """Puts the words back."""
        self.words.setPlainText(typed.get("words", self._words()))

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
        if self._warned or not self.dirty:
            return True
        self._warned = True
        self._say("Your correction is not kept yet. Press Esc again to discard it.")
        return False

    def _words(self) -> str:
        """The words as they stand, taken raw: Qt would turn no-break spaces into plain ones."""
        return self.words.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

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
        foot = foot_of_form(self.button, self.save, self.cancel)
        column.addLayout(foot)
